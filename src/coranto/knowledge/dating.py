"""The words by which a page tells its own date, in one language."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from ..errors import KnowledgeError
from .conflicts import conflicts
from .load import DATA, load
from .numbers import load_numbers, number_pattern
from .times import load_times


class Count(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A duration counted from the start of a conflict: so many units have passed, or the nth is going on."""

    name: str
    pattern: str
    counts: Literal["passed", "going on"]
    examples: tuple[str, ...]
    not_: tuple[str, ...] = msgspec.field(default=(), name="not")


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    counts: tuple[Count, ...]
    weekdays: dict[str, int]
    labels: str
    says: dict[str, str]


class CountRule(msgspec.Struct, frozen=True):
    """A count with its pattern compiled."""

    entry: Count
    pattern: re.Pattern[str]


class DatingWords(msgspec.Struct, frozen=True, kw_only=True):
    """Anchored durations, weekdays (1 is Monday), what stands before a page's date, how evidence is put in words."""

    counts: tuple[CountRule, ...]
    weekdays: dict[str, int]
    labels: re.Pattern[str]
    says: dict[str, str]


@cache
def load_dating(language: str) -> DatingWords:
    """The dating words of a language; raises `KnowledgeError` naming the pattern that is wrong."""
    words = load(DATA / "languages" / language / "dating.yml", _File)
    return DatingWords(
        counts=tuple(CountRule(count, _compiled(count, language)) for count in words.counts),
        weekdays=words.weekdays,
        labels=re.compile(words.labels, re.IGNORECASE),
        says=words.says,
    )


def _compiled(count: Count, language: str) -> re.Pattern[str]:
    kinds = sorted({kind for one in conflicts() for kind in one.kinds}, key=len, reverse=True)
    ordinals = load_times(language).lists["ord"]
    slots = {
        "{n}": f"(?P<n>{number_pattern(load_numbers(language))})",
        "{nth}": rf"(?P<nth>\d{{1,4}}(?:st|nd|rd|th)|{'|'.join(map(re.escape, ordinals))})",
        "{kind}": "|".join(map(re.escape, kinds)),
    }
    pattern = count.pattern
    for slot, words in slots.items():
        pattern = pattern.replace(slot, words)
    try:
        return re.compile(rf"\b{pattern}\b", re.IGNORECASE)
    except re.error as error:
        raise KnowledgeError(f"dating.yml: {count.name!r}: {error}") from error
