"""The same act told by several reports: what speaks for it and against it, feature by feature.

Two acts are never the same for shared words alone: somebody or the place must be the same, and the days must fit.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from ..knowledge.folding import fold
from ..model.reading import Actor, Event, Figure, Reading
from .origins import Origins, behind
from .words import stem

FAR_KM, NEAR_KM = 40.0, 15.0
EXACT = {"point", "town"}
_FACTS = {"happened", "ongoing", "attempted", "denied"}


class Count(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of an act: what it counts, and its bounds."""

    kind: str
    of: str | None
    low: float | None
    best: float | None
    high: float | None


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
        counts=tuple(_count(reading.figures[each]) for each in event.figures),
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


def _count(figure: Figure) -> Count:
    of = fold(figure.of.text) if figure.of else None
    return Count(kind=figure.kind, of=of, low=figure.low, best=figure.best, high=figure.high)


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
    elif one.exact and other.exact and (apart := between(one, other)) is not None and apart <= NEAR_KM:
        yield Feature("place", 0.5, f"{one.place} lies near {other.place}")


def km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """The distance of two places, in kilometres, degrees WGS 84 given; right to a hundredth up to some 500 km."""
    north = math.radians(lat - other_lat)
    east = math.radians(lon - other_lon) * math.cos(math.radians((lat + other_lat) / 2))
    return 6371.0 * math.hypot(north, east)


def between(one: Act, other: Act) -> float | None:
    """The kilometres between the places of two acts; None where one has no point."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    return km(one.lat, one.lon, other.lat, other.lon)


def _days(one: Act, other: Act) -> Iterator[Feature]:
    if one.earliest and one.latest and other.earliest and other.latest:
        if one.earliest <= other.latest and other.earliest <= one.latest:
            yield Feature("day", 1.5, max(one.earliest, other.earliest))
            return
        yield Feature("day", -0.8, "days side by side")
    elif one.day and other.day:
        gap = apart_days(one.day, other.day)
        yield Feature("published", 0.4 if gap <= 1 else -0.4 * (gap - 1), f"{gap} days apart")


@lru_cache(maxsize=65_536)
def apart_days(one: str, other: str) -> int:
    """How many days lie between two days."""
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
