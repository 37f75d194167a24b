"""Holidays and observances: on which days of a year they fall."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

import msgspec

from ..errors import KnowledgeError
from .calendars import Calendar, date_in, easter_of, weekday_of_month, years_of
from .load import DATA, load


class Observance(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A day, or `length` days, that return every year.

    `month` and `day` are of the calendar; with `weekday` (1 is Monday) it is the last such weekday up to that day, or
    in the calendar "weekday" the `nth` of a month; `offset` counts days from Easter or from that weekday.
    `countries` are those that keep it, where it is not kept widely.
    """

    key: str
    calendar: Calendar
    month: int = 0
    day: int = 0
    length: int = 1
    offset: int = 0
    weekday: int = 0
    nth: int = 0
    countries: tuple[str, ...] = ()
    source: str


class Occurrence(msgspec.Struct, frozen=True):
    """The days `[first, last]` of an observance in one year."""

    first: date
    last: date


@cache
def observances() -> dict[str, Observance]:
    """The table by key; raises `KnowledgeError` naming an entry that falls on no day of 2018."""
    table = load(DATA / "observances.yml", tuple[Observance, ...])
    for one in table:
        if not occurrences(one, 2018):
            raise KnowledgeError(f"observances.yml: {one.key}: falls on no day of 2018")
    return {one.key: one for one in table}


def occurrences(observance: Observance, year: int) -> tuple[Occurrence, ...]:
    """When an observance begins in a year: mostly once, in other calendars sometimes twice or never.

    >>> table = observances()
    >>> [str(each.first) for each in occurrences(table["eid-al-fitr"], 2018)]
    ['2018-06-15']
    """
    if not 1 < year < 9999:
        return ()
    return tuple(
        Occurrence(day, day + timedelta(days=observance.length - 1))
        for day in _days(observance, year)
        if day is not None and day.year == year
    )


def _days(observance: Observance, year: int) -> Iterator[date | None]:
    offset = timedelta(days=observance.offset)
    if observance.calendar == "weekday":
        day = weekday_of_month(year, observance.month, observance.weekday, observance.nth)
        yield day + offset if day else None
    elif observance.calendar in {"easter", "orthodox-easter"}:
        if year > 1582:
            yield easter_of(year, orthodox=observance.calendar == "orthodox-easter") + offset
    else:
        for theirs in years_of(observance.calendar, year):
            day = date_in(observance.calendar, theirs, observance.month, observance.day)
            if day is not None and observance.weekday:
                day = day - timedelta(days=(day.isoweekday() - observance.weekday) % 7)
            yield day
