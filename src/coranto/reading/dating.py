"""The publication date: what the source states, else what the page tells of itself, with its evidence.

Each cue of the text becomes a weight over days. Hard cues (the page's own weekday) leave other days almost nothing;
soft ones (a conflict counted in months) fall off with distance. Weights are set by hand, not learned.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from ..knowledge.conflicts import Conflict, conflicts
from ..knowledge.countries import countries
from ..knowledge.dating import load_dating
from ..model.reading import Problem, Time
from ..model.report import Candidate, DateEvidence, Passage, Published, Reference, Report, StatedDate

LANGUAGE = "en"
MOST_CANDIDATES = 5
ENOUGH = 0.5  # below this the best candidate is not called the date
DISAGREE = timedelta(days=1)
_STATED = 0.99
# Log weights, set by hand.
_NEVER, _WRONG_WEEKDAY, _SAME_DAY = -12.0, -5.0, -6.0
_LONGEST_GAP = 60  # days after which an instalment is no longer cited as news
_MONTH_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")


class Cue(msgspec.Struct, frozen=True):
    """Evidence for a date: its words, and what they say of the day; one of the fields is set.

    `near` are the middles of what a counted duration points at, with the spread in days.
    """

    evidence: DateEvidence
    weekday: int | None = None
    cited: tuple[int, int] | None = None
    near: tuple[tuple[date, float], ...] = ()
    day: date | None = None


def date_report(
    report: Report,
    stated: Sequence[StatedDate],
    passages: Sequence[Passage],
    references: Sequence[Reference],
    undated: Sequence[Time],
) -> tuple[Published | None, tuple[Problem, ...]]:
    """The publication date and what contradicts it.

    `stated` is in order of trust. `undated` are the times of the report as read without a date: full dates among
    them tell the year. None when nothing at all is known; value null when the evidence is too weak to choose.
    """
    if stated:
        return _of(stated[0]), tuple(_disagreements(stated))
    cues = [
        *_weekday_labels(passages),
        *_cited(references, undated),
        *_counted(report.text),
        *_datelines(passages, undated),
    ]
    return (_weighed(cues) if cues else None), ()


def date_references(references: Sequence[Reference], times: Sequence[Time]) -> tuple[Reference, ...]:
    """The references with the days that the times inside them were resolved to."""
    return tuple(
        msgspec.structs.replace(reference, date=day) if (day := _day_in(reference, times)) else reference
        for reference in references
    )


def _of(stated: StatedDate) -> Published:
    day = stated.value[:10]
    return Published(
        value=day, basis=stated.basis, confidence=_STATED, candidates=(Candidate(day, _STATED),), evidence=()
    )


def _disagreements(stated: Sequence[StatedDate]) -> Iterator[Problem]:
    first = date.fromisoformat(stated[0].value[:10])
    for other in stated[1:]:
        if abs(date.fromisoformat(other.value[:10]) - first) > DISAGREE:
            yield Problem(
                stage="dating",
                message=f"dates disagree: {stated[0].says} says {first}, {other.says} says {other.value[:10]}",
            )


def _weekday_labels(passages: Sequence[Passage]) -> Iterator[Cue]:
    """ "MONDAY FEATURE": a kicker that names a weekday names the page's own."""
    words = load_dating(LANGUAGE)
    for passage in passages:
        if passage.kind != "kicker":
            continue
        for name, number in words.weekdays.items():
            match = re.search(rf"\b{name}\b", passage.text, re.IGNORECASE)
            if match:
                start = passage.start + match.start()
                says = words.says["weekday"].format(weekday=name)
                yield Cue(
                    _evidence(passage.text, passage.start, start, start + len(match.group()), says),
                    weekday=number,
                )


def _cited(references: Sequence[Reference], undated: Sequence[Time]) -> Iterator[Cue]:
    words = load_dating(LANGUAGE)
    for reference in references:
        for time in _inside(reference, undated):
            match = _MONTH_DAY.fullmatch(time.value or "")
            if match:
                says = words.says["reference"].format(day=time.text)
                evidence = DateEvidence(reference.start, reference.end, reference.text, says=says)
                yield Cue(evidence, cited=(int(match[1]), int(match[2])))


