"""Expressions that count from somewhere: weekdays, last week, two weeks ago, three days later, seasons, quarters."""

from __future__ import annotations

from datetime import date, timedelta

import msgspec

from ...knowledge.numbers import value_of
from .context import NARRATIVE, Context, comes, tense
from .dates import stated_year
from .found import Found
from .intervals import shift_months, week_value
from .values import UNDATED, Operation, Value, listed_value, number, on, unknown


def weekday(found: Found, context: Context) -> Value:
    """A weekday: the latest such day, the publication day included, unless the text says it is to come."""
    wanted, which, today = number(found, "weekday", context), number(found, "which", context), context.anchor
    if wanted is None:
        return unknown("DATE", "incomplete")
    if today is None:
        return Value(type="DATE", value=f"XXXX-WXX-{wanted}", decided=UNDATED)
    latest = today - timedelta(days=(today.isoweekday() - wanted) % 7)
    coming = today + timedelta(days=(wanted - today.isoweekday()) % 7)
    if which == -1:
        return on(latest if latest < today else latest - timedelta(days=7), "last such day before")
    if which == 1:
        following = coming if coming > today else coming + timedelta(days=7)
        value = on(following, "next such day")
        later = (following + timedelta(days=7)).isoformat()
        return _with_other(value, later, "the day of the following week")
    if which == 0:
        return on(today + timedelta(days=wanted - today.isoweekday()), "of this week")
    if _is_coming(found, context):
        return on(coming, "coming such day: tense or word before it")
    return on(latest, "latest such day")


def weekday_running(found: Found, context: Context) -> Value:
    """ "the following Friday": counted from the running day."""
    wanted, here = number(found, "weekday", context), context.here
    if wanted is None or here is None:
        return unknown("DATE", UNDATED)
    back = context.text[found.start : found.end].lower().split()[1] in context.knowledge.lists["whichctx"]
    days = -((here.isoweekday() - wanted) % 7 or 7) if back else ((wanted - here.isoweekday()) % 7 or 7)
    return on(here + timedelta(days=days), "running day")


def weekend(found: Found, context: Context) -> Value:
    """The Saturday and Sunday of a week."""
    today, which = context.anchor, number(found, "which", context)
    if today is None:
        return unknown("DATE", UNDATED)
    back = which if which is not None else (-1 if today.isoweekday() < 6 and tense(found, context) != "future" else 0)
    return Value(type="DATE", value=f"{week_value(today + timedelta(weeks=back))}-WE")


def unit(found: Found, context: Context) -> Value:
    """ "last week", "this year", "next month": with the granularity of the unit."""
    letter, which, today = _letter(found, context), number(found, "which", context), context.anchor
    if which is None or today is None:
        return unknown("DATE", UNDATED)
    return _shifted(today, letter, which)


def unit_running(found: Found, context: Context) -> Value:
    """ "the previous month", "that year": counted from the running date."""
    letter, which, here = _letter(found, context), number(found, "whichctx", context), context.running_day
    if which is None or here is None:
        return unknown("DATE", UNDATED)
    return _shifted(here, letter, which, "running date")


def the_unit(found: Found, context: Context) -> Value:
    """ "the year": the one the text is in."""
    words = context.text[found.start : found.end].lower().split()
    letter = context.knowledge.lists["unit"].get(words[-1])
    if letter is None or context.anchor is None:
        return unknown("DATE", UNDATED)
    return latest_quarter(found, context) if letter == "Q" else _shifted(context.anchor, letter, 0)


def week_of(found: Found, context: Context) -> Value:
    """ "the week of September 10": the ISO week that day lies in."""
    month, day, today = number(found, "month", context), number(found, "dd", context), context.today
    if month is None or day is None or today is None:
        return unknown("DATE", UNDATED)
    try:
        return Value(type="DATE", value=week_value(date(today.year, month, day)))
    except ValueError:
        return unknown("DATE", "no such day")


