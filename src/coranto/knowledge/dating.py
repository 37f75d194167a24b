"""The words by which a page tells its own date, in one language."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from ..errors import KnowledgeError
from .load import DATA, load


class AnchoredDuration(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A duration counted from the start of a conflict."""

    name: str
    pattern: str
    examples: tuple[str, ...]
    not_: tuple[str, ...] = msgspec.field(default=(), name="not")


class DatingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Anchored durations, weekdays (1 is Monday), and how evidence is put in words."""

    durations: tuple[AnchoredDuration, ...]
    weekdays: dict[str, int]
    says: dict[str, str]


@cache
def load_dating(language: str) -> DatingWords:
    """The dating words of a language."""
    words = load(DATA / "languages" / language / "dating.yml", DatingWords)
    for duration in words.durations:
        try:
            re.compile(duration.pattern)
        except re.error as error:
            raise KnowledgeError(f"dating.yml: {duration.name!r}: {error}") from error
    return words
