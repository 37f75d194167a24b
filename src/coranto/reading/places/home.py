"""Where an outlet writes from: the town or country its name or site says, as evidence for the places of its reports."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence

import msgspec

from ...knowledge.countries import countries
from ...knowledge.folding import fold
from ...knowledge.gazetteer import Candidate, Gazetteer
from ...knowledge.places import PlaceWords

_SITE = re.compile(r"(?:\w+://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})(?:/.*)?", re.IGNORECASE)
SHORTEST = 4  # letters of a town in a site name
SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})


class Home(msgspec.Struct, frozen=True):
    """The towns an outlet's name can stand for with their shares, and its country."""

    name: str
    towns: tuple[tuple[Candidate, float], ...]
    country: str | None

    def may_be(self, one: Candidate) -> bool:
        """True for a town the outlet's name can stand for."""
        return any(one == town for town, _ in self.towns)

    def towards(self, one: Candidate) -> Iterator[tuple[float, float]]:
        """For each town of the name its distance to a place in kilometres, and its share."""
        for town, share in self.towns:
            yield kilometres((town.lat, town.lon), (one.lat, one.lon)), share


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees."""
    lat, lon, other_lat, other_lon = (math.radians(each) for each in (*one, *other))
    chord = (
        math.sin((other_lat - lat) / 2) ** 2
        + math.cos(lat) * math.cos(other_lat) * math.sin((other_lon - lon) / 2) ** 2
    )
    return 2 * 6371 * math.asin(min(1.0, math.sqrt(chord)))


def home_of(outlet: str | None, gazetteer: Gazetteer, words: PlaceWords) -> Home | None:
    """The home that a name like "Idlib Monitor" or a site like "parisbeacon.com" tells."""
    site = _SITE.fullmatch((outlet or "").strip())
    country = countries().by_site(site[1]) if site else None
    names = _in_site(site[1], words) if site else _in_name(outlet or "", words)
    for name in names:
        towns = [one for one in gazetteer.candidates(name) if one.feature in {"town", "admin2"} and one.main]
        towns = [one for one in towns if one.country == country] or ([] if country else towns)
        if towns:
            return Home(towns[0].name, _shares(towns), country)
    return Home("", (), country) if country else None


def _shares(towns: Sequence[Candidate]) -> tuple[tuple[Candidate, float], ...]:
    """Every town of the name may be meant; which one the rest of the report tells."""
    return tuple((town, 1.0) for town in towns)


def _in_name(outlet: str, words: PlaceWords) -> Iterator[str]:
    """The longest runs of words that are left when the words of papers are taken away."""
    kept = [word for word in fold(outlet).split() if word not in words.outlet_words]
    for length in range(len(kept), 0, -1):
        for start in range(len(kept) - length + 1):
            yield " ".join(kept[start : start + length])


def _in_site(site: str, words: PlaceWords) -> Iterator[str]:
    labels = [label for label in site.lower().split(".")[:-1] if label not in SECOND_LEVEL]
    for label in reversed(labels):
        for part in re.split(r"-", label):
            bare = _bare(part, words)
            if len(bare) >= SHORTEST:
                yield bare
                yield from (each for each in bare.split("and") if len(each) >= SHORTEST and "and" in bare)


def _bare(label: str, words: PlaceWords) -> str:
    """A label without the words of papers at both ends: "thejordannews" is "jordan"."""
    while word := next((one for one in _longest(words.outlet_words) if label.endswith(one) and label != one), None):
        label = label[: -len(word)]
    word = next((one for one in _longest(words.outlet_openings) if label.startswith(one) and label != one), None)
    return label[len(word) :] if word else label


def _longest(words: frozenset[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
