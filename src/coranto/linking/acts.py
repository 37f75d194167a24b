"""The same act told by several reports: what speaks for it and against it, feature by feature.

Two acts are never the same for shared words alone: somebody or the place must be the same, and the days must fit.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from typing import Final

import msgspec

from ..knowledge.folding import fold
from ..model.reading import Actor, Event, Figure, Reading
from .origins import Origins, behind
from .words import stem

SAME: Final = 3.0  # score from which on two acts are one
WINDOW: Final = 4  # days between the publication of two tellings
FAR_KM, NEAR_KM = 40.0, 15.0
EXACT = {"point", "town"}
_FACTS = {"happened", "ongoing", "attempted", "denied"}


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of an act: what it counts, its bounds, whose it is (keys of origins) and where it stands."""

    kind: str
    of: str | None
    unit: str | None
    low: float | None
    best: float | None
    high: float | None
    approximate: str | None
    origins: tuple[str, ...]
    start: int
    end: int


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """An event as it is compared with those of other reports; sides as ids that mean the same in all of them."""

    report: str
    id: str
    day: str | None
    type: str
    mode: str | None
    status: str
    background: bool
    stem: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    actor_countries: tuple[str, ...]
    recipient_countries: tuple[str, ...]
    place: str | None
    area: str | None  # the province that the place lies in, else the place itself
    place_country: str | None
    exact: bool
    lat: float | None
    lon: float | None
    earliest: str | None
    latest: str | None
    counts: tuple[Count, ...]
    origins: tuple[str, ...]


class Feature(msgspec.Struct, frozen=True):
    """One thing that speaks for (above 0) or against (below 0) two acts being one, and why."""

    name: str
    value: float
    why: str


def acts_of(reading: Reading, origins: Origins) -> tuple[Act, ...]:
    """The events of a reading as they are compared."""
    actors = {actor.id: actor for actor in reading.actors}
    published = reading.report.published
    return tuple(
        _act(reading, event, actors, origins, published.value if published else None) for event in reading.events
    )


def _act(reading: Reading, event: Event, actors: Mapping[str, Actor], origins: Origins, day: str | None) -> Act:
    place = reading.places[event.place] if event.place is not None else None
    known = event.date is not None and event.date.precision == "day"
    return Act(
        report=reading.report.id,
        id=event.id,
        day=day,
        type=event.type,
        mode=event.mode,
        status=event.status,
        background=event.background,
        stem=stem(event.trigger.text.split()[-1]),
        actors=_keys(event.actors, actors),
        recipients=_keys(event.recipients, actors),
        actor_countries=_countries(event.actors, actors),
        recipient_countries=_countries(event.recipients, actors),
        place=fold(place.name) if place else None,
        area=(place.admin1 or place.name) if place else None,
        place_country=place.country if place else None,
        exact=place is not None and place.precision in EXACT,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        earliest=event.date.earliest if event.date and known else None,
        latest=event.date.latest if event.date and known else None,
        counts=tuple(_count(reading.figures[each], origins) for each in event.figures),
        origins=behind(event.according_to, origins),
    )


def _countries(ids: Sequence[str], actors: Mapping[str, Actor]) -> tuple[str, ...]:
    return tuple(sorted({actors[each].country or "" for each in ids if each in actors} - {""}))


def _keys(ids: Sequence[str], actors: Mapping[str, Actor]) -> tuple[str, ...]:
    """Known actors by id, others by their name; those who have none by what they are called, marked with `~`."""
    found = []
    for each in ids:
        actor = actors.get(each)
        if actor is None:
            continue
        if actor.kind == "person" and not actor.public_role:  # no identity across reports: by role, if there is one
            found += [f"~{fold(role.title)}" for role in actor.roles[:1]]
            continue
        named = any(mention.form == "name" for mention in actor.mentions)
        found.append(actor.id if actor.basis != "report" else ("" if named else "~") + fold(actor.name))
    return tuple(dict.fromkeys(found))


