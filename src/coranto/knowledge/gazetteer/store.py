"""Looking names up in the compiled gazetteer."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import msgspec

from ...errors import GazetteerError
from .build import compile_base, home
from .own import Own, broken, file_of, look, names_in, open_file
from .rows import border_key, people_key

OURS = "coranto"
ALIKE = 3  # letters that a similar name begins with too
SAME = 0.1  # degrees between two entries of one place
CACHE = 20_000  # names kept after they were looked up once
MAPPED = 256 * 1024 * 1024  # bytes of the file mapped into memory, shared by all processes


class Candidate(msgspec.Struct, frozen=True, kw_only=True):
    """A place a name can mean: degrees WGS 84, `feature` one of town, admin1, country, region, place."""

    name: str
    main: bool
    country: str | None
    admin1_code: str | None
    admin1: str | None
    lat: float
    lon: float
    population: int
    feature: str
    geonames: int | None
    radius_km: float | None = None
    parts: str = ""
    iso: str = ""

    @property
    def listed(self) -> bool:
        """True for a place of our own files, which has no population: it is there because reports name it."""
        return self.geonames is None and self.feature in {"town", "place", "region"}


class Meaning(msgspec.Struct, frozen=True):
    """A place a name can mean, and where that is known from: ours, "coranto", or gazetteers of the user by name."""

    candidate: Candidate
    sources: tuple[str, ...]


class Gazetteer:
    """The compiled gazetteer and those the user added, open for reading."""

    def __init__(self, path: Path, own: Path | None = None) -> None:
        """Open a compiled file, and what lies in the folder `own`. Raises `GazetteerError` naming the cure."""
        self._base = _File(path, _spoilt)
        names = names_in(own) if own else ()
        self.own: tuple[Own, ...] = tuple(look(own, name) for name in names) if own else ()
        self._added = {name: _File(file_of(own, name), broken) for name in names} if own else {}
        for file in self._added.values():
            file.named("")  # a broken file is named now, not with the first report
        self._provinces = self._base.provinces() if self._added else {}
        self._cache: dict[str, tuple[Candidate, ...]] = {}

    @classmethod
    def open(
        cls,
        cache: Path | None = None,
        progress: Callable[[str, float], None] | None = None,
        own: Path | None = None,
    ) -> Gazetteer:
        """The gazetteer in a cache folder; the first time on a machine it is compiled, which takes under a minute.

        `own` is the folder of the user's gazetteers, read after ours. Raises `GazetteerError` naming the one that is
        broken or of another version, and the cure.
        """
        path = home(cache)
        if not path.is_file():
            compile_base(path, progress or (lambda _what, _share: None))
        return cls(path, own)

    @staticmethod
    def home(cache: Path | None = None) -> Path:
        """Where the compiled file lies."""
        return home(cache)

    def candidates(self, key: str) -> tuple[Candidate, ...]:
        """The places a folded name can mean, most people first."""
        found = self._cache.get(key)
        if found is None:
            found = tuple(each.candidate for each in self.meanings(key))
            if len(self._cache) >= CACHE:
                self._cache.clear()
            self._cache[key] = found
        return found

    def meanings(self, key: str) -> tuple[Meaning, ...]:
        """The candidates with where each is known from.

        What the user added stands beside ours: a place that ours has too is one candidate, with our people and point.
        """
        ours = [Meaning(one, (OURS,)) for one in _merged(self._base.named(key))]
        added = [Meaning(self._as_known(one), (name,)) for name, file in self._added.items() for one in file.named(key)]
        if not added:
            return tuple(ours)
        return tuple(
            sorted(_joined(ours, added), key=lambda each: (not each.candidate.main, -each.candidate.population))
        )

    def similar(self, key: str) -> tuple[str, ...]:
        """Keys there are that are written much like this one, the likest first."""
        there = {each for file in (self._base, *self._added.values()) for each in file.beginning(key[:ALIKE])}
        return tuple(get_close_matches(key, sorted(there - {key}), n=5, cutoff=0.75))

    def home_of_people(self, word: str) -> Candidate | None:
        """The region, province or town that an adjective or a people stands for: "Chechen", "Texans", "Londoner".

        Those of countries are in `countries()`.
        """
        return next(iter(self.candidates(people_key(word))), None)

    def border(self, one: str, other: str) -> Candidate | None:
        """The border of two countries, given by their alpha-3 codes in either order; None where they have none."""
        return next(iter(self.candidates(border_key(one, other))), None)

    def close(self) -> None:
        """Let the files go."""
        for file in (self._base, *self._added.values()):
            file.close()

    def _as_known(self, one: Candidate) -> Candidate:
        """The same place as ours has it; else with our name of its province."""
        known = self._base.numbered(one.geonames) if one.geonames else None
        if known is not None:
            return msgspec.structs.replace(known, main=one.main)
        province = self._provinces.get((one.country or "", one.admin1_code or ""))
        return msgspec.structs.replace(one, admin1=province or one.admin1)


class _File:
    """One compiled file; an error of SQLite while it is read names it."""

    def __init__(self, path: Path, fault: Callable[[Path], GazetteerError]) -> None:
        self._path, self._fault = path, fault
        self._connection = open_file(path)
        self._connection.execute(f"pragma mmap_size = {MAPPED}")

    def named(self, key: str) -> list[Candidate]:
        return [_candidate(row) for row in self._rows(_LOOK_UP, key)]

    def numbered(self, geonames: int) -> Candidate | None:
        return next((_candidate(row) for row in self._rows(_BY_GEONAMES, geonames)), None)

    def beginning(self, letters: str) -> list[str]:
        return [key for (key,) in self._rows(_BEGINNING, letters, letters + chr(sys.maxunicode))]

    def provinces(self) -> dict[tuple[str, str], str]:
        return {(country, code): name for country, code, name in self._rows(_PROVINCES)}

    def close(self) -> None:
        self._connection.close()

    def _rows(self, query: str, *values: str | int) -> list[Any]:
        try:
            return self._connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise self._fault(self._path) from error


def _spoilt(path: Path) -> GazetteerError:
    return GazetteerError(f"{path}: broken; delete it, and the next reading compiles it anew")


_LOOK_UP = """
select places.name, names.main, places.country, places.admin1_code, places.admin1, places.lat, places.lon,
       places.population, places.feature, places.geonames, places.radius, places.parts, places.iso
