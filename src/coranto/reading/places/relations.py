"""Places between and beside others: "between Hama and Homs", "the Turkish border", "off Latakia".

They stand beside the names they are made of: `places` keeps each name, and the words of the relation once more.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence

import msgspec

from ...knowledge.gazetteer import Gazetteer
from ...knowledge.places import PlaceWords
from ...model.ids import mention_id
from ...model.reading import Place
from ...model.span import Span
from ..tree import Parse, Token, tokens_between
from .borders import find_borders
from .entries import area_of, span_at
from .globe import kilometres

FARTHEST = 400.0  # km between two places that a third can lie between
OFF_SHORE = 40.0  # km
_LOCAL = frozenset({"town", "point", "admin2", "admin1"})


def find_relations(
    parse: Parse, places: Sequence[Place], gazetteer: Gazetteer, words: PlaceWords, country: str | None
) -> tuple[Place, ...]:
    """The areas that relations of places name. `country` is that which the report is about, for a border said alone."""
    return (
        *_between(parse, places, words),
        *_off(parse, places, words),
        *find_borders(parse, places, gazetteer, words, country),
        *_again(parse, places, words),
    )


def _between(parse: Parse, places: Sequence[Place], words: PlaceWords) -> Iterator[Place]:
    for one, other in itertools.pairwise(places):
        before, joined = _tokens_before(parse, one), _words_between(parse, one, other, words)
        if not before or before[-1].lower not in words.between or len(joined) != 1 or joined[0] not in words.and_:
            continue
        if one.precision not in _LOCAL or other.precision not in _LOCAL:
            continue
        start, end = _point(one), _point(other)
        far = kilometres(start, end)
        if far > FARTHEST:
            continue
        middle = (round((start[0] + end[0]) / 2, 4), round((start[1] + end[1]) / 2, 4))
        span = span_at(parse, before[-1].start, other.end)
        country = one.country if one.country == other.country else None
        yield area_of(span, middle, max(1.0, round(far / 2, 1)), country=country, name=f"{one.name} – {other.name}",
                      reason=words.reasons["between"].format(one=one.name, other=other.name))  # fmt: skip


def _off(parse: Parse, places: Sequence[Place], words: PlaceWords) -> Iterator[Place]:
    """ "off Latakia", "off the coast of Latakia": water, so no country."""
    for place in places:
        if place.kind != "place" or place.precision not in _LOCAL:
            continue  # the middle of a country is far from its coast
        before = _tokens_before(parse, place)
        tail = [token.lower for token in before[-4:]]
        start = next((len(phrase) for phrase in words.off if tail[-len(phrase) :] == list(phrase)), 0)
        if not start:
            continue
        span = span_at(parse, before[-start].start, place.end)
        yield area_of(span, _point(place), round(OFF_SHORE + (place.radius_km or 0.0), 1), name=place.name,
                      reason=words.reasons["off"].format(one=place.name))  # fmt: skip


def _again(parse: Parse, places: Sequence[Place], words: PlaceWords) -> Iterator[Place]:
    """ "rebels in the northwest": the part named before, as "northwest Syria"."""
    named: dict[str, Place] = {}
    taken = {token.index for place in places for token in tokens_between(parse, place.start, place.end)}
    parts = {place.start: place for place in places if place.precision in {"region", "admin1"}}
    for token in parse.tokens:
        if token.lower not in words.directions:
            continue
        if token.start in parts:
            named[token.lower] = parts[token.start]
        place = named.get(token.lower)
        if place is not None and token.index not in taken and _stands_alone(parse, token, words):
            span = Span(token.start, token.end, token.text)
            yield msgspec.structs.replace(
                place, start=span.start, end=span.end, text=span.text, id=mention_id("place", span.start, span.end),
                reason=words.reasons["again"].format(words=place.text),
            )  # fmt: skip


def _stands_alone(parse: Parse, token: Token, words: PlaceWords) -> bool:
    """ "the northwest", and nothing that it would be the northwest of."""
    before = parse.tokens[token.index - 1].lower if token.index else ""
    following = parse.tokens[token.index + 1] if token.index + 1 < len(parse) else None
    ends = following is None or (following.pos in {"PUNCT", "ADP", "VERB", "AUX"} and following.lower not in words.of)
    return before in words.articles and token.pos in {"NOUN", "PROPN"} and ends


def _point(place: Place) -> tuple[float, float]:
    return (place.lat if place.lat is not None else math.nan, place.lon if place.lon is not None else math.nan)


def _tokens_before(parse: Parse, place: Place) -> list[Token]:
    first = tokens_between(parse, place.start, place.end)
    if not first:
        return []
    start = parse.sentences[first[0].sentence].first
    return list(parse.tokens[max(start, first[0].index - 5) : first[0].index])


def _words_between(parse: Parse, one: Place, other: Place, words: PlaceWords) -> list[str]:
    between = tokens_between(parse, one.end, other.start)
    return [token.lower for token in between if token.lower not in words.articles]
