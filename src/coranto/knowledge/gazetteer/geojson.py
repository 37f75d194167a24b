"""Areas and points of one's own: a GeoJSON FeatureCollection (RFC 7946), as QGIS and other programs save it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from ...errors import GazetteerError
from ..countries import countries
from ..folding import fold
from ..places import WIDE
from .rows import TOWNS, Entry, Row
from .shapes import KM, outline

LARGEST = 200_000_000  # bytes: the file is read as a whole

Position = Annotated[list[float], msgspec.Meta(min_length=2)]
Line = Annotated[list[Position], msgspec.Meta(min_length=2)]
Ring = Annotated[list[Position], msgspec.Meta(min_length=4)]
Rings = Annotated[list[Ring], msgspec.Meta(min_length=1)]


class Point(msgspec.Struct, frozen=True, tag=True):
    """One position: longitude, latitude."""

    coordinates: Position


class MultiPoint(msgspec.Struct, frozen=True, tag=True):
    """Several positions."""

    coordinates: Annotated[list[Position], msgspec.Meta(min_length=1)]


class LineString(msgspec.Struct, frozen=True, tag=True):
    """A line: a road, a front, a river."""

    coordinates: Line


class MultiLineString(msgspec.Struct, frozen=True, tag=True):
    """Several lines."""

    coordinates: Annotated[list[Line], msgspec.Meta(min_length=1)]


class Polygon(msgspec.Struct, frozen=True, tag=True):
    """An area, with its holes."""

    coordinates: Rings


class MultiPolygon(msgspec.Struct, frozen=True, tag=True):
    """An area of several pieces."""

    coordinates: Annotated[list[Rings], msgspec.Meta(min_length=1)]


Geometry = Point | MultiPoint | LineString | MultiLineString | Polygon | MultiPolygon


class Properties(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a feature; other keys are passed over."""

    name: str
    aliases: list[str] | str | None = None
    country: str | None = None
    kind: str | None = None


class Feature(msgspec.Struct, frozen=True, kw_only=True):
    """A feature of the collection."""

    type: Literal["Feature"]
    properties: Properties
    geometry: Geometry


class _Collection(msgspec.Struct, frozen=True, kw_only=True):
    type: Literal["FeatureCollection"]
    features: list[msgspec.Raw]


class _Loose(msgspec.Struct, frozen=True):
    properties: dict[str, Any] | None = None


def read_collection(path: Path, progress: Callable[[float], None]) -> Iterator[Entry]:
    """The places of a collection in its order; `progress` hears the share that is read.

    Raises `GazetteerError` naming the feature that does not fit, `OSError` when the file cannot be read.
    """
    size = path.stat().st_size
    if size > LARGEST:
        raise GazetteerError(f"{path}: {size:,} bytes; the limit is {LARGEST:,}: simplify the shapes, or divide it")
    features = _features(path, path.read_bytes())
    for number, written in enumerate(features, start=1):
        if number % 100 == 0:
            progress(number / len(features))
        try:
            yield read_feature(written)
        except ValueError as error:
            raise GazetteerError(f"{path}, feature {number}: {error}") from error


def read_feature(written: bytes | msgspec.Raw) -> Entry:
    """The place of a feature. Raises `ValueError` saying what does not fit."""
    try:
        feature = msgspec.json.decode(written, type=Feature)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(f"{error}{_keys_there(written)}") from error
    said = feature.properties
    if not fold(said.name):
        raise ValueError(f"the name {said.name[:40]!r} has no letters")
    aliases = said.aliases.split("|") if isinstance(said.aliases, str) else said.aliases or []
    return Entry(_row(feature), (said.name, *(each.strip() for each in aliases if fold(each))))


def _features(path: Path, content: bytes) -> list[msgspec.Raw]:
    try:
        features = msgspec.json.decode(content.removeprefix(b"\xef\xbb\xbf"), type=_Collection).features
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise GazetteerError(f"{path}: not a GeoJSON FeatureCollection: {error}") from error
    if not features:
        raise GazetteerError(f"{path}: the collection has no features")
    return features


def _keys_there(written: bytes | msgspec.Raw) -> str:
    """For a feature without a name: what it has instead."""
    try:
        there = msgspec.json.decode(written, type=_Loose).properties or {}
    except (msgspec.DecodeError, RecursionError):
        return ""
    return "" if "name" in there else f"; its properties need a name, there are: {', '.join(list(there)[:8]) or 'none'}"


def _row(feature: Feature) -> Row:
    """A point is a town, a region or a place by its kind, as our own sites are; areas and lines are regions."""
    said, country = feature.properties, _country(feature.properties.country)
    if isinstance(feature.geometry, Point):
        lon, lat = _degrees(feature.geometry.coordinates)
        sort = "region" if said.kind in WIDE else "town" if said.kind in TOWNS else "place"
        return Row(said.name, country, None, None, lat, lon, 0, sort)
    lat, lon, radius, parts = _outlined(feature.geometry)
    return Row(said.name, country, None, None, lat, lon, 0, "region", radius=radius, parts=parts)


def _country(written: str | None) -> str | None:
    if not written:
        return None
    code = written.strip().upper()
    found = code if code in countries().by_code else countries().by_iso2(code)
    if found is None:
        raise ValueError(f"there is no country {written[:40]!r}: write its ISO 3166 code, SYR or SY")
    return found


def _outlined(geometry: Geometry) -> tuple[float, float, float, str]:
    """Middle, radius and parts; of a line the radius is half its length, points are the area between them."""
    from shapely.errors import ShapelyError
    from shapely.geometry import MultiPoint as Points
    from shapely.geometry import shape

    plain = {"type": type(geometry).__name__, "coordinates": _flat(geometry.coordinates)}
    try:
        if isinstance(geometry, MultiPoint):
            found = outline(Points(plain["coordinates"]).convex_hull)
        else:
            found = outline(plain)
        lines = isinstance(geometry, LineString | MultiLineString)
        radius = round(shape(plain).length * KM / 2) if lines else found.radius_km
    except (ShapelyError, ValueError) as error:
        raise ValueError(f"the geometry cannot be used: {error}") from error
    return found.lat, found.lon, max(1, radius), found.parts


def _flat(coordinates: list[Any]) -> list[Any]:
    """The same without heights. Raises `ValueError` for what is no longitude and latitude in degrees."""
    if isinstance(coordinates[0], list):
        return [_flat(each) for each in coordinates]
    return list(_degrees(coordinates))


def _degrees(position: list[float]) -> tuple[float, float]:
    lon, lat = position[:2]
    if abs(lon) > 180 or abs(lat) > 90:
        raise ValueError(
            f"{lon:g}, {lat:g} is no longitude and latitude in degrees; save the file in WGS 84 (EPSG:4326)"
        )
    return lon, lat
