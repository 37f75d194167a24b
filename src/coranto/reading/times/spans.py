"""Durations, sets, clock times, parts of day, and words that only point to now, before or after."""

from __future__ import annotations

from datetime import timedelta

from ...knowledge.numbers import value_of
from .context import Context
from .found import Found
from .values import UNDATED, Operation, Value, listed_value, unknown

_ISO = {"S": "PT{}S", "I": "PT{}M", "H": "PT{}H", "D": "P{}D", "N": "P{}D", "W": "P{}W", "M": "P{}M", "Q": "P{}Q",
        "Y": "P{}Y"}  # fmt: skip


def duration(found: Found, context: Context) -> Value:
    """A counted duration: "three years"."""
    count = value_of(found.groups.get("n", ""), context.knowledge.numbers)
    return _duration(found, context, None if count is None else count)


def one(found: Found, context: Context) -> Value:
    """ "a year"."""
    return _duration(found, context, 1)


def with_half(found: Found, context: Context) -> Value:
    """ "two and a half years"."""
    count = value_of(found.groups.get("n", ""), context.knowledge.numbers)
    return _duration(found, context, None if count is None else count + 0.5)


def one_and_half(found: Found, context: Context) -> Value:
    """ "a year and a half"."""
    return _duration(found, context, 1.5)


def uncounted(found: Found, context: Context) -> Value:
    """ "several years", "the past months"."""
    return _duration(found, context, None)


def half_century(*_: object) -> Value:
    """Fifty years."""
    return Value(type="DURATION", value="P50Y")


def some_time(*_: object) -> Value:
    """A duration of unknown length and unit."""
    return Value(type="DURATION", value="PXX")


def every(found: Found, context: Context) -> Value:
    """ "every week"."""
    length = _duration(found, context, 1)
    return Value(type="SET", value=length.value, quant="EVERY")


def of_length(value: str) -> Operation:
    """ "daily", "weekly"."""
    return lambda *_: Value(type="SET", value=value)


def weekdays(found: Found, context: Context) -> Value:
    """ "every Friday", "Fridays"."""
    return Value(type="SET", value=f"XXXX-WXX-{listed_value(found, 'weekday', context)}")


def months(found: Found, context: Context) -> Value:
    """ "every April"."""
    return Value(type="SET", value=f"XXXX-{int(listed_value(found, 'month', context) or 0):02d}")


def pointing(value: str) -> Operation:
    """ "now", "recently", "soon": PRESENT_REF, PAST_REF, FUTURE_REF."""
    return lambda *_: Value(type="DATE", value=value)


def nothing(*_: object) -> Value:
    """An expression without a value of its own: "the time"."""
    return Value(type="DATE", value=None, decided="the text does not say when")


def clock(found: Found, context: Context) -> Value:
    """A clock time of the publication day."""
    hour, minute = int(found.groups["hh"]), int(found.groups.get("mi") or found.groups.get("mi2") or 0)
    half = listed_value(found, "ampm", context)
    hour = hour % 12 + (12 if half == "PM" else 0) if half else hour
    zone = listed_value(found, "zone", context) or ""
    return _at(context, f"T{hour:02d}:{minute:02d}{zone}")


def at(suffix: str) -> Operation:
    """ "noon", "midnight"."""
    return lambda _, context: _at(context, suffix)


def this_part(found: Found, context: Context) -> Value:
    """ "this morning"."""
    return _at(context, listed_value(found, "part", context) or "")


def that_part(found: Found, context: Context) -> Value:
    """ "that night": of the running day."""
    here = context.here
    part = listed_value(found, "part", context)
    return Value(type="TIME", value=f"{here.isoformat()}{part}") if here else unknown("TIME", UNDATED)


def tonight(_: Found, context: Context) -> Value:
    """The night of the publication day."""
    return _at(context, "TNI")


def last_night(_: Found, context: Context) -> Value:
    """The night before the publication day."""
    if context.today is None:
        return unknown("TIME", UNDATED)
    return Value(type="TIME", value=f"{(context.today - timedelta(days=1)).isoformat()}TNI")


def at_night(_: Found, context: Context) -> Value:
    """ "at night" in a history: of the running day."""
    here = context.here
    return Value(type="TIME", value=f"{here.isoformat()}TNI") if here else unknown("TIME", UNDATED)


def _at(context: Context, suffix: str) -> Value:
    if context.today is None:
        return Value(type="TIME", value=f"XXXX-XX-XX{suffix}", decided=UNDATED)
    day = context.here if context.mode == "narrative" and context.here else context.today
    return Value(type="TIME", value=f"{day.isoformat()}{suffix}")


def _duration(found: Found, context: Context, count: float | None) -> Value:
    letter = next((each for name in ("anyunit", "units", "unit") if (each := listed_value(found, name, context))), "")
    years = {"E": 10, "C": 100}.get(letter)
    if years:
        letter, count = "Y", None if count is None else count * years
    if letter not in _ISO:
        return unknown("DURATION", "no unit")
    digits = "X" if count is None else f"{count:g}"
    return Value(type="DURATION", value=_ISO[letter].format(digits))


OPERATIONS: dict[str, Operation] = {
    "dur": duration,
    "dur1": one,
    "durX": uncounted,
    "durXX": some_time,
    "durhalf": with_half,
    "durhalf1": one_and_half,
    "durhc": half_century,
    "pastunit": one,
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
    "pastx": pointing("PAST_REF"),
    "fewearlier": pointing("PAST_REF"),
    "fewlater": pointing("FUTURE_REF"),
    "recentu": pointing("PAST_REF"),
    "comingu": pointing("FUTURE_REF"),
    "nothing": nothing,
    "ordday": nothing,
    "clock": clock,
    "noon": at("T12:00"),
    "midnight": at("T24:00"),
    "thispart": this_part,
    "thatpart": that_part,
    "tonight": tonight,
    "lastnight": last_night,
    "overnight": last_night,
    "atnight": at_night,
}
