"""Times beyond the examples of their rules."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import Read

from coranto.reading.times.intervals import interval_of


def values(reading) -> dict[str, str | None]:  # type: ignore[no-untyped-def]
    return {time.text: time.value for time in reading.times}


def test_tense_decides_the_direction_of_a_weekday(read: Read) -> None:
    assert values(read("The council will meet on Friday.", published="2018-08-27"))["Friday"] == "2018-08-31"
    assert values(read("The council met on Friday.", published="2018-08-27"))["Friday"] == "2018-08-24"


def test_an_impossible_day_has_no_value_and_is_a_problem(read: Read) -> None:
    reading = read("The accord was signed on February 31, 2017 in Oslo.", published="2018-08-27")
    assert values(reading)["February 31, 2017"] is None
    assert "no day 2017-02-31" in reading.problems[0].message


def test_since_until_and_after_set_the_bounds(read: Read) -> None:
    reading = read("Since August 20 it has rained. The road was shut before August 10.", published="2018-08-27")
    assert [(time.earliest, time.latest) for time in reading.times] == [
        ("2018-08-20", "2018-08-27"),
        (None, "2018-08-09"),
    ]


def test_histories_take_the_year_of_the_story(read: Read) -> None:
    text = (
        "The dam was begun in 1911. Work stopped in 1914 and began again in 1919. It broke in March 1921. "
        "In June the river was turned. The dam was closed in 1925 and opened in 1931."
    )
    assert values(read(text, published="2018-08-27"))["June"] == "1921-06"


@pytest.mark.parametrize("value", [None, "", "PXY", "PRESENT_REF", "2018-13", "2018-02-30", "BC0480", "XXXX-08-24"])
def test_what_is_no_stretch_of_the_calendar_has_no_interval(value: str | None) -> None:
    assert interval_of(value) == (None, None)


FRAGMENTS = st.sampled_from(
    ["Friday", "last", "next", "August", "31", "two", "weeks", "ago", "2018", "the", "of", "in", "9999", "0000", "BC",
     "early", "day", "1/13/99", "night", "Feb. 30", "century", "a", "month", ",", "since", "half", "quarter",
     "’s", "19:99", "first"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(FRAGMENTS, min_size=1, max_size=12))
def test_no_text_of_time_words_raises_and_every_span_is_its_slice(read: Read, words: list[str]) -> None:
    text = " ".join(words) + " they met."
    reading = read(text, published="2018-08-27")
    assert [p for p in reading.problems if p.stage == "reading"] == []
    assert all(text[time.start : time.end] == time.text for time in reading.times)
    assert all(one.end <= other.start for one, other in pairwise(reading.times))
