"""One event per happening: the same act between the same sides, told again, adds a trigger and its evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ...model.reading import Event

COMMUNICATED = {"CONSULT", "AGREE"}  # both sides act: their order does not tell two events apart


def merged_events(events: Sequence[Event]) -> Iterator[Event]:
    """One event per happening: the same act between the same sides, told again, adds a trigger and its evidence."""
    kept: list[Event] = []
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for event in events:
        if not (event.actors or event.recipients):
            kept.append(event)  # nobody knows whether it is the same
            continue
        told = alike[_sides(event)]
        number = next((each for each in told if _is_same(kept[each], event)), None)
        if number is None:
            told.append(len(kept))
            kept.append(event)
        else:
            kept[number] = _with_telling(kept[number], event)
    return iter(kept)


def with_results(events: Sequence[Event], causes: Mapping[str, str]) -> list[Event]:
    """The events, each outcome told with the act it is of: `causes` gives the id of the act by that of its outcome."""
    kept = {event.id: event for event in events if event.id not in causes}
    for event in events:
        cause = kept.get(causes.get(event.id, ""))
        if cause is not None:
            told = _with_telling(cause, event)
            kept[cause.id] = told if told.recipients else _suffered(told, event)
    return [kept[event.id] for event in events if event.id in kept]


def _suffered(event: Event, outcome: Event) -> Event:
    return msgspec.structs.replace(event, recipients=outcome.recipients, recipient_spans=outcome.recipient_spans)


def _sides(event: Event) -> tuple[object, ...]:
    """What two tellings of one act must have in common: its type, its status, and who does it to whom."""
    sides: tuple[object, ...] = (event.actors, event.recipients)
    if event.type in COMMUNICATED:
        sides = (frozenset((*event.actors, *event.recipients)),)
    return (event.type, event.status, event.content_of, *sides)


def _is_same(earlier: Event, event: Event) -> bool:
    """True of two acts between the same sides whose modes, places and times do not contradict each other."""
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
