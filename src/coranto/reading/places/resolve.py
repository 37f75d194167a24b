"""All place names of a report resolved together.

Each name starts with a preference over its candidates (`preference`). In each round every candidate is supported by
those of the other names, as far as each is itself believed (`coherence`). Population alone never decides.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec
import numpy as np

from ...knowledge.countries import countries
from ...knowledge.gazetteer import Candidate
from .coherence import Table, believed, support, table_of
from .home import Home
from .mentions import Named
from .preference import Group, fits_pair, preference

ROUNDS = 3
TOGETHER = 800  # candidates of names that support each other; the next names of a long report make another table
MOST_OTHERS = 5  # runners-up that are kept
MARGIN = 0.3  # powers of ten of people: a town twice as large is no reason
NEAR_HOME = 0.3  # of 1: about 70 km

Sense = tuple[str, str | None, str | None]  # a key, the unit noun beside it, and the key after its comma


class Choice(msgspec.Struct, frozen=True):
    """What a name was taken for, the runners-up with their scores, and what spoke for it.

    `undecided` is True where nothing in the report tells it from a namesake in another province.

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
    undecided: bool = False


def resolve(names: Sequence[Named], home: Home | None = None) -> dict[int, Choice]:
    """The choice for each name that has candidates, by its place in `names`.

    A name and the one after its comma, "Idlib, Syria", speak for each other. One sense per text: a name that is told
    apart once lends its sense to the same name alone elsewhere; "Tripoli, Libya" and "Tripoli, Lebanon" are two.
    """
    pairs = _pairs(names)
    inner = {outer: number for number, outer in pairs.items()}
    members: dict[Sense, list[int]] = {}
    for number, name in enumerate(names):
        if name.candidates and name.kind == "place":
            outer = names[pairs[number]] if number in pairs else None
            told = outer is not None and any(fits_pair(one, outer.candidates) for one in name.candidates)
            members.setdefault((name.key, name.unit, outer.key if outer and told else None), []).append(number)
    _give_to_told(members)
    demonyms: Counter[str | None] = Counter(
        code
        for key in {name.key for name in names if name.kind == "demonym"}
        if (code := countries().by_adjective(key))
    )
    chosen: dict[int, Choice] = {}
    for some in _shelves(names, members):
        groups = [_group(names, members[key], pairs, inner) for key in some]
        for key, choice in zip(some, _together(groups, demonyms, home), strict=True):
            chosen |= dict.fromkeys(members[key], choice)
    return chosen


def _give_to_told(members: dict[Sense, list[int]]) -> None:
    """A name that stands alone has the sense of the first that is told apart, where one is."""
    told: dict[tuple[str, str | None], Sense] = {}
    for sense in members:
        if sense[2] is not None:
            told.setdefault(sense[:2], sense)
    for (key, unit), sense in told.items():
        members[sense] = sorted((*members[sense], *members.pop((key, unit, None), ())))


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


def _group(names: Sequence[Named], members: Sequence[int], pairs: Mapping[int, int], inner: Mapping[int, int]) -> Group:
    first = names[members[0]]
    outers = {names[pairs[number]].key: names[pairs[number]] for number in members if number in pairs}
    inners = {names[inner[number]].key: names[inner[number]] for number in members if number in inner}
    return Group(first.key, first.unit, first.candidates, tuple(outers.values()), tuple(inners.values()))


def _together(groups: Sequence[Group], demonyms: Counter[str | None], home: Home | None) -> list[Choice]:
    table = table_of([(group.key, group.candidates) for group in groups], home)
    own = np.array([preference(one, group, home) for group in groups for one in group.candidates]) + table.at_home
    scores = own
    for _ in range(ROUNDS):
        scores = own + support(table, believed(table, scores), demonyms)
    ranked = _ranked(table, scores, len(groups))
    tops = [each[0] for each in ranked]
    votes = Counter(table.candidates[top].country for top in tops) + demonyms
    return [
        _choice(table, scores, mine, group=group, beside=_nearest(table, top, tops), votes=votes, home=home)
        for group, mine, top in zip(groups, ranked, tops, strict=True)
    ]


def _ranked(table: Table, scores: np.ndarray, groups: int) -> list[list[int]]:
    """The rows of each name, best first; where two are alike, in an order that never changes."""
    rows: list[list[int]] = [[] for _ in range(groups)]
    for row, group in enumerate(table.group):
        rows[group].append(row)

    def rank(row: int) -> tuple[float, str, int]:
        one = table.candidates[row]
        return -scores[row], one.feature, one.geonames or 0

    return [sorted(each, key=rank) for each in rows]


def _nearest(table: Table, top: int, tops: Sequence[int]) -> str | None:
    """The name of the chosen place of another name within 60 km."""
    near = table.near[top, tops]
    best = int(near.argmax())
    return table.candidates[tops[best]].name if near[best] > math.exp(-1) else None


def _choice(
    table: Table,
    scores: np.ndarray,
    mine: Sequence[int],
    *,
    group: Group,
    beside: str | None,
    votes: Mapping[str | None, int],
    home: Home | None,
) -> Choice:
    one = table.candidates[mine[0]]
    pair = next((each.key for each in group.pairs if fits_pair(one, each.candidates)), None)
    told = pair or beside or group.unit or table.at_home[mine[0]] > 0 or not one.country or votes[one.country] > 1
    rival = next((row for row in mine[1:] if table.area[row] != table.area[mine[0]]), None)
    close = rival is not None and scores[mine[0]] - scores[rival] < MARGIN
    return Choice(
        candidate=one,
        score=float(scores[mine[0]]),
        others=tuple((table.candidates[row], float(scores[row])) for row in mine[1 : MOST_OTHERS + 1]),
        votes=votes[one.country] - 1 if one.country else 0,
        pair=pair,
        beside=beside,
        home=home.reason if home and table.towards_home[mine[0]] > NEAR_HOME else None,
        undecided=one.feature == "town" and close and not told,
    )
