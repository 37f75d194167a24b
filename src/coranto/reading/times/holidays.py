"""Holidays, and days of the Islamic and Persian calendars."""

from __future__ import annotations

from datetime import date, timedelta

from ...knowledge.calendars import Calendar, date_in, years_of
from ...knowledge.countries import countries
from ...knowledge.observances import Observance, Occurrence, observances, occurrences
from .context import Context, before
from .found import Found
from .mode import NARRATIVE
from .points import point_of, week_value
from .story import year_by_story
from .values import UNDATED, Operation, Value, listed_value, number, on, unknown
from .years import FAR, direction_of, stated_year

MOON = "the announced day can be a day off"


def holiday(found: Found, context: Context) -> Value:
    """A holiday, or one of its days: of the year the text states, else the one tense or nearness speaks for."""
    value, off = _holiday(found, context), _of_days(found, context)
    first = value.at.first_day if value.at else None
    if off is None or first is None:
        return value
    return on(first + timedelta(days=off), value.decided)


def _holiday(found: Found, context: Context) -> Value:
    kept = _kept(listed_value(found, "holiday", context) or "", found, context)
    if kept is None:
        return unknown("DATE", "the text does not say of which country")
    stated = stated_year(found, context)
    if stated is not None:
        found_in = occurrences(kept, stated)
        return _value(kept, found_in[0], "year stated") if found_in else unknown("DATE", "not in that year")
    if context.mode == NARRATIVE:
        told = year_by_story(found.start, found.end, kept.month or 4, kept.day, context.story)
        if told is not None:
            found_in = occurrences(kept, told)
            return _value(kept, found_in[0], "year of the story") if found_in else unknown("DATE", "not in that year")
    return _nearest(kept, found, context)


def week_of_holiday(found: Found, context: Context) -> Value:
    """ "Easter week": the week that ends with it."""
    day = holiday(found, context).at
    first = day.first_day if day else None
    return Value("DATE", week_value(first)) if first else unknown("DATE", UNDATED)


def _kept(key: str, found: Found, context: Context) -> Observance | None:
    """The observance of a name; of one that countries keep on their own days, that of the country named before it."""
    table = observances()
    if key in table:
        return table[key]
    words = before(found, context).replace("’", "'").removesuffix("'s ").removesuffix("' ").split()
    named = (countries().by_name(" ".join(words[-count:])) for count in (1, 2, 3))
    adjective = countries().by_demonym(words[-1]) if words else None
    country = next((code for code in (adjective, *named) if code), None)
    return table.get(f"{key}-{country.lower()}") if country else None


def _nearest(kept: Observance, found: Found, context: Context) -> Value:
    today = context.today
    if today is None:
        return unknown("DATE", UNDATED)
    near = [each for year in (today.year - 1, today.year, today.year + 1) for each in occurrences(kept, year)]
    past = [each for each in near if each.first <= today]
    coming = [each for each in near if each.last >= today]
    nearest = min(near, key=lambda each: abs((each.first - today).days), default=None)
    if nearest is None:
        return unknown("DATE", "outside the tables of its calendar")
    direction, decided = direction_of(found, context, number(found, "bw", context))
    far = (nearest.first - today).days
    if direction == "this!":
        return _value(kept, next(each for each in near if each.first.year == today.year), decided)
    if coming and (direction == "coming!" or (direction == "future" and far < -FAR)):
        return _value(kept, coming[0], decided)
    if past and (direction == "past!" or (direction == "past" and far > FAR)):
        return _value(kept, past[-1], decided)
    return _value(kept, nearest, "nearest to the publication date")


def _of_days(found: Found, context: Context) -> int | None:
    """Which of its days is meant: "the second day of Eid" the one after, "the eve of Eid" the one before the first."""
    ordinal = number(found, "ord", context)
    return ordinal - 1 if ordinal else number(found, "shift", context)


def _value(kept: Observance, when: Occurrence, decided: str) -> Value:
    """The first day; what lasts longer keeps its interval, what hangs on the moon the days beside it."""
    other: tuple[tuple[str, str], ...] = ()
    if kept.calendar == "islamic":
        other = tuple((((when.first + timedelta(days=days)).isoformat()), MOON) for days in (-1, 1))
    return Value("DATE", when.first.isoformat(), decided, at=point_of(when.first), other=other, until=when.last)


def of_calendar(calendar: Calendar) -> Operation:
    """ "10 Muharram 1440", "1 Farvardin", "Ramadan": a day or month of another calendar.

    Without a year, the one the tense or the nearest day speaks for. A month has no TIMEX3 value, only its days.
    """

    def value(found: Found, context: Context) -> Value:
        month = number(found, f"{calendar}month", context)
        day = number(found, "dd", context) or number(found, "ord", context)
        if month is None:
            return unknown("DATE", "incomplete")
        theirs, ours = number(found, "theirs", context), stated_year(found, context)
        if theirs is None and ours is None and context.today is None:
            return unknown("DATE", UNDATED)
        years = [theirs] if theirs else _years(calendar, ours, context)
        days = [each for year in years if (each := date_in(calendar, year, month, day or 1))]
        if ours is not None:
            days = [each for each in days if each.year == ours]
        if not days:
            return unknown("DATE", "no such day in its calendar")
        chosen, decided = _chosen(days, found, context)
        if day is not None:
            return on(chosen, decided)
        following = date_in(calendar, *_month_after(calendar, chosen, month))
        last = following - timedelta(days=1) if following else chosen + timedelta(days=28)
        return Value("DATE", None, f"{decided}: a month of another calendar", since=chosen, until=last)

    return value


def _chosen(days: list[date], found: Found, context: Context) -> tuple[date, str]:
    today = context.today
    if today is None or len(days) == 1:
        return days[0], "year stated"
    direction, decided = direction_of(found, context, number(found, "bw", context))
    nearest = min(days, key=lambda day: abs((day - today).days))
    past, coming = [day for day in days if day <= today], [day for day in days if day >= today]
    far = (nearest - today).days
    if coming and (direction == "coming!" or (direction == "future" and far < -FAR)):
        return coming[0], decided
    if past and (direction == "past!" or (direction == "past" and far > FAR)):
        return past[-1], decided
    return nearest, "nearest to the publication date"


def _years(calendar: Calendar, ours: int | None, context: Context) -> list[int]:
    around = [ours] if ours else [context.today.year + near for near in (-1, 0, 1)] if context.today else []
    return sorted({year for each in around for year in years_of(calendar, each)})


def _month_after(calendar: Calendar, day: date, month: int) -> tuple[int, int, int]:
    """Year, month and first day of the month after the one that begins on a day."""
    year = next(each for each in years_of(calendar, day.year) if date_in(calendar, each, month, 1) == day)
    return (year + 1, 1, 1) if month == 12 else (year, month + 1, 1)


OPERATIONS: dict[str, Operation] = {
    "holiday": holiday,
    "holidayweek": week_of_holiday,
    "islamic": of_calendar("islamic"),
    "persian": of_calendar("persian"),
}