def ago(found: Found, context: Context) -> Value:
    """ "two weeks ago": from the publication day, with the granularity of the unit."""
    return _counted(found, context, context.anchor, -1)


def from_now(found: Found, context: Context) -> Value:
    """ "two weeks from now"."""
    return _counted(found, context, context.anchor, 1)


def earlier(found: Found, context: Context) -> Value:
    """ "two days earlier": from the running date."""
    return _counted(found, context, context.running_day, -1)


def later(found: Found, context: Context) -> Value:
    """ "two days later": from the running date."""
    return _counted(found, context, context.running_day, 1)


def year_ago(_: Found, context: Context) -> Value:
    """ "a year ago"."""
    return _shifted(context.anchor, "Y", -1) if context.anchor else unknown("DATE", UNDATED)


def season(found: Found, context: Context) -> Value:
    """A season with its year."""
    letters = listed_value(found, "season", context)
    if "bc" in found.groups:
        return Value(type="DATE", value=f"BC{int(found.groups['bc']):04d}-{letters}")
    year = stated_year(found, context)
    if year is None:
        return unknown("DATE", "incomplete")
    return Value(type="DATE", value=f"{year}-{letters}", at=(year, 0, 0))


def season_running(found: Found, context: Context) -> Value:
    """ "in the spring of that year"."""
    here = context.running_day
    if here is None:
        return unknown("DATE", UNDATED)
    return Value(type="DATE", value=f"{here.year}-{listed_value(found, 'season', context)}", decided="running year")


def season_near(found: Found, context: Context) -> Value:
    """ "last spring", "in winter": the latest such season that has begun, unless it is to come."""
    letters, today = listed_value(found, "season", context) or "", context.anchor
    if today is None:
        return unknown("DATE", UNDATED)
    if context.mode == NARRATIVE:
        return Value(type="DATE", value=f"{today.year}-{letters}", decided="running year")
    begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[letters]
    which = number(found, "which", context)
    year = today.year if today.month >= begins or which == 0 else today.year - 1
    if which == 1 or (which is None and tense(found, context) == "future"):
        year = today.year if today.month < begins else today.year + 1
    elif which == -1 and year == today.year and today.month < begins + 3:
        year -= 1
    return Value(type="DATE", value=f"{year}-{letters}")


def quarter(found: Found, context: Context) -> Value:
    """A quarter; without a year the latest that has begun."""
    ordinal, today = number(found, "ord", context), context.today
    if ordinal is None or not 1 <= ordinal <= 4:
        return unknown("DATE", "no quarter of a year")
    stated, which = found.groups.get("year"), number(found, "which", context)
    if stated:
        return Value(type="DATE", value=f"{stated}-Q{ordinal}")
    if today is None:
        return unknown("DATE", UNDATED)
    if which is not None:
        return Value(type="DATE", value=f"{today.year + which}-Q{ordinal}")
    now = (today.month + 2) // 3
    year = today.year if ordinal <= now or tense(found, context) == "future" else today.year - 1
    return Value(type="DATE", value=f"{year}-Q{ordinal}", decided="latest such quarter")


def latest_quarter(_: Found, context: Context) -> Value:
    """The quarter that ended last."""
    if context.today is None:
        return unknown("DATE", UNDATED)
    now = (context.today.month + 2) // 3
    year, before = (context.today.year, now - 1) if now > 1 else (context.today.year - 1, 4)
    return Value(type="DATE", value=f"{year}-Q{before}")


def same_period(found: Found, context: Context) -> Value:
    """ "the same period last year"."""
    if context.today is None:
        return unknown("DATE", UNDATED)
    stated = found.groups.get("y2") or found.groups.get("y3")
    return Value(type="DATE", value=stated or str(context.today.year - 1))


