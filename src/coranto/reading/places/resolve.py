"""All place names of a report resolved together.

Each name starts with a preference over its candidates: people, main name, capital, what stands beside it, the outlet's
home. In each round every candidate is supported by the others: by the share of them in its country, by those in its
province, and by those near it; each of the others counts as far as it is itself believed. Population alone never
decides.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from ...knowledge.countries import countries
from ...knowledge.gazetteer import Candidate
from .home import Home
from .mentions import Named

ROUNDS = 3
TOGETHER = 120  # names that support each other; the next ones of a long report make another group
HOME_TOWN = 5.0  # instead of people, for a town the outlet's name can stand for
# Weights set by hand, in powers of ten of people.
MAIN, CAPITAL, COUNTRY, OPEN_COUNTRY, PAIR, UNIT, CITY = 0.8, 1.0, 4.0, 1.0, 6.0, 4.0, 1.5
SHARE, PROVINCE, NEAR, HOME, HOME_COUNTRY = 3.0, 2.2, 1.2, 5.0, 1.5
NEAR_KM, HOME_KM = 60.0, 60.0
SHARP = 2.0  # how much a point more is believed
SMALL = {"admin1": 5.5, "admin2": 4.0, "region": 7.5, "place": 5.0}  # instead of people


class Choice(msgspec.Struct, frozen=True):
    """What a name was taken for, the runners-up with their scores, and what spoke for it.

    `votes` is how many other names lie in its country; `beside` the nearest other place within 60 km.
    """

    candidate: Candidate
    score: float
    others: tuple[tuple[Candidate, float], ...]
    votes: int
    pair: str | None = None
    beside: str | None = None
    home: str | None = None


class _Group(msgspec.Struct, frozen=True):
    """The mentions of one name in one sense, with their candidates."""

    key: str
    unit: str | None
    candidates: tuple[Candidate, ...]
    pairs: tuple[Named, ...]


def resolve(names: Sequence[Named], pairs: Mapping[int, Named], home: Home | None = None) -> dict[int, Choice]:
    """The choice for each name that has candidates, by its place in `names`.

    `pairs` gives for a name the one after its comma: "Idlib, Syria". One sense per text: a name that is told apart
    once lends its sense to the same name elsewhere.
    """
    members: dict[tuple[str, str | None], list[int]] = {}
    for number, name in enumerate(names):
        if name.candidates:
            members.setdefault((name.key, name.unit), []).append(number)
    demonyms = Counter(
        code for key in {name.key for name in names if name.kind == "demonym"} if (code := countries().by_demonym(key))
    )
    chosen: dict[int, Choice] = {}
    keys = list(members)
    for start in range(0, len(keys), TOGETHER):
        some = keys[start : start + TOGETHER]
        groups = [_group(names, members[key], pairs) for key in some]
        for key, choice in zip(some, _together(groups, demonyms, home), strict=True):
            chosen |= dict.fromkeys(members[key], choice)
    return chosen


def _group(names: Sequence[Named], members: Sequence[int], pairs: Mapping[int, Named]) -> _Group:
    first = names[members[0]]
    beside = {pairs[number].key: pairs[number] for number in members if number in pairs}
    return _Group(first.key, first.unit, first.candidates, tuple(beside.values()))


def _together(groups: Sequence[_Group], demonyms: Counter[str], home: Home | None) -> list[Choice]:
    table = _Table(groups, home)
    prior = np.array([_prior(one, group, home) for group in groups for one in group.candidates])
    own = prior + table.at_home
    scores = own
    for _ in range(ROUNDS):
        scores = own + table.support(table.believed(scores), demonyms)
    return [_choice(group, number, table, scores) for number, group in enumerate(groups)]


class _Table:
    """All candidates of some names side by side: `group` tells of which name each is."""

    def __init__(self, groups: Sequence[_Group], home: Home | None) -> None:
        self.candidates = [one for group in groups for one in group.candidates]
        self.group = np.array([number for number, group in enumerate(groups) for _ in group.candidates])
        self.groups = len(groups)
        codes = {code: n for n, code in enumerate(sorted({one.country or "" for one in self.candidates}))}
        self.codes = codes
        self.country = np.array([codes[one.country or ""] for one in self.candidates])
        areas = {area: n for n, area in enumerate(sorted({_area(one) for one in self.candidates}))}
        self.area = np.array([areas[_area(one)] for one in self.candidates])
        self.has_area = np.array([bool(one.admin1_code) for one in self.candidates])
        self.areas = len(areas)
        self.near = _nearness(self.candidates, self.group, NEAR_KM)
        self.home = home
        self.at_home = _at_home(self.candidates, home)

    def believed(self, scores: np.ndarray) -> np.ndarray:
        """How far each candidate of a name is believed; one for each name in all."""
        highest = np.full(self.groups, -np.inf)
        np.maximum.at(highest, self.group, scores)
        weight = np.exp(SHARP * (scores - highest[self.group]))
        shares: np.ndarray = weight / np.bincount(self.group, weight, self.groups)[self.group]
        return shares

    def support(self, belief: np.ndarray, demonyms: Counter[str]) -> np.ndarray:
        """What the other names say for each candidate."""
        abroad = np.array([demonyms[code] * 0.5 for code in self.codes])
        by_country = np.bincount(self.country, belief, len(self.codes)) + abroad
        if "" in self.codes:
            by_country[self.codes[""]] = 0.0
        own = _sums(self.group, self.country, belief, (self.groups, len(self.codes)))[self.group, self.country]
        others = by_country[self.country] - own
        total = by_country.sum() - 1.0
        share = others / total if total > 0 else np.zeros_like(others)
        by_area = np.bincount(self.area, belief, self.areas)
        same = _sums(self.group, self.area, belief, (self.groups, self.areas))[self.group, self.area]
        province = np.where(self.has_area, np.minimum(PROVINCE, (by_area[self.area] - same) * PROVINCE / 3), 0.0)
        near = NEAR * np.minimum(2.0, self.near @ belief)
        said: np.ndarray = SHARE * np.maximum(share, 0.0) + province + near
        return said


def _sums(rows: np.ndarray, columns: np.ndarray, values: np.ndarray, form: tuple[int, int]) -> np.ndarray:
    table = np.zeros(form)
    np.add.at(table, (rows, columns), values)
    return table


def _area(one: Candidate) -> str:
    return f"{one.country}.{one.admin1_code or ''}"


def _nearness(candidates: Sequence[Candidate], group: np.ndarray, half: float) -> np.ndarray:
    """For each pair of candidates of different names how near they lie, 1 at the same point; areas are near nothing."""
    if not candidates:
        return np.zeros((0, 0))
    local = np.array([one.feature in {"town", "admin2", "place"} for one in candidates])
    points = np.radians([(one.lat, one.lon) for one in candidates])
    lat, lon = points[:, 0], points[:, 1]
    half_chord = (
        np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
        + np.cos(lat)[:, None] * np.cos(lat)[None, :] * np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    )
    distance = 2 * 6371 * np.arcsin(np.sqrt(np.clip(half_chord, 0, 1)))
    near = np.exp(-distance / half)
    return np.where((group[:, None] != group[None, :]) & local[:, None] & local[None, :], near, 0.0)


def _at_home(candidates: Sequence[Candidate], home: Home | None) -> np.ndarray:
    """What the outlet's home speaks for each candidate."""
    bonus = np.zeros(len(candidates))
    if home is None:
        return bonus
    for number, one in enumerate(candidates):
        if one.country and one.country == home.country:
            bonus[number] += HOME_COUNTRY
        if one.feature in {"town", "admin2", "place"}:
            bonus[number] += HOME * max(
                (math.exp(-home_km / HOME_KM) * share for home_km, share in home.towards(one)), default=0.0
            )
    return bonus


