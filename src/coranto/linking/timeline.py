"""Which days mattered, and the sentence that tells each: the days that reports name, and those of the events in them.

A day weighs the logarithm of how often each report names it, summed: no report decides alone. Copies count once, and
reports about other countries than the one most are about not at all.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from ..model.reading import Reading, Time
from ..model.span import Span
from .words import sentence_ends, stems

KEPT = 40  # sentences of a day that are looked at, in the order of the reports
SHORTEST, LONGEST = 40, 400  # letters of a sentence that can stand for a day
PER_DAY = 3
_CLOCK = re.compile(r"T\d")
ABOUT = 0.2  # share of a report's places in the theatre, from which on it is about it
HAPPENED = {"happened", "ongoing"}


class Told(msgspec.Struct, frozen=True):
    """A sentence that tells of a day: its report, where it stands, and the events in it."""

    report: str
    span: Span
    events: tuple[str, ...]


class Day(msgspec.Struct, frozen=True):
    """A day with what it weighs and the sentences that tell it best, best first."""

    date: str
    weight: float
    told: tuple[Told, ...]


def timeline(readings: Iterable[Reading], theatre: frozenset[str] = frozenset()) -> tuple[Day, ...]:
    """The days that the reports name, weightiest first; of equal weight the earlier.

    `theatre` are countries, ISO 3166-1 alpha-3; without them the one that most reports are about. Copies are to be left
    out beforehand.
    """
    gathered = _gathered(readings)
    countries = theatre or _most(gathered.about)
    meant = frozenset(
        number
        for number, shares in enumerate(gathered.shares)
        if not countries or sum(shares.get(each, 0.0) for each in countries) >= ABOUT
    )
    weights: dict[str, float] = defaultdict(float)
    for number in sorted(meant):
        for day, count in gathered.named[number].items():
            weights[day] += math.log1p(count)
    days = (
        Day(day, round(weight, 4), tuple(_best([one for number, one in gathered.told[day] if number in meant])))
        for day, weight in weights.items()
        if day in gathered.told
    )
    return tuple(sorted((each for each in days if each.told), key=lambda each: (-each.weight, each.date)))


class _Gathered(msgspec.Struct, frozen=True):
    shares: list[dict[str, float]]  # of each report, by country
    named: list[Counter[str]]  # of each report, the days
    told: dict[str, list[tuple[int, Told]]]  # of each day, reports and sentences
    about: Counter[str]  # countries that most places of a report lie in


def _gathered(readings: Iterable[Reading]) -> _Gathered:
    found = _Gathered([], [], {}, Counter())
    for number, reading in enumerate(readings):
        shares = _shares(reading)
        found.shares.append(shares)
        found.about.update(_most(shares))
        found.named.append(Counter(_named(reading)))
        for day, one in _told(reading):
            some = found.told.setdefault(day, [])
            if len(some) < KEPT:
                some.append((number, one))
    return found


def _most(shares: Mapping[str, float]) -> frozenset[str]:
    """The country with the most; none where there is none."""
    return frozenset(sorted(shares, key=lambda country: (-shares[country], country))[:1])


def _shares(reading: Reading) -> dict[str, float]:
    shares: dict[str, float] = defaultdict(float)
    for focus in reading.focus:
        shares[focus.country] += focus.share
    return dict(shares)


def _named(reading: Reading) -> Iterator[str]:
    """Each day that the report names, and each on which it says something happened, as often as it does."""
    for time in reading.times:
        if (day := _day(time)) is not None:
            yield day
    for event in reading.events:
        date = event.date
        if date and date.earliest and date.earliest == date.latest and event.status in HAPPENED:
            yield date.earliest


def _day(time: Time) -> str | None:
    """The one day that an expression names; "now" and a time stamp to the minute name none."""
    value = time.value or ""
    if time.type not in {"DATE", "TIME"} or value == "PRESENT_REF" or _CLOCK.search(value):
        return None
    return time.earliest if time.earliest == time.latest else None


def _told(reading: Reading) -> Iterator[tuple[str, Told]]:
    ends = sentence_ends(reading.report.text)
    for time in reading.times:
        day = _day(time)
        if day is None:
            continue
        end = next((each for each in ends if each >= time.end), len(reading.report.text))
        start = max((each for each in ends if each <= time.start), default=0)
        raw = reading.report.text[start:end]
        left = start + len(raw) - len(raw.lstrip())
        text = raw.strip()
        if SHORTEST <= len(text) <= LONGEST:
            events = tuple(event.id for event in reading.events if start <= event.trigger.start < end)
            yield day, Told(reading.report.id, Span(left, left + len(text), text), events)


def _best(told: Sequence[Told]) -> list[Told]:
    """The sentences nearest to what all say of the day, none like one before it."""
    words = [frozenset(stems(each.span.text)) for each in told]
    counts: Counter[str] = Counter(word for each in words for word in each)
    common = {word for word, count in counts.items() if count > 0.8 * len(told) and len(told) > 3}

    def score(number: int) -> float:
        own = words[number] - common
        return sum(math.log1p(counts[word] - 1) for word in own) / math.sqrt(len(own) + 6) + 0.3 * bool(
            told[number].events
        )

    found: list[int] = []
    for number in sorted(range(len(told)), key=lambda each: (-score(each), told[each].report, told[each].span.start)):
        if all(
            len(words[number] & words[other]) <= 0.6 * min(len(words[number]), len(words[other])) for other in found
        ):
            found.append(number)
        if len(found) == PER_DAY:
            break
    return [told[number] for number in found]
