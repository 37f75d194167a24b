"""News or history, passage by passage: a history's months and days take their year from the story it tells.

Years far from the publication date speak for a history, words like "yesterday" and bare weekdays for news. A report is
one or the other where the evidence is clear; in a news report a run of passages that names far years and has no word of
news is background and read as a history, with the other reading kept beside it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal

import msgspec

from .found import Found

Mode = Literal["news", "narrative"]
NEWS: Mode = "news"
NARRATIVE: Mode = "narrative"

CLEAR = 8.0  # far years for each word of news (a half added to both) from which on a report is a history
MARGIN = 1.5  # within this factor of the border the other reading is kept as well
_NEWS_WORDS = frozenset({"today", "yesterday", "tomorrow", "thispart", "lastnight", "weekday", "unit"})


class Modes(msgspec.Struct, frozen=True):
    """The mode of a report and of each passage; `sure` is False near the border between the two."""

    report: Mode
    passages: tuple[Mode, ...]
    sure: bool


def modes_of(groups: Sequence[Sequence[Found]], published_year: int | None) -> Modes:
    """News or history, from the expressions found in each passage."""
    far = [sum(_is_far(each, published_year) for each in group) for group in groups]
    news = [sum(each.operation in _NEWS_WORDS for each in group) for group in groups]
    sure = not (_is_clear(sum(far), sum(news), CLEAR / MARGIN) and not _is_clear(sum(far), sum(news), CLEAR * MARGIN))
    if _is_clear(sum(far), sum(news)):
        return Modes(NARRATIVE, (NARRATIVE,) * len(groups), sure)
    return Modes(NEWS, tuple(_background(far, news)), sure)


def _background(far: Sequence[int], news: Sequence[int]) -> Iterator[Mode]:
    """Runs of passages without a word of news: background where far years alone would make them a history."""
    for has_news, run in groupby(zip(far, news, strict=True), key=lambda counts: counts[1] > 0):
        years = [count for count, _ in run]
        first = next((place for place, count in enumerate(years) if count), len(years))
        told = not has_news and _is_clear(sum(years), 0)
        yield from (NARRATIVE if told and place >= first else NEWS for place in range(len(years)))


def _is_clear(far: int, news: int, ratio: float = CLEAR) -> bool:
    return far + 0.5 >= ratio * (news + 0.5)


def _is_far(found: Found, published_year: int | None) -> bool:
    if "bc" in found.groups:
        return True
    digits = found.groups.get("year", "")
    if not digits.isdigit():
        return False
    return published_year is None or abs(int(digits) - published_year) > 1
