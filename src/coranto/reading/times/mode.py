"""News or history: a history's months and days take their year from the story it tells.

Years far from the publication date speak for a history, words like "yesterday" and bare weekdays for news. A report is
one or the other; a story of far years that a news report tells is followed date by date (`__init__`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from .found import Found

Mode = Literal["news", "narrative"]
NEWS: Mode = "news"
NARRATIVE: Mode = "narrative"

CLEAR = 5.5  # far years for each word of news (a half added to both) from which on a report is a history
MARGIN = 1.5  # within this factor of the border the other reading is kept as well
NEWS_WORDS = frozenset({"today", "yesterday", "tomorrow", "thispart", "lastnight", "weekday", "unit"})


def mode_of(found: Iterable[Found], published_year: int | None) -> tuple[Mode, bool]:
    """News or history, from the expressions of a report; and False near the border between the two."""
    expressions = list(found)
    far = sum(_is_far(each, published_year) for each in expressions)
    news = sum(each.operation in NEWS_WORDS for each in expressions)
    ratio = (far + 0.5) / (news + 0.5)
    sure = not CLEAR / MARGIN <= ratio < CLEAR * MARGIN
    return (NARRATIVE if ratio >= CLEAR else NEWS), sure


def _is_far(found: Found, published_year: int | None) -> bool:
    if "bc" in found.groups:
        return True
    digits = found.groups.get("year", "")
    if not digits.isdigit():
        return False
    return published_year is None or abs(int(digits) - published_year) > 1
