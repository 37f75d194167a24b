"""What a language writes that tells two similar happenings apart."""

from __future__ import annotations

import re
from functools import cache
from typing import Final, Literal

import msgspec

from .load import DATA, load

Kind = Literal["magnitude", "age", "score", "clock", "year", "ordinal", "weekday"]
_NUMBER: Final = r"(\d+(?:[.,]\d+)*)"


class LinkingExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence and what is found in it; kinds that are not named are not looked at."""

    text: str
    magnitude: tuple[str, ...] | None = None
    age: tuple[str, ...] | None = None
    score: tuple[str, ...] | None = None
    clock: tuple[str, ...] | None = None
    year: tuple[str, ...] | None = None
    ordinal: tuple[str, ...] | None = None
    weekday: tuple[str, ...] | None = None
    counted: tuple[str, ...] | None = None


class ThreadWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What threads are called, by event type: acts in a place, and acts between two countries."""

    in_place: str
    between: str
    names: dict[str, str]  # of those that are no country
    places: dict[str, str]
    sides: dict[str, str]


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    patterns: dict[Kind, tuple[str, ...]]
    counted: tuple[str, ...]
    uncounted: frozenset[str]
    numbers: dict[str, int]
    threads: ThreadWords
    people: frozenset[str]
    parts: frozenset[str]
    part_of: tuple[str, ...]
    examples: tuple[LinkingExample, ...]
    not_: tuple[LinkingExample, ...] = msgspec.field(name="not")


class LinkingKnowledge(msgspec.Struct, frozen=True, kw_only=True):
    """The patterns of figures, compiled, each with one group: the value."""

    patterns: dict[Kind, re.Pattern[str]]
    counted: re.Pattern[str]
    uncounted: frozenset[str]
    numbers: dict[str, int]
    threads: ThreadWords
    people: frozenset[str]
    parts: frozenset[str]
    part_of: re.Pattern[str]
    examples: tuple[LinkingExample, ...]
    wrong: tuple[LinkingExample, ...]


@cache
def load_linking(language: str) -> LinkingKnowledge:
    """The linking knowledge of a language."""
    file = load(DATA / "languages" / language / "linking.yml", _File)
    words = "|".join(sorted(file.numbers, key=len, reverse=True))
    number = rf"(\d+(?:[.,]\d+)*|\b(?:{words})\b)"
    return LinkingKnowledge(
        patterns={kind: _compiled(each, _NUMBER) for kind, each in file.patterns.items()},
        counted=_compiled(file.counted, number),
        uncounted=file.uncounted,
        numbers=file.numbers,
        threads=file.threads,
        people=file.people,
        parts=file.parts,
        part_of=re.compile(rf"\s*(?:{'|'.join(map(re.escape, file.part_of))})\b", re.IGNORECASE),
        examples=file.examples,
        wrong=file.not_,
    )


def _compiled(patterns: tuple[str, ...], number: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{each.replace('{n}', number)})" for each in patterns), re.IGNORECASE)
