"""The one engine that matches cue and event frames on a parse."""

from .clause import Clause, clause_of, has_to, subjects_of
from .match import Index, Match, build_index, is_trigger, lemmas_of, match_at, matches_at, matching

__all__ = [
    "Clause",
    "Index",
    "Match",
    "build_index",
    "clause_of",
    "has_to",
    "is_trigger",
    "lemmas_of",
    "match_at",
    "matches_at",
    "matching",
    "subjects_of",
]