from names join places on places.id = names.place
where names.key = ? order by names.main desc, places.population desc, places.id limit 60
"""
_BY_GEONAMES = """
select name, 1, country, admin1_code, admin1, lat, lon, population, feature, geonames, radius, parts, iso
from places where geonames = ? order by id limit 1
"""
_BEGINNING = "select distinct key from names where key >= ? and key < ? order by key limit 20000"
_PROVINCES = "select country, admin1_code, name from places where feature = 'admin1' and admin1_code is not null"


def _merged(found: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """One candidate for each place: a site beside the town it is, or listed twice, is the same place."""
    kept: list[Candidate] = []
    for one in found:
        twin = next((n for n, other in enumerate(kept) if _is_same(one, other)), None)
        if twin is None:
            kept.append(one)
            continue
        better, other = (one, kept[twin]) if one.geonames and not kept[twin].geonames else (kept[twin], one)
        kept[twin] = msgspec.structs.replace(better, main=better.main or other.main)
    return tuple(kept)


def _joined(ours: list[Meaning], added: Iterable[Meaning]) -> list[Meaning]:
    """Ours and the user's, one for each place: the first of the same stands, and is known from both."""
    kept = list(ours)
    for each in sorted(added, key=_weight):
        twin = next((n for n, other in enumerate(kept) if _is_known(each.candidate, other.candidate)), None)
        if twin is None:
            kept.append(each)
            continue
        stands = kept[twin]
        main = stands.candidate.main or each.candidate.main
        sources = tuple(dict.fromkeys((*stands.sources, *each.sources)))
        kept[twin] = Meaning(msgspec.structs.replace(stands.candidate, main=main), sources)
    return kept


def _weight(each: Meaning) -> tuple[bool, bool, bool, int]:
    """What the user drew before what a dump has, towns and areas before the hills and springs of their names."""
    one = each.candidate
    return not one.listed, one.feature in {"place", "region"}, not one.main, -one.population


def _is_known(one: Candidate, other: Candidate) -> bool:
    """True where an added place and another of the name are the same: by number, nearness, or as areas."""
    if (one.geonames is not None and one.geonames == other.geonames) or _is_same(one, other):
        return True
    if one.country != other.country or (one.feature == "region") != (other.feature == "region"):
        return False
    if one.feature in {"admin1", "admin2"}:
        return one.feature == other.feature and one.admin1_code == other.admin1_code
    near = abs(one.lat - other.lat) < SAME and abs(one.lon - other.lon) < SAME
    return near and one.feature in {"place", "region"} and other.feature != "country"


def _is_same(one: Candidate, other: Candidate) -> bool:
    if not (one.listed or other.listed) or (one.feature == "region") != (other.feature == "region"):
        return False
    return abs(one.lat - other.lat) < SAME and abs(one.lon - other.lon) < SAME and one.country == other.country


def _candidate(row: tuple[str, int, str, str, str, float, float, int, str, int, float, str, str]) -> Candidate:
    name, main, country, code, admin1, lat, lon, population, feature, geonames, radius, parts, iso = row
    return Candidate(
        name=name,
        main=bool(main),
        country=country,
        admin1_code=code,
        admin1=admin1,
        lat=lat,
        lon=lon,
        population=population,
        feature=feature,
        geonames=geonames,
        radius_km=radius,
        parts=parts,
        iso=iso,
    )
