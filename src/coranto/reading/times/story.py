"""Where a text is in time: the years it states, and the last date, day and quarter it was at.

A history dates by its own story. A month or day without a year takes the year for which the stated years around it
speak: the nearer the more, those before it more than those after it, a heading longer than a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from .points import Point, shift_year

HALF = 1000  # characters after which a stated year speaks half as loud
HALF_OF_HEADING = 4000
AHEAD = 0.75  # a year that is stated later speaks less
RESOLVED = 1.5  # the date resolved last, beside a stated year (1) and a stated month or day (2)
ASIDE = 0.25  # a year in brackets
BACK = 8  # so many months back is the next year
SAME_DAY = 1.0  # the same month and day was resolved before
LONGEST_LINK = 16
_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.;:()\n]")
_ASIDE = re.compile(r"\([^()]*$")


class Anchor(msgspec.Struct, frozen=True, kw_only=True):
    """A year the text states at `[start, end)`; `half`, if not the usual one, halves its weight.

    `alone` is True for a line that is nothing but the year: the heading of a chronology.
    """

    start: int
    end: int
    at: Point
    weight: float
    half: int = 0
    alone: bool = False


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A story of years far from the publication date inside a news report: where its last date ends, and how many."""

    end: int
    dates: int


class Story(msgspec.Struct, frozen=True, kw_only=True):
    """`anchors` are the stated years of the whole report; the rest was resolved so far, `day` at `day_span`;
    `days` are the last few days with the characters they stand at.

    `told` is the story of far years a news report is telling, until something turns back to the present.
    `places` tells at which time of the report the running date, the day and the quarter were set.
    `by_quarter` is True while the text accounts for `quarter`, and not for a year or nine months.
    """

    anchors: tuple[Anchor, ...] = ()
    running: Anchor | None = None
    day: Point | None = None
    day_span: tuple[int, int] | None = None
    days: tuple[tuple[int, Point], ...] = ()
    told: Told | None = None
    places: dict[str, int] = msgspec.field(default_factory=dict)
    quarter: tuple[int, int] | None = None
    by_quarter: bool = False
    seen: dict[tuple[int, int], int] = msgspec.field(default_factory=dict)


def anchor(text: str, start: int, end: int, at: Point, *, heading: bool) -> Anchor:
    """A stated year with the weight its form and place give it."""
    if heading:
        line = text[text.rfind("\n", 0, start) + 1 : text.find("\n", end) if "\n" in text[end:] else None]
        alone = not at.month and line.strip(" :.–—-") == text[start:end]
        return Anchor(start=start, end=end, at=at, weight=2.0, half=HALF_OF_HEADING, alone=alone)
    weight = 2.0 if at.month else 1.0
    in_brackets = _ASIDE.search(text, max(0, start - 80), start) is not None
    return Anchor(start=start, end=end, at=at, weight=weight * (ASIDE if in_brackets else 1.0))


def year_linked_back(text: str, start: int, month: int, story: Story, links: frozenset[str]) -> int | None:
    """The year of the date before, where only "and again in" lies between; None where more does."""
    position = bisect_left(story.anchors, start, key=lambda each: each.start) - 1
    if position < 0 or not story.anchors[position].at.month:
        return None
    before = story.anchors[position]
    between = text[before.end : start].lower()
    if len(between) > LONGEST_LINK or not links.issuperset(_WORD.findall(between)) or _STOP.search(between):
        return None
    return _implied(before.at, month, ahead=False)


def year_linked(text: str, end: int, month: int, story: Story, links: frozenset[str]) -> int | None:
    """The year of what follows after "and", "to" or a dash: "in August and September 2014"; None where nothing does."""
    position = bisect_left(story.anchors, end, key=lambda each: each.start)
    if position == len(story.anchors):
        return None
    follows = story.anchors[position]
    between = text[end : follows.start].lower()
    if len(between) > LONGEST_LINK or not links.issuperset(_WORD.findall(between)) or _STOP.search(between):
        return None
    return shift_year(follows.at.year, -1) if follows.at.month and month > follows.at.month else follows.at.year


def year_of_heading(start: int, story: Story) -> int | None:
    """The year of the last heading before `start` that is nothing but a year: that of a chronology."""
    return next((each.at.year for each in reversed(story.anchors) if each.alone and each.end <= start), None)


def year_of_line_before(text: str, start: int, month: int, story: Story) -> int | None:
    """The year of the line above, where that line and this one begin with a day: a list of days."""
    line = text.rfind("\n", 0, start) + 1
    above = text.rfind("\n", 0, len(text[:line].rstrip())) + 1
    if above == line or _WORD.search(text, line, start):
        return None
    heads = (day for place, day in story.days if above <= place < line and not _WORD.search(text, above, place))
    day = next(heads, None)
    return None if day is None else _implied(day, month, ahead=False)


def year_by_story(start: int, end: int, month: int, day: int, story: Story) -> int | None:
    """The year for which the stated years around `[start, end)` speak; None where none is stated."""
    votes: dict[int, float] = {}
    if (month, day) in story.seen:
        votes[story.seen[month, day]] = SAME_DAY
    for each in _speaking(start, story):
        ahead = each.start >= end
        gap = each.start - end if ahead else start - each.end
        weight = each.weight * 0.5 ** (gap / (each.half or HALF)) * (AHEAD if ahead else 1.0)
        year = _implied(each.at, month, ahead=ahead)
        votes[year] = votes.get(year, 0.0) + weight
    return max(sorted(votes), key=lambda year: votes[year]) if votes else None


def _speaking(start: int, story: Story) -> Sequence[Anchor]:
    """The stated years, the date resolved last, and of the headings the last one before."""
    headings = [each for each in story.anchors if each.half == HALF_OF_HEADING and each.end <= start]
    found = [each for each in story.anchors if not each.half]
    return [*found, *headings[-1:], *([story.running] if story.running else [])]


def _implied(at: Point, month: int, *, ahead: bool) -> int:
    """The year of a month as seen from a stated date: the same, unless the story would go far back."""
    if not at.month:
        return at.year
    if ahead:
        return shift_year(at.year, -1) if month - at.month >= BACK else at.year
    return shift_year(at.year, 1) if at.month - month >= BACK else at.year
