"""TIMEX3 values as intervals of whole days, both ends included."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

Interval = tuple[date | None, date | None]
OPEN: Interval = (None, None)
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_MONTH = re.compile(r"(\d{4})-(\d\d)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_PART_OF_YEAR = re.compile(r"(\d{4})-(SP|SU|FA|WI|Q[1-4]|H[12])")
_SEASON = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11)}


def interval_of(value: str | None) -> Interval:
    """The days a value covers; `(None, None)` when it is no stretch of the calendar.

    >>> [str(day) for day in interval_of("2018-W34")], [str(day) for day in interval_of("199")]
    (['2018-08-20', '2018-08-26'], ['1990-01-01', '1999-12-31'])
    """
    if value is None:
        return OPEN
    try:
        return _interval(value)
    except (ValueError, OverflowError):
        return OPEN  # a year, month or day that no calendar has


def _interval(value: str) -> Interval:
    if match := _DAY.fullmatch(value):
        day = date(int(match[1]), int(match[2]), int(match[3]))
        return day, day
    if match := _MONTH.fullmatch(value):
        return month_interval(int(match[1]), int(match[2]), int(match[2]))
    if match := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1)
        return monday + timedelta(days=5 if match[3] else 0), monday + timedelta(days=6)
    if match := _PART_OF_YEAR.fullmatch(value):
        return _part_of_year(match)
    if re.fullmatch(r"\d{2,4}", value):
        width = 10 ** (4 - len(value))
        first = int(value) * width
        return (date(max(first, 1), 1, 1), date(first + width - 1, 12, 31))
    return OPEN


def _part_of_year(match: re.Match[str]) -> Interval:
    """A season, quarter or half; winter runs into the next year."""
    year, part = int(match[1]), match[2]
    if part == "WI":
        return date(year, 12, 1), month_interval(year + 1, 2, 2)[1]
    if part in _SEASON:
        return month_interval(year, *_SEASON[part])
    number, months = int(part[1]), 3 if part[0] == "Q" else 6
    return month_interval(year, months * (number - 1) + 1, months * number)


def month_interval(year: int, first: int, last: int) -> tuple[date, date]:
    """From the first day of one month to the last day of another in the same year."""
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])
