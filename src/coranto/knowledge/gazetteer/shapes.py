"""What is kept of a shape: its middle, its size, and where its parts lie. Shapely is loaded when called."""

from __future__ import annotations

import math
from typing import Any

import msgspec

KM = 111.2  # in a degree of latitude
PARTS = {"N": (0, 1), "NE": (1, 1), "E": (1, 0), "SE": (1, -1), "S": (0, -1), "SW": (-1, -1), "W": (-1, 0),
         "NW": (-1, 1)}  # fmt: skip
"""The sides and corners of an area: where they lie beside its middle, east and north."""
INNER = 1 / 3  # of the way from the middle to the edge: "eastern Chad" begins there, not at the middle


class Outline(msgspec.Struct, frozen=True):
    """The middle in degrees WGS 84, the radius of a disc as large in km, and the middle of each part.

    `parts` is written "N:35.95,38.95;NE:...".
    """

    lat: float
    lon: float
    radius_km: int
    parts: str


def outline(geometry: Any) -> Outline:
    """The outline of a shapely geometry or a GeoJSON one in degrees.

    Islands and exclaves do not pull the middle away: the largest piece counts. Raises `ValueError` on a geometry that
    is none, and on one without area, length or points.
    """
    from shapely import make_valid
    from shapely.errors import ShapelyError
    from shapely.geometry import shape

    try:
        area = make_valid(shape(geometry)) if isinstance(geometry, dict) else geometry
    except (ShapelyError, AttributeError, KeyError, TypeError, IndexError) as error:
        raise ValueError(f"not a GeoJSON geometry: {error}") from error
    if area.is_empty:
        raise ValueError("the geometry is empty")
    main = max(getattr(area, "geoms", [area]), key=lambda piece: (piece.area, piece.length))
    middle = main.centroid
    stretch = math.cos(math.radians(middle.y))
    radius = math.sqrt(main.area * stretch / math.pi) * KM
    return Outline(round(middle.y, 3), round(middle.x, 3), max(1, round(radius)), _parts(main, middle))


def _parts(main: Any, middle: Any) -> str:
    from shapely.geometry import box

    if not main.area:
        return ""
    west, south, far_east, far_north = main.bounds
    written = []
    for name, (east, north) in PARTS.items():
        window = box(
            middle.x + (far_east - middle.x) * INNER if east > 0 else west,
            middle.y + (far_north - middle.y) * INNER if north > 0 else south,
            middle.x - (middle.x - west) * INNER if east < 0 else far_east,
            middle.y - (middle.y - south) * INNER if north < 0 else far_north,
        )
        part = main.intersection(window).centroid
        if not part.is_empty:
            written.append(f"{name}:{part.y:.2f},{part.x:.2f}")
    return ";".join(written)
