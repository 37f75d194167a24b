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


def reading_of(read: Read, text: str, **stated: str):  # type: ignore[no-untyped-def]
    reading = read(text, **({"published": "2018-08-27"} | stated))
    return {time.text: time for time in reading.times}, [problem.message for problem in reading.problems]


@pytest.mark.parametrize(
    ("text", "words", "value", "problem"),
    [
        ("It opened on 31 June 2018.", "31 June 2018", None, "no day 2018-06-31"),
        ("It opened on February 30.", "February 30", None, "no day 2018-02-30"),
        ("The log says 0000-01-01.", "0000-01-01", None, "no year 0"),
        ("The log says 2018-13-45.", "2018-13-45", None, "no day 2018-13-45"),
        ("It was stamped 45/13/2018.", "45/13/2018", None, "no day of the calendar"),
        ("The lease runs until 2150.", "2150", "2150", None),
        ("The log says 9999-12-31.", "9999-12-31", "9999-12-31", None),
        ("It was stamped 14-Mar-97.", "14-Mar-97", "1997-03-14", None),
        ("It was stamped 14-Mar-17.", "14-Mar-17", "2017-03-14", None),
        ("It fell 20,000 years ago.", "20,000 years ago", None, "outside the calendar"),
    ],
)
def test_what_no_calendar_has_gets_no_value_and_a_problem(
    read: Read, text: str, words: str, value: str | None, problem: str | None
) -> None:
    times, problems = reading_of(read, text)
    assert times[words].value == value
    assert (problem is None and problems == []) or problem in problems[0]


@pytest.mark.parametrize(
    ("outlet", "value", "other"),
    [("The New York Times", "2018-03-04", "2018-04-03"), ("SANA", "2018-04-03", "2018-03-04")],
)
def test_the_outlets_country_decides_the_order_of_numbers(read: Read, outlet: str, value: str, other: str) -> None:
    time = reading_of(read, "The form was stamped 3/4/2018.", outlet=outlet)[0]["3/4/2018"]
    assert (time.value, [each.value for each in time.alternatives]) == (value, [other])


def test_without_an_outlet_other_dates_of_the_report_tell_the_order(read: Read) -> None:
    times, _ = reading_of(read, "The forms were stamped 3/4/2018 and 3/24/2018.")
    assert times["3/4/2018"].value == "2018-03-04"
    times, _ = reading_of(read, "The form was stamped 3/4/2018.")
    assert {times["3/4/2018"].value, *(each.value for each in times["3/4/2018"].alternatives)} == {
        "2018-03-04",
        "2018-04-03",
    }


def test_a_weekday_that_is_not_that_day_is_a_problem(read: Read) -> None:
    times, problems = reading_of(
        read, "The accord was signed on Friday, 25 August 2017 and on Monday, August 21, 2017."
    )
    assert problems == []
    times, problems = reading_of(read, "The accord was signed on Friday, 24 August 2017.")
    assert times["Friday, 24 August 2017"].value == "2017-08-24"
    assert [each.value for each in times["Friday, 24 August 2017"].alternatives] == ["2017-08-25"]
    assert "2017-08-24 is a Thursday" in problems[0]


def test_a_weekday_tells_the_year_of_a_day_without_one(read: Read) -> None:
    assert reading_of(read, "It fell on Friday, December 15.")[0]["Friday, December 15"].value == "2017-12-15"


def test_ranges_and_windows_cover_all_their_days(read: Read) -> None:
    times, _ = reading_of(
        read,
        "Clashes went on from 3 to 7 May. Twice in the last two weeks they met. Envoys come in the next three days.",
    )
    assert (times["7 May"].earliest, times["7 May"].latest) == ("2018-05-03", "2018-05-07")
    assert (times["the last two weeks"].earliest, times["the last two weeks"].latest) == ("2018-08-13", "2018-08-27")
    assert (times["the next three days"].earliest, times["the next three days"].latest) == ("2018-08-27", "2018-08-30")


def test_a_hyphened_duration_begins_on_the_day_of_its_sentence(read: Read) -> None:
    reading = read("The envoy arrived on Sunday for a three-day visit.", published="2018-08-27")
    visit = reading.times[1]
    assert (visit.value, visit.earliest, visit.latest) == ("P3D", "2018-08-26", "2018-08-28")
    assert visit.anchor is not None and reading.times[visit.anchor].text == "Sunday"


def test_a_duration_after_a_date_keeps_its_value_and_gets_its_day(read: Read) -> None:
    reading = read("The gate was opened two months after 3 March 2017.", published="2018-08-27")
    assert (reading.times[0].value, reading.times[0].earliest, reading.times[0].anchor) == ("P2M", "2017-05-03", 1)


def test_what_is_counted_from_the_story_names_its_anchor(read: Read) -> None:
    reading = read("The town fell on 20 August. Three days later the bridge was cut.", published="2018-08-27")
    later = reading.times[1]
    assert (later.value, later.anchor, later.rule) == ("2018-08-23", 0, "later (running day)")


