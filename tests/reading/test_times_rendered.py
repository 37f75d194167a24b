"""Dates are written in many ways by a renderer; what is read back must be what was written."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from coranto.knowledge.times import load_times
from coranto.model.reading import Time
from coranto.model.report import Passage
from coranto.reading.times import find_times
from coranto.reading.times.intervals import interval_of
from coranto.reading.times.points import moved_by_months, week_value
from coranto.reading.tree import Parse

TODAY = date(2018, 8, 27)
DAYS = st.dates(date(1900, 1, 1), date(2099, 12, 31))
NEAR = st.integers(-150, 150).map(lambda days: TODAY + timedelta(days=days))
NUMBERS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
ORDINALS = ["first", "second", "third", "fourth"]


def read(text: str) -> list[Time]:
    """The times of a text without a parse: what the words alone say."""
    unparsed = Parse(text=text, tokens=(), children=(), sentences=(), starts=())
    times, _ = find_times(text, [Passage(0, len(text), text, kind="paragraph")], unparsed, str(TODAY), load_times("en"))
    return list(times)


def only(text: str) -> Time:
    times = read(text)
    assert len(times) == 1, (text, [time.text for time in times])
    return times[0]


def nth(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


FULL: list[Callable[[date], str]] = [
    lambda day: f"{day:%B} {day.day}, {day.year}",
    lambda day: f"{day.day} {day:%B} {day.year}",
    lambda day: f"{day:%A}, {day:%B} {day.day}, {day.year}",
    lambda day: f"{day:%A}, {day.day} {day:%B} {day.year}",
    lambda day: f"{nth(day.day)} {day:%B}, {day.year}",
    lambda day: f"{day:%b}. {day.day}, {day.year}" if day.month != 5 else f"May {day.day}, {day.year}",
    lambda day: f"{day:%Y-%m-%d}",
    lambda day: f"{day:%d.%m.%Y}",
]


@settings(max_examples=300, deadline=None)
@given(DAYS, st.sampled_from(FULL))
@example(date(2000, 2, 29), FULL[0])
def test_a_full_date_is_read_as_written(day: date, write: Callable[[date], str]) -> None:
    time = only(f"They met on {write(day)} in the town.")
    assert (time.text, time.value, time.earliest, time.latest) == (write(day), str(day), str(day), str(day))


@settings(max_examples=150, deadline=None)
@given(NEAR, st.sampled_from([lambda day: f"{day:%B} {day.day}", lambda day: f"{day.day} {day:%B}"]))
def test_a_day_without_its_year_is_the_nearest(day: date, write: Callable[[date], str]) -> None:
    assert only(f"It was {write(day)} in the town.").value == str(day)


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 12), st.sampled_from(["day", "week", "month", "year"]), st.booleans())
def test_units_ago_keep_their_granularity(count: int, unit: str, in_words: bool) -> None:
    number = NUMBERS[count - 1] if in_words else str(count)
    value = only(f"It fell {number} {unit}{'s' * (count > 1)} ago, they said.").value
    expected = {
        "day": str(TODAY - timedelta(days=count)),
        "week": week_value(TODAY - timedelta(weeks=count)),
        "month": f"{moved_by_months(TODAY, -count):%Y-%m}",
        "year": str(TODAY.year - count),
    }
    assert value == expected[unit]


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 900), st.sampled_from("DWMY"), st.sampled_from(["", "-"]))
def test_a_duration_is_read_as_written(count: int, letter: str, mark: str) -> None:
    unit = {"D": "day", "W": "week", "M": "month", "Y": "year"}[letter]
    text = f"It was a {count}-{unit} siege." if mark else f"It lasted {count} {unit}{'s' * (count > 1)}."
    time = only(text)
    assert (time.type, time.value) == ("DURATION", f"P{count}{letter}")


@settings(max_examples=150, deadline=None)
@given(DAYS, st.integers(0, 23), st.integers(0, 59), st.booleans())
def test_a_clock_time_with_its_day(day: date, hour: int, minute: int, twelve: bool) -> None:
    half = "a.m." if hour < 12 else "p.m."
    clock = f"{hour % 12 or 12}:{minute:02d} {half}" if twelve else f"{hour:02d}:{minute:02d}"
    time = only(f"It was hit at {clock} on {day:%B} {day.day}, {day.year} in the town.")
    assert (time.type, time.value) == ("TIME", f"{day}T{hour:02d}:{minute:02d}")


@settings(max_examples=150, deadline=None)
@given(DAYS, st.integers(0, 60), st.sampled_from(["from {} to {}", "between {} and {}", "{}–{}"]))
def test_a_range_covers_both_ends_and_all_between(day: date, days: int, frame: str) -> None:
    last = day + timedelta(days=days)
    written = frame.format(*(f"{each.day} {each:%B} {each.year}" for each in (day, last)))
    times = read(f"It rained {written} in the town.")
    assert [(time.value, time.earliest, time.latest) for time in times] == [
        (str(day), str(day), str(last)),
        (str(last), str(day), str(last)),
    ]


@settings(max_examples=150, deadline=None)
@given(st.integers(1, 4), st.integers(1901, 2099))
def test_quarters_halves_decades_and_centuries(ordinal: int, year: int) -> None:
    assert only(f"Trade rose in the {ORDINALS[ordinal - 1]} quarter of {year}.").value == f"{year}-Q{ordinal}"
    half = (ordinal - 1) % 2
    assert only(f"Trade rose in the {ORDINALS[half]} half of {year}.").value == f"{year}-H{half + 1}"
    assert only(f"It was built in the {year // 10 * 10}s.").value == str(year)[:3]
    assert only(f"It was built in the {nth(year // 100 + 1)} century.").value == str(year // 100)


@settings(max_examples=200, deadline=None)
@given(DAYS)
def test_every_interval_holds_its_day(day: date) -> None:
    for value in (str(day), f"{day:%Y-%m}", str(day.year), week_value(day), str(day.year)[:3], f"{day}TNI"):
        first, last = interval_of(value)
        assert first is not None and last is not None and first <= day <= last