def _count(figure: Figure, origins: Origins) -> Count:
    return Count(
        kind=figure.kind,
        of=fold(figure.of.text) if figure.of else None,
        unit=figure.unit,
        low=figure.low,
        best=figure.best,
        high=figure.high,
        approximate=figure.approximate,
        origins=behind(figure.according_to, origins),
        start=figure.start,
        end=figure.end,
    )


def features(one: Act, other: Act, *, alike: bool) -> Iterator[Feature]:
    """What speaks for and against two acts of one type being one; `alike`: the words of their reports are."""
    if one.mode and other.mode:
        same = one.mode == other.mode
        yield Feature("mode", 0.5 if same else -0.7, one.mode if same else f"{one.mode}, {other.mode}")
    yield from _sides("actor", one.actors, other.actors, one, other)
    yield from _sides("recipient", one.recipients, other.recipients, one, other)
    yield from _places(one, other)
    yield from _days(one, other)
    if one.stem == other.stem:
        yield Feature("word", 0.5, one.stem)
    if alike:
        yield Feature("reports", 1.0, "their reports are alike")
    if one.background != other.background:
        yield Feature("background", -0.7, "one looks back")
    if (one.status in _FACTS) != (other.status in _FACTS):
        yield Feature("status", -1.2, f"{one.status}, {other.status}")
    yield from _counts(one, other)


def _sides(name: str, mine: tuple[str, ...], theirs: tuple[str, ...], one: Act, other: Act) -> Iterator[Feature]:
    if not mine or not theirs:
        return
    shared = [each for each in mine if each in theirs]
    if shared:
        named = [each for each in shared if not each.startswith("~")]
        value = 1.8 if named else 0.7
        yield Feature(name, value, ", ".join(named or [each[1:] for each in shared]))
    elif all(each.startswith("~") for each in mine) or all(each.startswith("~") for each in theirs):
        return
    elif _countries_of(one) & _countries_of(other):
        yield Feature(name, -0.6, "others of one country")
    else:
        yield Feature(name, -1.8, "others")


def _countries_of(act: Act) -> set[str]:
    return {*act.actor_countries, *act.recipient_countries}


def _places(one: Act, other: Act) -> Iterator[Feature]:
    if not one.place or not other.place:
        return
    if one.place == other.place:
        yield Feature("place", 1.5 if one.exact else 0.8, one.place)
    elif one.place_country and other.place_country and one.place_country != other.place_country:
        yield Feature("place", -2.5, f"{one.place}, {other.place}")
    elif one.exact and other.exact and (apart := _between(one, other)) is not None:
        if apart > FAR_KM:
            yield Feature("place", -3.0, f"{one.place} and {other.place} lie {apart:.0f} km apart")
        elif apart <= NEAR_KM:
            yield Feature("place", 0.5, f"{one.place} lies near {other.place}")


