""" "the Turkish border", "Turkey's border with Syria", "the border between Syria and Turkey": the middle of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from ...knowledge.countries import countries
from ...knowledge.gazetteer import Gazetteer
from ...knowledge.places import PlaceWords
from ...model.reading import Place
from ..tree import Parse, tokens_between
from .entries import area_of, span_at


def find_borders(
    parse: Parse, places: Sequence[Place], gazetteer: Gazetteer, words: PlaceWords, country: str | None
) -> Iterator[Place]:
    """The borders a report names; where it names one side only, the other is `country`, which the report is about."""
    states = [place for place in places if place.precision == "country" and place.country]
    starts = [place.start for place in states]
    for token in parse.tokens:
        if token.lower not in words.borders:
            continue
        sentence = parse.sentences[token.sentence]
        first, last = parse.tokens[sentence.first].start, parse.tokens[sentence.last - 1].end
        near = states[bisect_left(starts, first) : bisect_left(starts, last)]
        named = (*_in_front(parse, near, token.start, words), *_behind(parse, near, token.end, words))
        sides = tuple(dict.fromkeys([*(place.country for place in named), country]))[:2]
        one = gazetteer.border(sides[0], sides[1]) if named and len(sides) == 2 and sides[0] and sides[1] else None
        if one is not None:
            start, end = (min(token.start, *(place.start for place in named)),
                          max(token.end, *(place.end for place in named)))  # fmt: skip
            names = {key: countries().short_name(code or "") for key, code in zip(("one", "other"), sides, strict=True)}
            yield area_of(span_at(parse, start, end), (one.lat, one.lon), one.radius_km or 1.0,
                          name=words.reasons["border_name"].format(**names),
                          reason=words.reasons["border"].format(**names))  # fmt: skip


def _in_front(parse: Parse, states: Sequence[Place], start: int, words: PlaceWords) -> list[Place]:
    """The states right before the noun: "Turkish border", "Syrian-Turkish border", "Turkey's border"."""
    found: list[Place] = []
    for place in reversed([each for each in states if each.end <= start]):
        if not _is_joined(parse, place.end, found[0].start if found else start, words):
            break
        found.insert(0, place)
    return found


def _behind(parse: Parse, states: Sequence[Place], end: int, words: PlaceWords) -> list[Place]:
    """The states after the noun: "border with Turkey", "border between Syria and Turkey"."""
    found: list[Place] = []
    for place in (each for each in states if each.start >= end):
        last = found[-1].end if found else end
        link = [token.lower for token in tokens_between(parse, last, place.start) if token.lower not in words.articles]
        if len(link) != 1 or link[0] not in (words.and_ if found else words.between | words.bordering):
            break
        found.append(place)
        if link[0] in words.bordering and link[0] not in words.of:
            break  # "Lebanon's border with Israel and ..."
    return found


def _is_joined(parse: Parse, start: int, end: int, words: PlaceWords) -> bool:
    """True where nothing but a hyphen, a dash, "'s" or "and" stands between two places in the text."""
    allowed = words.possessives | words.and_ | {"-", "–", "/"}
    return all(token.lower in allowed for token in tokens_between(parse, start, end))
