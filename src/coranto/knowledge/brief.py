"""The phrases a brief is written with, in one language."""

from __future__ import annotations

from functools import cache

import msgspec

from ..errors import KnowledgeError
from .load import DATA, load


class Phrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How one type or mode of event is told; `{recipients}` stands for the other side, `{were}` for its verb."""

    past: str
    past_alone: str
    infinitive: str
    infinitive_alone: str
    headline: str
    headline_alone: str
    passive: str
    noun: str


class StatusPhrase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How an act that did not simply happen is told, with and without its actors."""

    active: str
    passive: str


class BriefKnowledge(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Every phrase of a brief: events by type or `TYPE.mode`, statuses, statements, and single words."""

    events: dict[str, Phrase]
    statuses: dict[str, StatusPhrase]
    statements: dict[str, str]
    words: dict[str, str]
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    articles: tuple[str, ...]
    small: tuple[str, ...]
    before_groups: tuple[str, ...]
    plural_endings: tuple[str, ...]
    third_person: tuple[tuple[str, str], ...]


@cache
def load_brief(language: str) -> BriefKnowledge:
    """The phrases of a language; raises `KnowledgeError` when a phrase has a slot nobody fills."""
    known = load(DATA / "languages" / language / "brief" / "phrases.yml", BriefKnowledge)
    for name, phrase in known.events.items():
        for field in phrase.__struct_fields__:
            try:
                getattr(phrase, field).format(recipients="", were="")
            except (KeyError, IndexError, ValueError) as error:
                raise KnowledgeError(f"phrases.yml: events.{name}.{field}: unknown slot {error}") from error
    return known
