"""One event per happening: the same act between the same sides, told again, adds a trigger and its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from ...model.reading import Event

SPEECH = {"verbal cooperation", "verbal conflict"}  # quad classes of what is said
BOTH = 2  # sides
COMMUNICATED = {"CONSULT", "AGREE"}  # both sides act: their order does not tell two events apart


def merged_events(events: Sequence[Event]) -> tuple[Event, ...]:
    """One event per happening; what was the content of a telling is the content of the event it went into."""
    kept: list[Event] = []
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    went_into: dict[str, str] = {}
    for told in events:
        event = _with_link(told, went_into)
        if not (event.actors or event.recipients):
            kept.append(event)  # nobody knows whether it is the same
            continue
        places = alike[_sides(event)]
        number = next((each for each in places if _is_same(kept[each], event)), None)
        if number is None:
            places.append(len(kept))
            kept.append(event)
        else:
            kept[number] = _with_telling(kept[number], event)
            went_into[event.id] = kept[number].id
    return tuple(_with_link(event, went_into) for event in kept)


def _with_link(event: Event, went_into: Mapping[str, str]) -> Event:
    link = went_into.get(event.content_of or "")
    return event if link is None else msgspec.structs.replace(event, content_of=link)


def with_results(events: Sequence[Event], causes: Mapping[str, str]) -> list[Event]:
    """The events, each outcome told with the act it is of: `causes` gives the id of the act by that of its outcome."""
    kept = {event.id: event for event in events if event.id not in causes}
    for event in events:
        cause = event.id
        while cause in causes:  # "fired, wounding two, killing one of them": all of the fire
            cause = causes[cause]
        if cause != event.id:
            told = _with_telling(kept[cause], event)
            kept[cause] = told if told.recipients else _suffered(told, event)
    return list(kept.values())


def _suffered(event: Event, outcome: Event) -> Event:
    return msgspec.structs.replace(event, recipients=outcome.recipients, recipient_spans=outcome.recipient_spans)


def _sides(event: Event) -> tuple[object, ...]:
    """What two tellings of one act must have in common: its type, its status, and who does it to whom."""
    sides: tuple[object, ...] = (event.actors, event.recipients)
    if event.type in COMMUNICATED:
        sides = (frozenset((*event.actors, *event.recipients)),)
    return (event.type, event.status, event.content_of, *sides)


def _is_same(earlier: Event, event: Event) -> bool:
    """True of two acts between the same sides whose modes, places and times do not contradict each other.

    What somebody says to nobody in particular is the same only where the same frame reads it: one may promise much.
    """
    if event.quad in SPEECH and len({*event.actors, *event.recipients}) < BOTH and earlier.rule != event.rule:
        return False
    if earlier.mode != event.mode and earlier.mode and event.mode:
        return False
    return _agree(earlier.place, event.place) and _agree(earlier.time, event.time)


def _agree(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other


def _with_telling(earlier: Event, event: Event) -> Event:
    return msgspec.structs.replace(
        earlier,
        mode=earlier.mode or event.mode,
        triggers=(*earlier.triggers, event.trigger),
        evidence=tuple(dict.fromkeys((*earlier.evidence, *event.evidence))),
        place=earlier.place if earlier.place is not None else event.place,
        time=earlier.time if earlier.time is not None else event.time,
        figures=tuple(dict.fromkeys((*earlier.figures, *event.figures))),
        contexts=tuple(sorted({*earlier.contexts, *event.contexts})),
        count=max(earlier.count, event.count),
        background=earlier.background and event.background,
        date=event.date if earlier.time is None and event.time is not None else earlier.date,
    )
