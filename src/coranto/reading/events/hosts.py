"""Places as a side of an event: the government one goes to, "arrived in Amman"; who is struck, "shelled Homs"."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ...knowledge.countries import countries
from ...model.ids import local_actor_id
from ...model.reading import Actor, Event, Mention, Place
from ...model.span import Span, covers
from ..tree import Parse, Token, tokens_between
from ..who import Who


class Hosts(msgspec.Struct, frozen=True):
    """For each last token of a place in one known country: the place and its id as an actor."""

    by_token: dict[int, tuple[Place, str]] = {}

    def government_at(self, token: Token) -> str | None:
        """The id of the government of the place that ends at a token."""
        found = self.by_token.get(token.index)
        return government_id(found[0]) if found is not None else None

    def place_at(self, token: Token) -> str | None:
        """The id of the place that ends at a token, taken for those who live there."""
        found = self.by_token.get(token.index)
        return found[1] if found is not None else None


def hosts_of(report: str, parse: Parse, places: Sequence[Place], who: Who) -> Hosts:
    """The places of a report that are nobody's name."""
    found: dict[int, tuple[Place, str]] = {}
    ids: dict[tuple[str | None, str], str] = {}
    for place in places:
        if place.country is None or place.kind == "metonym" or not countries().short_name(place.country):
            continue
        tokens = tokens_between(parse, place.start, place.end)
        if tokens and who.at(tokens[-1]) is None:
            identity = ids.setdefault((place.name, place.country), local_actor_id(report, place))
            found[tokens[-1].index] = (place, identity)
    return Hosts(found)


def with_hosts(
    actors: Sequence[Actor], hosts: Hosts, places: Sequence[Place], events: Sequence[Event]
) -> tuple[Actor, ...]:
    """The actors, and the places that events name as a side, mentioned where the events name them."""
    known = {actor.id for actor in actors}
    spans: dict[str, list[Span]] = {}
    for event in events:
        for identity in {*event.actors, *event.recipients} - known:
            spans.setdefault(identity, []).extend((*event.actor_spans, *event.recipient_spans))
    added: dict[str, list[Place]] = {}
    of_states = ((place, government_id(place)) for place in places if place.country)
    for place, identity in (*of_states, *hosts.by_token.values()):
        if identity in spans:
            added.setdefault(identity, []).append(place)
    return (*actors, *(_as_actor(each, _named(places, spans[each])) for each, places in added.items()))


def _named(places: Sequence[Place], spans: Sequence[Span]) -> Sequence[Place]:
    """The places that stand where an event names a side; all of them where a merged event keeps other words."""
    return [place for place in places if any(covers(span, place) for span in spans)] or places


def government_id(place: Place) -> str:
    """The id of the government of the country a place is in."""
    return f"gov.{(place.country or '').lower()}"


def _as_actor(identity: str, places: Sequence[Place]) -> Actor:
    code = places[0].country or ""
    of_state = identity == government_id(places[0])
    return Actor(
        id=identity,
        name=f"Government of {countries().short_name(code) or code}" if of_state else places[0].name or places[0].text,
        kind="government" if of_state else "people",
        country=code,
        sectors=("GOV",) if of_state else (),
        basis="knowledge" if of_state else "report",
        public_role=of_state,
        mentions=tuple(Mention(place.start, place.end, place.text, form="name") for place in places),
        reason="the government of the place an event goes to" if of_state else "the place an event befalls",
    )
