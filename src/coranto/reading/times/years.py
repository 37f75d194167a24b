"""The year of a date: stated, or left open and decided by the story, the tense or the nearest day."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from ...knowledge.numbers import value_of
from .context import Context, comes, makes_range, tells, tense
from .found import Found
from .mode import NARRATIVE
from .points import Point, shift_year
from .story import year_by_story, year_linked, year_linked_back, year_of_heading, year_of_line_before
from .values import (
    UNDATED,
    number,
)

JUST_OVER = 65  # days: "first set for 9 December", told on the 29th
FAR = 45  # days: only beyond these does the tense overrule the nearest date


def stated_year(found: Found, context: Context) -> int | None:
    """The year a date states, in digits or words; two digits by the century around the publication date."""
    groups = found.groups
    if "bc" in groups:
        return -int(groups["bc"]) or None
    if "yearword" in groups:
        return _year_in_words(groups["yearword"], context)
    digits = groups.get("year") or groups.get("year2") or groups.get("yy") or groups.get("early")
    if digits is None or not digits.isdigit():
        return None
    if len(digits) > 2:
        return int(digits) or None
    pivot = ((context.today.year if context.today else 2000) + 20) % 100
    return int(digits) + (2000 if int(digits) <= pivot else 1900)


def _year_in_words(words: str, context: Context) -> int:
    """ "nineteen ninety-seven", "two thousand and five"."""
    known = context.knowledge.numbers
    if any(scale in words.lower() for scale in known.scales):
        return round(value_of(words, known) or 0)
    first, *rest = words.lower().replace("-", " ").split()
    return known.units[first] * 100 + sum(known.units[word] for word in rest)


def open_year(found: Found, context: Context, month: int, day: int) -> tuple[int | None, str]:
    """The year of a month and day, or of a month (day 0), that does not say it, with what decided."""
    which = number(found, "bw", context)
    told = _year_in_text(found, context, month, day) if which is None else None
    if told is not None:
        return told
    at = context.story.running.at.first_day if context.story.running else None
    if which and at and (context.mode == NARRATIVE or (which > 0 and tells(found, context))):
        return _year_by_today(at, Point(at.year, month, day), direction_of(found, context, which))
    if (month, day) in context.story.seen and which is None:
        return context.story.seen[month, day], "as before in this report"
    if context.today is None:
        return None, UNDATED
    return _year_by_today(context.today, Point(context.today.year, month, day), direction_of(found, context, which))


def _year_in_text(found: Found, context: Context, month: int, day: int) -> tuple[int, str] | None:
    """The year the words around a month or day give it: those beside it, a heading or list, else the story."""
    story, text = context.story, context.text
    ways = (
        (year_linked(text, found.end, month, story, context.knowledge.links), "year that follows"),
        (year_linked_back(text, found.start, month, story, context.knowledge.links), "year of the date before"),
        (_year_in_range(found, month, day, context), "year of the range"),
        (year_of_line_before(text, found.start, month, story), "year of the line above"),
        (year_of_heading(found.start, story), "year of the heading above"),
    )
    told = next(((year, why) for year, why in ways if year is not None), None)
    if told is None and context.mode == NARRATIVE:
        year = year_by_story(found.start, found.end, month, day, story)
        return None if year is None else (year, "year of the story")
    return told


def _year_in_range(found: Found, month: int, day: int, context: Context) -> int | None:
    """ "from 1 October to 31 March": the first such date after the one the range begins with."""
    begun = context.story.running
    if begun is None or not begun.at.month or bool(begun.at.day) != bool(day):
        return None
    if not makes_range(begun.start, begun.end, found.start, context):
        return None
    earlier = (month, day or 31) < (begun.at.month, begun.at.day)
    return shift_year(begun.at.year, 1) if earlier else begun.at.year


def _year_by_today(today: date, at: Point, direction: tuple[str | None, str]) -> tuple[int, str]:
    """The year of a month and day as seen from the publication date: the nearest, unless tense or words overrule it."""
    way, decided = direction
    days = {year: Point(year, at.month, at.day or 15).as_day for year in (at.year - 1, at.year, at.year + 1)}
    real = {year: day for year, day in days.items() if day}
    if way == "this!" or not real:
        return at.year, decided if real else "publication year"
    nearest = min(real, key=lambda year: abs((real[year] - today).days))
    far = (real[nearest] - today).days
    if way == "coming!" or (way == "future" and far < -FAR):
        if decided == "word before it" and -JUST_OVER <= far <= 0:
            return nearest, "just over"
        # a month is to come until it has ended, and past as soon as it has begun
        return next((year for year in real if _last(year, at) >= today), min(real)), decided
    if way == "past!" or (way == "past" and far > FAR):
        return next((year for year in reversed(real) if date(year, at.month, at.day or 1) <= today), max(real)), decided
    return nearest, "nearest to the publication date"


def _last(year: int, at: Point) -> date:
    return date(year, at.month, at.day or monthrange(year, at.month)[1])


def direction_of(found: Found, context: Context, which: int | None) -> tuple[str | None, str]:
    """Where a date without a year lies, with what says so: "past", "future", and with "!" whatever the distance."""
    cues = context.knowledge.cues
    if which == 0:
        return "this!", "this year"
    if which is not None:
        return ("coming!", "next") if which > 0 else ("past!", "last")
    if comes(cues.past_day, found, context):
        return "past!", "word before it"
    told = tense(found, context)
    if comes(cues.coming_day, found, context) and told != "before":
        return "coming!", "word before it"
    if comes(cues.perhaps_coming_day, found, context) and told not in {"past", "before"}:
        return "coming!", "word before it"
    return "past" if told == "before" else told, "tense"
