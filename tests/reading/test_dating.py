"""The publication date: stated, or told by the page itself."""

from __future__ import annotations

from tests.conftest import Read

from coranto.model.report import StatedDate

PAGE = """Families wait for the road to open

TUESDAY FEATURE

What the River Took — A Walk Along the Dam

The council of the town met on Monday. Syria's north has been cut off for a week.

See Delta Daily, October 8: The Road Is Shut
Delta Daily, October 7: Rain

In this 91-month conflict few roads are safe. Syria has other worries, the mayor said.
"""


def test_a_stated_date_is_the_date(read: Read) -> None:
    published = read("The road is open.", published="2018-10-09").report.published
    assert published is not None
    assert (published.value, published.basis) == ("2018-10-09", "given")


def test_a_page_dates_itself_by_its_own_evidence(read: Read) -> None:
    reading = read(PAGE)
    published = reading.report.published
    assert published is not None
    assert (published.value, published.basis) == ("2018-10-09", "inferred")
    assert {evidence.text for evidence in published.evidence} >= {"TUESDAY", "91-month conflict"}
    assert [reference.date for reference in reading.references] == ["2018-10-08", "2018-10-07"]


def test_without_the_weekday_the_page_is_less_sure(read: Read) -> None:
    sure, unsure = read(PAGE).report.published, read(PAGE.replace("TUESDAY FEATURE", "FEATURE")).report.published
    assert sure is not None and unsure is not None
    assert unsure.confidence < sure.confidence


def test_without_anything_that_tells_the_year_the_date_stays_open(read: Read) -> None:
    published = read(PAGE.replace("91-month", "long")).report.published
    assert published is not None
    assert published.value is None
    assert published.evidence


def test_a_plain_text_without_evidence_has_no_date(read: Read) -> None:
    assert read("The road is open.").report.published is None


def test_dates_that_disagree_are_a_problem() -> None:
    from coranto.reading.dating import date_report
    from coranto.reading.dating.cues import Page

    stated = (StatedDate("2018-10-09", "metadata", "the row"), StatedDate("2018-10-02", "url", "the address"))
    page = Page(text="x", passages=(), references=(), undated=(), counted=(), language="en")
    published, problems = date_report(page, stated)
    assert published is not None and published.value == "2018-10-09"
    assert "dates disagree" in problems[0].message
