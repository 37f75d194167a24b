"""One entry taken apart in two, and two put together: the words say which is which."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from ..errors import UsageError
from ..model.ids import event_id, local_actor_id, position_id, statement_id
from ..model.reading import Actor, Event, Place, Position, Reading, Statement
from ..model.record import Entry
from ..model.span import Span, overlaps
from .references import statement_of, with_entry

S = TypeVar("S", bound=Span)
PLACE = ("name", "country", "admin1", "lat", "lon", "precision", "radius_km", "ids")


def together(entry: Entry, other: Entry) -> Entry:
    """`other` once it has taken in the words of `entry` of the same report; its own values stay."""
    if isinstance(entry, Actor) and isinstance(other, Actor):
        return replace(other, mentions=_union(other.mentions, entry.mentions), roles=(*other.roles, *entry.roles))
    if isinstance(entry, Event) and isinstance(other, Event):
        return replace(
            other,
            triggers=(other.trigger, *_union(other.triggers[1:], entry.triggers)),
            evidence=_union(other.evidence, entry.evidence),
            actor_spans=_union(other.actor_spans, entry.actor_spans),
            recipient_spans=_union(other.recipient_spans, entry.recipient_spans),
            figures=tuple(sorted({*other.figures, *entry.figures})),
            according_to=tuple(dict.fromkeys((*other.according_to, *entry.according_to))),
        )
    if isinstance(entry, Statement) and isinstance(other, Statement):
        return replace(other, content=_union(other.content, entry.content))
    if isinstance(entry, Position) and isinstance(other, Position):
        return replace(other, evidence=(*other.evidence, *(one for one in entry.evidence if one not in other.evidence)))
    return other


def resolved_as(place: Place, other: Place) -> Place:
    """The place resolved as another mention is; its words stay its own."""
    return replace(place, **{name: getattr(other, name) for name in PLACE})


def with_split(reading: Reading, entry: Entry, spans: Sequence[Span], name: str | None) -> tuple[Reading, Entry]:
    """The reading with some of an entry's words as an entry of their own, and that entry.

    Raises `UsageError` when they are not among its words, or nothing would be left.
    """
    if isinstance(entry, Actor):
        return _actor(reading, entry, spans, name)
    if isinstance(entry, Event):
        return _event(reading, entry, spans)
    if isinstance(entry, Statement):
        taken, left = _parted(entry.content, spans, entry.id)
        new = replace(entry, id=statement_id(reading.report.id, taken[0]), cue=None, content=taken)
        reading = with_entry(reading, entry, replace(entry, content=left))
        return replace(reading, statements=(*reading.statements, new)), new
    if isinstance(entry, Position):
        taken, left = _parted(entry.evidence, spans, entry.id)
        apart = replace(entry, id=position_id(reading.report.id, entry.actor, entry.issue, taken[0]), evidence=taken)
        reading = with_entry(reading, entry, replace(entry, evidence=left))
        return replace(reading, positions=(*reading.positions, apart)), apart
    raise UsageError(f"{entry.id} cannot be split: it has one stretch of words")


def _actor(reading: Reading, actor: Actor, spans: Sequence[Span], name: str | None) -> tuple[Reading, Actor]:
    taken, left = _parted(actor.mentions, spans, actor.id)
    first = Span(taken[0].start, taken[0].end, taken[0].text)
    ours = [role for role in actor.roles if _touch([role.evidence], taken)]
    new = replace(
        actor,
        id=local_actor_id(reading.report.id, first),
        name=name or " ".join(first.text.split()),
        mentions=taken,
        roles=tuple(ours),
        basis="report",
        ids={},
    )
    rest = replace(actor, mentions=left, roles=tuple(role for role in actor.roles if role not in ours))
    reading = with_entry(reading, actor, rest)
    reading = replace(
        reading,
        actors=(*reading.actors, new),
        events=tuple(_moved(each, actor.id, new.id, taken, left) for each in reading.events),
        statements=tuple(
            statement_of(each, actor.id, new.id)
            if each.speaker.span and _touch([each.speaker.span], taken) and not _touch([each.speaker.span], left)
            else each
            for each in reading.statements
        ),
    )
    return reading, new


def _moved(event: Event, old: str, new: str, taken: Sequence[Span], left: Sequence[Span]) -> Event:
    """The event with the new actor on a side whose words are the new actor's."""

    def led(ids: Iterable[str], spans: Sequence[Span]) -> tuple[str, ...]:
        goes = _touch(spans, taken) and not _touch(spans, left)
        return tuple(dict.fromkeys(new if goes and each == old else each for each in ids))

    return replace(
        event, actors=led(event.actors, event.actor_spans), recipients=led(event.recipients, event.recipient_spans)
    )


def _event(reading: Reading, event: Event, spans: Sequence[Span]) -> tuple[Reading, Event]:
    taken, left = _parted(event.triggers, spans, event.id)
    evidence = tuple(each for each in event.evidence if _touch([each], taken)) or taken
    new = replace(
        event,
        id=event_id(reading.report.id, taken[0], event.type),
        trigger=taken[0],
        triggers=taken,
        evidence=evidence,
    )
    stays = tuple(each for each in event.evidence if _touch([each], left)) or left
    rest = replace(event, trigger=left[0], triggers=left, evidence=stays)
    reading = with_entry(reading, event, rest)
    return replace(reading, events=(*reading.events, new)), new


def _parted(words: Sequence[S], spans: Sequence[Span], identity: str) -> tuple[tuple[S, ...], tuple[S, ...]]:
    taken = tuple(each for each in words if any((each.start, each.end) == (one.start, one.end) for one in spans))
    if len({(each.start, each.end) for each in taken}) < len({(each.start, each.end) for each in spans}):
        there = ", ".join(f"{each.start}-{each.end} “{each.text}”" for each in words)
        raise UsageError(f"{identity} does not have all of these words; it has: {there}")
    left = tuple(each for each in words if each not in taken)
    if not taken or not left:
        raise UsageError(f"{identity} cannot be split so: both parts need words of it")
    return taken, left


def _touch(spans: Sequence[Span], words: Sequence[Span]) -> bool:
    return any(overlaps(one, other) for one in spans for other in words)


def _union(first: Iterable[S], more: Iterable[S]) -> tuple[S, ...]:
    return tuple(sorted(dict.fromkeys((*first, *more)), key=lambda each: (each.start, each.end)))
