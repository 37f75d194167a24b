"""Durations, sets, clock times, parts of day, and words that only point to now, before or after."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from .context import Context, comes, day_of_clause, tense
from .found import Found
from .mode import NARRATIVE
from .points import Point
from .values import (
    BESIDE,
    MULTIPLES,
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

_ISO = {"S": "PT{}S", "I": "PT{}M", "H": "PT{}H", "D": "P{}D", "N": "P{}D", "W": "P{}W", "M": "P{}M", "Q": "P{}Q",
        "Y": "P{}Y"}  # fmt: skip
_HALVES = {"Y": "P{}Y6M", "H": "PT{}H30M", "I": "PT{}M30S"}


def duration(found: Found, context: Context) -> Value:
    """A counted duration: "three years", "two and a half years"."""
    count = counted(found, "n", context)
    more = counted(found, "more", context) or 0
    return _as_set(found, _duration(found, context, None if count is None else count + more))


def between(found: Found, context: Context) -> Value:
    """ "two to three weeks": the shorter, with the longer beside it."""
    value, longer = _duration(found, context, counted(found, "n", context)), counted(found, "n2", context)
    other = _duration(found, context, longer).value
    more = () if other is None else ((other, "the longer of the two"),)
    return msgspec.structs.replace(value, mod="EQUAL_OR_MORE", other=more)


def part_of_unit(found: Found, context: Context) -> Value:
    """ "a quarter of a century"."""
    return _duration(found, context, float(listed_value(found, "fraction", context) or 1))


def of_two_units(found: Found, context: Context) -> Value:
    """ "nine years and two months"."""
    one = _duration(found, context, counted(found, "n", context)).value or ""
    smaller = msgspec.structs.replace(found, groups={"units": found.groups["units2"]})
    other = _duration(smaller, context, counted(found, "n2", context)).value or ""
    if one.startswith("PT") and not other.startswith("PT"):
        return unknown("DURATION", "no order of units")
    return Value("DURATION", one + (other[2:] if one.startswith("PT") else other[1:]))


def _as_set(found: Found, value: Value) -> Value:
    """ "every other day": a length that returns."""
    return msgspec.structs.replace(value, type="SET", quant="EVERY") if found.given.get("set") else value


def uncounted(found: Found, context: Context) -> Value:
    """ "several years", "the past months"."""
    return _duration(found, context, None)


def some_time(*_: object) -> Value:
    """A duration of unknown length and unit."""
    return Value(type="DURATION", value="PXX")


def every(found: Found, context: Context) -> Value:
    """ "every week", "twice a week"; `freq` is how often."""
    times = counted(found, "n", context) if "n" in found.groups else number(found, "often", context)
    value = _duration(found, context, 1).value
    return Value("SET", value, quant=None if times else "EVERY", freq=f"{times:g}X" if times else None)


def of_length(value: str) -> Operation:
    """ "daily", "weekly"."""
    return lambda *_: Value(type="SET", value=value)


def weekdays(found: Found, context: Context) -> Value:
    """ "every Friday", "Fridays"."""
    return Value("SET", f"XXXX-WXX-{listed_value(found, 'weekday', context)}", quant="EVERY")


def parts(found: Found, context: Context) -> Value:
    """ "every morning", "nightly"."""
    return Value("SET", f"XXXX-XX-XX{listed_value(found, 'part', context)}", quant="EVERY")


def seasons(found: Found, context: Context) -> Value:
    """ "each autumn"."""
    return Value("SET", f"XXXX-{listed_value(found, 'season', context)}", quant="EVERY")


def months(found: Found, context: Context) -> Value:
    """ "every April"."""
    return Value("SET", f"XXXX-{number(found, 'month', context) or 0:02d}", quant="EVERY")


def pointing(value: str) -> Operation:
    """ "now", "recently", "soon": PRESENT_REF, PAST_REF, FUTURE_REF."""
    return lambda *_: Value(type="DATE", value=value)


def one_day(found: Found, context: Context) -> Value:
    """ "one day": some day to come, unless it is told in the past."""
    told = tense(found, context)
    return unknown("DATE", "the text does not say which day") if told == "past" else Value("DATE", "FUTURE_REF")


def counted_day(found: Found, context: Context) -> Value:
    """ "the third day of the siege": the day it stands beside, or today where the sentence says "is"."""
    if context.story.day and context.beside_day(found):
        return Value("DATE", context.story.day.value, BESIDE)
    if context.today and comes(context.knowledge.cues.is_now, found, context):
        return on(context.today, "said of the publication day")
    return unknown("DATE", "the text does not say from when")


def nothing(*_: object) -> Value:
    """An expression without a value of its own: "the time"."""
    return unknown("DATE", "the text does not say when")


def clock(found: Found, context: Context) -> Value:
    """A clock time: of the day its sentence names, else of the publication day."""
    hour, minute = int(found.groups["hh"]), int(found.groups.get("mi") or found.groups.get("mi2") or 0)
    half = listed_value(found, "ampm", context)
    hour = hour % 12 + (12 if half == "PM" else 0) if half else hour
    zone = listed_value(found, "zone", context) or ""
    if hour > 24 or (hour == 24 and minute):
        return unknown("TIME", "no hour of the day")
    return _at(found, context, f"T{hour:02d}:{minute:02d}{zone}")


def clock_in_digits(found: Found, context: Context) -> Value:
    """ "1630 hours"."""
    digits = context.text[found.start : found.start + 4]
    return _at(found, context, f"T{digits[:2]}:{digits[2:]}")


def clock_in_words(found: Found, context: Context) -> Value:
    """ "ten in the evening", "four o'clock": without a part of the day an hour of the working day."""
    hour, part = counted(found, "n", context), listed_value(found, "part", context)
    if hour is None or not 1 <= hour <= 12 or hour % 1:
        return unknown("TIME", "no hour of the day")
    morning, evening = round(hour) % 12, round(hour) % 12 + 12
    late = morning < 7 if part is None else part in {"TAF", "TEV"} or (part == "TNI" and morning >= 6)
    value = _at(found, context, f"T{evening if late else morning:02d}:00")
    if part is not None or value.value is None:
        return value
    other = f"{value.value[:10]}T{morning if late else evening:02d}:00"
    return msgspec.structs.replace(value, other=((other, "the other half of the day"),))


def at(suffix: str) -> Operation:
    """ "noon", "midnight"."""
    return lambda found, context: _at(found, context, suffix)


def by_part(found: Found, context: Context) -> Value:
    """ "by nightfall": of the day its clause names, like a clock time."""
    return _at(found, context, listed_value(found, "part", context) or "")


def this_part(found: Found, context: Context) -> Value:
    """ "this morning": of the publication day."""
    return _of_day(context.point_of_today, listed_value(found, "part", context) or "")


def that_part(found: Found, context: Context) -> Value:
    """ "that night", "the next morning": counted from the running day."""
    here = context.day.as_day if context.day else None
    days = number(found, "whichctx", context) or 0
    if here is None:
        return unknown("TIME", "no day to count from")
    day = here + timedelta(days=days)
    return _of_day(Point(day.year, day.month, day.day), listed_value(found, "part", context) or "")


def last_night(_: Found, context: Context) -> Value:
    """The night before the publication day."""
    if context.today is None:
        return unknown("TIME", UNDATED)
    return Value(type="TIME", value=f"{(context.today - timedelta(days=1)).isoformat()}TNI")


def _at(found: Found, context: Context, suffix: str) -> Value:
    named = context.story.day if context.mode == NARRATIVE else day_of_clause(found, context)
    return _of_day(named or context.point_of_today, suffix)


def _of_day(day: Point | None, suffix: str) -> Value:
    if day is None:
        return Value(type="TIME", value=f"XXXX-XX-XX{suffix}", decided=UNDATED)
    return Value(type="TIME", value=f"{day.value}{suffix}")


def _duration(found: Found, context: Context, count: float | None) -> Value:
    letter = unit_letter(found, context)
    if letter in MULTIPLES:
        letter, times = MULTIPLES[letter]
        count = None if count is None else count * times
    if letter not in _ISO:
        return unknown("DURATION", "no unit")
    if count is not None and count % 1 == 0.5 and count > 1 and letter in _HALVES:
        return Value(type="DURATION", value=_HALVES[letter].format(int(count)))
    return Value(type="DURATION", value=_ISO[letter].format("X" if count is None else f"{count:.10g}"))


OPERATIONS: dict[str, Operation] = {
    "dur": duration,
    "durX": uncounted,
    "durXX": some_time,
    "setU": every,
    "setD": of_length("P1D"),
    "setW": of_length("P1W"),
    "setM": of_length("P1M"),
    "setQ": of_length("P3M"),
    "setY": of_length("P1Y"),
    "setH": of_length("PT1H"),
    "setWd": weekdays,
    "setMo": months,
    "present": pointing("PRESENT_REF"),
    "past": pointing("PAST_REF"),
    "future": pointing("FUTURE_REF"),
    "oneday": one_day,
    "nothing": nothing,
    "ordday": counted_day,
    "durrange": between,
    "clock": clock,
    "clockdigits": clock_in_digits,
    "clockword": clock_in_words,
    "durfraction": part_of_unit,
    "durtwo": of_two_units,
    "setpart": parts,
    "setweekend": lambda *_: Value("SET", "XXXX-WXX-WE", quant="EVERY"),
    "setseason": seasons,
    "noon": at("T12:00"),
    "midnight": at("T24:00"),
    "thispart": this_part,
    "bypart": by_part,
    "thatpart": that_part,
    "lastnight": last_night,
}
