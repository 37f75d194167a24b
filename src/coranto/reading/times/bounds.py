"""The days a time covers: bounds set by the word before it, ranges, and durations that hang on a day.

A TIMEX3 value keeps its granularity; `earliest` and `latest` make it comparable: "since March" reaches from 1 March to
the publication day, "the last two weeks" end on it, "a two-day visit" begins on the day its sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from ...model.reading import Time
from ..conflicts import Counted
from ..tree import token_at
from .context import Context, before, makes_range
from .found import Found
from .intervals import Interval, interval_of
from .points import moved_by_months
from .values import Value, number

_LENGTH = re.compile(r"P(?P<days>\d+)D|PT(?P<hours>\d+)H|P(?P<weeks>\d+)W|P(?P<months>\d+)M|P(?P<years>\d+)Y(?:6M)?")
_ONE = timedelta(days=1)


def bounded(found: Found, value: Value, context: Context) -> Interval:
    """The interval of a value with the bound that the words before it set; both sides open where nothing is known."""
    if found.innermost.given.get("since") == "story":  # "a few days later": after the story so far
        at = context.running.first_day if context.running else None
        return at, context.today if at and context.today and at <= context.today else None
    pointing = _pointing(value.value, context.today)
    if pointing is not None:
        return pointing
    first, last = interval_of(value.value)
    earliest, latest = value.since or first, value.until or last
    if value.type == "DURATION":
        return _counted_window(found, value, context)
    if earliest is None or latest is None:
        return earliest, latest
    return _with_bound(_bound_before(found, context), earliest, latest, context.today)


def _with_bound(bound: str | None, earliest: date, latest: date, today: date | None) -> Interval:
    if bound == "from":
        return earliest, today if today and today >= earliest else None
    if bound == "to":
        return None, latest
    if bound == "before":
        return None, earliest - _ONE if earliest > date.min else None
    if bound == "after":
        return (latest + _ONE if latest < date.max else None), None
    return earliest, latest


def _bound_before(found: Found, context: Context) -> str | None:
    """What the one or two words before an expression make of it."""
    words = before(found, context).lower().split()
    bounds = context.knowledge.cues.bounds
    return bounds.get(" ".join(words[-2:])) or (bounds.get(words[-1]) if words else None)


def _pointing(value: str | None, today: date | None) -> Interval | None:
    """ "now", "recently", "soon": the publication day and what lies before or after it."""
    if value == "PRESENT_REF":
        return today, today
    if value == "PAST_REF":
        return None, today
    if value == "FUTURE_REF":
        return today, None
    return None


def _counted_window(found: Found, value: Value, context: Context) -> Interval:
    """ "the last two weeks" end on the publication day, "the next three days" begin on it."""
    way, today = number(found.innermost, "way", context), context.today
    if not way or today is None:
        return None, None
    reached = _moved(today, value.value, way)
    if reached is None:
        return (None, today) if way < 0 else (today, None)
    return (reached, today) if way < 0 else (today, reached)


def _moved(day: date, length: str | None, sign: int) -> date | None:
    match = _LENGTH.fullmatch(length or "")
    if match is None:
        return None
    count = {unit: sign * int(digits) for unit, digits in match.groupdict().items() if digits}
    try:
        if "months" in count or "years" in count:
            extra = 6 * sign if length and length.endswith("Y6M") else 0
            return moved_by_months(day, count.get("months", 0) + 12 * count.get("years", 0) + extra)
        hours = count.get("hours", 0)
        return day + timedelta(days=count.get("days", 0) + sign * -(-abs(hours) // 24), weeks=count.get("weeks", 0))
    except (ValueError, OverflowError):
        return None


def joined_intervals(times: Sequence[Time], context: Context) -> tuple[Time, ...]:
    """The times with the intervals they only have together: ranges, and durations beside a day."""
    found = list(times)
    for index in range(len(found) - 1):
        found[index : index + 2] = _range(found[index], found[index + 1], context)
        found[index] = _counted_from(found[index], found[index + 1], index + 1, context)
    for index, time in enumerate(found):
        found[index] = _from_day_of_sentence(time, found, index, context)
    return tuple(found)


def _range(one: Time, other: Time, context: Context) -> tuple[Time, Time]:
    """ "from 3 to 7 May", "between March and June", "27-29 August": both cover the whole."""
    if not makes_range(one.start, one.end, other.start, context):
        return one, other
    first, last = interval_of(one.value)[0], interval_of(other.value)[1]
    if one.type != "DATE" or other.type != "DATE" or first is None or last is None or first > last:
        return one, other
    days = {"earliest": first.isoformat(), "latest": last.isoformat()}
    return msgspec.structs.replace(one, **days), msgspec.structs.replace(other, **days)


def _counted_from(time: Time, following: Time, index: int, context: Context) -> Time:
    """ "two months after 3 March": the duration keeps its value, its day is counted from the date beside it."""
    if time.type != "DURATION" or following.type != "DATE":
        return time
    sign = context.knowledge.cues.counted.get(context.text[time.end : following.start].lower().strip())
    base = interval_of(following.value)
    day = _moved(base[0], time.value, sign) if sign and base[0] and base[0] == base[1] else None
    if day is None:
        return time
    return msgspec.structs.replace(time, earliest=day.isoformat(), latest=day.isoformat(), anchor=index)


def _from_day_of_sentence(time: Time, times: Sequence[Time], index: int, context: Context) -> Time:
    """ "arrived on Sunday for a two-day visit": a hyphened duration begins on the day its sentence names."""
    if time.type != "DURATION" or time.earliest or time.latest or "-" not in time.text:
        return time
    match = _LENGTH.fullmatch(time.value or "")
    ours = token_at(context.parse, time.start)
    if match is None or ours is None or not (match["days"] or match["weeks"] or match["hours"]):
        return time
    for place in (*range(index - 1, -1, -1), *range(index + 1, len(times))):
        day = interval_of(times[place].value)
        its = token_at(context.parse, times[place].start)
        if its is None or its.sentence != ours.sentence:
            continue
        if times[place].type in {"DATE", "TIME"} and day[0] and day[0] == day[1]:
            last = _moved(day[0], time.value, 1)
            ends = (last - (timedelta() if match["hours"] else _ONE)).isoformat() if last else None
            return msgspec.structs.replace(time, earliest=day[0].isoformat(), latest=ends, anchor=place)
    return time


def since_conflicts(times: Sequence[Time], counted: Sequence[Counted], today: date | None) -> tuple[Time, ...]:
    """ "89-month conflict" reaches from its start to the publication day; "the 99th day of the war" is one day.

    Only where one conflict of the table can be meant.
    """
    meant = {each.numbered: [other for other in counted if other.numbered == each.numbered] for each in counted}
    return tuple(_since_conflict(time, _counted_at(time, meant), today) for time in times)


def _counted_at(time: Time, meant: dict[tuple[int, int], list[Counted]]) -> Counted | None:
    found = [each for span, those in meant.items() for each in those if span[0] < time.end and time.start < span[1]]
    sure = [each for each in found if each.share == 1.0]
    return sure[0] if len(sure) == 1 else None


def _since_conflict(time: Time, counted: Counted | None, today: date | None) -> Time:
    if counted is None or time.earliest or time.latest or time.type not in {"DURATION", "DATE"}:
        return time
    conflict, count = counted.conflict, round(counted.count)
    rule = f"{time.rule}: counted from the start of the {conflict.name}, {conflict.start}"
    if not counted.going_on:
        until = today.isoformat() if today else None
        return msgspec.structs.replace(time, earliest=conflict.began.isoformat(), latest=until, rule=rule)
    if counted.unit == "day" and conflict.began == conflict.began_at_latest:
        day = (conflict.began + timedelta(days=count - 1)).isoformat()
        return msgspec.structs.replace(time, value=day, earliest=day, latest=day, rule=rule)
    months = {"year": 12, "month": 1}.get(counted.unit)
    if months is None:
        return time
    first, last = (moved_by_months(conflict.began, months * (count - back)) for back in (1, 0))
    return msgspec.structs.replace(time, earliest=first.isoformat(), latest=(last - _ONE).isoformat(), rule=rule)
