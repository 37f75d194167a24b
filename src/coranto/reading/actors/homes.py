"""Which country a group or body belongs to, where its own words do not name one: the places in and behind its name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from ...model.reading import Place
from ..people import Draft, Ground, indices_of
from ..tree import Token, children
from .offices import is_alignment

OWNERS = {"poss", "amod", "nmod", "compound"}


def with_homes(ground: Ground, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with a country from a body or place inside the name, or after "in", "of" or "from" behind it."""
    places = {index: place for place in ground.places for index in indices_of(ground.parse, place)}
    known = {index: draft for draft in drafts if draft.known for index in range(draft.first, draft.last)}
    return [_with_home(ground, draft, places, known) for draft in drafts]


def _with_home(ground: Ground, draft: Draft, places: Mapping[int, Place], known: Mapping[int, Draft]) -> Draft:
    if draft.country is not None or draft.known or (draft.kind == "person" and draft.form == "name"):
        return draft
    country = _inside(ground, draft, places, known) or _before(ground, draft, places) or _behind(ground, draft, places)
    return draft if country is None else msgspec.structs.replace(draft, country=country)


def _inside(ground: Ground, draft: Draft, places: Mapping[int, Place], known: Mapping[int, Draft]) -> str | None:
    """ "UN peacekeepers", "Khartoum government", "Lithuanian Parliament"; not "talks with Russia"."""
    words, tokens = ground.knowledge.words, ground.parse.tokens
    ethnic = any(tokens[index].lower in words.ethnic for index in range(draft.first, draft.last))
    for index in range(draft.first, draft.last):
        if tokens[index].lower in words.not_home:
            return None
        body, place = known.get(index), places.get(index)
        if ethnic and place is not None and place.kind == "demonym":
            continue  # "ethnic Turks" are not of Turkey
        if body is not None and body is not draft and body.country:
            return body.country
        if (
            place is not None
            and place.country
            and not is_alignment(ground.parse, tokens[index], words.aligned | words.led)
        ):
            return place.country
    return None


def _before(ground: Ground, draft: Draft, places: Mapping[int, Place]) -> str | None:
    """ "Iraqi Kurds", "Chad's Supreme Court": whose they are, where the name is read without it."""
    for token in children(ground.parse, ground.parse.tokens[draft.head]):
        place = places.get(token.index)
        if token.index < draft.first and token.dep in OWNERS and place is not None and place.country:
            return place.country
    return None


def _behind(ground: Ground, draft: Draft, places: Mapping[int, Place]) -> str | None:
    """ "rebels in the north of Chad", "a priest from Calgary", "a newspaper based in Beirut"."""
    return _place_under(ground, children(ground.parse, ground.parse.tokens[draft.head]), places, depth=0)


def _place_under(ground: Ground, tokens: Iterable[Token], places: Mapping[int, Place], *, depth: int) -> str | None:
    for token in tokens:
        if token.dep == "prep" and token.lower not in ground.knowledge.words.home_prepositions:
            continue
        if token.dep not in {"prep", "pobj", "acl", "advmod"} or depth > 4:
            continue
        place = places.get(token.index)
        if place is not None and place.country and token.dep == "pobj":
            return place.country
        found = _place_under(ground, children(ground.parse, token), places, depth=depth + 1)
        if found:
            return found
    return None
