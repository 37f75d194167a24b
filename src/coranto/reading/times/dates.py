"""Days, months and years: explicit ones, and ones whose year the text leaves open."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import msgspec

from ...knowledge.calendars import weekday_of_month
from ...knowledge.numbers import value_of
from .context import Context, comes, tense
from .found import Found
from .mode import NARRATIVE
from .points import Point, span_of_years, week_value, year_value
from .story import year_by_story, year_linked, year_linked_back, year_of_heading
from .values import BESIDE, DAY, RUNNING, UNDATED, Operation, Value, day_value, listed_value, number, on, unknown

HALF_A_YEAR = 183
FAR = 45  # days: only beyond these does the tense overrule the nearest date


def full_date(found: Found, context: Context) -> Value:
    """A date with its year."""
    year = stated_year(found, context)
    month = number(found, "month", context) or number(found, "mm", context)
    day = number(found, "x", context) or number(found, "dd", context)
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


def weekday_and_day(found: Found, context: Context) -> Value:
    """ "Wednesday the 22nd": the nearest such day of a month."""
    weekday, day, here = number(found, "weekday", context), number(found, "dd", context), context.anchor
    first = here.first_day if here else None
    if weekday is None or day is None or first is None:
        return unknown("DATE", UNDATED)
    near = (first + timedelta(days=off) for off in sorted(range(-HALF_A_YEAR, HALF_A_YEAR), key=abs))
    fits = next((each for each in near if each.day == day and each.isoweekday() == weekday), None)
    return on(fits, "nearest such day") if fits else unknown("DATE", "no such day")


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


def _year_value(year: int, decided: str = "") -> Value:
    return Value(type="DATE", value=year_value(year), decided=decided, at=Point(year))


def _month_value(year: int, month: int, decided: str = "") -> Value:
    point = Point(year, month)
    return Value(type="DATE", value=point.value, decided=decided, at=point)


def open_year(found: Found, context: Context, month: int, day: int) -> tuple[int | None, str]:
    """The year of a month and day, or of a month (day 0), that does not say it, with what decided."""
    which = number(found, "bw", context)
    linked = year_linked(context.text, found.end, month, context.story, context.knowledge.links)
    if linked is not None and which is None:
        return linked, "year that follows"
    back = year_linked_back(context.text, found.start, month, context.story, context.knowledge.links)
    if back is not None and which is None:
        return back, "year of the date before"
    headed = year_of_heading(found.start, context.story)
    if headed is not None and which is None:
        return headed, "year of the heading above"
    if context.mode == NARRATIVE:
        told = year_by_story(found.start, found.end, month, day, context.story)
        if told is not None:
            return told, "year of the story"
    if (month, day) in context.story.seen and which is None:
        return context.story.seen[month, day], "as before in this report"
    if context.today is None:
        return None, UNDATED
    return _year_by_today(context.today, Point(context.today.year, month, day), direction_of(found, context, which))


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
    "nthweekday": nth_weekday,
    "isotime": iso_time,
    "md": month_day,
    "mdwhich": month_day_which_year,
    "weekdayord": weekday_and_day,
    "weekofmonth": week_of_month,
    "mdctx": month_day_in_running_year,
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
    "sameday": days_from_running(0),
    "nextday": days_from_running(1),
    "prevday": days_from_running(-1),
}
