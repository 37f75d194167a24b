"""What an expression is worth: one function for each operation of the rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from ...knowledge.numbers import value_of
from ...model.reading import TimeType
from .context import Context
from .found import Found
from .points import Point


class Value(msgspec.Struct, frozen=True):
    """A TIMEX3 value with what decided it; `decided` goes into the rule that a reader is shown.

    `at` moves the story to that point, `quarter` (year, 1-4) to that quarter. `other` are further readings with their
    reasons. `since` and `until` are the first and last day where the value does not tell them.
    """

    type: TimeType
    value: str | None
    decided: str = ""
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    at: Point | None = None
    quarter: tuple[int, int] | None = None
    other: tuple[tuple[str, str], ...] = ()
    since: date | None = None
    until: date | None = None
    problem: str | None = None


Operation = Callable[[Found, Context], Value]
UNDATED = "no publication date"
RUNNING, DAY, BESIDE, QUARTER = "running date", "running day", "the day beside it", "quarter named before"


def listed_value(found: Found, name: str, context: Context) -> str | None:
    """What a captured word stands for in its list; else what the rule itself says."""
    words = found.groups.get(name)
    if words is None:
        return found.given.get(name)
    forms = context.knowledge.lists.get(name)
    if forms is None:
        return None
    key = " ".join(words.lower().replace("’", "'").split())
    return forms.get(key, forms.get(key.rstrip(".")))


def number(found: Found, name: str, context: Context) -> int | None:
    """A captured number or the number a captured word of a list stands for."""
    listed = listed_value(found, name, context)
    digits = listed if listed is not None else found.groups.get(name, "")
    return int(digits) if digits.lstrip("-").isdigit() else None


def counted(found: Found, name: str, context: Context) -> float | None:
    """A captured number in digits or words."""
    return value_of(found.groups.get(name, found.given.get(name, "")), context.knowledge.numbers)


FORTNIGHT = "F"
MULTIPLES = {FORTNIGHT: ("W", 2), "E": ("Y", 10), "C": ("Y", 100)}  # units that others make up


def unit_letter(found: Found, context: Context) -> str:
    """The unit an expression counts in: S I H D N W F M Q Y E C, or nothing."""
    for name in ("unit", "anyunit", "units"):
        letter = listed_value(found, name, context)
        if letter:
            return letter
    return ""


def day_value(year: int, month: int, day: int, decided: str = "") -> Value:
    """A day of the calendar, or a null value with a problem where there is no such day."""
    point = Point(year, month, day)
    if year > 0 and point.as_day is None:
        return Value(type="DATE", value=None, decided=decided, problem=f"there is no day {point.value}")
    return Value(type="DATE", value=point.value, decided=decided, at=point)


def on(day: date, decided: str = "") -> Value:
    """A day that is known to exist."""
    return day_value(day.year, day.month, day.day, decided)


def unknown(kind: TimeType, why: str) -> Value:
    """No value: the text does not give what it would take."""
    return Value(type=kind, value=None, decided=why)
