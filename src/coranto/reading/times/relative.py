"""Expressions that count from somewhere: weekdays, last week, two weeks ago, three days later, seasons, quarters."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from .context import Context, comes, tense
from .dates import open_year, stated_year
from .found import Found
from .mode import NARRATIVE
from .points import Point, stepped, week_value, year_value
from .story import year_by_story, year_linked
from .values import (
    DAY,
    QUARTER,
    RUNNING,
    UNDATED,
    Operation,
    Value,
    counted,
    listed_value,
    number,
    on,
    unit_letter,
    unknown,
)

MOST_WEEKS = 520
_SEASON_BEGINS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def weekday(found: Found, context: Context) -> Value:
    """A weekday: the latest such day, the publication day included, unless the text says it is to come."""
    wanted, which = number(found, "weekday", context), number(found, "which", context)
    today = context.anchor.first_day if context.anchor else None
    if wanted is None:
        return unknown("DATE", "incomplete")
    if today is None:
        return Value(type="DATE", value=f"XXXX-WXX-{wanted}", decided=UNDATED)
    latest = today - timedelta(days=(today.isoweekday() - wanted) % 7)
    coming = today + timedelta(days=(wanted - today.isoweekday()) % 7)
    week = timedelta(days=7)
    if which == -1:
        return on(latest if latest < today else latest - week, "last such day before")
    if which == 1:
        following = coming if coming > today else coming + week
        value = on(following, "next such day")
        return _with_other(value, (following + week).isoformat(), "the day of the following week")
    if which == 0:
        return on(today + timedelta(days=wanted - today.isoweekday()), "of this week")
    if _is_coming(found, context):
        return on(coming, "coming such day: tense or word before it")
    return on(latest, "latest such day")


def weekday_running(found: Found, context: Context) -> Value:
    """ "the following Friday", "that Friday": counted from the running day."""
    wanted, which = number(found, "weekday", context), number(found, "whichctx", context)
    here = context.day.as_day if context.day else None
    if wanted is None or here is None:
        return unknown("DATE", UNDATED)
    if which == -1:
        return on(here - timedelta(days=(here.isoweekday() - wanted) % 7 or 7), DAY)
    ahead = (wanted - here.isoweekday()) % 7
    return on(here + timedelta(days=ahead or (7 if which else 0)), DAY)


def weekdays_ago(found: Found, context: Context) -> Value:
    """ "two Saturdays ago"."""
    wanted, count = number(found, "weekday", context), counted(found, "n", context)
    today = context.anchor.first_day if context.anchor else None
    if wanted is None or count is None or today is None or count > MOST_WEEKS:
        return unknown("DATE", UNDATED)
    last = today - timedelta(days=(today.isoweekday() - wanted) % 7 or 7)
    return on(last - timedelta(weeks=round(count) - 1), "counted back")


def weekend(found: Found, context: Context) -> Value:
    """The Saturday and Sunday of a week."""
    today, which = context.anchor.first_day if context.anchor else None, number(found, "which", context)
    if today is None:
        return unknown("DATE", UNDATED)
    just_over = today.isoweekday() < 5 and tense(found, context) != "future"
    if which is None or (which == 0 and just_over and tense(found, context) == "past"):
        which = -1 if just_over else 0
    return Value(type="DATE", value=f"{week_value(today + timedelta(weeks=which))}-WE")


def unit(found: Found, context: Context) -> Value:
    """ "last week", "this year", "next month": with the granularity of the unit."""
    return _shifted(context.anchor, unit_letter(found, context), number(found, "which", context))


def unit_running(found: Found, context: Context) -> Value:
    """ "the previous month", "that year": counted from the running date."""
    letter, which = unit_letter(found, context), number(found, "whichctx", context)
    if letter == "Q" and context.story.quarter and which is not None:
        return _quarter(*_quarters_from(context.story.quarter, which), QUARTER)
    return _shifted(context.running, letter, which, RUNNING)


def the_unit(found: Found, context: Context) -> Value:
    """ "the year": the one the text is in."""
    letter = unit_letter(found, context)
    return latest_quarter(found, context) if letter == "Q" else _shifted(context.anchor, letter, 0)


def week_of(found: Found, context: Context) -> Value:
    """ "the week of September 10": the ISO week that day lies in."""
    month, day, today = number(found, "month", context), number(found, "dd", context), context.today
    if month is None or day is None or today is None:
        return unknown("DATE", UNDATED)
    near = [point.as_day for year in (-1, 0, 1) if (point := Point(today.year + year, month, day)).as_day]
    if not near:
        return unknown("DATE", "no such day")
    return Value("DATE", week_value(min((each for each in near if each), key=lambda day: abs((day - today).days))))


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
        return _compared(quarter[0] - 1, ordinal or quarter[1])
    return _shifted(context.anchor, "Y", -1)


def season(found: Found, context: Context) -> Value:
    """A season with its year."""
    letters, year = listed_value(found, "season", context) or "", stated_year(found, context)
    return _season(year, letters) if year else unknown("DATE", "incomplete")


def season_running(found: Found, context: Context) -> Value:
    """ "in the spring of that year"."""
    here = context.running
    if here is None:
        return unknown("DATE", UNDATED)
    return _season(here.year, listed_value(found, "season", context) or "", RUNNING)


def season_next(found: Found, context: Context) -> Value:
    """ "the following winter", "that spring", "the previous summer": counted from the running date."""
    letters, which, here = (
        listed_value(found, "season", context) or "",
        number(found, "whichctx", context),
        context.running,
    )
    if which is None or here is None:
        return unknown("DATE", UNDATED)
    begins, month = _SEASON_BEGINS[letters], here.month or 1
    if which == 0:
        return _season(here.year, letters, RUNNING)
    passed = month >= begins
    year = here.year + (1 if passed else 0) if which > 0 else here.year - (0 if passed and month >= begins + 3 else 1)
    return _season(year, letters, RUNNING)


def season_near(found: Found, context: Context) -> Value:
    """ "last spring", "in winter": the latest such season that has begun, unless it is to come."""
    letters, today, which = listed_value(found, "season", context) or "", context.today, number(found, "which", context)
    begins = _SEASON_BEGINS[letters]
    linked = year_linked(context.text, found.end, begins, context.story, context.knowledge.links)
    if linked is not None and which is None:
        return _season(linked, letters, "year that follows")
    if context.mode == NARRATIVE:
        told = year_by_story(found.start, found.end, begins, 0, context.story)
        if told is not None:
            at = context.running
            passed = which == 1 and at is not None and at.year == told and at.month >= begins
            return _season(told + 1 if passed else told, letters, "year of the story")
    if today is None:
        return unknown("DATE", UNDATED)
    year = today.year if today.month >= begins or which == 0 else today.year - 1
    if which == 1 or (which is None and tense(found, context) == "future"):
        year = today.year if today.month < begins else today.year + 1
    elif which == -1 and year == today.year and today.month < begins + 3:
        year -= 1
    return _season(year, letters, "nearest to the publication date")


def quarter(found: Found, context: Context) -> Value:
    """A quarter; without a year the latest that has begun."""
    ordinal, anchor = number(found, "ord", context), context.anchor
    if ordinal is None or not 1 <= ordinal <= 4:
        return unknown("DATE", "no quarter of a year")
    stated, which = stated_year(found, context), number(found, "which", context)
    if stated:
        return _quarter(stated, ordinal)
    if anchor is None:
        return unknown("DATE", UNDATED)
    if which is not None:
        return _quarter(anchor.year + which, ordinal)
    now = (anchor.month + 2) // 3
    year = anchor.year if not now or ordinal <= now or tense(found, context) == "future" else anchor.year - 1
    return _quarter(year, ordinal, "latest such quarter")


def latest_quarter(_: Found, context: Context) -> Value:
    """ "the quarter": the one named before, else the one that ended last."""
    named = context.story.quarter
    if context.today is None:
        return _quarter(*named, QUARTER) if named else unknown("DATE", UNDATED)
    if named and named < (context.today.year, (context.today.month + 2) // 3):
        return _quarter(*named, QUARTER)
    now = (context.today.month + 2) // 3
    return _quarter(*((context.today.year, now - 1) if now > 1 else (context.today.year - 1, 4)), "ended last")


def quarter_ended(found: Found, context: Context) -> Value:
    """ "the quarter ended Sept. 30": the one its middle lies in."""
    month, day = number(found, "month", context), number(found, "dd", context)
    if month is None or day is None:
        return latest_quarter(found, context)
    year, _ = open_year(found, context, month, day)
    ended = Point(year or 1, month, day).as_day
    if year is None or ended is None:
        return unknown("DATE", UNDATED)
    middle = ended - timedelta(days=45)
    return _quarter(middle.year, number(found, "ord", context) or (middle.month + 2) // 3)


def same_period(found: Found, context: Context) -> Value:
    """ "the same period last year": of the quarter named before."""
    anchor, quarter = context.anchor, context.story.quarter
    stated = stated_year(found, context)
    if stated is None and anchor is None:
        return unknown("DATE", UNDATED)
    year = stated if stated is not None else anchor.year - 1 if anchor else 0
    return _compared(year, quarter[1]) if quarter else Value("DATE", year_value(year))


def half(found: Found, context: Context) -> Value:
    """A half of a year."""
    ordinal = number(found, "ord", context) or number(found, "halford", context)
    year = stated_year(found, context) or (context.running.year if context.running else None)
    return Value(type="DATE", value=f"{year_value(year)}-H{ordinal}") if year else unknown("DATE", UNDATED)


def month_end(_: Found, context: Context) -> Value:
    """ "at month's end": the running month."""
    here = context.running
    if here is None or not here.month:
        return unknown("DATE", "no month to count from")
    return Value(type="DATE", value=Point(here.year, here.month).value, mod="END", decided=RUNNING)


def _is_year_of_quarter(found: Found, context: Context) -> bool:
    """ "a year earlier" in an account of a quarter: that quarter a year before."""
    return context.story.by_quarter and unit_letter(found, context) == "Y" and counted(found, "n", context) == 1


def _is_coming(found: Found, context: Context) -> bool:
    if context.mode == NARRATIVE:
        return False
    told = tense(found, context)
    return told == "future" or (told != "before" and comes(context.knowledge.cues.coming_weekday, found, context))


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


def _shifted(anchor: Point | None, letter: str, count: int | None, decided: str = "") -> Value:
    if anchor is None or count is None:
        return unknown("DATE", UNDATED)
    if not anchor.month and letter not in {"Y", "E", "C"}:
        return unknown("DATE", "the text does not say from when")
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


def _quarter(year: int, ordinal: int, decided: str = "") -> Value:
    return Value(type="DATE", value=f"{year_value(year)}-Q{ordinal}", decided=decided, quarter=(year, ordinal))


def _compared(year: int, ordinal: int) -> Value:
    """A quarter the text only looks back to: the one it accounts for stays."""
    return Value("DATE", f"{year_value(year)}-Q{ordinal}", decided=QUARTER)


def _quarters_from(quarter: tuple[int, int], count: int) -> tuple[int, int]:
    total = quarter[0] * 4 + quarter[1] - 1 + count
    return total // 4, total % 4 + 1


def _season(year: int, letters: str, decided: str = "") -> Value:
    return Value(type="DATE", value=f"{year_value(year)}-{letters}", decided=decided, at=Point(year))


def _with_other(value: Value, other: str, reason: str) -> Value:
    return msgspec.structs.replace(value, other=((other, reason),))


OPERATIONS: dict[str, Operation] = {
    "weekday": weekday,
    "weekdaysago": weekdays_ago,
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
    "seasonnext": season_next,
    "seasonw": season_near,
    "season0": season_near,
    "season0b": season_near,
    "quarter": quarter,
    "quarterw": quarter,
    "lateq": latest_quarter,
    "quarterended": quarter_ended,
    "samequarter": same_period,
    "half": half,
    "halfctx": half,
    "monthend": month_end,
}
