"""What undated pages tell of their date: each kind of cue, what contradicts it, and when it is not enough."""

from __future__ import annotations

import pytest
from tests.conftest import Read

from coranto.reading.conflicts import find_counted


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Sudan: what is known\n\nPublished: 3 May 2023\n\nFighting went on in Khartoum on Tuesday.\n", "2023-05-03"),
        ("Sudan: what is known\n\n3 May 2023\n\nFighting went on in Khartoum on Tuesday.\n", "2023-05-03"),
        ("The council met yesterday, Friday, 9 March 2018, and said little.", "2018-03-10"),
        ("KHARTOUM, May 3 (Wire) - Fighting went on, on the 19th day of the war in Sudan.", "2023-05-03"),
        ("DAY 500 of the war\n\nShelling hit Kherson, Ukraine said.\n\nUkraine Daily, July 7: Grain\n", "2023-07-08"),
    ],
)
def test_a_page_tells_its_day(read: Read, text: str, day: str) -> None:
    published = read(text).report.published
    assert published is not None and (published.value, published.basis) == (day, "inferred")


@pytest.mark.parametrize(
    "text",
    [
        "The dam was built in 1911. It broke in 1923.",
        "They met on August 12 and will meet again in October.",
        "The conflict in Syria is now in its eighth year.",
        "MONDAY FEATURE\n\nWhat the river took\n\nThe council met on Sunday.\n",
    ],
)
def test_weak_evidence_gives_no_day(read: Read, text: str) -> None:
    published = read(text).report.published
    assert published is not None and published.value is None and published.evidence


def test_where_no_day_is_sure_the_month_or_year_stands_first(read: Read) -> None:
    published = read(
        "The conflict in Syria is now in its eighth year. On Friday, March 9, Syria shut the road."
    ).report.published
    assert published is not None
    assert (published.value, published.candidates[0].value) == (None, "2018")


def test_each_piece_of_evidence_says_what_is_left_without_it(read: Read) -> None:
    counted = "The 91-month conflict in Syria."
    text = f"Delta Daily\n\nTUESDAY FEATURE\n\nThe council met.\n\nDelta Daily, October 8: Rain\n\n{counted}"
    published = read(text).report.published
    assert published is not None and published.value == "2018-10-09"
    told = {evidence.text: evidence.says for evidence in published.evidence}
    assert "without this 2018-10-09 (6" in told["TUESDAY"]
    assert "without this the date is open" in told["91-month conflict"]


def test_the_page_contradicts_the_date_it_was_given(read: Read) -> None:
    reading = read("Delta Daily\n\nTUESDAY FEATURE\n\nThe road is shut.\n", published="2018-10-10")
    assert [problem.stage for problem in reading.problems] == ["dating"]
    assert "contradicts the date 2018-10-10, a Wednesday" in reading.problems[0].message


def test_the_count_of_a_war_that_is_over_is_its_length() -> None:
    assert find_counted("Iraq has not forgotten the eight-year war with Iran.", "en") == ()


def test_an_unverified_conflict_dates_nothing() -> None:
    assert find_counted("The 30-year war in Somalia goes on.", "en") == ()


def test_the_paragraph_says_which_conflict_is_meant() -> None:
    text = (
        "Russia and Iran spoke. Russia met Iran. Russia left.\nIn the 89-month conflict few roads of Syria are safe.\n"
    )
    assert {each.conflict.name for each in find_counted(text, "en")} == {"Syrian civil war"}
