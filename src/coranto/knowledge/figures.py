"""What a language says about numbers that are news: bounds, currencies, units, and what makes a number of dead."""

from __future__ import annotations

from functools import cache

import msgspec

from ..model.reading import FigureKind
from .load import DATA, load
from .numbers import Numbers, load_numbers


class KindWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The verbs, nouns and words behind a number that tell its kind."""

    verbs: frozenset[str]
    nouns: frozenset[str]
    after: frozenset[str]


class FigureExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sentence with a figure in it, or, under `not`, with a number that is none."""

    text: str
    finds: str
    kind: FigureKind = "count"
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str | None = None


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    bounds: dict[str, tuple[str, ...]]
    behind: dict[str, tuple[str, ...]]
    between: frozenset[str]
    changed: frozenset[str]
    shares: frozenset[str]
    halves: frozenset[str]
    tolls: dict[str, FigureKind]
    rises: frozenset[str]
    to: frozenset[str]
    round: dict[str, int]
    round_only_of: frozenset[str]
    multiples: dict[str, int]
    scales: dict[str, int]
    currencies: dict[str, tuple[str, ...]]
    units: dict[str, tuple[str, ...]]
    distances: frozenset[str]
    kinds: dict[FigureKind, KindWords]
    suffered: frozenset[str]
    done: frozenset[str]
    not_counted: frozenset[str]
    not_before_of: frozenset[str]
    of: frozenset[str]
    examples: tuple[FigureExample, ...]
    not_: tuple[FigureExample, ...] = msgspec.field(name="not")


class FigureKnowledge(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the figures stage knows; `bounds`, `behind`, `currencies`, `units` go from a word to its meaning."""

    words: _Words
    bounds: dict[str, str]
    behind: dict[str, str]
    currencies: dict[str, str]
    units: dict[str, str]
    numbers: Numbers


@cache
def load_figures(language: str) -> FigureKnowledge:
    """The figure knowledge of a language."""
    words = load(DATA / "languages" / language / "figures.yml", _Words)
    return FigureKnowledge(
        words=words,
        bounds=_turned(words.bounds),
        behind=_turned(words.behind),
        currencies=_turned(words.currencies),
        units=_turned(words.units),
        numbers=load_numbers(language),
    )


def _turned(lists: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {word: meaning for meaning, words in lists.items() for word in words}
