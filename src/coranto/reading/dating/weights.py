"""How much each cue speaks for a day: logarithms of likelihoods, set by hand, not learned.

Hard cues leave the days they exclude almost nothing; soft ones fall off with distance. What a report says of dates near
it is told in many words that mean the same, so the soft cues of one kind share their weight.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from ..conflicts import days_off
from .cues import Cue

NEVER = -12.0
_WRONG_WEEKDAY = -5.3  # a label that names another day than its own: 1 in 200
_WRONG_DATELINE = -4.0
# An instalment is cited some days after it appeared: how likely each number of days, and beyond them.
_CITED = (0.04, 0.62, 0.14, 0.07, 0.03, 0.02, 0.02, 0.02)
_CITED_LATER, _CITED_FALL = 0.04, 14.0
_WRONG_COUNT = -8.0  # the words can count something else
_COUNT_FALL = 20.0  # days off at which a count of a conflict is e times less likely
_DAY_COUNT_FALL = 0.5
# Years from the latest year a report names to its publication: a report seldom names its own year.
_YEARS = {-3: 0.02, -2: 0.03, -1: 0.06, 0: 0.22, 1: 0.12, 2: 0.07, 3: 0.05}
_YEARS_LATER, _YEARS_LATER_FALL = 0.04, 0.94
_YEARS_BEFORE, _YEARS_BEFORE_FALL = 0.015, 0.85
# A full date or a month with its year is more often news of the day: the share of those, and days of fall.
_NEAR_SHARE = {True: 0.45, False: 0.35}
_NEAR_AFTER, _NEAR_BEFORE = 40.0, 60.0
_AFTER_FALL, _BEFORE_FALL = 60.0, 45.0  # days: what is named without a year lies near the publication
_FARTHEST = -3.0


def weigher(cues: Sequence[Cue]) -> Callable[[date], float]:
    """How much cues of one kind together speak for a day."""
    kind = cues[0].kind
    if kind == "cited":
        return lambda day: _all_cited(cues, day)
    if kind == "nearby":
        # What is named without a year depends on the day of the year alone.
        leap = [date(2000, 1, 1) + timedelta(days=offset) for offset in range(366)]
        share = math.sqrt(len(cues))
        table = {(day.month, day.day): sum(_one(cue, day) for cue in cues) / share for day in leap}
        return lambda day: table[day.month, day.day]
    return lambda day: sum(_one(cue, day) for cue in cues)


def _all_cited(cues: Sequence[Cue], day: date) -> float:
    """None of the instalments cited can be later than the day; the latest counts."""
    weights = [_cited(cue, day) for cue in cues]
    return max(weights) if min(weights) > NEVER else NEVER


def violated(cue: Cue, day: date) -> bool:
    """True when a hard cue says another day."""
    if cue.kind in {"weekday", "dateline", "label", "said"}:
        return _one(cue, day) < -1.0
    if cue.kind == "cited":
        return cue.day is not None and cue.day > day
    return cue.kind == "counted" and min(days_off(each, day) for each in cue.counted) > 90 * _unit(cue)


def _unit(cue: Cue) -> float:
    return 0.05 if cue.counted[0].unit == "day" else 1.0


def _one(cue: Cue, day: date) -> float:
    if cue.kind == "weekday":
        return 0.0 if day.isoweekday() == cue.weekday else _WRONG_WEEKDAY
    if cue.kind == "counted":
        return max(_counted(cue, place, day) for place in range(len(cue.counted)))
    if cue.kind == "told":
        return _after_latest(cue.latest or (day.year, 0, 0), day)
    if cue.day is not None:
        return _at(abs((day - cue.day).days), cue.kind)
    month, of_month = cue.open or (1, 1)
    gap = gap_to(day, month, of_month or 15)
    if cue.kind == "nearby":
        fall = _AFTER_FALL if gap >= 0 else _BEFORE_FALL
        return max(_FARTHEST, -abs(gap) / fall) * (1.0 if of_month else 0.6)
    if cue.kind == "weekday of date":
        return 0.0 if _weekday_of_nearest(day, gap) == cue.weekday else _WRONG_WEEKDAY
    return _at(abs(gap), cue.kind)


def _at(days: int, kind: str) -> float:
    """A day the page names as its own: that day, seldom the next."""
    if days == 0:
        return 0.0
    return max(NEVER, _WRONG_DATELINE - days) if kind in {"dateline", "label"} and days <= 3 else NEVER


def _counted(cue: Cue, place: int, day: date) -> float:
    counted = cue.counted[place]
    off = days_off(counted, day)
    fall = _DAY_COUNT_FALL if counted.unit == "day" else _COUNT_FALL * (1 + counted.conflict.precision)
    return max(_WRONG_COUNT, -off / fall) + math.log(counted.share)


def _cited(cue: Cue, day: date) -> float:
    gap = (day - cue.day).days if cue.day else gap_since(day, *(cue.open or (1, 1)))
    if gap < 0:
        return NEVER
    if gap < len(_CITED):
        return math.log(_CITED[gap])
    return max(NEVER, math.log(_CITED_LATER) - (gap - len(_CITED)) / _CITED_FALL - 3.0)


def _after_latest(latest: tuple[int, int, int], day: date) -> float:
    """How likely a report appears on a day when the latest date it names is this one."""
    year, month, of_month = latest
    gap = day.year - year
    if gap < -3:
        yearly = _YEARS_BEFORE * _YEARS_BEFORE_FALL ** (-gap - 4)
    else:
        yearly = _YEARS.get(gap) or _YEARS_LATER * _YEARS_LATER_FALL ** (gap - 4)
    if not month:
        return math.log(yearly / 365)
    days = (day - date(year, month, of_month or 15)).days
    near = (
        0.8 * math.exp(-days / _NEAR_AFTER) / _NEAR_AFTER
        if days >= 0
        else 0.2 * math.exp(days / _NEAR_BEFORE) / _NEAR_BEFORE
    )
    share = _NEAR_SHARE[of_month > 0]
    return math.log(share * near + (1 - share) * yearly / 365)


def gap_since(day: date, month: int, of_month: int) -> int:
    """Days since the latest such day of a year, `day` itself included."""
    gap = (day - _date(day.year, month, of_month)).days
    return gap if gap >= 0 else (day - _date(day.year - 1, month, of_month)).days


def gap_to(day: date, month: int, of_month: int) -> int:
    """Days since the nearest such day of a year; negative where it is to come."""
    gaps = [(day - _date(day.year + near, month, of_month)).days for near in (-1, 0, 1)]
    return min(gaps, key=abs)


def _weekday_of_nearest(day: date, gap: int) -> int:
    return date.fromordinal(day.toordinal() - gap).isoweekday()


def _date(year: int, month: int, of_month: int) -> date:
    try:
        return date(year, month, of_month)
    except ValueError:
        return date(year, 3, 1)  # 29 February
