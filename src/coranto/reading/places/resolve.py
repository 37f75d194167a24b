"""All place names of a report resolved together.

Each name starts with a preference over its candidates: people, main name, capital, what stands beside it, the outlet's
home. In each round every candidate is supported by the others: by the share of them in its country, by those in its
province, and by those near it; each of the others counts as far as it is itself believed. Population alone never
decides.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec
import numpy as np

from ...knowledge.countries import countries
from ...knowledge.gazetteer import Candidate
from .home import Home
from .mentions import Named

ROUNDS = 3
TOGETHER = 2000  # candidates of names that support each other; the next names of a long report make another group
HOME_PEOPLE = 0.25
HOME_TOWN = 4.5  # instead of people, for a town the outlet's name can stand for
# Weights set by hand, in powers of ten of people.
MAIN, CAPITAL, COUNTRY, OPEN_COUNTRY, PAIR, UNIT, CITY = 0.8, 1.0, 4.0, 1.0, 6.0, 4.0, 1.5
SHARE, PROVINCE, NEAR, HOME, HOME_COUNTRY = 3.5, 2.2, 1.2, 5.0, 2.5
PART = 3.0  # for the province in "western Aleppo"
NEAR_KM, HOME_KM = 60.0, 60.0
NEAR_HOME = 0.3  # of 1: about 70 km
LOCAL = frozenset({"town", "admin2", "place"})
SHARP = 1.2  # how much a point more is believed
UNCOUNTED = 3000  # people, for a town whose people nobody counted: it is there as the seat of a district
LISTED = 4.5  # for a town of our own files, which has no population
FOUND = 2.0  # for a hill or a spring of a dump that the user added
SMALL = {"admin1": 5.5, "admin2": 4.0, "region": 7.5, "place": 5.0}  # instead of people


Sense = tuple[str, str | None]  # a key, and the unit noun beside it


class Choice(msgspec.Struct, frozen=True):
    """What a name was taken for, the runners-up with their scores, and what spoke for it.

    `votes` is how many other names lie in its country or are words of its people; `beside` the nearest other place
    within 60 km.
    """

    candidate: Candidate
    score: float
    others: tuple[tuple[Candidate, float], ...]
    votes: int
    pair: str | None = None
    beside: str | None = None
    home: str | None = None


class _Group(msgspec.Struct, frozen=True):
    """The mentions of one name in one sense, with their candidates; `pairs` stand behind its comma, `inners` before."""

    key: str
    unit: str | None
    candidates: tuple[Candidate, ...]
    pairs: tuple[Named, ...]
    inners: tuple[Named, ...]


def resolve(names: Sequence[Named], home: Home | None = None) -> dict[int, Choice]:
    """The choice for each name that has candidates, by its place in `names`.

    A name and the one after its comma, "Idlib, Syria", speak for each other. One sense per text: a name that
    is told apart once lends its sense to the same name elsewhere.
    """
    members: dict[Sense, list[int]] = {}
    for number, name in enumerate(names):
        if name.candidates and name.kind == "place":
            members.setdefault((name.key, name.unit), []).append(number)
    demonyms = Counter(
        code
        for key in {name.key for name in names if name.kind == "demonym"}
        if (code := countries().by_adjective(key))
    )
    chosen: dict[int, Choice] = {}
    pairs = _pairs(names)
    inner = {outer: number for number, outer in pairs.items()}
    for some in _shelves(names, members):
        groups = [_group(names, members[key], pairs, inner) for key in some]
        for key, choice in zip(some, _together(groups, demonyms, home), strict=True):
            chosen |= dict.fromkeys(members[key], choice)
    return chosen


def _shelves(names: Sequence[Named], members: Mapping[Sense, Sequence[int]]) -> Iterator[list[Sense]]:
    """The senses in text order, as many together as keep the table of their candidates small: time stays linear."""
    shelf: list[Sense] = []
    size = 0
    for key, (first, *_) in members.items():
        if shelf and size + len(names[first].candidates) > TOGETHER:
            yield shelf
            shelf, size = [], 0
        shelf.append(key)
        size += len(names[first].candidates)
    if shelf:
        yield shelf


def _pairs(names: Sequence[Named]) -> dict[int, int]:
    """For each name the number of the one right after its comma."""
    return {
        number: number + 1
        for number, (one, following) in enumerate(itertools.pairwise(names))
        if following.first == one.last + 1 and following.after_comma and following.kind == "place"
    }


def _group(
    names: Sequence[Named], members: Sequence[int], pairs: Mapping[int, int], inner: Mapping[int, int]
) -> _Group:
    first = names[members[0]]
    outers = {names[pairs[number]].key: names[pairs[number]] for number in members if number in pairs}
    inners = {names[inner[number]].key: names[inner[number]] for number in members if number in inner}
    return _Group(first.key, first.unit, first.candidates, tuple(outers.values()), tuple(inners.values()))


def _together(groups: Sequence[_Group], demonyms: Counter[str], home: Home | None) -> list[Choice]:
    table = _Table(groups, home)
    own = np.array([_prior(one, group, home) for group in groups for one in group.candidates])
    own += table.at_home
    scores = own
    for _ in range(ROUNDS):
        scores = own + table.support(table.believed(scores), demonyms)
    return [_choice(group, number, table, scores, demonyms) for number, group in enumerate(groups)]


class _Table:
    """All candidates of some names side by side: `group` tells of which name each is, `key` of which key."""

    def __init__(self, groups: Sequence[_Group], home: Home | None) -> None:
        self.candidates = [one for group in groups for one in group.candidates]
        self.group = np.array([number for number, group in enumerate(groups) for _ in group.candidates])
        keys = {key: n for n, key in enumerate(dict.fromkeys(group.key for group in groups))}
        self.key = np.array([keys[group.key] for group in groups for _ in group.candidates])
        self.keys = len(keys)
        self.groups = len(groups)
        codes = {code: n for n, code in enumerate(sorted({one.country or "" for one in self.candidates}))}
        self.codes = codes
        self.country = np.array([codes[one.country or ""] for one in self.candidates])
        areas = {area: n for n, area in enumerate(sorted({_area(one) for one in self.candidates}))}
        self.area = np.array([areas[_area(one)] for one in self.candidates])
        self.has_area = np.array([bool(one.admin1_code) for one in self.candidates])
        self.areas = len(areas)
        self.local = np.array([one.feature in LOCAL for one in self.candidates])
        self.near = _nearness(self.candidates, self.local, self.key)
        self.home = home
        self.towards_home = _towards(self.candidates, self.local, home)
        in_country = np.array([bool(home and one.country == home.country) for one in self.candidates])
        self.at_home = HOME_COUNTRY * in_country + HOME * self.towards_home

    def believed(self, scores: np.ndarray) -> np.ndarray:
        """How far each candidate of a name is believed; one for each name in all."""
        return _shares(scores, self.group, self.groups)

    def support(self, belief: np.ndarray, demonyms: Counter[str]) -> np.ndarray:
        """What the other names say for each candidate."""
        abroad = np.array([demonyms[code] * 0.5 for code in self.codes])
        by_country = np.bincount(self.country, belief, len(self.codes)) + abroad
        if "" in self.codes:
            by_country[self.codes[""]] = 0.0
        own = _sums(self.key, self.country, belief, (self.keys, len(self.codes)))[self.key, self.country]
        others = by_country[self.country] - own
        total = by_country.sum() - 1.0
        share = others / total if total > 0 else np.zeros_like(others)
        by_area = np.bincount(self.area, belief, self.areas)
        same = _sums(self.key, self.area, belief, (self.keys, self.areas))[self.key, self.area]
        province = np.where(self.has_area, np.minimum(PROVINCE, (by_area[self.area] - same) * PROVINCE / 3), 0.0)
        near = NEAR * np.minimum(2.0, self.near @ belief)
        said: np.ndarray = SHARE * np.maximum(share, 0.0) + province + near
        return said


def _shares(scores: np.ndarray, group: np.ndarray, groups: int) -> np.ndarray:
    highest = np.full(groups, -np.inf)
    np.maximum.at(highest, group, scores)
    weight = np.exp(SHARP * (scores - highest[group]))
    shares: np.ndarray = weight / np.bincount(group, weight, groups)[group]
    return shares


def _sums(rows: np.ndarray, columns: np.ndarray, values: np.ndarray, form: tuple[int, int]) -> np.ndarray:
    table = np.zeros(form)
    np.add.at(table, (rows, columns), values)
    return table


def _area(one: Candidate) -> str:
    return f"{one.country}.{one.admin1_code or ''}"


def _nearness(candidates: Sequence[Candidate], local: np.ndarray, key: np.ndarray) -> np.ndarray:
    """For each pair of candidates of different names how near they lie, 1 at the same point; areas are near nothing."""
    if not candidates:
        return np.zeros((0, 0))
    points = np.array([(one.lat, one.lon) for one in candidates])
    near = np.exp(-_distances(points, points) / NEAR_KM)
    return np.where((key[:, None] != key[None, :]) & local[:, None] & local[None, :], near, 0.0)


def _towards(candidates: Sequence[Candidate], local: np.ndarray, home: Home | None) -> np.ndarray:
    """How near each candidate lies to a town of the home, 1 at the same point."""
    if home is None or not home.towns or not candidates:
        return np.zeros(len(candidates))
    points = np.array([(one.lat, one.lon) for one in candidates])
    towns = np.array([(town.lat, town.lon) for town, _ in home.towns])
    share = np.array([share for _, share in home.towns])
    near: np.ndarray = (np.exp(-_distances(points, towns) / HOME_KM) * share).max(axis=1)
    return np.where(local, near, 0.0)


def _distances(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Great-circle distances in kilometres of points in degrees, each of `one` to each of `other`."""
    (lat, lon), (far_lat, far_lon) = np.radians(one).T, np.radians(other).T
    half_chord = (
        np.sin((lat[:, None] - far_lat[None, :]) / 2) ** 2
        + np.cos(lat)[:, None] * np.cos(far_lat)[None, :] * np.sin((lon[:, None] - far_lon[None, :]) / 2) ** 2
    )
    kilometres: np.ndarray = 2 * 6371 * np.arcsin(np.sqrt(np.clip(half_chord, 0, 1)))
    return kilometres


