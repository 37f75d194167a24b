"""Places that stand for governments: kept in the record, but never the place of an event."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ..model.reading import Actor, Place


def settle_metonyms(places: Sequence[Place], actors: Sequence[Actor]) -> tuple[Place, ...]:
    """The places with `kind` metonym where the same words are a mention of form metonym of an actor."""
    standing = {
        (mention.start, mention.end): actor.name
        for actor in actors
        for mention in actor.mentions
        if mention.form == "metonym"
    }
    return tuple(
        msgspec.structs.replace(place, kind="metonym", reason=f"{place.reason}; {standing[place.start, place.end]}")
        if (place.start, place.end) in standing
        else place
        for place in places
    )
