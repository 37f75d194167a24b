"""The one engine that matches cue and event frames on a parse."""

from .clause import Clause, clause_of, has_to, subjects_of
from .match import Index, Match, build_index, lemmas_of, match_at, matches_at, matching

__all__ = [
    "Clause",
    "Index",
    "Match",
    "build_index",
    "clause_of",
    "has_to",
    "lemmas_of",
    "match_at",
    "matches_at",
    "matching",
    "subjects_of",
]