def _prior(one: Candidate, group: _Group, home: Home | None) -> float:
    table = countries()
    score = SMALL.get(one.feature) or math.log10(one.population + 10)
    if home and home.may_be(one):
        score = HOME_TOWN  # which of the towns of its name an outlet means, the rest of the report decides
    score += MAIN if one.main else 0.0
    if one.feature == "country":
        score += OPEN_COUNTRY if table.by_code[one.country or ""].open else COUNTRY
    elif one.feature == "town" and one.country and table.by_capital(group.key) == one.country:
        score += CAPITAL
    if any(fits_pair(one, pair) for pair in group.pairs):
        score += PAIR
    return score + _unit_score(one, group)


def _unit_score(one: Candidate, group: _Group) -> float:
    if group.unit:
        return UNIT if (one.feature in {"admin1", "admin2"}) == (group.unit == "province") else 0.0
    if one.feature != "admin1":
        return 0.0
    # the city, where city and province share a name and no unit noun stands by
    namesake = any(each.feature == "town" and each.admin1_code == one.admin1_code for each in group.candidates)
    return -CITY if namesake else 0.0


def fits_pair(one: Candidate, pair: Named) -> bool:
    """The name after the comma is the candidate's country, province or district."""
    for outer in pair.candidates:
        if outer.country != one.country or outer == one:
            continue
        if outer.feature == "country" and one.feature != "country":
            return True
        same = outer.admin1_code == one.admin1_code
        if outer.feature in {"admin1", "admin2"} and same and one.feature in {"town", "place", "admin2"}:
            return True
    return False


def _choice(group: _Group, number: int, table: _Table, scores: np.ndarray) -> Choice:
    mine = np.flatnonzero(table.group == number)
    order = sorted(mine, key=lambda n: (-scores[n], table.candidates[n].feature, table.candidates[n].geonames or 0))
    best = order[0]
    one = table.candidates[best]
    others = tuple((table.candidates[n], float(scores[n])) for n in order[1:6])
    top = _tops(table, scores)
    votes = sum(table.candidates[n].country == one.country for g, n in top.items() if g != number) if one.country else 0
    pair = next((each.key for each in group.pairs if fits_pair(one, each)), None)
    beside = max((n for g, n in top.items() if g != number), key=lambda n: table.near[best, n], default=None)
    close = beside is not None and table.near[best, beside] > math.exp(-1)
    home = table.home.name if table.home and table.at_home[best] > HOME_COUNTRY + 1 else None
    return Choice(one, float(scores[best]), others, votes, pair,
                  table.candidates[beside].name if close and beside is not None else None, home)  # fmt: skip


def _tops(table: _Table, scores: np.ndarray) -> dict[int, int]:
    best: dict[int, int] = {}
    for n, group in enumerate(table.group):
        if group not in best or scores[n] > scores[best[group]]:
            best[int(group)] = n
    return best
