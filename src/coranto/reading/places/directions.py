""" "northern Hama Province", "30 km south of Idlib", "Aleppo's western countryside": which part of a place is meant."""

from __future__ import annotations

import msgspec

from ...knowledge.gazetteer import Candidate
from ...knowledge.numbers import Numbers, value_of
from ...knowledge.places import PlaceWords
from ..tree import Parse
from .globe import destination
from .mentions import Named

_REACH = {"country": 150.0, "admin1": 30.0, "region": 50.0, "admin2": 15.0}  # km to the middle of a part, shape unknown
TOWN_PART = 3.0  # km from the middle of a town to that of its part
BESIDE = 10.0  # km: "south of Idlib", "near Idlib"
FARTHEST = 2000.0  # km: "5,000 miles from Oslo" is no place
BRACKET = 8  # tokens of "(19 miles)" at most
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


class _Stretch(msgspec.Struct, frozen=True):
    """A parse as one passage sees it: what stands in another is not beside a name."""

    parse: Parse
    passage: int

    def at(self, index: int) -> str:
        token = self.parse.tokens[index] if 0 <= index < len(self.parse) else None
        return token.lower if token and self.parse.sentences[token.sentence].passage == self.passage else ""


def extent_of(parse: Parse, name: Named, words: PlaceWords, numbers: Numbers) -> Extent:
    """The name with what belongs to it: direction or distance before, unit noun or direction after."""
    near = _Stretch(parse, parse.sentences[parse.tokens[name.first].sentence].passage)
    counted = name.unit in {"province", "town"} and near.at(name.last) in words.units | words.town_units
    plain = Extent(first=name.first, last=name.last + 1 if counted else name.last)
    return (
        _part_before(near, plain, words)
        or _outside(near, plain, words, numbers)
        or _part_after(near, plain, words)
        or _nearby(near, plain, words)
        or plain
    )


def _part_before(near: _Stretch, plain: Extent, words: PlaceWords) -> Extent | None:
    """ "northern Hama", "north-west Syria", "central Gaza"."""
    first, word = _direction_at(near, plain.first - 1, words)
    if word is not None:
        return _with(plain, first=first, bearing=words.directions[word], word=word)
    before = near.at(plain.first - 1)
    return _with(plain, first=plain.first - 1, word=before) if before in words.parts else None


def _outside(near: _Stretch, plain: Extent, words: PlaceWords, numbers: Numbers) -> Extent | None:
    """ "30 km south of Idlib", "the south of Idlib", "south of the city of Idlib", "30 km from Idlib"."""
    index = _before_of(near, plain.first - 1, words)
    if index is None:
        return None
    first, word = _direction_at(near, index, words)
    far = _distance(near, _before_article(near, first - 1, words) if word else index, words, numbers)
    if far is not None:
        bearing = words.directions[word] if word else None
        return _with(plain, first=far[0], bearing=bearing, kilometres=far[1], word=word)
    if word is None:
        return None
    inside = near.at(first - 1) in words.articles
    return _with(plain, first=first, bearing=words.directions[word], kilometres=None if inside else BESIDE, word=word)


def _before_of(near: _Stretch, index: int, words: PlaceWords) -> int | None:
    """The token before "of", "of the", "of the city of" that ends at a token; None where it does not."""
    if near.at(index) in words.of and near.at(index - 1) in words.town_units:
        index -= 2
    if near.at(index) in words.articles:
        index -= 1
    return index - 1 if near.at(index) in words.of else None


def _direction_at(near: _Stretch, index: int, words: PlaceWords) -> tuple[int, str | None]:
    """The first token of the direction that ends at a token, "north-east" in three, and the direction."""
    word = near.at(index)
    joined = f"{near.at(index - 2)}-{word}"
    if near.at(index - 1) == "-" and joined in words.directions:
        return index - 2, joined
    return index, word if word in words.directions else None


def _before_article(near: _Stretch, index: int, words: PlaceWords) -> int:
    while near.at(index) in words.articles or near.at(index) in words.towards:
        index -= 1
    return index


def _distance(near: _Stretch, index: int, words: PlaceWords, numbers: Numbers) -> tuple[int, float] | None:
    """The first token and the kilometres of the distance that ends at a token; what stands in brackets is passed.

    Farther than FARTHEST is no place beside another.
    """
    if near.at(index) == ")":
        opening = next((each for each in range(index - 1, index - BRACKET, -1) if near.at(each) == "("), None)
        index = opening - 1 if opening is not None else index
    factor = words.kilometres.get(near.at(index))
    if factor is None:
        return None
    first = index - 1
    while index - first < 4 and near.at(first - 1) and value_of(_slice(near, first - 1, index), numbers) is not None:
        first -= 1
    value = value_of(_slice(near, first, index), numbers) if near.at(first) else None
    return (first, value * factor) if value is not None and value * factor <= FARTHEST else None


def _part_after(near: _Stretch, plain: Extent, words: PlaceWords) -> Extent | None:
    """ "Aleppo's western countryside", "Syria's northwest"."""
    if near.at(plain.last) not in words.possessives:
        return None
    word = near.at(plain.last + 1)
    noun = near.at(plain.last + 2)
    if word not in words.directions:
        return None
    if noun in words.units or noun in words.part_nouns:
        return _with(plain, last=plain.last + 3, bearing=words.directions[word], word=word)
    alone = near.parse.tokens[plain.last + 1].pos in {"NOUN", "PROPN"}
    return _with(plain, last=plain.last + 2, bearing=words.directions[word], word=word) if alone else None


def _nearby(near: _Stretch, plain: Extent, words: PlaceWords) -> Extent | None:
    """ "near Idlib", "the outskirts of Idlib": the name keeps its words, the place gets a radius.

    "the western countryside of Hama", "the northern suburbs of Damascus": a part of it after all.
    """
    before, noun = near.at(plain.first - 1), near.at(plain.first - 2)
    if before in words.near:
        return _with(plain, beside=True, word=before)
    if before not in words.of:
        return None
    first, word = _direction_at(near, plain.first - 3, words)
    if word is not None and noun in words.edges | words.part_nouns | words.units:
        return _with(plain, first=first, bearing=words.directions[word], word=word)
    return _with(plain, beside=True, word=noun) if noun in words.edges else None


def moved(one: Candidate, extent: Extent) -> tuple[float, float]:
    """The point of the part or distance that the words name; without such words the place's own."""
    if extent.bearing is None:
        return one.lat, one.lon
    part = _part_of(one, extent.bearing) if extent.kilometres is None else None
    if part is not None:
        return part
    return destination((one.lat, one.lon), extent.bearing, extent.kilometres or _reach(one))


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


def _slice(near: _Stretch, first: int, last: int) -> str:
    return near.parse.text[near.parse.tokens[first].start : near.parse.tokens[last - 1].end]
