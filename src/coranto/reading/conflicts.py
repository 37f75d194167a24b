"""Durations counted from the start of a conflict: "the 89-month conflict", "now in its eighth year"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from ..knowledge.conflicts import Conflict, conflicts
from ..knowledge.countries import countries
from ..knowledge.dating import CountRule, load_dating
from ..knowledge.numbers import load_numbers, value_of
from ..knowledge.times import load_times

_DAYS = {"day": 1.0, "month": 30.44, "year": 365.25}
OVER = 0.3  # a conflict that is over is counted from less often than one that goes on
LEAST_SHARE = 0.2  # of the likeliest conflict, below which another is not meant
Meant = tuple[tuple[Conflict, float], ...]
UNVERIFIED = "unverified"  # such an entry is known to have a length, but nothing is dated by it
MOST_DAYS = 80_000  # a count beyond two centuries is none of a conflict


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """Words at `[start, end)` that count from a conflict: `count` units have passed, or the count-th is going on.

    `numbered` is the number and unit alone: "89-month"; `share` is how much speaks for this conflict, between 0 and 1.
    """

    start: int
    end: int
    text: str
    numbered: tuple[int, int]
    conflict: Conflict
    count: float
    unit: str
    going_on: bool
    share: float = 1.0


def find_counted(text: str, language: str) -> tuple[Counted, ...]:
    """Every count of a conflict that can be meant: named in the text, or of the country it is said of."""
    found: list[Counted] = []
    for rule in load_dating(language).counts:
        for match in rule.pattern.finditer(text):
            kind = (match.groupdict().get("kind") or "").lower()
            found += _readings(match, rule, _meant(text, match.start(), kind), language)
    return tuple(sorted(found, key=lambda each: (each.start, each.conflict.name)))


def _readings(match: re.Match[str], rule: CountRule, meant: Meant, language: str) -> Iterator[Counted]:
    groups = match.groupdict()
    count = _count(groups, language)
    unit = groups["unit"].lower().removesuffix("s")
    if count is None or not 0 < count * _DAYS[unit] < MOST_DAYS:
        return
    if any(_lasted(conflict, count, unit) for conflict, _ in meant):
        return  # "the eight-year war" that is over: its length, not a count that goes on
    for conflict, share in meant:
        if conflict.source == UNVERIFIED:
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
            share=share,
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


def _meant(text: str, position: int, kind: str) -> Meant:
    """The conflicts of a kind that can be meant, each with its share.

    Those the text names; else those of the countries its paragraph, or the whole text, tells of: the more often, the
    likelier, and one that goes on rather than one that is over.
    """
    fitting = tuple(one for one in conflicts() if not kind or kind in one.kinds)
    lowered = text.lower()
    by_name = [one for one in fitting if any(name.lower() in lowered for name in (one.name, *one.aliases))]
    if by_name:
        return _shared([(one, 1) for one in by_name])
    start, end = text.rfind("\n", 0, position) + 1, text.find("\n", position)
    for stretch in (text[start : end if end >= 0 else len(text)], text):
        counts = [(one, _mentions(stretch, one.countries[0])) for one in fitting]
        if any(count for _, count in counts):
            return _shared(counts)
    return ()


def _shared(counts: Sequence[tuple[Conflict, int]]) -> Meant:
    weights = [(one, count * (OVER if one.end else 1.0)) for one, count in counts]
    most = max(weight for _, weight in weights)
    return tuple((one, weight / most) for one, weight in weights if weight >= LEAST_SHARE * most)


def _mentions(text: str, code: str) -> int:
    country = countries().by_code.get(code)
    if country is None:
        return 0
    names = {country.name, *country.aliases, *country.demonyms}
    return sum(len(re.findall(rf"\b{re.escape(name)}s?\b", text)) for name in names if len(name) > 2)
