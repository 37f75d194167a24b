"""Stretches of text that may lie in each other, asked which of them are around a place."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from ..model.reading import Statement

T = TypeVar("T")


class Stretches(Generic[T]):
    """Stretches `[start, end)`, each with what it stands for."""

    def __init__(self, stretches: Iterable[tuple[int, int, T]]) -> None:
        self._all = sorted(stretches, key=lambda each: each[:2])
        self._starts = [start for start, _, _ in self._all]
        self._ends = list(itertools.accumulate((end for _, end, _ in self._all), max))

    def around(self, start: int, end: int) -> Iterator[tuple[int, int, T]]:
        """Those that hold all of `[start, end)`, the one that begins nearest first."""
        place = bisect_right(self._starts, start) - 1
        while place >= 0 and self._ends[place] >= end:
            if self._all[place][1] >= end:
                yield self._all[place]
            place -= 1

    def innermost(self, start: int, end: int) -> T | None:
        """What the shortest that holds `[start, end)` stands for; of equals the one that begins last."""
        nearest = min(self.around(start, end), key=lambda each: each[1] - each[0], default=None)
        return nearest[2] if nearest is not None else None


def voices_of(statements: Sequence[Statement]) -> Stretches[Statement]:
    """The contents of what is said, by which the innermost statement around some words is found."""
    return Stretches(
        (part.start, part.end, statement)
        for statement in statements
        if statement.form == "says"
        for part in statement.content
    )
