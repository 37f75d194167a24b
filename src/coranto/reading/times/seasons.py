"""Seasons, quarters and halves of a year."""

from __future__ import annotations

from datetime import timedelta

from .context import Context, tense
from .found import Found
from .mode import NARRATIVE
from .points import Point, year_value
from .story import year_by_story, year_linked
from .values import (
    QUARTER,
    RUNNING,
    UNDATED,
    Operation,
    Value,
    listed_value,
    number,
    unknown,
)
from .years import open_year, stated_year

_SEASON_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def season(found: Found, context: Context) -> Value:
    """A season with its year."""
    letters, year = listed_value(found, "season", context) or "", stated_year(found, context)
    return _season(year, letters) if year else unknown("DATE", "incomplete")


def season_running(found: Found, context: Context) -> Value:
    """ "in the spring of that year"."""
    here = context.running
    if here is None:
        return unknown("DATE", UNDATED)
    return _season(here.year, listed_value(found, "season", context) or "", RUNNING)


def season_next(found: Found, context: Context) -> Value:
    """ "the following winter", "that spring", "the previous summer": counted from the running date."""
    letters, which, here = (
        listed_value(found, "season", context) or "",
        number(found, "whichctx", context),
        context.running,
    )
    if which is None or here is None:
        return unknown("DATE", UNDATED)
    begins, month = _SEASON_BEGINS[letters], here.month or 1
    if which == 0:
        return _season(here.year, letters, RUNNING)
    passed = month >= begins
    year = here.year + (1 if passed else 0) if which > 0 else here.year - (0 if passed and month >= begins + 3 else 1)
    return _season(year, letters, RUNNING)


def season_near(found: Found, context: Context) -> Value:
    """ "last spring", "in winter": the latest such season that has begun, unless it is to come."""
    letters, today, which = listed_value(found, "season", context) or "", context.today, number(found, "which", context)
    begins = _SEASON_BEGINS[letters]
    linked = year_linked(context.text, found.end, begins, context.story, context.knowledge.links)
    if linked is not None and which is None:
        return _season(linked, letters, "year that follows")
    if context.mode == NARRATIVE:
        told = year_by_story(found.start, found.end, begins, 0, context.story)
        if told is not None:
            at = context.running
            passed = which == 1 and at is not None and at.year == told and at.month >= begins
            return _season(told + 1 if passed else told, letters, "year of the story")
    if today is None:
        return unknown("DATE", UNDATED)
    year = today.year if today.month >= begins or which == 0 else today.year - 1
    if which == 1 or (which is None and tense(found, context) == "future"):
        year = today.year if today.month < begins else today.year + 1
    elif which == -1 and year == today.year and today.month < begins + 3:
        year -= 1
    return _season(year, letters, "nearest to the publication date")


def quarter(found: Found, context: Context) -> Value:
    """A quarter; without a year the latest that has begun."""
    ordinal, anchor = number(found, "ord", context), context.anchor
    if ordinal is None or not 1 <= ordinal <= 4:
        return unknown("DATE", "no quarter of a year")
    stated, which = stated_year(found, context), number(found, "which", context)
    if stated:
        return quarter_value(stated, ordinal)
    if anchor is None:
        return unknown("DATE", UNDATED)
    if which is not None:
        return quarter_value(anchor.year + which, ordinal)
    now = (anchor.month + 2) // 3
    year = anchor.year if not now or ordinal <= now or tense(found, context) == "future" else anchor.year - 1
    return quarter_value(year, ordinal, "latest such quarter")


def latest_quarter(_: Found, context: Context) -> Value:
    """ "the quarter": the one named before, else the one that ended last."""
    named = context.story.quarter
    if context.today is None:
        return quarter_value(*named, QUARTER) if named else unknown("DATE", UNDATED)
    if named and named < (context.today.year, (context.today.month + 2) // 3):
        return quarter_value(*named, QUARTER)
    now = (context.today.month + 2) // 3
    return quarter_value(*((context.today.year, now - 1) if now > 1 else (context.today.year - 1, 4)), "ended last")


def quarter_ended(found: Found, context: Context) -> Value:
    """ "the quarter ended Sept. 30": the one its middle lies in."""
    month, day = number(found, "month", context), number(found, "dd", context)
    if month is None or day is None:
        return latest_quarter(found, context)
    year, _ = open_year(found, context, month, day)
    ended = Point(year or 1, month, day).as_day
    if year is None or ended is None:
        return unknown("DATE", UNDATED)
    middle = ended - timedelta(days=45)
    return quarter_value(middle.year, number(found, "ord", context) or (middle.month + 2) // 3)


def same_period(found: Found, context: Context) -> Value:
    """ "the same period last year": of the quarter named before."""
    anchor, quarter = context.anchor, context.story.quarter
    stated = stated_year(found, context)
    if stated is None and anchor is None:
        return unknown("DATE", UNDATED)
    year = stated if stated is not None else anchor.year - 1 if anchor else 0
    return compared_quarter(year, quarter[1]) if quarter else Value("DATE", year_value(year))


def half(found: Found, context: Context) -> Value:
    """A half of a year."""
    ordinal = number(found, "ord", context) or number(found, "halford", context)
    year, which = stated_year(found, context), number(found, "which", context)
    if which is not None and context.anchor:
        year = context.anchor.year + which
    year = year or (context.running.year if context.running else None)
    return Value(type="DATE", value=f"{year_value(year)}-H{ordinal}") if year else unknown("DATE", UNDATED)


def quarter_value(year: int, ordinal: int, decided: str = "") -> Value:
    """A quarter, 1 to 4; the story now accounts for it."""
    return Value(type="DATE", value=f"{year_value(year)}-Q{ordinal}", decided=decided, quarter=(year, ordinal))


def compared_quarter(year: int, ordinal: int) -> Value:
    """A quarter the text only looks back to: the one it accounts for stays."""
    return Value("DATE", f"{year_value(year)}-Q{ordinal}", decided=QUARTER)


def quarters_from(quarter: tuple[int, int], count: int) -> tuple[int, int]:
    """The quarter so many quarters away."""
    total = quarter[0] * 4 + quarter[1] - 1 + count
    return total // 4, total % 4 + 1


def _season(year: int, letters: str, decided: str = "") -> Value:
    return Value(type="DATE", value=f"{year_value(year)}-{letters}", decided=decided, at=Point(year))


OPERATIONS: dict[str, Operation] = {
    "season": season,
    "seasonctx": season_running,
    "seasonnext": season_next,
    "seasonw": season_near,
    "season0": season_near,
    "season0b": season_near,
    "quarter": quarter,
    "quarterw": quarter,
    "lateq": latest_quarter,
    "quarterended": quarter_ended,
    "samequarter": same_period,
    "half": half,
    "halfctx": half,
}
