"""Distances and bearings on the globe: points are (latitude, longitude) in degrees WGS 84, distances kilometres."""

from __future__ import annotations

import math

EARTH = 6371.0  # km, the radius

Point = tuple[float, float]


def kilometres(one: Point, other: Point) -> float:
    """Great-circle distance of two points."""
    lat, lon, other_lat, other_lon = (math.radians(each) for each in (*one, *other))
    chord = (
        math.sin((other_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    )
    return 2 * EARTH * math.asin(min(1.0, math.sqrt(chord)))


def destination(start: Point, bearing: float, far: float) -> Point:
    """The point a great circle leads to; `bearing` in degrees clockwise from north."""
    lat, lon, course = (math.radians(each) for each in (*start, bearing))
    arc = far / EARTH
    end = math.asin(math.sin(lat) * math.cos(arc) + math.cos(lat) * math.sin(arc) * math.cos(course))
    turn = math.atan2(math.sin(course) * math.sin(arc) * math.cos(lat), math.cos(arc) - math.sin(lat) * math.sin(end))
    return round(math.degrees(end), 4), round((math.degrees(lon + turn) + 540) % 360 - 180, 4)
