"""What an expression is worth: one function for each operation of the rules."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import msgspec

from ...model.reading import TimeType
from .context import Context
from .found import Found


class Value(msgspec.Struct, frozen=True, kw_only=True):
    """A TIMEX3 value with what decided it; `decided` goes into the rule that a reader is shown.

    `at` moves the running date of the story; `open` is True when the value lacks the year.
    """

    type: TimeType
    value: str | None
    decided: str = ""
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    at: tuple[int, int, int] | None = None
    other: tuple[tuple[str, str], ...] = ()
    problem: str | None = None


Operation = Callable[[Found, Context], Value]


def number(found: Found, name: str, context: Context) -> int | None:
    """A captured number or the number a captured word of a list stands for."""
    words = found.groups.get(name)
    if words is None:
        return None
    listed = listed_value(found, name, context)
    digits = listed if listed is not None else words
    return int(digits) if digits.lstrip("-").isdigit() else None


def listed_value(found: Found, name: str, context: Context) -> str | None:
    """What a captured word stands for in its list."""
    words = found.groups.get(name)
    forms = context.knowledge.lists.get(name)
    if words is None or forms is None:
        return None
    key = " ".join(words.lower().replace("’", "'").split())
    return forms.get(key, forms.get(key.rstrip(".")))


def day_value(year: int, month: int, day: int, decided: str = "") -> Value:
    """A day of the calendar, or a null value with a problem where there is no such day."""
    try:
        date(year, month, day)
    except ValueError:
        return Value(
            type="DATE",
            value=None,
            decided=decided,
            problem=f"there is no day {year:04d}-{month:02d}-{day:02d}",
        )
    return Value(type="DATE", value=f"{year:04d}-{month:02d}-{day:02d}", decided=decided, at=(year, month, day))


def on(day: date, decided: str = "") -> Value:
    """A day that is known to exist."""
    return day_value(day.year, day.month, day.day, decided)


def unknown(kind: TimeType, why: str) -> Value:
    """No value: the text does not give what it would take."""
    return Value(type=kind, value=None, decided=why)


UNDATED = "no publication date"
