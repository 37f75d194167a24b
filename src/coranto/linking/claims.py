"""Figures that several give of one thing, side by side: who says how many, since when, and who revised.

Nothing is settled by a majority: two figures of two origins stay two, and "at least 12" and "30" are no contradiction.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ..knowledge.folding import fold
from ..knowledge.linking import load_linking
from ..model.reading import Event, Figure, Reading
from ..model.span import Span
from .acts import EXACT, NEAR_KM, bounds_contradict, km
from .origins import Origins, behind, beside
from .words import sentence_ends, stem

LANGUAGE = "en"
TOLLS = {"deaths", "injured", "displaced", "detained"}
COUNTED = {"people", "count"}
PEOPLE = "people"


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as somebody gives it: whose it is (keys of origins), in which report, and where it stands.

    `revised` is true when the same origin has given another figure of the same thing since.
    """

    report: str
    figure: str
    day: str | None
    origins: tuple[str, ...]
    low: float | None
    best: float | None
    high: float | None
    approximate: str | None
    span: Span
    revised: bool = False


class ClaimSet(msgspec.Struct, frozen=True, kw_only=True):
    """The figures of one thing within a happening; `disagree` when two origins cannot both be right."""

    kind: str
    of: str
    date: str | None
    claims: tuple[Claim, ...]
    disagree: bool


class _Counted(msgspec.Struct, frozen=True):
    of: str
    kind: str
    date: str | None
    places: tuple[tuple[float, float], ...]  # degrees: the towns that the event or the sentence names
    claim: Claim


def claims(told: Iterable[tuple[Reading, Origins]]) -> tuple[ClaimSet, ...]:
    """The sets of figures in the reports of one happening that more than one origin or figure gives."""
    groups: dict[tuple[str, str], list[_Counted]] = defaultdict(list)
    for reading, origins in told:
        for one in _counted(reading, origins):
            groups[one.kind, one.of].append(one)
    found = [each for key, group in sorted(groups.items()) for each in _by_day(key, group)]
    return tuple(each for each in found if len({(claim.origins, claim.low, claim.high) for claim in each.claims}) > 1)


def _counted(reading: Reading, origins: Origins) -> Iterator[_Counted]:
    known = load_linking(LANGUAGE)
    holding: dict[int, Event] = {}
    for holder in reading.events:
        for index in holder.figures:
            holding.setdefault(index, holder)
    published = reading.report.published
    for index, figure in enumerate(reading.figures):
        event = holding.get(index)
        if figure.of is None or (figure.kind not in TOLLS and (figure.kind not in COUNTED or event is None)):
            continue
        noun = fold(figure.of.text.split()[-1])
        if noun in known.parts or known.part_of.match(reading.report.text, figure.end):
            continue
        told = PEOPLE if noun in known.people else stem(noun)
        acted = event.type if event is not None and figure.kind in COUNTED else ""
        yield _Counted(
            f"{told} {acted}".strip(),
            figure.kind,
            _day(reading, figure, event),
            _towns(reading, figure, event),
            Claim(
                report=reading.report.id,
                figure=figure.id,
                day=published.value if published else None,
                origins=_whose(reading, figure, origins),
                low=figure.low,
                best=figure.best,
                high=figure.high,
                approximate=figure.approximate,
                span=Span(figure.start, figure.end, figure.text),
            ),
        )


def _whose(reading: Reading, figure: Figure, origins: Origins) -> tuple[str, ...]:
    keys = behind(figure.according_to, origins)
    if keys == (origins.unattributed,):
        return beside(figure, reading, origins) or keys
    return keys


def _day(reading: Reading, figure: Figure, event: Event | None) -> str | None:
    """The day that the words give: of the event, else the last one named before it in its paragraph."""
    date = event.date if event is not None else None
    if date is not None and date.earliest and date.earliest == date.latest:
        return date.earliest
    passage = next((each for each in reading.passages if each.start <= figure.start < each.end), None)
    start = passage.start if passage is not None else figure.start
    named = [
        time.earliest
        for time in reading.times
        if start <= time.start < figure.end and time.earliest and time.earliest == time.latest
    ]
    return named[-1] if named else None


def _towns(reading: Reading, figure: Figure, event: Event | None) -> tuple[tuple[float, float], ...]:
    ends = sentence_ends(reading.report.text)
    start = max((end for end in ends if end <= figure.start), default=0)
    end = next((each for each in ends if each >= figure.end), len(reading.report.text))
    own = event.place if event is not None else None
    return tuple(
        (place.lat, place.lon)
        for number, place in enumerate(reading.places)
        if place.precision in EXACT and place.lat is not None and place.lon is not None
        if number == own or start <= place.start < end
    )


def _by_place(group: Sequence[_Counted]) -> list[list[_Counted]]:
    """The figures parted by the towns they are of; those that name none go with the most."""
    parts: list[list[_Counted]] = []
    for each in sorted(group, key=lambda one: (one.claim.day or "", one.claim.report, one.claim.span.start)):
        if each.places:
            there = next((part for part in parts if any(_near(each, other) for other in part)), None)
            if there is None:
                parts.append([each])
            else:
                there.append(each)
    bare = [each for each in group if not each.places]
    if not parts:
        return [bare]
    max(parts, key=len).extend(bare)
    return parts


def _near(one: _Counted, other: _Counted) -> bool:
    return any(km(*here, *there) <= NEAR_KM for here in one.places for there in other.places)


def _by_day(key: tuple[str, str], group: Sequence[_Counted]) -> Iterator[ClaimSet]:
    """The figures by the day they are of; those without a day go with the day nearest before their publication."""
    days = sorted({each.date for each in group if each.date})
    sets: dict[str | None, list[_Counted]] = defaultdict(list)
    for each in group:
        published = each.claim.day or ""
        sets[each.date or max((day for day in days if day <= published), default=None)].append(each)
    for day, some in sorted(sets.items(), key=lambda each: each[0] or ""):
        for part in _by_place(some):
            found = _revised([each.claim for each in part])
            yield ClaimSet(kind=key[0], of=key[1], date=day, claims=found, disagree=_disagree(found))


def _revised(found: Sequence[Claim]) -> tuple[Claim, ...]:
    """In the order of time, each marked when its origin has since given another figure."""
    order = sorted(found, key=lambda each: (each.day or "", each.report, each.span.start))
    marked = []
    for number, one in enumerate(order):
        later = [
            each for each in order[number + 1 :] if each.origins == one.origins and (each.day or "") > (one.day or "")
        ]
        marked.append(
            msgspec.structs.replace(one, revised=any(bounds_contradict(_values(one), _values(each)) for each in later))
        )
    return tuple(marked)


def _values(claim: Claim) -> tuple[float | None, float | None, float | None]:
    return claim.low, claim.best, claim.high


def _disagree(found: Sequence[Claim]) -> bool:
    standing = [each for each in found if not each.revised]
    return any(
        one.origins != other.origins and bounds_contradict(_values(one), _values(other))
        for number, one in enumerate(standing)
        for other in standing[number + 1 :]
    )
