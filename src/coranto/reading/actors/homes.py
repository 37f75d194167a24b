"""Which country a group or body belongs to, where its own words do not name one: the places in and behind its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ...knowledge.countries import countries
from ...model.reading import Place
from ..people import Draft, Ground, government
from ..tree import Token, children, token_at
from .offices import is_alignment


def with_homes(ground: Ground, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with a country from a body or place inside the name, or after "in", "of" or "from" behind it."""
    places = {index: place for place in ground.places for index in _tokens(ground, place)}
    known = {index: draft for draft in drafts if draft.known for index in range(draft.first, draft.last)}
    return [_with_home(ground, draft, places, known) for draft in drafts]


def phrase_governments(ground: Ground, taken: frozenset[int]) -> list[Draft]:
    """A text that is a phrase and no sentence: a people or capital alone stands for its government."""
    if any(token.pos in {"VERB", "AUX"} for token in ground.parse.tokens):
        return []
    found = []
    for place in ground.places:
        token = token_at(ground.parse, place.end - 1)
        stands = place.kind == "demonym" or _is_state_or_capital(place)
        if token is None or token.index in taken or place.country is None or not stands or not _heads(ground, token):
            continue
        first = token_at(ground.parse, place.start) or token
        key = f"gov:{place.country}"
        found.append(government(first.index, token.index + 1, place.country, metonym=True, key=key))
    return found


def _is_state_or_capital(place: Place) -> bool:
    """The bare name: "10 km north of Kabul" is where, not who."""
    return place.country in {countries().by_name(place.text), countries().by_capital(place.text)}


def _heads(ground: Ground, token: Token) -> bool:
    if token.dep == "pobj":
        return ground.parse.tokens[token.head].lower not in ground.knowledge.words.locative
    return token.dep in {"ROOT", "npadvmod", "appos"} or len(ground.parse) <= 2


def _with_home(ground: Ground, draft: Draft, places: dict[int, Place], known: dict[int, Draft]) -> Draft:
    if draft.country is not None or (draft.kind == "person" and draft.form == "name"):
        return draft
    country = _inside(ground, draft, places, known) or _behind(ground, draft, places)
    return draft if country is None else msgspec.structs.replace(draft, country=country)


def _inside(ground: Ground, draft: Draft, places: dict[int, Place], known: dict[int, Draft]) -> str | None:
    """ "UN peacekeepers", "Khartoum government", "Lithuanian Parliament"."""
    words = ground.knowledge.words
    for index in range(draft.first, draft.last):
        body, place = known.get(index), places.get(index)
        if body is not None and body is not draft and body.country:
            return body.country
        aligned = is_alignment(ground.parse, ground.parse.tokens[index], words.aligned | words.led)
        if place is not None and place.country and not aligned:
            return place.country
    return None


def _behind(ground: Ground, draft: Draft, places: dict[int, Place]) -> str | None:
    """ "rebels in the north of Chad", "a priest from Calgary", "a newspaper based in Beirut"."""
    return _place_under(ground, children(ground.parse, ground.parse.tokens[draft.head]), places, depth=0)


def _place_under(ground: Ground, tokens: Iterable[Token], places: dict[int, Place], *, depth: int) -> str | None:
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


def _tokens(ground: Ground, place: Place) -> range:
    first, last = token_at(ground.parse, place.start), token_at(ground.parse, place.end - 1)
    return range(first.index, last.index + 1) if first is not None and last is not None else range(0)
