"""Weekdays, weekends and weeks of a month."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import msgspec

from ...knowledge.calendars import weekday_of_month
from .context import Context, comes, is_planned, tense
from .found import Found
from .mode import NARRATIVE
from .points import Point, week_value
from .values import (
    DAY,
    UNDATED,
    Operation,
    Value,
    counted,
    number,
    on,
    unknown,
)
from .years import open_year, stated_year

HALF_A_YEAR = 183
MOST_WEEKS = 520


def weekday(found: Found, context: Context) -> Value:
    """A weekday: the latest such day, the publication day included, unless the text says it is to come."""
    wanted, which = number(found, "weekday", context), number(found, "which", context)
    today = context.anchor.first_day if context.anchor else None
    if wanted is None:
        return unknown("DATE", "incomplete")
    if today is None:
        return Value(type="DATE", value=f"XXXX-WXX-{wanted}", decided=UNDATED)
    latest = today - timedelta(days=(today.isoweekday() - wanted) % 7)
    coming = today + timedelta(days=(wanted - today.isoweekday()) % 7)
    week = timedelta(days=7)
    if which == -1:
        return on(latest if latest < today else latest - week, "last such day before")
    if which == 1:
        following = coming if coming > today else coming + week
        value = on(following, "next such day")
        return _with_other(value, (following + week).isoformat(), "the day of the following week")
    if which == 0:
        return on(today + timedelta(days=wanted - today.isoweekday()), "of this week")
    if _is_coming(found, context):
        return on(coming, "coming such day: tense or word before it")
    return on(latest, "latest such day")


def weekday_of_week(found: Found, context: Context) -> Value:
    """ "Tuesday of last week"; "Wednesday week" is the one after the coming."""
    wanted, which, today = number(found, "weekday", context), number(found, "which", context), context.today
    if wanted is None or which is None or today is None:
        return unknown("DATE", UNDATED)
    if found.given.get("after") == "coming":
        return on(today + timedelta(days=(wanted - today.isoweekday()) % 7 + 7 * which), "a week after the coming")
    monday = today - timedelta(days=today.isoweekday() - 1)
    return on(monday + timedelta(days=7 * which + wanted - 1), "of that week")


def weekday_running(found: Found, context: Context) -> Value:
    """ "the following Friday", "that Friday": counted from the running day."""
    wanted, which = number(found, "weekday", context), number(found, "whichctx", context)
    here = context.day.as_day if context.day else None
    if wanted is None or here is None:
        return unknown("DATE", UNDATED)
    if which == -1:
        return on(here - timedelta(days=(here.isoweekday() - wanted) % 7 or 7), DAY)
    ahead = (wanted - here.isoweekday()) % 7
    return on(here + timedelta(days=ahead or (7 if which else 0)), DAY)


def weekdays_ago(found: Found, context: Context) -> Value:
    """ "two Saturdays ago"."""
    wanted, count = number(found, "weekday", context), counted(found, "n", context)
    today = context.anchor.first_day if context.anchor else None
    if wanted is None or count is None or today is None or count > MOST_WEEKS:
        return unknown("DATE", UNDATED)
    last = today - timedelta(days=(today.isoweekday() - wanted) % 7 or 7)
    return on(last - timedelta(weeks=round(count) - 1), "counted back")


def weekday_and_day(found: Found, context: Context) -> Value:
    """ "Wednesday the 22nd": the nearest such day of a month."""
    weekday, day, here = number(found, "weekday", context), number(found, "dd", context), context.anchor
    first = here.first_day if here else None
    if weekday is None or day is None or first is None:
        return unknown("DATE", UNDATED)
    near = (first + timedelta(days=off) for off in sorted(range(-HALF_A_YEAR, HALF_A_YEAR), key=abs))
    fits = next((each for each in near if each.day == day and each.isoweekday() == weekday), None)
    return on(fits, "nearest such day") if fits else unknown("DATE", "no such day")


def nth_weekday(found: Found, context: Context) -> Value:
    """ "the first Tuesday of October": of the year stated, else of the one a bare month would take."""
    month, weekday = number(found, "month", context), number(found, "weekday", context)
    nth = number(found, "ord", context) or number(found, "lastord", context)
    if month is None or weekday is None or nth is None or nth > 5:
        return unknown("DATE", "incomplete")
    stated = stated_year(found, context)
    year, decided = (stated, "year stated") if stated else open_year(found, context, month, 0)
    day = weekday_of_month(year, month, weekday, nth) if year else None
    return on(day, decided) if day else unknown("DATE", "no such day")


def weekend(found: Found, context: Context) -> Value:
    """The Saturday and Sunday of a week."""
    today, which = context.anchor.first_day if context.anchor else None, number(found, "which", context)
    if today is None:
        return unknown("DATE", UNDATED)
    just_over = today.isoweekday() < 5 and tense(found, context) != "future"
    if which is None or (which == 0 and just_over and tense(found, context) == "past"):
        which = -1 if just_over else 0
    return Value(type="DATE", value=f"{week_value(today + timedelta(weeks=which))}-WE")


def week_of(found: Found, context: Context) -> Value:
    """ "the week of September 10": the ISO week that day lies in."""
    month, day, today = number(found, "month", context), number(found, "dd", context), context.today
    if month is None or day is None or today is None:
        return unknown("DATE", UNDATED)
    near = [point.as_day for year in (-1, 0, 1) if (point := Point(today.year + year, month, day)).as_day]
    if not near:
        return unknown("DATE", "no such day")
    return Value("DATE", week_value(min((each for each in near if each), key=lambda day: abs((day - today).days))))


def week_of_month(found: Found, context: Context) -> Value:
    """ "the fourth week of August": the ISO week that its middle lies in."""
    month, nth, stated = number(found, "month", context), number(found, "ord", context), stated_year(found, context)
    if month is None or nth is None or not 1 <= nth <= 5:
        return unknown("DATE", "incomplete")
    year, decided = (stated, "year stated") if stated else open_year(found, context, month, 0)
    if year is None or year < 1:
        return unknown("DATE", decided)
    middle = date(year, month, min(7 * nth - 3, monthrange(year, month)[1]))
    return Value("DATE", week_value(middle), decided, at=Point(year, month))


def _is_coming(found: Found, context: Context) -> bool:
    if context.mode == NARRATIVE:
        return False
    told = tense(found, context)
    return (
        told == "future"
        or is_planned(found, context)
        or (told != "before" and comes(context.knowledge.cues.coming_weekday, found, context))
    )


def _with_other(value: Value, other: str, reason: str) -> Value:
    return msgspec.structs.replace(value, other=((other, reason),))


OPERATIONS: dict[str, Operation] = {
    "nthweekday": nth_weekday,
    "weekdayord": weekday_and_day,
    "weekofmonth": week_of_month,
    "weekday": weekday,
    "weekdaysago": weekdays_ago,
    "weekdayctx": weekday_running,
    "weekdayof": weekday_of_week,
    "weekend": weekend,
    "weekof": week_of,
}
