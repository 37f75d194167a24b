""" "northern Hama Province", "30 km south of Idlib", "Aleppo's western countryside": which part of a place is meant."""

from __future__ import annotations

import math

import msgspec

from ...knowledge.gazetteer import Candidate
from ...knowledge.numbers import Numbers, value_of
from ...knowledge.places import PlaceWords
from ..tree import Parse
from .mentions import Named

_REACH = {"country": 150.0, "admin1": 30.0, "region": 50.0, "admin2": 15.0}  # km to the middle of a part, shape unknown
TOWN_PART = 3.0  # km from the middle of a town to that of its part
BESIDE = 10.0  # km: "south of Idlib", "near Idlib"
LEAST, SHARE = 5.0, 0.2  # radius of a measured distance: at least 5 km, a fifth of it
_NAMES = {0: "N", 45: "NE", 90: "E", 135: "SE", 180: "S", 225: "SW", 270: "W", 315: "NW"}


class Extent(msgspec.Struct, frozen=True, kw_only=True):
    """The tokens of a place with the words that say where in or from it, and what they say.

    `bearing` in degrees clockwise from north. `kilometres` is a distance from the place; without it the words name a
    part of the place, or with `beside` its neighbourhood.
    """

    first: int
    last: int
    bearing: float | None = None
    kilometres: float | None = None
    beside: bool = False
    word: str | None = None


def extent_of(parse: Parse, name: Named, words: PlaceWords, numbers: Numbers) -> Extent:
    """The name with what belongs to it: direction or distance before, unit noun or direction after."""
    last = (
        name.last + 1
        if name.unit in {"province", "town"} and _at(parse, name.last) in (words.units | words.town_units)
        else name.last
    )
    plain = Extent(first=name.first, last=last)
    return (
        _part_before(parse, plain, words)
        or _outside(parse, plain, words, numbers)
        or _part_after(parse, plain, words)
        or _nearby(parse, plain, words)
        or plain
    )


def _part_before(parse: Parse, plain: Extent, words: PlaceWords) -> Extent | None:
    """ "northern Hama", "north-west Syria", "central Gaza"."""
    first, before = plain.first, _at(parse, plain.first - 1)
    if before in words.directions:
        return _with(plain, first=first - 1, bearing=words.directions[before], word=before)
    joined = f"{_at(parse, first - 3)}-{before}"
    if _at(parse, first - 2) == "-" and joined in words.directions:
        return _with(plain, first=first - 3, bearing=words.directions[joined], word=joined)
    return _with(plain, first=first - 1, word=before) if before in words.parts else None


def _outside(parse: Parse, plain: Extent, words: PlaceWords, numbers: Numbers) -> Extent | None:
    """ "30 km south of Idlib", "the south of Idlib", "south of the city of Idlib", "30 km from Idlib"."""
    index = _before_of(parse, plain.first - 1, words)
    if index is None:
        return None
    first, word = _direction_at(parse, index, words)
    far = _distance(parse, _before_article(parse, first - 1, words) if word else index, words, numbers)
    if far is not None:
        bearing = words.directions[word] if word else None
        return _with(plain, first=far[0], bearing=bearing, kilometres=far[1], word=word)
    if word is None:
        return None
    inside = _at(parse, first - 1) in words.articles
    return _with(plain, first=first, bearing=words.directions[word], kilometres=None if inside else BESIDE, word=word)


def _before_of(parse: Parse, index: int, words: PlaceWords) -> int | None:
    """The token before "of", "of the", "of the city of" that ends at a token; None where it does not."""
    if _at(parse, index) in words.of and _at(parse, index - 1) in words.town_units:
        index -= 2
    if _at(parse, index) in words.articles:
        index -= 1
    return index - 1 if _at(parse, index) in words.of else None


def _direction_at(parse: Parse, index: int, words: PlaceWords) -> tuple[int, str | None]:
    """The first token of the direction that ends at a token, "north-east" in three, and the direction."""
    word = _at(parse, index)
    joined = f"{_at(parse, index - 2)}-{word}"
    if _at(parse, index - 1) == "-" and joined in words.directions:
        return index - 2, joined
    return index, word if word in words.directions else None


