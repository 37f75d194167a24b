"""Words that look like times and are none: a number of soldiers, a month's name as a verb, a title."""

from __future__ import annotations

import re

from ...knowledge.times import TimeCues
from ..tree import Parse, token_at
from .found import Found

_AFTER = re.compile(r"\s*([^\W\d_]+)")
_BEFORE = re.compile(r"([^\W\d_]+)[\s\W]*$")


def is_false_friend(found: Found, text: str, parse: Parse, cues: TimeCues) -> bool:
    """True when the words are not a time after all."""
    words = text[found.start : found.end]
    if found.operation == "year":
        return _is_quantity(found, text, cues)
    if found.operation in {"bmonth", "md"} and words in cues.open_months:
        return not _is_month(found, text, parse, cues)
    if words in cues.title_words:
        return True
    return found.operation == "dur" and _is_age(found, text)


def _is_quantity(found: Found, text: str, cues: TimeCues) -> bool:
    after = _AFTER.match(text, found.end)
    before = _BEFORE.search(text, max(0, found.start - 20), found.start)
    if before and before[1].lower() in cues.year_prepositions:
        return False
    return bool(after and after[1].lower() in cues.not_year_after)


def _is_month(found: Found, text: str, parse: Parse, cues: TimeCues) -> bool:
    before = _BEFORE.search(text, max(0, found.start - 20), found.start)
    if before and before[1].lower() in cues.month_prepositions:
        return True
    token = token_at(parse, found.start)
    return token is not None and token.pos == "PROPN" and token.entity == "DATE"


def _is_age(found: Found, text: str) -> bool:
    return text.startswith("-", found.end) and text[found.end + 1 : found.end + 2].isalpha()
