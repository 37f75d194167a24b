"""Average linkage over reports that are alike, with slots averaged over the pairs where both sides know them.

Only pairs alike enough to be looked at are kept (edges); every other pair counts with one low likeness and no slot. The
work grows with the number of edges, not with the square of the reports.
"""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence

import msgspec

PRIOR = 2  # pairs without a word on a slot that are added, so that one pair decides little
UNLIKE = 0.05  # the likeness of a pair that is no edge


THRESHOLD = 0.12  # score from which on two clusters are one happening (bench/SCOREBOARD.md has the grid)


class Pair(msgspec.Struct, frozen=True):
    """Two reports compared: likeness, and what each slot that both know adds."""

    likeness: float
    slots: dict[str, float]


class _Between:
    """Two clusters compared: sums over the edges between them, which add up when clusters are merged."""

    __slots__ = ("edges", "likeness", "slots")

    def __init__(self, pair: Pair) -> None:
        self.edges = 1
        self.likeness = pair.likeness
        self.slots = {slot: (value, 1) for slot, value in pair.slots.items()}

    def add(self, other: _Between) -> None:
        self.edges += other.edges
        self.likeness += other.likeness
        for slot, (value, known) in other.slots.items():
            mine = self.slots.get(slot, (0.0, 0))
            self.slots[slot] = (mine[0] + value, mine[1] + known)

    def score(self, pairs: int) -> float:
        likeness = self.likeness + UNLIKE * (pairs - self.edges)
        return likeness / pairs + sum(value / (known + PRIOR) for value, known in self.slots.values())


def grouped(edges: Mapping[tuple[str, str], Pair], threshold: float = THRESHOLD) -> list[list[str]]:
    """The clusters of two and more: the best two are merged while their score reaches the threshold.

    The same whatever the order of the edges; of equal scores the pair with the smallest members goes first.
    """
    names = sorted({each for pair in edges for each in pair})
    number = {name: each for each, name in enumerate(names)}
    clusters = {each: [name] for name, each in number.items()}
    between: dict[int, dict[int, _Between]] = {each: {} for each in clusters}
    for (one, other), pair in sorted(edges.items(), key=lambda each: each[0]):
        a, b = number[one], number[other]
        between[a][b] = between[b][a] = _Between(pair)
    queue = [(-each.score(1), a, b) for a, row in between.items() for b, each in row.items() if a < b]
    heapq.heapify(queue)
    while queue:
        score, a, b = heapq.heappop(queue)
        if -score < threshold:
            break
        there = between.get(a, {}).get(b) if a in clusters and b in clusters else None
        if there is None or there.score(len(clusters[a]) * len(clusters[b])) != -score:
            continue  # one of the two has grown since
        _merge(clusters, between, a, b)
        for near, joined in between[a].items():
            pairs = len(clusters[a]) * len(clusters[near])
            heapq.heappush(queue, (-joined.score(pairs), min(a, near), max(a, near)))
    return [sorted(each) for each in clusters.values() if len(each) > 1]


def score_between(edges: Sequence[Pair], pairs: int) -> float:
    """The score of two clusters by the edges between them, of so many pairs in all."""
    first, *rest = (_Between(each) for each in edges)
    for each in rest:
        first.add(each)
    return first.score(pairs)


def _merge(clusters: dict[int, list[str]], between: dict[int, dict[int, _Between]], a: int, b: int) -> None:
    """Put cluster `b` into `a`."""
    clusters[a] += clusters.pop(b)
    for other, joined in between.pop(b).items():
        del between[other][b]
        if other == a:
            continue
        if other in between[a]:
            between[a][other].add(joined)
        else:
            between[a][other] = between[other][a] = joined