def _before_article(parse: Parse, index: int, words: PlaceWords) -> int:
    while _at(parse, index) in words.articles or _at(parse, index) in words.towards:
        index -= 1
    return index


def _distance(parse: Parse, index: int, words: PlaceWords, numbers: Numbers) -> tuple[int, float] | None:
    """The first token and the kilometres of the distance that ends at a token; what stands in brackets is passed."""
    if _at(parse, index) == ")":
        while index > 0 and _at(parse, index) != "(":
            index -= 1
        index -= 1
    factor = words.kilometres.get(_at(parse, index))
    if factor is None:
        return None
    first = index - 1
    while first > 0 and index - first < 4 and value_of(_slice(parse, first - 1, index), numbers) is not None:
        first -= 1
    value = value_of(_slice(parse, first, index), numbers) if first >= 0 else None
    return (first, value * factor) if value is not None else None


def _part_after(parse: Parse, plain: Extent, words: PlaceWords) -> Extent | None:
    """ "Aleppo's western countryside", "Syria's northwest"."""
    if _at(parse, plain.last) not in words.possessives:
        return None
    word = _at(parse, plain.last + 1)
    noun = _at(parse, plain.last + 2)
    if word not in words.directions:
        return None
    if noun in words.units or noun in words.part_nouns:
        return _with(plain, last=plain.last + 3, bearing=words.directions[word], word=word)
    alone = plain.last + 1 < len(parse) and parse.tokens[plain.last + 1].pos in {"NOUN", "PROPN"}
    return _with(plain, last=plain.last + 2, bearing=words.directions[word], word=word) if alone else None


def _nearby(parse: Parse, plain: Extent, words: PlaceWords) -> Extent | None:
    """ "near Idlib", "the outskirts of Idlib": the name keeps its words, the place gets a radius."""
    before = _at(parse, plain.first - 1)
    if before in words.near:
        return _with(plain, beside=True, word=before)
    if before in words.of and _at(parse, plain.first - 2) in words.edges:
        return _with(plain, beside=True, word=_at(parse, plain.first - 2))
    return None


def moved(one: Candidate, extent: Extent) -> tuple[float, float]:
    """The point of the part or distance that the words name; without such words the place's own."""
    if extent.bearing is None:
        return one.lat, one.lon
    part = _part_of(one, extent.bearing) if extent.kilometres is None else None
    if part is not None:
        return part
    far = extent.kilometres if extent.kilometres is not None else _reach(one)
    angle = math.radians(extent.bearing)
    north = far * math.cos(angle) / 111.2
    east = far * math.sin(angle) / (111.2 * max(0.1, math.cos(math.radians(one.lat))))
    return round(one.lat + north, 4), round(one.lon + east, 4)


def radius(one: Candidate, extent: Extent) -> float | None:
    """How far the true place may lie from the point, in kilometres; None where the name says all there is."""
    if extent.kilometres is not None:
        around = extent.kilometres if extent.bearing is None else 0.0
        return round(max(LEAST, around + SHARE * extent.kilometres), 1)
    if extent.bearing is not None or (extent.word and not extent.beside):
        return round(one.radius_km / 2, 1) if one.radius_km else max(LEAST, _reach(one))
    return BESIDE + (one.radius_km or 0.0) if extent.beside else one.radius_km


def _part_of(one: Candidate, bearing: float) -> tuple[float, float] | None:
    for part in one.parts.split(";") if one.parts else ():
        name, _, point = part.partition(":")
        if name == _NAMES.get(int(bearing)):
            lat, lon = point.split(",")
            return float(lat), float(lon)
    return None


def _reach(one: Candidate) -> float:
    return one.radius_km / 2 if one.radius_km else _REACH.get(one.feature, TOWN_PART)


def _with(plain: Extent, **changes: float | str | None) -> Extent:
    return msgspec.structs.replace(plain, **changes)


def _slice(parse: Parse, first: int, last: int) -> str:
    return parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]


def _at(parse: Parse, index: int) -> str:
    return parse.tokens[index].lower if 0 <= index < len(parse) else ""