def _counted(text: str) -> Iterator[Cue]:
    """ "89-month conflict": counted from the start of every conflict it can mean."""
    words = load_dating(LANGUAGE)
    for duration in words.durations:
        for match in re.finditer(duration.pattern, text):
            groups = match.groupdict()
            months = int(groups["months"]) if groups.get("months") else 12 * int(groups["years"])
            meant = _conflicts_named(text)
            near = tuple(_pointed_at(conflict, months, exact=bool(groups.get("months"))) for conflict in meant)
            if near:
                start = ", ".join(conflict.start for conflict in meant)
                name = ", ".join(conflict.name for conflict in meant)
                says = words.says["conflict"].format(span=match.group(), name=name, start=start)
                yield Cue(_evidence(text, 0, match.start(), match.end(), says), near=near)


def _conflicts_named(text: str) -> list[Conflict]:
    """The conflicts of the country the text names most."""
    table = countries()
    named = {code: text.count(table.short_name(code) or "\0") for one in conflicts() for code in one.countries}
    most = max(named.values(), default=0)
    return [one for one in conflicts() if most and named[one.countries[0]] == most]


def _pointed_at(conflict: Conflict, months: int, *, exact: bool) -> tuple[date, float]:
    middle = conflict.began + timedelta(days=round(months * 30.44) + 15)
    return middle, (16.0 + 15 * conflict.precision if exact else 120.0)


def _datelines(passages: Sequence[Passage], undated: Sequence[Time]) -> Iterator[Cue]:
    says = load_dating(LANGUAGE).says["full"]
    for passage in passages:
        if passage.kind == "dateline":
            for time in _inside(passage, undated):
                if time.earliest and time.earliest == time.latest:
                    evidence = DateEvidence(time.start, time.end, time.text, says=says)
                    yield Cue(evidence, day=date.fromisoformat(time.earliest))


def _weighed(cues: Sequence[Cue]) -> Published:
    """Every day near what the cues point at, weighed by all of them together."""
    weights = {day: sum(_weight(cue, day) for cue in cues) for day in _domain(cues)}
    best = sorted(weights, key=lambda day: (-weights[day], day))
    top = weights[best[0]] if best else 0.0
    total = sum(math.exp(weight - top) for weight in weights.values())
    candidates = tuple(
        Candidate(day.isoformat(), round(math.exp(weights[day] - top) / total, 4)) for day in best[:MOST_CANDIDATES]
    )
    confidence = candidates[0].probability if candidates else 0.0
    return Published(
        value=candidates[0].value if confidence >= ENOUGH else None,
        basis="inferred",
        confidence=confidence,
        candidates=candidates,
        evidence=tuple(cue.evidence for cue in sorted(cues, key=lambda cue: cue.evidence.start)),
    )


def _domain(cues: Sequence[Cue]) -> list[date]:
    """The days that can be meant at all; none when no cue tells the year."""
    days: set[date] = set()
    for cue in cues:
        if cue.day:
            days.update(cue.day + timedelta(days=offset) for offset in range(-3, 4))
        for middle, spread in cue.near:
            reach = round(4 * spread)
            days.update(middle + timedelta(days=offset) for offset in range(-reach, reach + 1))
    return sorted(days)


def _weight(cue: Cue, day: date) -> float:
    if cue.day is not None:
        return 0.0 if day == cue.day else _NEVER
    if cue.weekday is not None:
        return 0.0 if day.isoweekday() == cue.weekday else _WRONG_WEEKDAY
    if cue.cited is not None:
        return _since_cited(day, cue.cited)
    return max(-0.5 * ((day - middle).days / spread) ** 2 for middle, spread in cue.near)


def _since_cited(day: date, cited: tuple[int, int]) -> float:
    """An instalment is cited some days after it appeared, seldom on its own day, never before."""
    gap = (day - _latest(cited, day)).days
    if gap == 0:
        return _SAME_DAY
    return -0.25 * gap if gap <= _LONGEST_GAP else _NEVER


def _latest(cited: tuple[int, int], day: date) -> date:
    """The latest day with this month and day of month that is not after `day`; 29 February counts as 1 March."""
    for year in (day.year, day.year - 1):
        try:
            found = date(year, *cited)
        except ValueError:
            found = date(year, 3, 1)
        if found <= day:
            return found
    return day


def _day_in(reference: Reference, times: Sequence[Time]) -> str | None:
    return next((time.earliest for time in _inside(reference, times) if time.earliest == time.latest), None)


def _inside(outer: Passage | Reference, times: Sequence[Time]) -> Iterator[Time]:
    return (time for time in times if outer.start <= time.start and time.end <= outer.end)


def _evidence(text: str, offset: int, start: int, end: int, says: str) -> DateEvidence:
    return DateEvidence(start, end, text[start - offset : end - offset], says=says)