def _prior(one: Candidate, group: _Group, home: Home | None) -> float:
    table = countries()
    score = _standing(one)
    if home and home.may_be(one):
        # which of the towns of its name an outlet means, the rest of the report decides, and a little the people
        score = HOME_TOWN + HOME_PEOPLE * math.log10(one.population + 10)
    score += MAIN if one.main else 0.0
    if one.feature == "country":
        score += OPEN_COUNTRY if table.by_code[one.country or ""].open else COUNTRY
    elif one.feature == "town" and one.country and table.by_capital(group.key) == one.country:
        score += CAPITAL
    if any(fits_pair(one, pair.candidates) for pair in group.pairs):
        score += PAIR
    if any(fits_pair(each, (one,)) for inner in group.inners for each in inner.candidates):
        score += PAIR
    return score + _unit_score(one, group)


def _standing(one: Candidate) -> float:
    """How well known a place is, in powers of ten of people."""
    if one.feature in {"region", "place"} and not one.listed:
        return FOUND
    return SMALL.get(one.feature) or (LISTED if one.listed else math.log10((one.population or UNCOUNTED) + 10))


def _unit_score(one: Candidate, group: _Group) -> float:
    if group.unit == "part":
        return PART if one.feature == "admin1" else 0.0
    if group.unit:
        return UNIT if (one.feature in {"admin1", "admin2"}) == (group.unit == "province") else 0.0
    if one.feature != "admin1":
        return 0.0
    # the city, where city and province share a name and no unit noun stands by
    namesake = any(each.feature == "town" and each.admin1_code == one.admin1_code for each in group.candidates)
    return -CITY if namesake else 0.0


