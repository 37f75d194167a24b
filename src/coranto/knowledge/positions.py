"""What a language says about where somebody stands, and the issues that conflicts are about."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import msgspec

from ..model.reading import Stance
from .load import DATA, load
from .phrases import Index, Phrases, build_index

FOLDER = "issues"


class StancePhrases(Phrases, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Phrases that mean a stance."""

    stance: Stance


class Issue(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A question on which actors stand: `proposition` gives it a direction, `words` name it."""

    name: str
    proposition: str
    words: tuple[str, ...]
    examples: tuple[str, ...] = ()


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    cues: tuple[StancePhrases, ...]
    contents: tuple[StancePhrases, ...]
    acts: tuple[StancePhrases, ...]
    ends: frozenset[str]
    end_to: str
    undecided: frozenset[str]
    opening: frozenset[str]
    denials: frozenset[str]
    conditions: frozenset[str]
    no_condition: frozenset[str]
    turns: frozenset[str]
    topics: frozenset[str]
    pointers: frozenset[str]
    bystanders: frozenset[str]
    issues: tuple[Issue, ...]


class PositionKnowledge(msgspec.Struct, frozen=True, kw_only=True):
    """The words, the issues by name, those of the user before ours, and the phrases of each by their first words."""

    words: _Words
    issues: Mapping[str, Issue]
    named: Index
    cues: Index
    contents: Index
    acts: Index


@cache
def load_positions(language: str, own: tuple[Path, ...] = ()) -> PositionKnowledge:
    """The position knowledge of a language; `own` are files of the user's issues.

    Raises `KnowledgeError` naming the file and the field that does not fit.
    """
    words = load(DATA / "languages" / language / "positions.yml", _Words)
    added = [issue for path in own for issue in load(path, tuple[Issue, ...])]
    issues = {issue.name: issue for issue in (*words.issues, *added)}
    return PositionKnowledge(
        words=words,
        issues=issues,
        named=build_index([_as_phrases(issue) for issue in (*added, *words.issues)]),
        cues=build_index(words.cues),
        contents=build_index(words.contents),
        acts=build_index(words.acts),
    )


def own_issues(knowledge: Path) -> Iterator[Path]:
    """The issue files in the folder of the user's own knowledge, in a fixed order."""
    return iter(sorted((knowledge / FOLDER).rglob("*.yml")))


def _as_phrases(issue: Issue) -> Phrases:
    return Phrases(name=issue.name, words=issue.words, examples=(), not_=())
