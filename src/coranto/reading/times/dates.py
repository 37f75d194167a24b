"""Days, months and years: explicit ones, numbers, and ones that take their year from elsewhere."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from .context import Context
from .found import Found
from .points import Point, span_of_years, year_value
from .values import (
    BESIDE,
    DAY,
    RUNNING,
    UNDATED,
    Operation,
    Value,
    day_value,
    listed_value,
    number,
    on,
    unknown,
)
from .years import open_year, stated_year


def full_date(found: Found, context: Context) -> Value:
    """A date with its year."""
    year = stated_year(found, context)
    month = number(found, "month", context) or number(found, "mm", context)
    day = number(found, "x", context) or number(found, "dd", context) or number(found, "ord", context)
    if month is None or day is None:
        return unknown("DATE", "incomplete")
    if year is None:
        return Value("DATE", None, "no such year", problem=f"there is no year 0: {written(found, context)!r}")
    return agreeing(day_value(year, month, day), found, context)


def iso_time(found: Found, context: Context) -> Value:
    """A date with its clock time: "2017-03-03 14:30 GMT"."""
    day = full_date(found, context)
    if day.value is None:
        return day
    zone = listed_value(found, "zone", context) or ("Z" if written(found, context).endswith("Z") else "")
    clock = f"T{int(found.groups['hh']):02d}:{found.groups['mi']}{zone}"
    return msgspec.structs.replace(day, type="TIME", value=f"{day.value}{clock}")


def numeric_date(found: Found, context: Context) -> Value:
    """ "3/4/2018": the order is that of the outlet's country, of the report's other dates, or open."""
    one, other, year = int(found.groups["one"]), int(found.groups["other"]), stated_year(found, context)
    if year is None:
        return Value("DATE", None, "no such year", problem=f"there is no year 0: {written(found, context)!r}")
    month_first, day_first = Point(year, one, other), Point(year, other, one)
    possible = [point for point in (month_first, day_first) if point.as_day]
    if not possible:
        return Value("DATE", None, problem=f"no day of the calendar: {written(found, context)!r}")
    if len(possible) == 1 or month_first == day_first:
        return _day_of(possible[0], "the only order that is a day")
    if found.groups["mark"] == ".":
        return _day_of(day_first, "day first between dots")
    chosen, against, decided = day_first, month_first, "day first, as in most countries"
    if context.month_first is not None:
        decided = "order of dates in the outlet's country"
        if context.month_first:
            chosen, against = month_first, day_first
    elif context.today and abs((_date(month_first) - context.today).days) < abs(
        (_date(day_first) - context.today).days
    ):
        chosen, against, decided = month_first, day_first, "the order that is nearer to the publication date"
    value = _day_of(chosen, decided)
    return msgspec.structs.replace(value, other=((against.value, "the other order of day and month"),))


def _day_of(point: Point, decided: str) -> Value:
    return day_value(point.year, point.month, point.day, decided)


def _date(point: Point) -> date:
    return date(point.year, point.month, point.day)


def agreeing(value: Value, found: Found, context: Context) -> Value:
    """The value with a problem where the weekday beside it is another: "Friday, 25 August 2018" was a Saturday."""
    wanted, day = number(found, "weekday", context), value.at.as_day if value.at else None
    if wanted is None or day is None or day.isoweekday() == wanted:
        return value
    near = min((day + timedelta(days=off) for off in range(-3, 4)), key=lambda each: each.isoweekday() != wanted)
    message = f"{written(found, context)!r}: {day} is a {day:%A}"
    return msgspec.structs.replace(value, other=((near.isoformat(), "by its weekday"),), problem=message)


def written(found: Found, context: Context) -> str:
    """The words of the expression."""
    return context.text[found.start : found.end]


def month_day(found: Found, context: Context) -> Value:
    """A month and day without a year."""
    month = number(found, "month", context)
    day = number(found, "x", context) or number(found, "dd", context) or number(found, "ord", context)
    if month is None or day is None:
        return unknown("DATE", "incomplete")
    year, decided = open_year(found, context, month, day)
    if year is None:
        return Value(type="DATE", value=f"XXXX-{month:02d}-{day:02d}", decided=decided)
    agreed = _year_of_weekday(year, month, day, number(found, "weekday", context))
    if agreed is not None:
        return day_value(agreed, month, day, "the year in which it is that weekday")
    return agreeing(day_value(year, month, day, decided), found, context)


def _year_of_weekday(year: int, month: int, day: int, weekday: int | None) -> int | None:
    """A neighbouring year in which the day falls on the weekday beside it; None where the year itself agrees."""
    days = {near: Point(near, month, day).as_day for near in (year, year - 1, year + 1)}
    fits = [near for near, each in days.items() if each and each.isoweekday() == weekday]
    return fits[0] if weekday is not None and fits and fits[0] != year else None


def month_of_year(found: Found, context: Context) -> Value:
    """A month with its year."""
    month, year = number(found, "month", context), stated_year(found, context)
    if month is None or year is None:
        return unknown("DATE", "incomplete")
    return _month_value(year, month)


def bare_month(found: Found, context: Context) -> Value:
    """A month without a year."""
    month = number(found, "month", context)
    if month is None:
        return unknown("DATE", "incomplete")
    year, decided = open_year(found, context, month, 0)
    return _month_value(year, month, decided) if year else Value("DATE", f"XXXX-{month:02d}", decided)


def month_in_running_year(found: Found, context: Context) -> Value:
    """ "in May of that year"."""
    month, here = number(found, "month", context), context.running
    if month is None or here is None:
        return unknown("DATE", UNDATED)
    return _month_value(here.year, month, RUNNING)


def month_day_in_running_year(found: Found, context: Context) -> Value:
    """ "on May 9 of that year"."""
    month, day, here = number(found, "month", context), number(found, "dd", context), context.running
    if month is None or day is None or here is None:
        return unknown("DATE", UNDATED)
    return day_value(here.year, month, day, RUNNING)


def month_which_year(found: Found, context: Context) -> Value:
    """ "in May last year"."""
    month, which, anchor = number(found, "month", context), number(found, "which", context), context.anchor
    if month is None or which is None or anchor is None:
        return unknown("DATE", UNDATED)
    return _month_value(anchor.year + which, month)


def month_day_which_year(found: Found, context: Context) -> Value:
    """ "April 7 last year"."""
    month, day, which = number(found, "month", context), number(found, "dd", context), number(found, "which", context)
    if month is None or day is None or which is None or context.anchor is None:
        return unknown("DATE", UNDATED)
    return day_value(context.anchor.year + which, month, day)


def month_day_beside_running_year(found: Found, context: Context) -> Value:
    """ "15 February of the following year": counted from the year of the story."""
    month, day = number(found, "month", context), number(found, "dd", context)
    which, here = number(found, "whichctx", context), context.running
    if month is None or day is None or which is None or here is None:
        return unknown("DATE", UNDATED)
    return day_value(here.year + which, month, day, RUNNING)


def day_of_running_month(found: Found, context: Context) -> Value:
    """ "on the 14th"."""
    day, here = number(found, "dd", context), context.running
    if day is None or here is None:
        return unknown("DATE", UNDATED)
    if not here.month:
        return unknown("DATE", "the text does not say of which month")
    return day_value(here.year, here.month, day, RUNNING)


def year(found: Found, context: Context) -> Value:
    """A year; "BC0480" before Christ."""
    value = stated_year(found, context)
    return _year_value(value) if value else unknown("DATE", "incomplete")


def year_by_its_end(found: Found, context: Context) -> Value:
    """The last two digits of "2016-17": the century stands before them."""
    century = context.text[found.start - 5 : found.start - 3]
    return _year_value(int(century + found.groups["yy"]))


def decade(found: Found, context: Context) -> Value:
    """A decade: three digits of the year."""
    word = listed_value(found, "decadeword", context)
    if word is not None:
        return Value("DATE", f"19{word}")
    digits = found.groups.get("dec", "")
    if "era" in found.groups:
        return Value("DATE", span_of_years(-int(digits), 3))
    if len(digits) < 2:
        return unknown("DATE", "incomplete")
    return Value("DATE", digits[:3] if len(digits) == 4 else f"19{digits[0]}")


def century(found: Found, context: Context) -> Value:
    """A century: two digits of the year."""
    ordinal = number(found, "ord", context)
    if ordinal is None:
        return unknown("DATE", "incomplete")
    return Value("DATE", f"{'BC' if 'era' in found.groups else ''}{ordinal - 1:02d}")


def _year_value(year: int, decided: str = "") -> Value:
    return Value(type="DATE", value=year_value(year), decided=decided, at=Point(year))


def _month_value(year: int, month: int, decided: str = "") -> Value:
    point = Point(year, month)
    return Value(type="DATE", value=point.value, decided=decided, at=point)


def days_from(days: int) -> Operation:
    """Today, yesterday, tomorrow: so many days from the publication day."""

    def value(_: Found, context: Context) -> Value:
        return on(context.today + timedelta(days=days)) if context.today else unknown("DATE", UNDATED)

    return value


def days_from_running(days: int) -> Operation:
    """ "the next day", "that day": so many days from the running day."""

    def value(found: Found, context: Context) -> Value:
        if days and context.story.day and context.beside_day(found):
            return Value("DATE", context.story.day.value, BESIDE, at=context.story.day)
        here = context.story.day.as_day if context.story.day else None
        return on(here + timedelta(days=days), DAY) if here else unknown("DATE", "no day to count from")

    return value


OPERATIONS: dict[str, Operation] = {
    "date": full_date,
    "numeric": numeric_date,
    "isotime": iso_time,
    "md": month_day,
    "mdwhich": month_day_which_year,
    "mdctx": month_day_in_running_year,
    "mdctxwhich": month_day_beside_running_year,
    "month": month_of_year,
    "bmonth": bare_month,
    "monthctx": month_in_running_year,
    "monthwhich": month_which_year,
    "dayctx": day_of_running_month,
    "year": year,
    "yearend2": year_by_its_end,
    "decade": decade,
    "century": century,
    "today": days_from(0),
    "yesterday": days_from(-1),
    "tomorrow": days_from(1),
    "daybefore": days_from(-2),
    "dayaftertomorrow": days_from(2),
    "sameday": days_from_running(0),
    "nextday": days_from_running(1),
    "prevday": days_from_running(-1),
}
