""" "northern Hama Province", "30 km south of Idlib": where in or from a place, and how far the point moves."""

from __future__ import annotations

import math

import msgspec

from ...knowledge.places import PlaceWords
from ..tree import Parse
from .mentions import Named

_RADII = {
    "country": 150.0,
    "admin1": 30.0,
    "town": 5.0,
    "region": 100.0,
    "place": 5.0,
}  # km from middle to part


class Extent(msgspec.Struct, frozen=True, kw_only=True):
    """The tokens of a place with its direction and unit words, and the shift from the base's point.

    `bearing` in degrees clockwise from north, `kilometres` the distance of the shift.
    """

    first: int
    last: int
    bearing: float | None = None
    kilometres: float | None = None
    word: str | None = None


def extent_of(parse: Parse, name: Named, words: PlaceWords) -> Extent:
    """The name with what belongs to it: direction before, unit noun after."""
    last = name.last + 1 if name.unit and _at(parse, name.last) in (words.units | words.town_units) else name.last
    first = name.first
    before = _at(parse, first - 1)
    if before in words.directions:
        return Extent(first=first - 1, last=last, bearing=words.directions[before], word=before)
    if before == "-" and (joined := f"{_at(parse, first - 3)}-{_at(parse, first - 2)}") in words.directions:
        return Extent(first=first - 3, last=last, bearing=words.directions[joined], word=joined)
    if before in words.parts:
        return Extent(first=first - 1, last=last, word=before)
    if before in words.of and _at(parse, first - 2) in words.directions:
        return _measured(parse, first, last, words)
    return Extent(first=first, last=last)


def moved(lat: float, lon: float, extent: Extent, feature: str) -> tuple[float, float]:
    """The point shifted as the words say; a direction alone moves it to the middle of that part."""
    if extent.bearing is None:
        return lat, lon
    kilometres = extent.kilometres if extent.kilometres is not None else _RADII.get(feature, 5.0)
    angle = math.radians(extent.bearing)
    north = kilometres * math.cos(angle) / 111.2
    east = kilometres * math.sin(angle) / (111.2 * max(0.1, math.cos(math.radians(lat))))
    return round(lat + north, 4), round(lon + east, 4)


def radius(extent: Extent, feature: str) -> float | None:
    """How far the true place may lie from the point, in kilometres."""
    if extent.kilometres is not None:
        return max(5.0, 0.2 * extent.kilometres)
    return _RADII.get(feature) if extent.bearing is not None else None


def _measured(parse: Parse, first: int, last: int, words: PlaceWords) -> Extent:
    direction = _at(parse, first - 2)
    unit, number = _at(parse, first - 3), _at(parse, first - 4)
    if unit in words.kilometres and number.replace(".", "", 1).isdigit():
        kilometres = float(number) * words.kilometres[unit]
        return Extent(
            first=first - 4,
            last=last,
            bearing=words.directions[direction],
            kilometres=kilometres,
            word=direction,
        )
    return Extent(first=first, last=last)


def _at(parse: Parse, index: int) -> str:
    return parse.tokens[index].lower if 0 <= index < len(parse) else ""
