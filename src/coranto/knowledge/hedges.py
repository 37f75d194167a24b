"""How a language says that it is not sure, and the words by which a writer judges: phrases with conditions."""

from __future__ import annotations

from functools import cache

import msgspec

from .load import DATA, load
from .phrases import Index, Phrases, build_index


class _Hedges(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    hedges: tuple[Phrases, ...]
    cues: frozenset[str]
    naming: frozenset[str]
    longest_term: int


class _Judgements(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    judgements: tuple[Phrases, ...]


class HedgeKnowledge(msgspec.Struct, frozen=True, kw_only=True):
    """Hedges and judgements by their first words.

    `cues` are lemmas of statements that leave their content open, `naming` verbs that give a name to something.
    """

    hedges: Index
    judgements: Index
    cues: frozenset[str]
    naming: frozenset[str]
    longest_term: int


def load_phrases(language: str) -> tuple[Phrases, ...]:
    """The lists of hedges and of judgements with their examples."""
    folder = DATA / "languages" / language
    return (*load(folder / "hedges.yml", _Hedges).hedges, *load(folder / "judgements.yml", _Judgements).judgements)


@cache
def load_hedges(language: str) -> HedgeKnowledge:
    """The hedges and judgements of a language."""
    folder = DATA / "languages" / language
    words = load(folder / "hedges.yml", _Hedges)
    return HedgeKnowledge(
        hedges=build_index(words.hedges),
        judgements=build_index(load(folder / "judgements.yml", _Judgements).judgements),
        cues=words.cues,
        naming=words.naming,
        longest_term=words.longest_term,
    )
