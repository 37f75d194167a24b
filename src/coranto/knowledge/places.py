"""Place words of one language, and our own provinces and sites beside the gazetteer."""

from __future__ import annotations

import gzip
from functools import cache
from typing import Literal

import msgspec

from .load import DATA, load


class Province(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A province or state; `code` is the GeoNames admin-1 code, `basis` how the point is known."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str
    code: str
    point: tuple[float, float]
    basis: str


SiteKind = Literal[
    "continent", "region", "area", "sea", "river", "lake", "island", "mountains", "mountain", "strait", "desert",
    "valley", "border", "town", "village", "neighbourhood", "camp", "crossing", "base", "airport", "port", "dam",
    "plant", "bridge", "square", "road", "building", "venue", "park",
]  # fmt: skip
WIDE: frozenset[str] = frozenset({
    "continent", "region", "area", "sea", "river", "lake", "island", "mountains", "strait", "desert", "valley",
    "border",
})  # fmt: skip


class Site(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A region, sea, camp, crossing, village ... that lists of towns lack, or more spellings of a town they have.

    `point` in degrees WGS 84, `radius_km` how far the place reaches from it, `demonyms` its adjectives and people.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kind: SiteKind
    countries: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    point: tuple[float, float]
    radius_km: float | None = None
    source: str | None = None


class _Sites(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    source: str
    sites: tuple[Site, ...]


class Area(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `areas.tsv.gz`, made by tools/gazetteer from GeoNames and Natural Earth.

    `feature` is admin1, admin2, country or border, `code` the GeoNames admin-1 code (of a border the other country),
    `iso` the ISO 3166-2 code, `radius_km` that of a disc as large (half the length of a border); `parts` are the
    middles of its sides and corners, "N:35.95,38.95;NE:...".
    """

    feature: str
    country: str
    code: str
    iso: str
    geonames: int | None
    name: str
    aliases: tuple[str, ...]
    point: tuple[float, float]
    radius_km: float | None
    population: int
    parts: str


class PlaceExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sentence with a place in it, or, under `not`, with words that are none."""

    text: str
    finds: str
    country: str | None = None
    precision: str | None = None


class PlaceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words around place names."""

    not_places: frozenset[str]
    function_words: frozenset[str]
    particles: frozenset[str]
    heads_after_place: frozenset[str]
    place_prepositions: frozenset[str]
    open_prepositions: frozenset[str]
    titles: frozenset[str]
    place_verbs: frozenset[str]
    place_nouns: frozenset[str]
    abbreviations: dict[str, str]
    directions: dict[str, int]
    province_directions: frozenset[str]
    parts: frozenset[str]
    units: frozenset[str]
    plural_units: frozenset[str]
    town_units: frozenset[str]
    districts: dict[str, str]
    feature_nouns: frozenset[str]
    outlet_words: frozenset[str]
    outlet_openings: frozenset[str]
    kilometres: dict[str, float]
    of: frozenset[str]
    articles: frozenset[str]
    towards: frozenset[str]
    possessives: frozenset[str]
    part_nouns: frozenset[str]
    near: frozenset[str]
    edges: frozenset[str]
    between: frozenset[str]
    and_: frozenset[str] = msgspec.field(name="and")
    off: tuple[tuple[str, ...], ...]
    borders: frozenset[str]
    bordering: frozenset[str]
    position_words: frozenset[str]
    reasons: dict[str, str]
    examples: tuple[PlaceExample, ...]
    not_: tuple[PlaceExample, ...] = msgspec.field(name="not")
    common_words: frozenset[str] = frozenset()


@cache
def load_places(language: str) -> PlaceWords:
    """The place words of a language, with the common words that are also towns."""
    folder = DATA / "languages" / language / "places"
    common = (folder / "common_words.txt").read_text(encoding="utf-8").split()
    words = load(folder / "words.yml", PlaceWords)
    return msgspec.structs.replace(words, common_words=frozenset(common) - words.not_places)


def provinces() -> tuple[Province, ...]:
    """Our provinces."""
    return load(DATA / "places" / "provinces.yml", tuple[Province, ...])


@cache
def sites() -> tuple[Site, ...]:
    """Every site of our files, each with its source."""
    found = (load(path, _Sites) for path in sorted((DATA / "places" / "sites").glob("*.yml")))
    return tuple(
        site if site.source else msgspec.structs.replace(site, source=file.source)
        for file in found
        for site in file.sites
    )


class Demonym(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Adjectives and inhabitants of a province or town; `province` is its GeoNames admin-1 code where it is one."""

    of: str
    country: str
    province: str | None = None
    words: tuple[str, ...]


class _Demonyms(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    source: str
    demonyms: tuple[Demonym, ...]


@cache
def demonyms() -> tuple[Demonym, ...]:
    """The adjectives and inhabitants of provinces and towns: "Texan", "Londoners"."""
    return load(DATA / "places" / "demonyms.yml", _Demonyms).demonyms


@cache
def areas() -> tuple[Area, ...]:
    """Provinces, districts and the shapes of countries."""
    lines = gzip.decompress((DATA / "places" / "areas.tsv.gz").read_bytes()).decode().splitlines()
    return tuple(_area(line.split("\t")) for line in lines if not line.startswith("feature\t"))


def _area(cells: list[str]) -> Area:
    feature, country, code, iso, geonames, name, aliases, lat, lon, radius, population, parts = cells
    return Area(
        feature=feature,
        country=country,
        code=code,
        iso=iso,
        geonames=int(geonames) if geonames else None,
        name=name,
        aliases=tuple(aliases.split("|")) if aliases else (),
        point=(float(lat), float(lon)),
        radius_km=float(radius) if radius else None,
        population=int(population),
        parts=parts,
    )
