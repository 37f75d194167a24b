"""News or history: a history's months and days take their year from the story, not from the publication date."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from .found import Found

Mode = Literal["news", "narrative"]
NEWS: Mode = "news"
NARRATIVE: Mode = "narrative"

FAR_YEARS, PER_NEWS_WORD, WORDS_PER_YEAR = 5, 6, 300
_NEWS = {"today", "yesterday", "tomorrow", "tonight", "lastnight", "weekday", "unit"}


def mode_of(atoms: Sequence[Found], words: int, published_year: int | None) -> Mode:
    """ "narrative" when far years clearly outnumber what only news says; their counts are the evidence."""
    far = sum(_is_far(atom, published_year) for atom in atoms)
    news = sum(atom.operation in _NEWS for atom in atoms)
    if far >= FAR_YEARS and far >= PER_NEWS_WORD * news and far * WORDS_PER_YEAR > words:
        return NARRATIVE
    return NEWS


def _is_far(atom: Found, published_year: int | None) -> bool:
    if "bc" in atom.groups:
        return True
    digits = atom.groups.get("year", "")
    if not digits.isdigit():
        return False
    return published_year is None or abs(int(digits) - published_year) > 1
