"""What is planted in the samples is found by the links, and nothing else of its kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from coranto.book import Book, tell
from coranto.exports.tables import rows
from coranto.model.reading import Reading
from coranto.model.report import Captured
from coranto.samples import samples_folder

Samples = list[tuple[Captured, Reading]]
PLANTED: dict[str, Any] = yaml.safe_load((samples_folder() / "planted.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def files(sample_reads: Samples) -> dict[str, str]:
    """Report ids by the names that `planted.yml` gives: a file, or file#row."""
    found = {}
    for captured, reading in sample_reads:
        name = Path(captured.source.partition(", line")[0]).name
        row = reading.report.extra.get("id")
        found[f"{name}#{row}" if row else name] = reading.report.id
    return found


def test_every_planted_copy_is_found_and_none_besides(sample_book: Book, files: dict[str, str]) -> None:
    wanted = {(files[each["copy"]], files[each["original"]]) for each in PLANTED["copies"]}
    found = {
        (links.report, links.copying.original)
        for _, links in sample_book.all_links()
        if links.copying and links.copying.original != links.report
    }
    assert found == wanted


def test_every_shared_informant_is_an_origin_of_its_reports_only(sample_book: Book, files: dict[str, str]) -> None:
    by_report = {
        links.report: {each.name.replace("’", "'") for each in links.origins} for _, links in sample_book.all_links()
    }
    unread = files["echo-de-valbrume-2018-09-18.html"]  # French: kept, not read
    for informant in PLANTED["informants"]:
        wanted = {files[each] for each in PLANTED["shared_informants"][informant]} - {unread}
        assert {report for report, names in by_report.items() if informant in names} == wanted


def test_disagreeing_figures_stand_side_by_side(sample_book: Book) -> None:
    sets = [one for _, one, _ in sample_book.claims() if one.kind == "deaths"]
    values = [{(claim.best or claim.low, *claim.origins) for claim in one.claims} for one in sets if one.disagree]
    ocw, omn = "name:orontes casualty watch", "name:orchard medics network"
    assert any({(5.0, ocw), (8.0, omn)} <= each for each in values)
    assert any({(2.0, ocw), (4.0, omn)} <= each for each in values)
    assert any({(53.0, ocw), (38.0, omn)} <= each for each in values)


def test_a_copy_adds_a_report_and_no_origin(sample_book: Book, files: dict[str, str]) -> None:
    original = files["ostrel-agency.jsonl#ost-20180907-tehran"]
    copy = files["port-aldane-herald.jsonl#aldane-2018-09-08-tehran"]
    both = [each for each in sample_book.supports(copy).values() if {original, copy} == set(each.reports)]
    assert both
    assert all(len(each.outlets) == 1 for each in both)
    assert all(len(each.origins) == 1 for each in both)
    assert all(each.words.startswith("2 reports, 1 outlet, 1 origin (") for each in both)


def test_the_strikes_of_one_day_are_one_thread(sample_book: Book) -> None:
    names = {thread.name for thread in sample_book.threads()}
    assert "Attacks in Idlib" in names
    assert "Talks between Iran and Syria" in names


def test_the_timeline_quotes_sentences_of_the_reports(sample_book: Book) -> None:
    days = sample_book.timeline()
    assert days[0].date in {"2018-09-07", "2018-08-26", "2018-08-27"}
    for day in days:
        for told in day.told:
            text = sample_book.reading(told.report).report.text
            assert text[told.span.start : told.span.end] == told.span.text


def test_what_a_copy_left_out_is_shown(sample_book: Book, files: dict[str, str]) -> None:
    copy = files["port-aldane-herald.jsonl#aldane-2018-09-08-tehran"]
    links = sample_book.links(copy)
    told = [line.text for line in tell(sample_book.entry(copy), links).lines]
    assert any(line.startswith("  copy     of") for line in told)
    assert any(line.startswith("  left out “") for line in told)


def test_an_act_shows_every_telling_with_its_status_and_why(sample_book: Book, files: dict[str, str]) -> None:
    report = files["ostrel-agency.jsonl#ost-20180907-tehran"]
    act = next(each for each in sample_book.supports(report).values() if len(each.reports) >= 4)
    told = sample_book.linked(act.id)
    assert told is not None
    lines = [line.text for line in told.lines]
    assert sum(", happened: “" in line for line in lines) >= 4
    assert any(line.startswith("  why") and "place: hobait +1.5" in line for line in lines)


def test_statements_are_exported_with_their_origins(sample_book: Book) -> None:
    found = {row["origin_names"] for row in rows(sample_book, "statements") if row["origins"]}
    assert "Orontes Casualty Watch" in found
