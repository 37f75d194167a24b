"""Expressions that count from somewhere: last week, that year, two weeks ago, three days later."""

from __future__ import annotations

from datetime import timedelta

from .context import Context, tells
from .found import Found
from .points import Point, stepped
from .seasons import compared_quarter, latest_quarter, quarter_value, quarters_from
from .values import (
    DAY,
    FORTNIGHT,
    MULTIPLES,
    QUARTER,
    RUNNING,
    UNDATED,
    Operation,
    Value,
    counted,
    number,
    unit_letter,
    unknown,
)


def unit(found: Found, context: Context) -> Value:
    """ "last week", "this year", "next month": with the granularity of the unit."""
    return _shifted(context.anchor, unit_letter(found, context), number(found, "which", context))


def unit_next(found: Found, context: Context) -> Value:
    """ "the next year": of the story where the sentence tells of the past, else of the publication day."""
    anchor = context.running if tells(found, context) else context.anchor
    return _shifted(anchor, unit_letter(found, context), 1, RUNNING if anchor != context.point_of_today else "")


def unit_running(found: Found, context: Context) -> Value:
    """ "the previous month", "that year": counted from the running date."""
    letter, which = unit_letter(found, context), number(found, "whichctx", context)
    if letter == "Q" and context.story.quarter and which is not None:
        return quarter_value(*quarters_from(context.story.quarter, which), QUARTER)
    return _shifted(context.running, letter, which, RUNNING)


def the_unit(found: Found, context: Context) -> Value:
    """ "the year": the one the text is in."""
    letter = unit_letter(found, context)
    return latest_quarter(found, context) if letter == "Q" else _shifted(context.anchor, letter, 0)


def ago(found: Found, context: Context) -> Value:
    """ "two weeks ago": from the publication day, with the granularity of the unit."""
    if _is_year_of_quarter(found, context):
        return year_ago(found, context)
    return _counted(found, context, context.anchor, -1)


def from_now(found: Found, context: Context) -> Value:
    """ "two weeks from now"."""
    return _counted(found, context, context.anchor, 1)


def earlier(found: Found, context: Context) -> Value:
    """ "two days earlier": from the running date."""
    if _is_year_of_quarter(found, context):
        return year_ago(found, context)
    return _counted(found, context, _base(found, context), -1)


def later(found: Found, context: Context) -> Value:
    """ "two days later": from the running date."""
    return _counted(found, context, _base(found, context), 1)


def year_ago(found: Found, context: Context) -> Value:
    """ "a year ago": of the quarter named before, else of the publication day."""
    ordinal, quarter = number(found, "ord", context), context.story.quarter
    if quarter and (context.story.by_quarter or ordinal):
        return compared_quarter(quarter[0] - 1, ordinal or quarter[1])
    return _shifted(context.anchor, "Y", -1)


def month_end(_: Found, context: Context) -> Value:
    """ "at month's end": the running month."""
    here = context.running
    if here is None or not here.month:
        return unknown("DATE", "no month to count from")
    return Value(type="DATE", value=Point(here.year, here.month).value, mod="END", decided=RUNNING)


def _is_year_of_quarter(found: Found, context: Context) -> bool:
    """ "a year earlier" in an account of a quarter: that quarter a year before."""
    return context.story.by_quarter and unit_letter(found, context) == "Y" and counted(found, "n", context) == 1


def _base(found: Found, context: Context) -> Point | None:
    """Days and nights are counted from a day, longer units from any date."""
    if unit_letter(found, context) in {"D", "N"}:
        return context.day
    return context.running


def _counted(found: Found, context: Context, anchor: Point | None, sign: int) -> Value:
    count, letter = counted(found, "n", context), unit_letter(found, context)
    if anchor is None or count is None:
        return unknown("DATE", UNDATED)
    running = DAY if letter in {"D", "N"} else RUNNING
    decided = "publication date" if anchor == context.point_of_today else running
    if letter in {"S", "I", "H"}:
        digits = f"{count:.10g}"
        return Value("DURATION", {"S": f"PT{digits}S", "I": f"PT{digits}M", "H": f"PT{digits}H"}[letter], decided)
    return _shifted(anchor, letter, sign * round(count), decided)


def _of_a_month(anchor: Point, letter: str, count: int) -> Point:
    """A month counted on in days or weeks: "in July ... five weeks later" is some day in August."""
    first = Point(anchor.year, anchor.month, 1).as_day
    moved = first + timedelta(days=count * (7 if letter == "W" else 1)) if first else None
    return Point(moved.year, moved.month) if moved else anchor


def _shifted(anchor: Point | None, letter: str, count: int | None, decided: str = "") -> Value:
    if anchor is None or count is None:
        return unknown("DATE", UNDATED)
    if letter == FORTNIGHT:
        letter, times = MULTIPLES[FORTNIGHT]
        count *= times
    if not anchor.month and letter not in {"Y", "E", "C"}:
        return unknown("DATE", "the text does not say from when")
    if letter in {"D", "W"} and not anchor.day and anchor.year > 0 and abs(count) > 1:
        month = _of_a_month(anchor, letter, count)
        return Value("DATE", month.value, decided, mod="APPROX", at=month)
    value = stepped(anchor, letter, count)
    if value is None:
        problem = "outside the calendar" if anchor.year > 0 else None
        return Value(type="DATE", value=None, decided=decided, problem=problem)
    if letter == "N":
        return Value(type="TIME", value=f"{value}TNI", decided=decided)
    return Value(type="DATE", value=value, decided=decided, at=_point_of(value, letter))


def _point_of(value: str, letter: str) -> Point | None:
    """Where the story is after "three days later"."""
    if letter not in {"D", "M", "Y"} or len(value.removeprefix("BC")) < 4:
        return None
    sign, digits = (-1, value[2:]) if value.startswith("BC") else (1, value)
    year, *rest = (int(part) for part in digits.split("-"))
    return Point(sign * year, *rest)


OPERATIONS: dict[str, Operation] = {
    "unit": unit,
    "unitctx": unit_running,
    "unitnext": unit_next,
    "theunit": the_unit,
    "ago": ago,
    "fromnow": from_now,
    "earlier": earlier,
    "later": later,
    "yearago": year_ago,
    "monthend": month_end,
}
