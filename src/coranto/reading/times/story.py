"""Where a text is in time: the years it states, and the last date, day and quarter it was at.

A history dates by its own story. A month or day without a year takes the year for which the stated years around it
speak: the nearer the more, those before it more than those after it, a heading longer than a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from .points import Point, shift_year

HALF = 500  # characters after which a stated year speaks half as loud
HALF_OF_HEADING = 4000
AHEAD = 0.5  # a year that is stated later speaks less
RESOLVED = 1.5  # the date resolved last, beside a stated year (1) and a stated month or day (2)
ASIDE = 0.25  # a year in brackets
BACK = 8  # so many months back is the next year
_ASIDE = re.compile(r"\([^()]*$")


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """A year the text states at `[start, end)`; `half` is the reach at which its weight is halved."""

    start: int
    end: int
    at: Point
    weight: float
    half: int = HALF


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """`anchors` are the stated years of the whole report; the rest was resolved so far, `day` at character `day_at`."""

    anchors: tuple[Anchor, ...] = ()
    running: Anchor | None = None
    day: Point | None = None
    day_at: int = 0
    quarter: tuple[int, int] | None = None
    seen: dict[tuple[int, int], int] = msgspec.field(default_factory=dict)


def anchor(text: str, start: int, end: int, at: Point, *, heading: bool) -> Anchor:
    """A stated year with the weight its form and place give it."""
    if heading:
        return Anchor(start=start, end=end, at=at, weight=2.0, half=HALF_OF_HEADING)
    weight = 2.0 if at.month else 1.0
    in_brackets = _ASIDE.search(text, max(0, start - 80), start) is not None
    return Anchor(start=start, end=end, at=at, weight=weight * (ASIDE if in_brackets else 1.0))


def year_by_story(start: int, end: int, month: int, story: Story) -> int | None:
    """The year for which the stated years around `[start, end)` speak; None where none is stated."""
    votes: dict[int, float] = {}
    for each in _speaking(start, story):
        ahead = each.start >= end
        gap = each.start - end if ahead else start - each.end
        weight = each.weight * 0.5 ** (gap / each.half) * (AHEAD if ahead else 1.0)
        year = _implied(each.at, month, ahead=ahead)
        votes[year] = votes.get(year, 0.0) + weight
    return max(sorted(votes), key=lambda year: votes[year]) if votes else None


def _speaking(start: int, story: Story) -> Sequence[Anchor]:
    """The stated years, the date resolved last, and of the headings the last one before."""
    headings = [each for each in story.anchors if each.half == HALF_OF_HEADING and each.end <= start]
    found = [each for each in story.anchors if each.half == HALF]
    return [*found, *headings[-1:], *([story.running] if story.running else [])]


def _implied(at: Point, month: int, *, ahead: bool) -> int:
    """The year of a month as seen from a stated date: the same, unless the story would go far back."""
    if not at.month:
        return at.year
    if ahead:
        return shift_year(at.year, -1) if month - at.month >= BACK else at.year
    return shift_year(at.year, 1) if at.month - month >= BACK else at.year
