"""What is planted in the sample reports is there."""

from __future__ import annotations

from pathlib import Path

import yaml

from coranto.model.reading import Reading
from coranto.model.report import Captured
from coranto.samples import samples_folder

NOTE = "Illustrative report written for this software from public facts; not a news source."
Samples = list[tuple[Captured, Reading]]


def test_there_are_twenty_two_of_120_to_500_words(sample_reads: Samples) -> None:
    lengths = [len(reading.report.text.split()) for _, reading in sample_reads]
    assert len(lengths) == 22
    assert all(120 <= length <= 500 for length in lengths)


def test_the_note_is_in_every_file_and_in_no_passage(sample_reads: Samples) -> None:
    for captured, reading in sample_reads:
        assert NOTE.encode() in captured.original
        assert not any(NOTE in passage.text for passage in reading.passages)


def test_the_undated_page_dates_itself(sample_reads: Samples) -> None:
    [reading] = [one for captured, one in sample_reads if Path(captured.source).name == "levant-record-page.txt"]
    published = reading.report.published
    assert published is not None
    assert (published.value, published.basis) == ("2018-09-07", "inferred")
    assert {one.date for one in reading.references} == {"2018-09-03", "2018-09-04", "2018-09-05", "2018-09-06"}


def test_the_french_report_is_kept_and_not_read(sample_reads: Samples) -> None:
    [reading] = [one for _, one in sample_reads if one.report.language == "fr"]
    assert reading.events == () and reading.statements == ()
    assert [problem.message for problem in reading.problems] == ["not read: language fr"]


def test_the_list_of_what_is_planted_names_files_that_exist() -> None:
    planted = yaml.safe_load((samples_folder() / "planted.yml").read_text(encoding="utf-8"))
    assert planted


def test_every_other_report_tells_an_event(sample_reads: Samples) -> None:
    silent = [c.source for c, reading in sample_reads if not reading.events and reading.report.language != "fr"]
    assert silent == []
