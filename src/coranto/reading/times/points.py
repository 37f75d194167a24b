"""Years, months and days of a story, also before Christ, and steps between them with the granularity of the unit."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import msgspec


class Point(msgspec.Struct, frozen=True, order=True):
    """A year (negative before Christ), a month or 0, a day or 0."""

    year: int
    month: int = 0
    day: int = 0

    @property
    def as_day(self) -> date | None:
        """The day itself; None where the point is no day of the calendar."""
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    @property
    def first_day(self) -> date | None:
        """The first day of the point; None before Christ."""
        return Point(self.year, self.month or 1, self.day or 1).as_day

    @property
    def value(self) -> str:
        """As TIMEX3 writes it, with the granularity it has."""
        parts = [year_value(self.year)] + [f"{part:02d}" for part in (self.month, self.day) if part]
        return "-".join(parts)


def point_of(day: date) -> Point:
    """A day as a point."""
    return Point(day.year, day.month, day.day)


def year_value(year: int) -> str:
    """A year as TIMEX3 writes it.

    >>> year_value(762), year_value(-480)
    ('0762', 'BC0480')
    """
    return f"BC{-year:04d}" if year < 0 else f"{year:04d}"


def shift_year(year: int, count: int) -> int:
    """A year so many years away; there is no year 0.

    >>> shift_year(-490, 1), shift_year(-1, 1), shift_year(2018, -3)
    (-489, 1, 2015)
    """
    astronomical = (year + 1 if year < 0 else year) + count
    return astronomical - 1 if astronomical <= 0 else astronomical


def shift_months(day: date, months: int) -> tuple[int, int]:
    """Year and month so many months away.

    >>> shift_months(date(2018, 1, 31), -1)
    (2017, 12)
    """
    total = day.year * 12 + day.month - 1 + months
    return total // 12, total % 12 + 1


def moved_by_months(day: date, months: int) -> date:
    """The same day of a month so many months away, or the last day of a shorter month.

    >>> moved_by_months(date(2018, 3, 31), -1)
    datetime.date(2018, 2, 28)
    """
    year, month = shift_months(day, months)
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def week_value(day: date) -> str:
    """The ISO week of a day.

    >>> week_value(date(2018, 8, 26))
    '2018-W34'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def span_of_years(year: int, digits: int) -> str:
    """The decade (3 digits) or century (2 digits) a year lies in.

    >>> span_of_years(1989, 3), span_of_years(-470, 3), span_of_years(1989, 2)
    ('198', 'BC047', '19')
    """
    text = year_value(abs(year))[:digits]
    return f"BC{text}" if year < 0 else text


def stepped(point: Point, letter: str, count: int) -> str | None:
    """The value so many units away from a point, with the granularity of the unit: `D W M Q Y E C`.

    None when the point is coarser than the unit or the result lies outside the calendar.

    >>> stepped(Point(2018, 8, 27), "W", -1), stepped(Point(2018, 8, 27), "Y", -2), stepped(Point(-490), "Y", 1)
    ('2018-W34', '2016', 'BC0489')
    """
    try:
        return _stepped(point, letter, count)
    except (ValueError, OverflowError):
        return None


def _stepped(point: Point, letter: str, count: int) -> str | None:
    if letter in {"Y", "E", "C"}:
        years, digits = {"Y": (1, 4), "E": (10, 3), "C": (100, 2)}[letter]
        year = shift_year(point.year, years * count)
        if not -10000 < year < 10000:
            return None
        # "four decades ago" names a year, "a decade ago" and "that decade" a decade
        return year_value(year) if letter == "Y" or (letter == "E" and abs(count) > 1) else span_of_years(year, digits)
    if point.month == 0 or point.year < 0:
        return None
    day = date(point.year, point.month, point.day or 1)
    if letter in {"D", "N"}:
        return (day + timedelta(days=count)).isoformat()
    if letter == "W":
        return week_value(day + timedelta(weeks=count))
    year, month = shift_months(day, count * (3 if letter == "Q" else 1))
    date(year, month, 1)
    return f"{year:04d}-Q{(month + 2) // 3}" if letter == "Q" else f"{year:04d}-{month:02d}"
