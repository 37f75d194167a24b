"""Where an outlet writes from: the town or country its name or site says, as evidence for the places of its reports."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from ...knowledge.countries import countries
from ...knowledge.folding import fold
from ...knowledge.gazetteer import Candidate, Gazetteer
from ...knowledge.places import PlaceWords
from .globe import kilometres

_SITE = re.compile(r"(?:\w+://)?(?:www\.)?((?:[\w-]+\.)+[a-z]{2,})(?:/.*)?", re.IGNORECASE)
FEWEST = 4  # earlier reports from which a home is learnt
MOST_NAMED = 12  # towns that are looked at
STANDS_OUT = 0.5  # score from which a town counts as home
TOWNS = frozenset({"town", "admin2", "point"})
LONG_ENOUGH = 6  # letters of a town that a site name may begin with
KNOWN = 5_000  # people of such a town
SHORTEST = 4  # letters of a town in a site name
SECOND_LEVEL = frozenset({"co", "com", "org", "net", "gov", "ac", "edu"})


class Home(msgspec.Struct, frozen=True):
    """The towns an outlet may write from with their shares, and its country; `reason` says how that is known."""

    name: str
    towns: tuple[tuple[Candidate, float], ...]
    country: str | None
    reason: str = ""

    def may_be(self, one: Candidate) -> bool:
        """True for a town the outlet's name can stand for."""
        return any(one == town for town, _ in self.towns)

    def towards(self, one: Candidate) -> Iterator[tuple[float, float]]:
        """For each town of the name its distance to a place in kilometres, and its share."""
        for town, share in self.towns:
            yield kilometres((town.lat, town.lon), (one.lat, one.lon)), share


class Counted(msgspec.Struct, frozen=True):
    """A place that earlier reports of an outlet name: in how many of them. `admin1` is the name of its province."""

    name: str
    country: str | None
    admin1: str | None
    precision: str | None
    reports: int


def home_of(outlet: str | None, gazetteer: Gazetteer, words: PlaceWords, country: str | None = None) -> Home | None:
    """The home that a name like "Idlib Monitor" or a site like "parisbeacon.com" tells.

    `country` is that of the outlet where it is known; a site's ending tells it too.
    """
    site = _SITE.fullmatch((outlet or "").strip())
    country = country or (countries().by_site(site[1]) if site else None)
    names = _in_site(site[1], gazetteer, words) if site else _in_name(outlet or "", words)
    for name in names:
        towns = _towns(name, gazetteer, country)
        if towns:
            meant = tuple((town, 1.0) for town in towns)  # which of them, the rest of the report tells
            return Home(towns[0].name, meant, country, words.reasons["home_name"].format(home=towns[0].name))
    return Home("", (), country, words.reasons["home_country"]) if country else None


def _towns(name: str, gazetteer: Gazetteer, country: str | None) -> list[Candidate]:
    towns = [one for one in gazetteer.candidates(name) if one.feature in {"town", "admin2"} and one.main]
    return [one for one in towns if one.country == country] if country else towns


def learnt_home(named: Iterable[Counted], reports: int, gazetteer: Gazetteer, words: PlaceWords) -> Home | None:
    """The town that an outlet's earlier reports are most about; None when there are few, or no town stands out.

    `named` are the places of `reports` earlier reports. A town scores the share of them that name it and the share that
    name its province: "Alexandria" is in Minnesota where the reports name Minnesota.
    """
    if reports < FEWEST:
        return None
    towns: Counter[str] = Counter()
    provinces: Counter[tuple[str | None, str | None]] = Counter()
    for one in named:
        if one.precision in TOWNS:
            towns[fold(one.name)] += one.reports
        elif one.precision == "admin1":
            provinces[one.country, one.admin1] += one.reports
    scored = [
        ((count + provinces[one.country, one.admin1]) / reports, count, one)
        for key, count in towns.most_common(MOST_NAMED)
        for one in gazetteer.candidates(key)
        if one.main and one.feature == "town"
    ]
    best = max(scored, key=lambda each: (each[0], each[2].population), default=None)
    if best is None or best[0] < STANDS_OUT:
        return None
    score, count, town = best
    reason = words.reasons["home_learnt"].format(home=town.name, count=min(count, reports), reports=reports)
    return Home(town.name, ((town, min(1.0, score)),), town.country, reason)


def _in_name(outlet: str, words: PlaceWords) -> Iterator[str]:
    """The longest runs of words that are left when the words of papers are taken away."""
    kept = [word for word in fold(outlet).split() if word not in words.outlet_words]
    for length in range(len(kept), 0, -1):
        for start in range(len(kept) - length + 1):
            yield " ".join(kept[start : start + length])


def _in_site(site: str, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[str]:
    """The names a site may hold, the likeliest first: what is left without the words of papers, then how it begins."""
    labels = [label for label in site.lower().split(".")[:-1] if label not in SECOND_LEVEL]
    for label in reversed(labels):
        for part in re.split(r"-", label):
            bare = _bare(part, words)
            if len(bare) >= SHORTEST:
                yield bare
                yield from (
                    each
                    for word in sorted(words.and_ & words.outlet_words)
                    for each in bare.split(word)
                    if SHORTEST <= len(each) < len(bare)
                )
                yield from _beginnings(bare, gazetteer, words)


def _beginnings(label: str, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[str]:
    """ "kingston" of "kingstonlamplighter": the longest town that a label begins with."""
    for end in range(len(label) - 2, LONG_ENOUGH - 1, -1):
        start = label[:end]
        if start not in words.common_words and any(one.population >= KNOWN for one in _towns(start, gazetteer, None)):
            yield start


def _bare(label: str, words: PlaceWords) -> str:
    """A label without the words of papers at both ends: "thejordannews" is "jordan"."""
    while word := next((one for one in _longest(words.outlet_words) if label.endswith(one) and label != one), None):
        label = label[: -len(word)]
    word = next((one for one in _longest(words.outlet_openings) if label.startswith(one) and label != one), None)
    return label[len(word) :] if word else label


def _longest(words: frozenset[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