def fits_pair(one: Candidate, outers: Iterable[Candidate]) -> bool:
    """The name after the comma is the candidate's country, province or district."""
    for outer in outers:
        if outer.country != one.country or outer == one:
            continue
        if outer.feature == "country" and one.feature != "country":
            return True
        same = outer.admin1_code == one.admin1_code
        if outer.feature in {"admin1", "admin2"} and same and one.feature in {"town", "place", "admin2"}:
            return True
    return False


def _choice(group: _Group, number: int, table: _Table, scores: np.ndarray, demonyms: Counter[str]) -> Choice:
    mine = np.flatnonzero(table.group == number)
    order = sorted(mine, key=lambda n: (-scores[n], table.candidates[n].feature, table.candidates[n].geonames or 0))
    best = order[0]
    one = table.candidates[best]
    others = tuple((table.candidates[n], float(scores[n])) for n in order[1:6])
    top = _tops(table, scores)
    others_there = [n for g, n in top.items() if g != number and table.candidates[n].country == one.country]
    votes = len(others_there) + demonyms[one.country] if one.country else 0
    pair = next((each.key for each in group.pairs if fits_pair(one, each.candidates)), None)
    beside = max((n for g, n in top.items() if g != number), key=lambda n: table.near[best, n], default=None)
    close = beside is not None and table.near[best, beside] > math.exp(-1)
    home = table.home.reason if table.home and table.towards_home[best] > NEAR_HOME else None
    return Choice(one, float(scores[best]), others, votes, pair,
                  table.candidates[beside].name if close and beside is not None else None, home)  # fmt: skip


def _tops(table: _Table, scores: np.ndarray) -> dict[int, int]:
    best: dict[int, int] = {}
    for n, group in enumerate(table.group):
        if group not in best or scores[n] > scores[best[group]]:
            best[int(group)] = n
    return best
