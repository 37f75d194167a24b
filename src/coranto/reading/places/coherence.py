"""How far the candidates of different names support each other: by country, by province, and by nearness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
import numpy as np

from ...knowledge.gazetteer import Candidate
from .globe import EARTH
from .home import Home

# Weights set by hand, in powers of ten of people.
SHARE, PROVINCE, NEAR, HOME, HOME_COUNTRY = 3.5, 2.2, 1.2, 5.0, 2.5
NEAR_KM, HOME_KM = 60.0, 60.0
SAME_KM = 1.0
SHARP = 1.2  # how much a point more is believed
LOCAL = frozenset({"town", "admin2", "place"})


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """All candidates of some names side by side, one a row.

    `group` tells of which name a row is and `key` of which key, `country` and `area` are numbers of its country and
    its province, `near` how near two rows of different keys lie (1 at the same point), `towards_home` how near a town
    of the outlet's home, `at_home` what that speaks for.
    """

    candidates: tuple[Candidate, ...]
    group: np.ndarray
    key: np.ndarray
    country: np.ndarray
    area: np.ndarray
    has_area: np.ndarray
    codes: Mapping[str, int]
    near: np.ndarray
    towards_home: np.ndarray
    at_home: np.ndarray


def table_of(names: Sequence[tuple[str, Sequence[Candidate]]], home: Home | None) -> Table:
    """The table of some names, each with its key and its candidates."""
    candidates = tuple(one for _, each in names for one in each)
    key = _numbered([key for key, each in names for _ in each])
    local = np.array([one.feature in LOCAL for one in candidates])
    in_country = np.array([bool(home and one.country == home.country) for one in candidates])
    towards = _towards(candidates, local, home)
    return Table(
        candidates=candidates,
        group=np.array([number for number, (_, each) in enumerate(names) for _ in each]),
        key=key,
        country=_numbered([one.country or "" for one in candidates]),
        area=_numbered([f"{one.country}.{one.admin1_code or ''}" for one in candidates]),
        has_area=np.array([bool(one.admin1_code) for one in candidates]),
        codes={code: number for number, code in enumerate(sorted({one.country or "" for one in candidates}))},
        near=_nearness(candidates, local, key),
        towards_home=towards,
        at_home=HOME_COUNTRY * in_country + HOME * towards,
    )


def believed(table: Table, scores: np.ndarray) -> np.ndarray:
    """How far each candidate of a name is believed; one for each name in all."""
    groups = int(table.group[-1]) + 1
    highest = np.full(groups, -np.inf)
    np.maximum.at(highest, table.group, scores)
    weight = np.exp(SHARP * (scores - highest[table.group]))
    shares: np.ndarray = weight / np.bincount(table.group, weight, groups)[table.group]
    return shares


def support(table: Table, belief: np.ndarray, demonyms: Mapping[str | None, int]) -> np.ndarray:
    """What the other names say for each candidate; `demonyms` counts the words of peoples by country."""
    by_country = np.bincount(table.country, belief) + np.array([demonyms.get(code, 0) * 0.5 for code in table.codes])
    if "" in table.codes:
        by_country[table.codes[""]] = 0.0
    others = by_country[table.country] - _of_same_key(table.key, table.country, belief)
    total = by_country.sum() - 1.0
    share = others / total if total > 0 else np.zeros_like(others)
    beside = np.bincount(table.area, belief)[table.area] - _of_same_key(table.key, table.area, belief)
    province = np.where(table.has_area, np.minimum(PROVINCE, beside * PROVINCE / 3), 0.0)
    near = NEAR * np.minimum(2.0, table.near @ belief)
    said: np.ndarray = SHARE * np.maximum(share, 0.0) + province + near
    return said


def _numbered(values: Sequence[str]) -> np.ndarray:
    """A number for each value, in the order of the values."""
    numbers = {value: number for number, value in enumerate(sorted(set(values)))}
    return np.array([numbers[value] for value in values])


def _of_same_key(keys: np.ndarray, columns: np.ndarray, values: np.ndarray) -> np.ndarray:
    """For each row the sum of the values of its key in its column: a name does not support itself."""
    sums = np.zeros((int(keys.max()) + 1, int(columns.max()) + 1))
    np.add.at(sums, (keys, columns), values)
    same: np.ndarray = sums[keys, columns]
    return same


def _nearness(candidates: Sequence[Candidate], local: np.ndarray, key: np.ndarray) -> np.ndarray:
    """For each pair of candidates of different names how near they lie, 1 at the same point; areas are near nothing."""
    points = np.array([(one.lat, one.lon) for one in candidates])
    far = _distances(points, points)
    near = np.exp(-far / NEAR_KM) * (far > SAME_KM)  # another spelling of a place is no second witness
    return np.where((key[:, None] != key[None, :]) & local[:, None] & local[None, :], near, 0.0)


def _towards(candidates: Sequence[Candidate], local: np.ndarray, home: Home | None) -> np.ndarray:
    """How near each candidate lies to a town of the home, 1 at the same point."""
    if home is None or not home.towns:
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
    kilometres: np.ndarray = 2 * EARTH * np.arcsin(np.sqrt(np.clip(half_chord, 0, 1)))
    return kilometres