def test_a_count_of_a_conflict_reaches_from_its_start(read: Read) -> None:
    reading = read("The 89-month conflict in Syria goes on. Syria has other worries.", published="2018-08-27")
    assert (reading.times[0].value, reading.times[0].earliest) == ("P89M", "2011-03-01")
    assert "Syrian civil war" in reading.times[0].rule


BACKGROUND = """The army said on Friday that it had taken the town.

The town has been fought over before. In 1982 troops shelled it for weeks. In February they entered the old quarter. In
1985 the first families came back, and in 1991, 1994 and 1998 new districts were built.

Officials said yesterday that the road would open in September.
"""


def test_the_background_of_a_news_report_is_read_as_a_history(read: Read) -> None:
    times, _ = reading_of(read, BACKGROUND)
    assert (times["February"].value, times["September"].value) == ("1982-02", "2018-09")
    assert [(each.value, each.reason) for each in times["February"].alternatives] == [("2018-02", "read as news")]


RECALLED = """Shells fell on the town on Friday.

The valley was lost in May 1982. Helicopters landed there on 16 October, and by the end of December it was quiet.{}

The council rejected the plan on July 3.
"""


def test_a_story_of_far_years_goes_on_through_sentences_of_the_past(read: Read) -> None:
    times, _ = reading_of(read, RECALLED.format(""))
    assert times["16 October"].value == "1982-10-16"
    assert times["the end of December"].value == "1982-12"


def test_what_lies_in_the_last_weeks_or_after_the_present_is_news(read: Read) -> None:
    assert reading_of(read, RECALLED.format(""))[0]["July 3"].value == "2018-07-03"
    turned = RECALLED.format(" Nobody has counted the dead.").replace("July 3", "January 3")
    assert reading_of(read, turned)[0]["January 3"].value == "2018-01-03"


def test_a_plan_in_the_present_or_past_tense_is_to_come(read: Read) -> None:
    assert reading_of(read, "The council meets on Friday.")[0]["Friday"].value == "2018-08-31"
    assert reading_of(read, "Talks were to resume on Friday.")[0]["Friday"].value == "2018-08-31"


def test_a_range_without_years_may_cross_the_turn_of_the_year(read: Read) -> None:
    times, _ = reading_of(read, "The pass is shut from 1 October to 31 March.")
    assert (times["31 March"].value, times["1 October"].latest) == ("2019-03-31", "2019-03-31")


def test_an_hour_without_a_half_of_the_day_keeps_the_other(read: Read) -> None:
    hour = reading_of(read, "The buses left at four o'clock.")[0]["four o'clock"]
    assert (hour.value, [other.value for other in hour.alternatives]) == ("2018-08-27T16:00", ["2018-08-27T04:00"])


def test_a_list_of_days_takes_the_year_of_the_line_above(read: Read) -> None:
    times, _ = reading_of(
        read, "Timeline\n\nNov. 4, 2015: a dam is hit\n\nNov. 28: a bridge is hit\n\nFeb. 2: a mill is hit\n"
    )
    assert (times["Nov. 28"].value, times["Feb. 2"].value) == ("2015-11-28", "2016-02-02")


def test_a_chronology_takes_the_year_of_its_heading(read: Read) -> None:
    text = "A chronology\n\n2016\n\nMarch 15: Talks open.\n\n2017\n\nApril 7: A base is hit. In July it is closed.\n"
    times, _ = reading_of(read, text)
    assert [times[words].value for words in ("March 15", "April 7", "July")] == ["2016-03-15", "2017-04-07", "2017-07"]


def test_near_the_border_of_news_and_history_the_other_reading_is_kept(read: Read) -> None:
    text = "The dam was begun in 1911. It was stopped in 1914. It broke in June 1921. In May it shut."
    assert reading_of(read, text)[0]["May"].alternatives


@pytest.mark.parametrize(
    "text",
    [
        "The last stronghold fell.",
        "The Damascus Daily reported it.",
        "Prime Minister May spoke.",
        "The army will march on the town.",
        "The unit lost 2000 soldiers and fired 1500 shells.",
        "The October 7 Brigade and the 14 February movement said so.",
        "A second attack followed.",
        "The daily Al-Watan and the weekly newspaper Brigada wrote of it.",
        "They send 200 trucks a month.",
        "Three-quarters of the town is in ruins.",
        "He married in his 30s.",
        "The 13-year-old boy was hurt by an F-105.",
    ],
)
def test_false_friends_are_no_times(read: Read, text: str) -> None:
    assert [time.text for time in read(text, published="2018-08-27").times] == []


def test_what_comes_back_daily_is_no_newspaper(read: Read) -> None:
    assert values(read("Daily flights resumed.", published="2018-08-27")) == {"Daily": "P1D"}


def test_every_rule_names_an_operation_that_exists() -> None:
    from coranto.knowledge.times import load_times
    from coranto.reading.times import _OPERATIONS

    known = load_times("en")
    assert {rule.entry.operation for rule in known.rules} <= set(_OPERATIONS)
    assert {join.entry.operation for join in known.joins} <= {"mod", "part", "clockday", "keep"}
    assert set(_OPERATIONS) <= {rule.entry.operation for rule in known.rules}