def half(found: Found, context: Context) -> Value:
    """A half of a year."""
    ordinal = number(found, "ord", context)
    words = context.text[found.start : found.end].lower().split()
    forms = context.knowledge.lists["ord"]
    place = ordinal or next((int(forms[word]) for word in words if word in forms), 2)
    stated = found.groups.get("year")
    year = int(stated) if stated else (context.running_day.year if context.running_day else None)
    return Value(type="DATE", value=f"{year}-H{place}") if year else unknown("DATE", UNDATED)


def middle_of_year(found: Found, context: Context) -> Value:
    """ "mid-2016"."""
    return Value(type="DATE", value=found.groups.get("year"), mod="MID") if context else unknown("DATE", UNDATED)


def year_end(_: Found, context: Context) -> Value:
    """The last day of the year."""
    return on(date(context.today.year, 12, 31)) if context.today else unknown("DATE", UNDATED)


def _is_coming(found: Found, context: Context) -> bool:
    if context.mode == NARRATIVE:
        return False
    return comes(context.knowledge.cues.coming_weekday, found, context) or tense(found, context) == "future"


def _letter(found: Found, context: Context) -> str:
    for name in ("unit", "anyunit", "units"):
        letter = listed_value(found, name, context)
        if letter:
            return letter
    return ""


def _counted(found: Found, context: Context, anchor: date | None, sign: int) -> Value:

    words = found.groups.get("n", "")
    count = value_of(words, context.knowledge.numbers)
    letter = _letter(found, context)
    if anchor is None or count is None:
        return unknown("DATE", UNDATED)
    decided = "publication date" if anchor == context.today else "running date"
    if letter in {"S", "I", "H"}:
        return Value(type="TIME", value=None, decided=decided)
    return _shifted(anchor, letter, sign * round(count), decided)


def _shifted(day: date, letter: str, count: int, decided: str = "") -> Value:
    try:
        return _moved(day, letter, count, decided)
    except (ValueError, OverflowError):
        return Value(type="DATE", value=None, decided=decided, problem="outside the calendar")


def _moved(day: date, letter: str, count: int, decided: str) -> Value:
    if letter in {"D", "N"}:
        moved = on(day + timedelta(days=count), decided)
        return moved if letter == "D" else Value(type="TIME", value=f"{moved.value}TNI", decided=decided)
    if letter == "W":
        return Value(type="DATE", value=week_value(day + timedelta(weeks=count)), decided=decided)
    if letter == "M":
        year, month = shift_months(day, count)
        return Value(
            type="DATE",
            value=f"{year:04d}-{month:02d}",
            decided=decided,
            at=(date(year, month, 1).year, month, 0),
        )
    if letter == "Q":
        year, month = shift_months(day, 3 * count)
        return Value(type="DATE", value=f"{year:04d}-Q{(month + 2) // 3}", decided=decided)
    years = {"Y": 1, "E": 10, "C": 100}.get(letter)
    if years is None:
        return Value(type="DATE", value=None, decided=decided)
    year = date(day.year + years * count, 1, 1).year
    digits = {"Y": 4, "E": 3, "C": 2}[letter]
    if letter == "E" and abs(count) > 1:
        digits = 4
    return Value(type="DATE", value=f"{year:04d}"[:digits], decided=decided)


def _with_other(value: Value, other: str, reason: str) -> Value:

    return msgspec.structs.replace(value, other=((other, reason),))


OPERATIONS: dict[str, Operation] = {
    "weekday": weekday,
    "weekdayctx": weekday_running,
    "weekend": weekend,
    "unit": unit,
    "unitctx": unit_running,
    "theunit": the_unit,
    "weekof": week_of,
    "ago": ago,
    "fromnow": from_now,
    "earlier": earlier,
    "later": later,
    "yearago": year_ago,
    "season": season,
    "seasonctx": season_running,
    "seasonw": season_near,
    "season0": season_near,
    "season0b": season_near,
    "quarter": quarter,
    "quarterw": quarter,
    "lateq": latest_quarter,
    "samequarter": same_period,
    "half": half,
    "halfctx": half,
    "midyear": middle_of_year,
    "yearend": year_end,
}
