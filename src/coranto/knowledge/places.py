"""Place words of one language, and our own provinces, regions and sites beside the gazetteer."""

from __future__ import annotations

from functools import cache

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


class Region(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A region, sea, camp, crossing ... that gazetteers of towns lack, or another spelling of a town."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str
    countries: tuple[str, ...] = ()
    point: tuple[float, float]


class PlaceExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sentence with a place in it, or, under `not`, with words that are none."""

    text: str
    finds: str
    country: str | None = None
    precision: str | None = None


class PlaceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words around place names."""

    not_places: frozenset[str]
    particles: frozenset[str]
    heads_after_place: frozenset[str]
    place_prepositions: frozenset[str]
    directions: dict[str, int]
    parts: frozenset[str]
    units: frozenset[str]
    town_units: frozenset[str]
    kilometres: dict[str, float]
    of: frozenset[str]
    reasons: dict[str, str]
    examples: tuple[PlaceExample, ...]
    not_: tuple[PlaceExample, ...] = msgspec.field(name="not")


@cache
def load_places(language: str) -> PlaceWords:
    """The place words of a language."""
    return load(DATA / "languages" / language / "places" / "words.yml", PlaceWords)


def provinces() -> tuple[Province, ...]:
    """Our provinces."""
    return load(DATA / "places" / "provinces.yml", tuple[Province, ...])


def regions() -> tuple[Region, ...]:
    """Our regions and sites."""
    return load(DATA / "places" / "regions.yml", tuple[Region, ...])
