"""States: their names, people, capitals and points; ISO 3166-1 alpha-3 throughout."""

from __future__ import annotations

from functools import cache

import msgspec

from .folding import fold
from .load import DATA, load


class Country(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A state or territory; points are (latitude, longitude) in degrees WGS 84."""

    iso2: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    adjective: str | None = None
    peoples: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    capital: str | None = None
    capital_point: tuple[float, float] | None = None
    capital_geonames: int | None = None
    point: tuple[float, float] | None = None
    geonames: int
    population: int = 0
    open: bool = False


class Countries(msgspec.Struct, frozen=True):
    """The states by code, and every key that leads to one."""

    by_code: dict[str, Country]
    names: dict[str, str]
    demonyms: dict[str, str]
    peoples: dict[str, str]
    capitals: dict[str, str]
    codes: dict[str, str]

    def by_name(self, name: str) -> str | None:
        """The code of the country a name or key stands for."""
        return self.names.get(fold(name))

    def by_demonym(self, word: str) -> str | None:
        """The code for an adjective, a person or a people: "Syrian", "Turks"."""
        key = fold(word)
        return self.demonyms.get(key) or self.peoples.get(key)

    def by_adjective(self, word: str) -> str | None:
        """The code for a word made from the country's name: "Syrian", but no people like "Igbo"."""
        return self.demonyms.get(fold(word))

    def by_capital(self, name: str) -> str | None:
        """The code of the country a city is capital of."""
        return self.capitals.get(fold(name))

    def by_iso2(self, code: str) -> str | None:
        """The alpha-3 code for an alpha-2 code."""
        return self.codes.get(code)

    def by_site(self, site: str) -> str | None:
        """The code of the country that a site's ending stands for: "news.example.co.uk"."""
        ending = site.rpartition(".")[2].upper()
        return self.codes.get("GB" if ending == "UK" else ending)

    def short_name(self, code: str) -> str | None:
        """The name to print."""
        country = self.by_code.get(code)
        return country.name if country else None

    def adjective(self, code: str) -> str | None:
        """The adjective to print: "Syrian", "US"."""
        country = self.by_code.get(code)
        return (country.adjective or next(iter(country.demonyms), None)) if country else None


@cache
def countries() -> Countries:
    """The table of states, read once."""
    table = load(DATA / "places" / "countries.yml", dict[str, Country])
    by_size = sorted(table.items(), key=lambda item: item[1].population)
    return Countries(
        by_code=table,
        # The larger country wins a shared name: written last.
        names={fold(name): code for code, one in by_size for name in (*one.aliases, one.name)},
        demonyms={fold(word): code for code, one in by_size for word in one.demonyms},
        peoples={fold(word): code for code, one in by_size for word in one.peoples},
        capitals={fold(one.capital): code for code, one in by_size if one.capital},
        codes={one.iso2: code for code, one in table.items()},
    )
