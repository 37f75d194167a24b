"""Looking names up in the compiled gazetteer."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path

import msgspec

from .build import compile_base, home
from .rows import border_key

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


class Gazetteer:
    """The compiled gazetteer, open for reading."""

    def __init__(self, path: Path) -> None:
        """Open a compiled file."""
        self._connection = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
        self._connection.execute(f"pragma mmap_size = {MAPPED}")
        self._cache: dict[str, tuple[Candidate, ...]] = {}

    @classmethod
    def open(cls, cache: Path | None = None, progress: Callable[[str, float], None] | None = None) -> Gazetteer:
        """The gazetteer in a cache folder; the first time on a machine it is compiled, which takes under a minute."""
        path = home(cache)
        if not path.is_file():
            compile_base(path, progress or (lambda _what, _share: None))
        return cls(path)

    @staticmethod
    def home(cache: Path | None = None) -> Path:
        """Where the compiled file lies."""
        return home(cache)

    def candidates(self, key: str) -> tuple[Candidate, ...]:
        """The places a folded name can mean, most people first."""
        found = self._cache.get(key)
        if found is None:
            found = _merged(_candidate(row) for row in self._connection.execute(_LOOK_UP, (key,)))
            if len(self._cache) >= CACHE:
                self._cache.clear()
            self._cache[key] = found
        return found

    def border(self, one: str, other: str) -> Candidate | None:
        """The border of two countries, given by their alpha-3 codes in either order; None where they have none."""
        return next(iter(self.candidates(border_key(one, other))), None)

    def close(self) -> None:
        """Let the file go."""
        self._connection.close()


_LOOK_UP = """
select places.name, names.main, places.country, places.admin1_code, places.admin1, places.lat, places.lon,
       places.population, places.feature, places.geonames, places.radius, places.parts, places.iso
from names join places on places.id = names.place
where names.key = ? order by names.main desc, places.population desc, places.id limit 60
"""


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