def km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two places, in kilometres, degrees WGS 84 given; right to a hundredth up to some 500 km."""
    north = math.radians(lat - other_lat)
    east = math.radians(lon - other_lon) * math.cos(math.radians((lat + other_lat) / 2))
    return 6371.0 * math.hypot(north, east)


def _between(one: Act, other: Act) -> float | None:
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return km(one.lat, one.lon, other.lat, other.lon)


def _days(one: Act, other: Act) -> Iterator[Feature]:
    if one.earliest and one.latest and other.earliest and other.latest:
        if one.earliest <= other.latest and other.earliest <= one.latest:
            yield Feature("day", 1.5, max(one.earliest, other.earliest))
            return
        gap = min(_apart(one.latest, other.earliest), _apart(other.latest, one.earliest))
        yield Feature("day", -0.8 if gap <= 1 else -2.5, f"{gap} days apart")
    elif one.day and other.day:
        gap = _apart(one.day, other.day)
        yield Feature("published", 0.4 if gap <= 1 else -0.4 * (gap - 1), f"{gap} days apart")


def _apart(one: str, other: str) -> int:
    return abs((date.fromisoformat(one) - date.fromisoformat(other)).days)


def _counts(one: Act, other: Act) -> Iterator[Feature]:
    for mine in one.counts:
        for theirs in other.counts:
            if mine.kind == theirs.kind and mine.of == theirs.of:
                agree = not bounds_contradict((mine.low, mine.best, mine.high), (theirs.low, theirs.best, theirs.high))
                yield Feature("figure", 0.8 if agree else -0.2, mine.of or mine.kind)
                return


Bounds = tuple[float | None, float | None, float | None]  # low, best, high


def bounds_contradict(one: Bounds, other: Bounds) -> bool:
    """True when two figures cannot both be right: "at least 12" and "30" can, "12" and "9" cannot.

    >>> bounds_contradict((12, None, None), (30, 30, 30)), bounds_contradict((12, 12, 12), (9, 9, 9))
    (False, True)
    """
    low, high = (each if each is not None else one[1] for each in (one[0], one[2]))
    their_low, their_high = (each if each is not None else other[1] for each in (other[0], other[2]))
    return (high is not None and their_low is not None and high < their_low) or (
        their_high is not None and low is not None and their_high < low
    )


Telling = tuple[str, str]  # of a report, its event


class Joined(msgspec.Struct, frozen=True):
    """Two acts that are one, with the score and what speaks for and against it."""

    one: Telling
    other: Telling
    score: float
    features: tuple[Feature, ...]

    @property
    def why(self) -> str:
        """The features in words: "actor: gov.rus +1.8; day: 2018-09-07 +1.5"."""
        return "; ".join(f"{each.name}: {each.why} {each.value:+.1f}" for each in self.features)


def pairs(acts: Sequence[Act], own: Set[str], alike: Set[frozenset[str]]) -> Iterator[Joined]:
    """The pairs of acts that are one taken by themselves, at least one of them of a report in `own`.

    `alike` has the pairs of reports whose words are alike.
    """
    blocks: dict[tuple[str, str], list[Act]] = defaultdict(list)
    for act in acts:
        for key in {*act.actors, *act.recipients, *(("@" + act.place,) if act.place else ())}:
            blocks[act.type, key].append(act)
    seen: set[tuple[str, str, str, str]] = set()
    for block in blocks.values():
        for number, one in enumerate(block):
            for other in block[number + 1 :]:
                key = (one.report, one.id, other.report, other.id)
                if one.report == other.report or key in seen or not ({one.report, other.report} & own):
                    continue
                seen.add(key)
                if _in_time(one, other) and (found := _joined(one, other, alike)) is not None:
                    yield found


def _joined(one: Act, other: Act, alike: Set[frozenset[str]]) -> Joined | None:
    """Two acts compared; None when they are not one."""
    one, other = sorted((one, other), key=lambda each: (each.report, each.id))
    found = tuple(features(one, other, alike=frozenset((one.report, other.report)) in alike))
    score = sum(each.value for each in found)
    if score < SAME:
        return None
    return Joined((one.report, one.id), (other.report, other.id), round(score, 3), found)


def _in_time(one: Act, other: Act) -> bool:
    return one.day is None or other.day is None or _apart(one.day, other.day) <= WINDOW


def together(found: Sequence[tuple[Telling, Telling, float]]) -> list[list[Telling]]:
    """The groups of acts that are one, best pairs first; no group holds two acts of one report."""
    group: dict[Telling, int] = {}
    members: dict[int, list[Telling]] = {}
    close = {frozenset((one, other)) for one, other, _ in found}
    for one, other, _ in sorted(found, key=lambda pair: (-pair[2], *sorted(pair[:2]))):
        for act in sorted((one, other)):
            if act not in group:
                group[act] = len(members)
                members[group[act]] = [act]
        a, b = sorted((group[one], group[other]))
        if a == b or not _fit(members[a], members[b], close):
            continue
        for act in members[b]:
            group[act] = a
        members[a] += members[b]
        members[b] = []
    return [sorted(each) for each in members.values() if len(each) > 1]


def _fit(mine: Sequence[Telling], theirs: Sequence[Telling], close: Set[frozenset[Telling]]) -> bool:
    """True when at least half of the pairs between two groups are one by themselves, and no report has two acts."""
    if {report for report, _ in mine} & {report for report, _ in theirs}:
        return False
    between = [frozenset((one, other)) in close for one in mine for other in theirs]
    return 2 * sum(between) >= len(between)
