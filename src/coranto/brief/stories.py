"""What a day's reports tell, and how much it weighs: the same act told by several outlets is one story."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from ..knowledge.brief import BriefKnowledge
from ..knowledge.folding import fold
from ..model.reading import Actor, Event, Reading, Statement

OPEN = {"possible", "hypothetical", "threatened", "planned"}  # not facts yet: told as what they are
FRONT = 3  # passages from the top that make an act news


class Telling(msgspec.Struct, frozen=True):
    """One report's telling of an act."""

    reading: Reading
    event: Event


class Story(msgspec.Struct, frozen=True):
    """One act with everyone who tells it, first teller first; `weight` orders the brief."""

    tellings: tuple[Telling, ...]
    weight: float

    @property
    def first(self) -> Telling:
        """The telling the sentence is built from: the one that knows most."""
        return self.tellings[0]


def stories(
    readings: Sequence[Reading], known: BriefKnowledge, same: Mapping[str, str] | None = None
) -> tuple[Story, ...]:
    """The stories of some reports, weightiest first; acts within demands and plans are left to their speech acts.

    `same` names for an event the one that a person says it is: they are one story. Types of a codebook of the user's
    own have no phrase to be told in, and are left to the exports.
    """
    found: dict[tuple[str, ...], list[Telling]] = {}
    for reading in readings:
        for event in reading.events:
            if event.content_of is None and event.type in known.events and _names_somebody(event):
                found.setdefault(_key(reading, event), []).append(Telling(reading, event))
    told = [_story(tellings) for tellings in _joined(list(found.values()), same or {})]
    return tuple(sorted(told, key=lambda story: (-story.weight, story.first.event.id)))


def actors_of(reading: Reading, ids: Iterable[str]) -> list[Actor]:
    """The actors with these ids, in this order."""
    by_id = {actor.id: actor for actor in reading.actors}
    return [by_id[each] for each in ids if each in by_id]


def silences(readings: Sequence[Reading]) -> tuple[tuple[Reading, Statement], ...]:
    """What somebody known refused, passed over or left without details."""
    return tuple(
        (reading, statement)
        for reading in readings
        for statement in reading.statements
        if statement.form != "says" and statement.speakers
    )


def _joined(groups: list[list[Telling]], same: Mapping[str, str]) -> list[list[Telling]]:
    """The groups of tellings, with those put together of which a person says that they tell one act."""
    for entry, other in same.items():
        one, two = (next((g for g in groups if any(t.event.id == key for t in g)), None) for key in (entry, other))
        if one is not None and two is not None and one is not two:
            two.extend(one)
            groups = [group for group in groups if group is not one]
    return groups


def _names_somebody(event: Event) -> bool:
    return bool(event.actors or event.recipients) and not event.background


def _key(reading: Reading, event: Event) -> tuple[str, ...]:
    return (
        event.type,
        event.mode or "",
        event.status,
        *sorted(fold(actor.name) for actor in actors_of(reading, event.actors)),
        "->",
        *sorted(fold(actor.name) for actor in actors_of(reading, event.recipients)),
    )


def _story(tellings: list[Telling]) -> Story:
    fullest = sorted(tellings, key=lambda each: (-_fullness(each), each.reading.report.id, each.event.id))
    outlets = {each.reading.report.outlet or each.reading.report.id for each in tellings}
    return Story(tuple(fullest), _fullness(fullest[0]) + 0.8 * (len(outlets) - 1))


def _fullness(telling: Telling) -> float:
    event, reading = telling.event, telling.reading
    sides = actors_of(reading, (*event.actors, *event.recipients))
    known = sum(actor.country is not None for actor in sides)
    return (
        abs(event.intensity or 0) / 10
        + min(known, 4) * 0.7
        + (0.8 if event.actors and event.recipients else 0.0)
        + (0.5 if event.place is not None else 0.0)
        + (1.5 if _in_front(telling) else 0.0)
        - (1.0 if event.status not in {"happened", "ongoing"} else 0.0)
    )


def _in_front(telling: Telling) -> bool:
    front = [each for each in telling.reading.passages if each.kind in {"headline", "deck", "paragraph"}][:FRONT]
    return any(each.start <= telling.event.trigger.start < each.end for each in front)
