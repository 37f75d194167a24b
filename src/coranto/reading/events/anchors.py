"""Where and when an act took place, and according to whom: from its own clause outward."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

import msgspec

from ...model.reading import DatePrecision, EventDate, Place, Source, Time
from ...model.span import Span
from ..tree import Parse, Token, ancestors, token_at
from .act import Act
from .ground import Ground

_FINENESS = {"point": 0, "town": 1, "admin2": 2, "admin1": 3, "region": 4, "country": 5, "world": 6}
LONGEST_WINDOW = 366  # days


class Anchored(msgspec.Struct, frozen=True, kw_only=True):
    """What an act's words govern: the index of its place and of its time, and those of its figures."""

    place: int | None
    time: int | None
    figures: tuple[int, ...]


def anchor(ground: Ground, acts: Sequence[Act]) -> list[Anchored]:
    """Give every place, time and figure of the report to the nearest act that governs it; in the order of the acts."""
    triggers = {act.clause.trigger.index: number for number, act in enumerate(acts)}
    main = _main_acts(acts)
    places, times = _places(ground, triggers, main), _times(ground, triggers, main)
    for one, other in _companions(acts, triggers):
        for found in (places, times):
            _share(found, one, other)
    figures = _figures(ground, triggers, main)
    return [
        Anchored(place=places.get(number), time=times.get(number), figures=figures.get(number, ()))
        for number in range(len(acts))
    ]


def _places(ground: Ground, triggers: dict[int, int], main: dict[int, int]) -> dict[int, int]:
    """For each act the finest place its words govern."""
    found: dict[int, int] = {}
    acting, officials = _acting(ground, "government"), _acting(ground, "person")
    for index, place in sorted(enumerate(ground.places), key=lambda each: _FINENESS.get(each[1].precision or "", 9)):
        stands = place.kind == "place" and acting.isdisjoint(range(place.start, place.end))
        if stands and not _in_body(ground, place) and not _is_post(ground, place, officials):
            for number in _governed(ground.parse, place, triggers, main):
                found.setdefault(number, index)
    return found


def _times(ground: Ground, triggers: dict[int, int], main: dict[int, int]) -> dict[int, int]:
    """For each act the first time its words govern."""
    found: dict[int, int] = {}
    for index, time in enumerate(ground.times):
        if _tells_when(time):
            for number in _governed(ground.parse, time, triggers, main):
                found.setdefault(number, index)
    return found


def _companions(acts: Sequence[Act], triggers: dict[int, int]) -> Iterator[tuple[int, int]]:
    """ "Visiting Moscow last week, he called for": acts of the same subject in clauses that hang together."""
    for number, act in enumerate(acts):
        trigger = act.clause.trigger
        above = triggers.get(trigger.head) if trigger.dep in {"conj", "advcl"} else None
        if above is None or acts[above].inside != act.inside:
            continue
        if {*acts[above].clause.subjects} & {*act.clause.subjects}:
            yield number, above


def _share(found: dict[int, int], one: int, other: int) -> None:
    """Where one of two companions has something and the other has nothing, both have it."""
    if one in found:
        found.setdefault(other, found[one])
    elif other in found:
        found[one] = found[other]


def _figures(ground: Ground, triggers: dict[int, int], main: dict[int, int]) -> dict[int, tuple[int, ...]]:
    """For each act the figures its words govern: how many died, how much was given."""
    found: dict[int, tuple[int, ...]] = {}
    for index, figure in enumerate(ground.figures):
        for number in _governed(ground.parse, figure, triggers, main):
            found[number] = (*found.get(number, ()), index)
    return found


def _tells_when(time: Time) -> bool:
    """A day or longer stretch of the calendar, or a window such as "the last two weeks"; not "now", not a whole war."""
    if time.type == "DURATION":
        days = _interval(time)
        return days is not None and days <= LONGEST_WINDOW
    return time.type in {"DATE", "TIME"} and not (time.value or "").endswith("_REF")


def _interval(time: Time) -> int | None:
    """The days from the first to the last a time covers; None where a side is open."""
    if time.earliest is None or time.latest is None:
        return None
    return (date.fromisoformat(time.latest) - date.fromisoformat(time.earliest)).days


def date_of(ground: Ground, act: Act, time: int | None) -> EventDate | None:
    """The days of the time expression; without one, on or before publication for what is past; else unknown."""
    if time is not None:
        found = ground.times[time]
        if found.earliest or found.latest:
            latest = found.latest
            if act.status == "happened" and ground.published and latest and latest > ground.published:
                latest = max(ground.published, found.earliest or ground.published)
            return EventDate(earliest=found.earliest, latest=latest, precision=_precision(found))
    if act.status in {"happened", "ongoing", "attempted"} and ground.published:
        return EventDate(earliest=None, latest=ground.published, precision="unknown")
    return None


def sources_of(ground: Ground, act: Act) -> tuple[Source, ...]:
    """The statement the trigger stands in, with its speaker; the outlet where nobody else answers for it."""
    trigger = act.clause.trigger
    statement = ground.voices.innermost(trigger.start, trigger.end)
    if statement is None:
        return (Source(outlet=True),)
    return (Source(statement=statement.id, actor=statement.speaker.actor),)


def _in_body(ground: Ground, place: Place) -> bool:
    """A name inside the name of a body is never where something happened: "Damascus University"."""
    token = token_at(ground.parse, place.end - 1)
    return token is not None and token.entity in {"ORG", "PERSON", "WORK_OF_ART", "EVENT"}


def _is_post(ground: Ground, place: Place, officials: set[int]) -> bool:
    """Where an official serves is not where the act took place: "the defence minister in Tehran flew out"."""
    token = token_at(ground.parse, place.end - 1)
    above = [*ancestors(ground.parse, token)][:2] if token is not None else []
    return len(above) == 2 and above[0].dep == "prep" and above[1].pos != "VERB" and above[1].start in officials


def _acting(ground: Ground, kind: str) -> set[int]:
    """The characters of all mentions of one kind of actor: a country's name for its government says who, not where."""
    return {
        position
        for actor in ground.actors
        if actor.kind == kind
        for mention in actor.mentions
        for position in range(mention.start, mention.end)
    }


def _precision(time: Time) -> DatePrecision:
    days = _interval(time)
    if days is None:
        return "unknown"
    return "day" if days < 2 else "week" if days < 8 else "month" if days < 32 else "year"


def _main_acts(acts: Sequence[Act]) -> dict[int, int]:
    """The first act of each sentence: what a place or time at the edge of the sentence belongs to."""
    found: dict[int, int] = {}
    for number, act in enumerate(acts):
        found.setdefault(act.clause.trigger.sentence, number)
    return found


def _governed(parse: Parse, mention: Span, triggers: dict[int, int], main: dict[int, int]) -> Iterable[int]:
    token = token_at(parse, mention.end - 1)
    if token is None:
        return ()
    for each in _upwards(parse, token):
        if each.index in triggers:
            return (triggers[each.index],)
    return (main[token.sentence],) if token.sentence in main else ()


def _upwards(parse: Parse, token: Token) -> Iterable[Token]:
    return (token, *ancestors(parse, token))
