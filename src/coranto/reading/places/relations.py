"""Places between and beside others: "between Hama and Homs", "the Turkish border", "off Latakia".

They stand beside the names they are made of: `places` keeps each name, and the words of the relation once more.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from ...knowledge.countries import countries
from ...knowledge.gazetteer import Gazetteer
from ...knowledge.places import PlaceWords
from ...model.ids import mention_id
from ...model.reading import Place
from ...model.span import Span
from ..tree import Parse, Token, tokens_between
from .home import kilometres

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
        *_borders(parse, places, gazetteer, words, country),
    )


def _between(parse: Parse, places: Sequence[Place], words: PlaceWords) -> Iterator[Place]:
    for one, other in zip(places, places[1:], strict=False):
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
        span = _span(parse, before[-1].start, other.end)
        yield _area(span, middle, max(1.0, round(far / 2, 1)), f"{one.name} – {other.name}",
                    one.country if one.country == other.country else None,
                    words.reasons["between"].format(one=one.name, other=other.name))  # fmt: skip


def _off(parse: Parse, places: Sequence[Place], words: PlaceWords) -> Iterator[Place]:
    """ "off Latakia", "off the coast of Syria": water, so no country."""
    for place in places:
        if place.lat is None or place.kind != "place" or place.precision == "region":
            continue
        before = _tokens_before(parse, place)
        tail = [token.lower for token in before[-4:]]
        start = next((len(words_) for words_ in words.off if tail[-len(words_) :] == list(words_)), 0)
        if not start:
            continue
        span = _span(parse, before[-start].start, place.end)
        yield _area(span, _point(place), round(OFF_SHORE + (place.radius_km or 0.0), 1), place.name, None,
                    words.reasons["off"].format(one=place.name))  # fmt: skip


def _borders(
    parse: Parse, places: Sequence[Place], gazetteer: Gazetteer, words: PlaceWords, country: str | None
) -> Iterator[Place]:
    """ "the Turkish border", "the Syrian-Turkish border", "Turkey's border with Syria", "the border between ..."."""
    states = [place for place in places if place.precision == "country" and place.country]
    for token in parse.tokens:
        if token.lower not in words.borders:
            continue
        sentence = parse.sentences[token.sentence]
        near = [place for place in states if place.start >= parse.tokens[sentence.first].start]
        before = [
            place for place in near if place.end <= token.start and _is_joined(parse, place.end, token.start, words)
        ]
        before = before[-1:] + [place for place in before[:-1] if _is_joined(parse, place.end, before[-1].start, words)]
        after = _behind(parse, near, token.end, words)
        sides = {place.country: None for place in (*before, *after) if place.country}
        pair = list(sides)[:2] if len(sides) > 1 else [*sides, country]
        if not sides or len(pair) < 2 or None in pair or pair[0] == pair[1]:
            continue
        one = gazetteer.border(str(pair[0]), str(pair[1]))
        if one is None:
            continue
        spanned = (*before, *after)
        start = min(min(place.start for place in spanned), token.start)
        end = max(max(place.end for place in spanned), token.end)
        names = [countries().short_name(str(code)) or "" for code in pair]
        yield _area(_span(parse, start, end), (one.lat, one.lon), one.radius_km or 1.0,
                    words.reasons["border_name"].format(one=names[0], other=names[1]), None,
                    words.reasons["border"].format(one=names[0], other=names[1]))  # fmt: skip


def _behind(parse: Parse, states: Sequence[Place], end: int, words: PlaceWords) -> list[Place]:
    """The states after the noun: "border with Turkey", "border between Syria and Turkey"."""
    found: list[Place] = []
    for place in (each for each in states if each.start >= end):
        last = found[-1].end if found else end
        link = [token.lower for token in tokens_between(parse, last, place.start) if token.lower not in words.articles]
        if len(link) != 1 or link[0] not in (words.and_ if found else words.between | words.bordering):
            break
        found.append(place)
    return found


def _is_joined(parse: Parse, start: int, end: int, words: PlaceWords) -> bool:
    """True where nothing but a hyphen, a dash, "'s" or "and" stands between two places in the text."""
    allowed = words.possessives | words.and_ | {"-", "–", "/"}
    return all(token.lower in allowed for token in tokens_between(parse, start, end))


def _area(span: Span, point: tuple[float, float], radius: float, name: str, country: str | None, reason: str) -> Place:
    return Place(span.start, span.end, span.text, id=mention_id("place", span.start, span.end), kind="place", name=name,
                 country=country, lat=point[0], lon=point[1], precision="region", radius_km=radius,
                 reason=reason)  # fmt: skip


def _span(parse: Parse, start: int, end: int) -> Span:
    return Span(start, end, parse.text[start:end])


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
