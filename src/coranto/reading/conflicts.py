"""Durations counted from the start of a conflict: "the 89-month conflict", "now in its eighth year"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from ..knowledge.conflicts import Conflict, conflicts
from ..knowledge.countries import countries
from ..knowledge.dating import CountRule, load_dating
from ..knowledge.numbers import load_numbers, value_of
from ..knowledge.times import load_times

_DAYS = {"day": 1.0, "month": 30.44, "year": 365.25}
MOST_DAYS = 80_000  # a count beyond two centuries is none of a conflict


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """Words at `[start, end)` that count from a conflict: `count` units have passed, or the count-th is going on.

    `numbered` is the number and unit alone: "89-month".
    """

    start: int
    end: int
    text: str
    numbered: tuple[int, int]
    conflict: Conflict
    count: float
    unit: str
    going_on: bool


def find_counted(text: str, language: str) -> tuple[Counted, ...]:
    """Every count of a conflict that the text names or whose country it speaks of most, once for each it can mean."""
    found: list[Counted] = []
    meant: tuple[Conflict, ...] | None = None
    for rule in load_dating(language).counts:
        for match in rule.pattern.finditer(text):
            meant = _named(text) if meant is None else meant
            found += _readings(match, rule, meant, language)
    return tuple(sorted(found, key=lambda each: (each.start, each.conflict.name)))


def _readings(match: re.Match[str], rule: CountRule, meant: tuple[Conflict, ...], language: str) -> Iterator[Counted]:
    groups = match.groupdict()
    count = _count(groups, language)
    unit = groups["unit"].lower().removesuffix("s")
    kind = (groups.get("kind") or "").lower()
    if count is None or not 0 < count * _DAYS[unit] < MOST_DAYS:
        return
    if any(_lasted(conflict, count, unit) for conflict in meant):
        return  # "the eight-year war" that is over: its length, not a count that goes on
    for conflict in meant:
        if kind and kind not in conflict.kinds:
            continue
        numbered = match.span("n") if groups.get("n") else match.span("nth")
        yield Counted(
            start=match.start(),
            end=match.end(),
            text=match.group(),
            numbered=(min(numbered[0], match.start("unit")), max(numbered[1], match.end("unit"))),
            conflict=conflict,
            count=count,
            unit=unit,
            going_on=rule.entry.counts == "going on",
        )


def _count(groups: dict[str, str | None], language: str) -> float | None:
    if groups.get("n"):
        return value_of(groups["n"] or "", load_numbers(language))
    words = (groups.get("nth") or "").lower()
    listed = load_times(language).lists["ord"].get(words)
    digits = listed or re.sub(r"\D", "", words)
    return float(digits) if digits else None


def days_off(counted: Counted, day: date) -> float:
    """How many days the count is off when it is written on a day: 0 where it is right.

    A month counts whole months between months, a year runs to the next, as writers do; the table's precision is spare.
    """
    conflict = counted.conflict
    if counted.unit == "day":
        passed = (day - conflict.began).days + (1 if counted.going_on else 0)
        spare = (conflict.began_at_latest - conflict.began).days
        return max(0.0, counted.count - passed, passed - spare - counted.count)
    months = (day.year - conflict.began.year) * 12 + day.month - conflict.began.month
    if counted.unit == "month":
        return 30.0 * abs(months + (1 if counted.going_on else 0) - counted.count)
    begins = 12 * (counted.count - (1 if counted.going_on else 0))
    early = 0 if counted.going_on else 3  # "the eight-year war" is said some weeks before its eighth anniversary
    spare = conflict.precision
    return 30.0 * max(0.0, begins - early - spare - months, months - begins - 12 - spare)


def _lasted(conflict: Conflict, count: float, unit: str) -> bool:
    """True where so much is the whole length of a conflict that has ended."""
    ended = conflict.ended
    return ended is not None and abs((ended - conflict.began).days / _DAYS[unit] - count) <= 1


def _named(text: str) -> tuple[Conflict, ...]:
    """The conflicts the text names; where it names none, those of the country it speaks of most."""
    lowered = text.lower()
    by_name = tuple(one for one in conflicts() if any(name.lower() in lowered for name in (one.name, *one.aliases)))
    if by_name:
        return by_name
    counts = {code: _mentions(text, code) for one in conflicts() for code in one.countries}
    most = max(counts.values(), default=0)
    return tuple(one for one in conflicts() if most and counts[one.countries[0]] == most)


def _mentions(text: str, code: str) -> int:
    country = countries().by_code.get(code)
    if country is None:
        return 0
    names = {country.name, *country.aliases, *country.demonyms}
    return sum(len(re.findall(rf"\b{re.escape(name)}s?\b", text)) for name in names if len(name) > 2)
