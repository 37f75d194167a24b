"""Places that stand for governments: kept in the record, but never the place of an event."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ..model.reading import Actor, Mention, Place
from ..model.span import covers


def settle_metonyms(places: Sequence[Place], actors: Sequence[Actor]) -> tuple[Place, ...]:
    """The places with `kind` metonym that are a mention of form metonym, or stand in a government's name."""
    standing = {
        (mention.start, mention.end): actor
        for actor in actors
        for mention in actor.mentions
        if mention.form == "metonym"
    }
    names = [
        (mention, actor)
        for actor in actors
        if actor.kind == "government"
        for mention in actor.mentions
        if mention.form == "name"
    ]
    return tuple(
        _settled(place, actor) if (actor := standing.get((place.start, place.end)) or _named(place, names)) else place
        for place in places
    )


def _named(place: Place, names: Sequence[tuple[Mention, Actor]]) -> Actor | None:
    """ "Iraq" in "the Government of Iraq"."""
    if place.kind != "place" or place.precision != "country":
        return None
    inside = (actor for mention, actor in names if covers(mention, place) and actor.country == place.country)
    return next(inside, None)


def _settled(place: Place, actor: Actor) -> Place:
    reason = f"{place.reason}; {actor.name}"
    if actor.country in {None, place.country}:
        return msgspec.structs.replace(place, kind="metonym", reason=reason)
    # "The White House" is also a quarter of Casablanca: where the actor is known, that point is wrong.
    return Place(
        place.start,
        place.end,
        place.text,
        id=place.id,
        kind="metonym",
        name=place.text,
        country=actor.country,
        reason=actor.reason,
    )
