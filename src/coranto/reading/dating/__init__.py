"""The publication date: what the source states, else what the page tells of itself, with its evidence.

Each cue of the text becomes a weight over days. The candidates are the days for which all cues together speak; leaving
one kind of cue out shows what hangs on it. Weak evidence gives no date.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from ...knowledge.dating import load_dating
from ...model.reading import Problem, Time
from ...model.report import Candidate, DateEvidence, Published, Reference, StatedDate
from .cues import Cue, Page, counted_cues, find_cues, weekday_labels
from .weights import violated, weigher

MOST_CANDIDATES = 5
ENOUGH = 0.5  # below this the best candidate is not called the date
SET = 0.9  # the share of probability that the set of days holds
DISAGREE = timedelta(days=1)
EARLIEST, LATEST = date(1985, 1, 1), date(2030, 12, 31)  # where nothing tells the year
REACH = timedelta(days=800)  # around what does exactly
REACH_BACK, REACH_ON = timedelta(days=5500), timedelta(days=16500)  # around the latest date named
_STATED = 0.99


def date_report(page: Page, stated: Sequence[StatedDate]) -> tuple[Published | None, tuple[Problem, ...]]:
    """The publication date and what contradicts it; `stated` is in order of trust.

    None when nothing at all is known; value null when the evidence is too weak to choose a day.
    """
    if stated:
        own = [*weekday_labels(page), *counted_cues(page)]
        return _of(stated[0]), (
            *_disagreements(stated),
            *_contradictions(own, date.fromisoformat(stated[0].value[:10])),
        )
    cues = find_cues(page)
    if not cues:
        return None, ()
    published = _published(cues, page.language)
    against = _contradictions(cues, date.fromisoformat(published.value)) if published.value else ()
    return published, tuple(against)


def date_references(references: Sequence[Reference], times: Sequence[Time]) -> tuple[Reference, ...]:
    """The references with the days that the times inside them were resolved to."""
    return tuple(
        msgspec.structs.replace(reference, date=day) if (day := _day_in(reference, times)) else reference
        for reference in references
    )


def distribution(cues: Sequence[Cue]) -> dict[date, float]:
    """The probability of each day for which the cues can speak."""
    weighers = [weigher(group) for group in _groups(cues)]
    weights = {day: sum(weigh(day) for weigh in weighers) for day in _domain(cues)}
    top = max(weights.values())
    total = sum(math.exp(weight - top) for weight in weights.values())
    return {day: math.exp(weight - top) / total for day, weight in weights.items()}


def likely_days(probable: dict[date, float], share: float = SET) -> list[date]:
    """The fewest days that together hold a share of the probability, the likeliest first."""
    found: list[date] = []
    held = 0.0
    for day in sorted(probable, key=lambda day: (-probable[day], day)):
        found.append(day)
        held += probable[day]
        if held >= share:
            break
    return found


def _published(cues: Sequence[Cue], language: str) -> Published:
    if not any(_tells_a_day(cue) for cue in cues):
        return Published(value=None, basis="inferred", confidence=0.0, evidence=tuple(cue.evidence for cue in cues))
    probable = distribution(cues)
    best = sorted(probable, key=lambda day: (-probable[day], day))[:MOST_CANDIDATES]
    days = tuple(Candidate(day.isoformat(), round(probable[day], 4)) for day in best)
    sure = days[0].probability >= ENOUGH
    wider = () if sure else _wider(probable)
    without = {} if not sure else _without_each(cues, language)
    return Published(
        value=days[0].value if sure else None,
        basis="inferred",
        confidence=(wider or days)[0].probability,
        candidates=(*wider, *days)[:MOST_CANDIDATES],
        evidence=tuple(_with_rest(cue, without) for cue in cues if cue.kind not in {"nearby"} or not sure),
    )


def _tells_a_day(cue: Cue) -> bool:
    """Months, years and days named by the way fix no day, whatever their number."""
    return cue.kind not in {"told", "nearby", "weekday of date"} or (cue.latest is not None and cue.latest[2] > 0)


def _wider(probable: dict[date, float]) -> tuple[Candidate, ...]:
    """Where no day is sure: the week, month or year that is."""
    for width in ("%G-W%V", "%Y-%m", "%Y"):
        sums: dict[str, float] = {}
        for day, share in probable.items():
            name = day.strftime(width)
            sums[name] = sums.get(name, 0.0) + share
        best = max(sorted(sums), key=lambda name: sums[name])
        if sums[best] >= SET:
            return (Candidate(best, round(sums[best], 4)),)
    return ()


def _without_each(cues: Sequence[Cue], language: str) -> dict[str, str]:
    """For each kind of cue, what is left when it is left out."""
    says = load_dating(language).says
    left: dict[str, str] = {}
    for kind in sorted({cue.kind for cue in cues}):
        rest = [cue for cue in cues if cue.kind != kind]
        told = _told(rest, says) if rest else says["open"]
        left[kind] = says["without"].format(rest=told)
    return left


def _told(cues: Sequence[Cue], says: dict[str, str]) -> str:
    probable = distribution(cues)
    days = likely_days(probable)
    if len(days) > MOST_CANDIDATES:
        best = likely_days(probable, 0.0)[0]
        return says["open"] if probable[best] < 0.2 else f"{best} ({probable[best]:.0%})"
    return ", ".join(f"{day} ({probable[day]:.0%})" for day in days)


def _with_rest(cue: Cue, without: dict[str, str]) -> DateEvidence:
    rest = without.get(cue.kind)
    return msgspec.structs.replace(cue.evidence, says=f"{cue.evidence.says}; {rest}") if rest else cue.evidence


def _groups(cues: Sequence[Cue]) -> list[list[Cue]]:
    kinds = dict.fromkeys(cue.kind for cue in cues)
    return [[cue for cue in cues if cue.kind == kind] for kind in kinds]


def _domain(cues: Sequence[Cue]) -> list[date]:
    """The days that can be meant: around what tells a year, else all that are plausible."""
    first, last = _years_told(cues)
    return [first + timedelta(days=offset) for offset in range((last - first).days + 1)]


def _years_told(cues: Sequence[Cue]) -> tuple[date, date]:
    near: list[date] = []
    for cue in cues:
        if cue.day:
            near.append(cue.day)
        if cue.latest:
            near.append(date(max(cue.latest[0], 1), cue.latest[1] or 7, 1))
        for counted in cue.counted:
            passed = {"day": 1.0, "month": 30.44, "year": 365.25}[counted.unit] * counted.count
            near.append(counted.conflict.began + timedelta(days=round(passed)))
    if not near:
        return EARLIEST, LATEST
    exact = any(cue.day or cue.counted for cue in cues)
    back, on = (REACH, REACH) if exact else (REACH_BACK, REACH_ON)
    return max(min(near), date.min + back) - back, min(max(near), date.max - on) + on


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


def _contradictions(cues: Sequence[Cue], day: date) -> Iterator[Problem]:
    """The cues that name another day than the one taken."""
    for cue in cues:
        if violated(cue, day):
            evidence = cue.evidence
            yield Problem(
                stage="dating",
                message=f"{evidence.text!r} ({evidence.says}) contradicts the date {day}, a {day:%A}",
                start=evidence.start,
                end=evidence.end,
            )


def _day_in(reference: Reference, times: Sequence[Time]) -> str | None:
    return next(
        (
            time.earliest
            for time in times
            if reference.start <= time.start and time.end <= reference.end and time.earliest == time.latest
        ),
        None,
    )
