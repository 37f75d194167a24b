"""What points at an entry from elsewhere in a reading: led to another entry, or let go, when that entry leaves."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec.structs import replace

from ..model.reading import Actor, Event, Figure, Hedge, Place, Position, Reading, Source, Speaker, Statement
from ..model.record import Entry

T = TypeVar("T")


def without(reading: Reading, entry: Entry, keeper: str | None = None) -> Reading:
    """The reading without an entry; what pointed at it points at `keeper`, or at nothing.

    Positions of an actor that leaves without a keeper leave with it: there is nobody whose they are.
    """
    if isinstance(entry, Actor):
        return _without_actor(reading, entry.id, keeper)
    if isinstance(entry, Event):
        events = [_inside(each, entry.id, keeper) for each in reading.events if each is not entry]
        return replace(reading, events=tuple(events))
    if isinstance(entry, Statement):
        return _without_statement(reading, entry, keeper)
    if isinstance(entry, Place):
        return _without_place(reading, reading.places.index(entry))
    if isinstance(entry, Position):
        return replace(reading, positions=tuple(each for each in reading.positions if each is not entry))
    return reading


def with_entry(reading: Reading, old: Entry, new: Entry) -> Reading:
    """The reading with `new` in the place of `old`."""
    if isinstance(new, Actor):
        return replace(reading, actors=_with(reading.actors, old, new))
    if isinstance(new, Event):
        return replace(reading, events=_with(reading.events, old, new))
    if isinstance(new, Statement):
        return replace(reading, statements=_with(reading.statements, old, new))
    if isinstance(new, Place):
        return replace(reading, places=_with(reading.places, old, new))
    if isinstance(new, Position):
        return replace(reading, positions=_with(reading.positions, old, new))
    return replace(reading, report=new)


def with_actor(reading: Reading, old: str, new: str | None) -> Reading:
    """The reading with every reference to one actor led to another, or let go."""
    return replace(
        reading,
        actors=tuple(
            replace(each, part_of=_led(each.part_of, old, new), aligned_with=_led(each.aligned_with, old, new))
            for each in reading.actors
        ),
        events=tuple(_event_of(each, old, new) for each in reading.events),
        statements=tuple(statement_of(each, old, new) for each in reading.statements),
        positions=tuple(
            replace(
                each,
                actor=_led(each.actor, old, new) or each.actor,
                via=_led(each.via, old, new),
                target=_led(each.target, old, new),
            )
            for each in reading.positions
        ),
        figures=tuple(replace(each, according_to=_sources_of(each.according_to, old, new)) for each in reading.figures),
        hedges=tuple(_hedge_of(each, old, new) for each in reading.hedges),
    )


def statement_of(statement: Statement, old: str, new: str | None) -> Statement:
    """The statement with one of its actors exchanged."""
    speaker, addressee = statement.speaker, statement.addressee
    if speaker.actor == old:
        speaker = Speaker(actor=new, span=speaker.span, name=speaker.name)
    if addressee is not None and addressee.actor == old:
        addressee = replace(addressee, actor=new)
    return replace(
        statement,
        speaker=speaker,
        speakers=_all_led(statement.speakers, old, new),
        principal=_led(statement.principal, old, new),
        addressee=addressee,
    )


def _without_actor(reading: Reading, identity: str, keeper: str | None) -> Reading:
    reading = replace(reading, actors=tuple(each for each in reading.actors if each.id != identity))
    if keeper is None:
        reading = replace(reading, positions=tuple(each for each in reading.positions if each.actor != identity))
    return with_actor(reading, identity, keeper)


def _without_statement(reading: Reading, statement: Statement, keeper: str | None) -> Reading:
    outer = keeper or statement.inside
    kept = [each for each in reading.statements if each is not statement]
    return replace(
        reading,
        statements=tuple(
            replace(each, inside=_led(each.inside, statement.id, outer if outer != each.id else None)) for each in kept
        ),
        events=tuple(_told_by(_inside(each, statement.id, keeper), statement.id, keeper) for each in reading.events),
        positions=tuple(
            replace(each, statement=_led(each.statement, statement.id, keeper)) for each in reading.positions
        ),
        figures=tuple(_figure_by(each, statement.id, keeper) for each in reading.figures),
    )


def _without_place(reading: Reading, number: int) -> Reading:
    events = [
        each
        if each.place is None or each.place < number
        else replace(each, place=None if each.place == number else each.place - 1)
        for each in reading.events
    ]
    places = tuple(each for index, each in enumerate(reading.places) if index != number)
    return replace(reading, places=places, events=tuple(events))


def _event_of(event: Event, old: str, new: str | None) -> Event:
    return replace(
        event,
        actors=_all_led(event.actors, old, new),
        recipients=_all_led(event.recipients, old, new),
        according_to=_sources_of(event.according_to, old, new) or (Source(outlet=True),),
    )


def _sources_of(sources: Iterable[Source], old: str, new: str | None) -> tuple[Source, ...]:
    led = (replace(each, actor=_led(each.actor, old, new)) for each in sources)
    return tuple(dict.fromkeys(each for each in led if each != Source()))


def _hedge_of(hedge: Hedge, old: str, new: str | None) -> Hedge:
    owner = (new or "author") if hedge.owner == old else hedge.owner
    return replace(hedge, owner=owner, owners=_all_led(hedge.owners, old, new))


def _told_by(event: Event, old: str, new: str | None) -> Event:
    return replace(event, according_to=_by(event.according_to, old, new) or (Source(outlet=True),))


def _figure_by(figure: Figure, old: str, new: str | None) -> Figure:
    return replace(figure, according_to=_by(figure.according_to, old, new))


def _by(sources: Iterable[Source], old: str, new: str | None) -> tuple[Source, ...]:
    """Sources once a statement has left: who answered through it alone answers no more."""
    return tuple(
        replace(each, statement=_led(each.statement, old, new))
        for each in sources
        if each.statement != old or new is not None
    )


def _inside(event: Event, old: str, new: str | None) -> Event:
    return replace(event, content_of=_led(event.content_of, old, new if new != event.id else None))


def _led(value: str | None, old: str, new: str | None) -> str | None:
    return new if value == old else value


def _all_led(values: Iterable[str], old: str, new: str | None) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each for value in values if (each := _led(value, old, new)) is not None))


def _with(there: tuple[T, ...], old: object, new: T) -> tuple[T, ...]:
    return tuple(new if each is old else each for each in there)
