"""Texts that are copies of others: five-word shingles and how much of the shorter text stands in the longer one.

A quarter of the shingles, the same quarter in every text, is kept to find who shares any; what two texts that do share
is then counted in full.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final, Literal

import msgspec

from ..knowledge.folding import fold
from .words import sentences

WORDS: Final = 5  # in a shingle
SAMPLED: Final = 4  # one shingle in so many is kept (their hashes are CRC-32: two that collide do no harm)
COMMON: Final = 20  # texts; a shingle that more have is boilerplate
FEWEST: Final = 4  # sampled shingles two texts must share, to be compared
COPY, ADAPTATION = 0.8, 0.5  # share of the shorter text that stands in the longer
_WORD = re.compile(r"\w+")

CopyKind = Literal["copy", "adaptation"]


class Copied(msgspec.Struct, frozen=True):
    """Two texts of which one is made from the other; `share` of the shorter one stands in the longer."""

    one: str
    other: str
    share: float

    @property
    def kind(self) -> CopyKind:
        """A copy, or an adaptation that keeps more than half."""
        return "copy" if self.share >= COPY else "adaptation"


class Changed(msgspec.Struct, frozen=True):
    """What a copy changed: sentences it left out, put in, and pairs it put otherwise."""

    left_out: tuple[str, ...]
    put_in: tuple[str, ...]
    otherwise: tuple[tuple[str, str], ...]


@lru_cache(maxsize=256)
def shingles(text: str) -> frozenset[int]:
    """The hashes of every five words in a row, case and signs left out; of a shorter text none."""
    words = [fold(word) for word in _WORD.findall(text)]
    rows = (" ".join(words[start : start + WORDS]) for start in range(len(words) - WORDS + 1))
    return frozenset([zlib.crc32(row.encode()) for row in rows])


def sampled(shingles: Iterable[int]) -> list[int]:
    """The shingles that are kept for finding copies, in order."""
    return sorted(each for each in shingles if each % SAMPLED == 0)


def share(one: frozenset[int], other: frozenset[int]) -> float:
    """How much of the shorter text stands in the longer: its containment."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


def copied(one: str, first: str, other: str, second: str) -> Copied | None:
    """Two texts compared in full, each behind the id of its report; None when neither is made from the other."""
    found = share(shingles(first), shingles(second))
    return Copied(one, other, round(found, 3)) if found >= ADAPTATION else None


def groups(pairs: Iterable[Copied], order: Mapping[str, tuple[str, int, str]]) -> list[list[str]]:
    """The copy groups, the original first: the earliest, of one day the longest; `order` sorts the reports so."""
    parent: dict[str, str] = {}

    def root(each: str) -> str:
        while parent.setdefault(each, each) != each:
            each = parent[each]
        return each

    for pair in pairs:
        a, b = sorted((root(pair.one), root(pair.other)))
        parent[b] = a
    found: dict[str, list[str]] = {}
    for each in sorted(parent):
        found.setdefault(root(each), []).append(each)
    return [sorted(group, key=lambda each: order[each]) for group in found.values()]


def changed(original: str, copy: str) -> Changed:
    """What a copy changed, sentence by sentence."""
    before = [each.text for each in sentences(None, original)]
    after = [each.text for each in sentences(None, copy)]
    out: list[str] = []
    new: list[str] = []
    pairs: list[tuple[str, str]] = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag != "equal":
            met = set(_alike(before[a:b], after[c:d]))
            pairs += sorted(met, key=lambda pair: before.index(pair[0]))
            out += [each for each in before[a:b] if each not in {pair[0] for pair in met}]
            new += [each for each in after[c:d] if each not in {pair[1] for pair in met}]
    return Changed(tuple(out), tuple(new), tuple(pairs))


def _alike(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    """Sentences that are the same but for some words, each used once."""
    left = list(after)
    for one in before:
        best = max(left, key=lambda each: SequenceMatcher(None, one, each, autojunk=False).ratio(), default=None)
        if best is not None and SequenceMatcher(None, one, best, autojunk=False).ratio() > 0.6:
            left.remove(best)
            yield one, best
