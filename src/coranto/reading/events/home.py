"""What the place of an act tells of its sides: against whom people protest, and of which country a group is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

from ...model.reading import Actor, Event, Place
from ...model.span import Span, covers
from .act import FIRST_LAYER
from .ground import Ground
from .hosts import government_id

ABROAD = {"MIL"}  # sectors of those who may act in another country
GROUPS = {"people", "organisation", "armed_group", "person"}  # kinds of actors that a place tells the country of


def at_home(ground: Ground, events: Sequence[Event]) -> list[Event]:
    """The events; where a protest names nobody it is against, the government of its place is the other side."""
    domestic = ground.knowledge.modality.domestic
    return [
        _against_government(ground, event) if event.type in domestic and _is_open(event) else event for event in events
    ]


def _is_open(event: Event) -> bool:
    return event.status in FIRST_LAYER and not event.recipients


def _against_government(ground: Ground, event: Event) -> Event:
    place = _place_of(ground, event)
    if place is None or place.country is None:
        return event
    government = government_id(place)
    if government in event.actors:
        return event
    span = Span(place.start, place.end, place.text)
    rule = f"{event.rule} (against the government of its place)"
    return msgspec.structs.replace(event, recipients=(government,), recipient_spans=(span,), rule=rule)


def _place_of(ground: Ground, event: Event) -> Place | None:
    """Where it is, else the country in the words for who acts: "Algerian landowners"."""
    if event.place is not None and ground.places[event.place].country:
        return ground.places[event.place]
    return next((place for place in ground.places if any(covers(span, place) for span in event.actor_spans)), None)


def with_countries(actors: Sequence[Actor], places: Sequence[Place], events: Sequence[Event]) -> tuple[Actor, ...]:
    """The actors; a group without a name or country has that of the place of its acts, where it is one."""
    seen: Mapping[str, set[str]] = defaultdict(set)
    for event in events:
        country = places[event.place].country if event.place is not None else None
        if country and event.status in FIRST_LAYER:
            for actor in (*event.actors, *event.recipients):
                seen[actor].add(country)
    return tuple(_of_place(actor, seen[actor.id]) if actor.id in seen else actor for actor in actors)


def _of_place(actor: Actor, seen: set[str]) -> Actor:
    named = actor.basis != "report" or any(mention.form == "name" for mention in actor.mentions)
    if actor.country or actor.kind not in GROUPS or named or len(seen) != 1 or ABROAD & {*actor.sectors}:
        return actor
    reason = f"{actor.reason}; of the country where it acts"
    return msgspec.structs.replace(actor, country=min(seen), reason=reason)
