"""Days of other calendars: Islamic, Persian and Hebrew dates and the Easters, as days of ours.

Islamic days are those of the Umm al-Qura tables (1924-2076); where the moon is looked for, the announced day can be one
or two days off. All conversions are made by libraries; this is the one place that knows them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Literal

from dateutil.easter import EASTER_ORTHODOX, easter
from hijridate import Gregorian, Hijri
from persiantools.jdatetime import JalaliDate
from pyluach.dates import HebrewDate

Calendar = Literal["gregorian", "islamic", "persian", "hebrew", "easter", "orthodox-easter", "weekday"]


def date_in(calendar: Calendar, year: int, month: int, day: int) -> date | None:
    """A day of another calendar's year, month and day; None where that calendar has no such day or no table.

    >>> date_in("islamic", 1439, 10, 1), date_in("persian", 1397, 1, 1), date_in("islamic", 1200, 1, 1)
    (datetime.date(2018, 6, 15), datetime.date(2018, 3, 21), None)
    """
    try:
        return _CONVERT[calendar](year, month, day)
    except (KeyError, ValueError, OverflowError):
        return None


def years_of(calendar: Calendar, year: int) -> tuple[int, ...]:
    """The years of another calendar that share days with a year of ours.

    >>> years_of("islamic", 2018), years_of("persian", 2018), years_of("easter", 2018)
    ((1439, 1440), (1396, 1397), (2018,))
    """
    if calendar == "islamic":
        try:
            first, last = Gregorian(year, 1, 1).to_hijri(), Gregorian(year, 12, 31).to_hijri()
        except (ValueError, OverflowError):
            return ()
        return tuple(range(first.year, last.year + 1))
    if calendar == "persian":
        return year - 622, year - 621
    if calendar == "hebrew":
        return year + 3760, year + 3761
    return (year,)


def easter_of(year: int, *, orthodox: bool) -> date:
    """Easter Sunday of a year from 1583 on."""
    found: date = easter(year, EASTER_ORTHODOX) if orthodox else easter(year)
    return found


def weekday_of_month(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The nth such weekday (1 is Monday) of a month, counted from its end where `nth` is negative.

    >>> weekday_of_month(2018, 11, 4, 4), weekday_of_month(2018, 5, 1, -1)
    (datetime.date(2018, 11, 22), datetime.date(2018, 5, 28))
    """
    if nth > 0:
        first = date(year, month, 1)
        found = first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))
    else:
        last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        found = last - timedelta(days=(last.isoweekday() - weekday) % 7 - 7 * (nth + 1))
    return found if found.month == month else None


def _islamic(year: int, month: int, day: int) -> date:
    found = Hijri(year, month, day).to_gregorian()
    return date(found.year, found.month, found.day)


def _persian(year: int, month: int, day: int) -> date:
    return JalaliDate(year, month, day).to_gregorian()  # type: ignore[no-untyped-call]


def _hebrew(year: int, month: int, day: int) -> date:
    found: date = HebrewDate(year, month, day).to_pydate()
    return found


_CONVERT: dict[str, Callable[[int, int, int], date]] = {
    "gregorian": date,
    "islamic": _islamic,
    "persian": _persian,
    "hebrew": _hebrew,
}
