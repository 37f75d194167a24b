"""Every time expression of a report, with its TIMEX3 value, its interval and the rule that made it.

Expressions are found by rules (longest match), joined with their neighbours, and valued in text order with one
running date. The tense of the governing verb decides direction where the words leave it open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from ...knowledge.times import TimeKnowledge
from ...model.ids import mention_id
from ...model.reading import OtherValue, Problem, Time
from ...model.report import Passage
from ..tree import Parse
from . import dates, relative, spans
from .context import Context, before
from .exclude import is_false_friend
from .found import Found, find_atoms, join_all
from .intervals import Interval, interval_of
from .mode import mode_of
from .values import Operation, Value

_OPERATIONS: dict[str, Operation] = dates.OPERATIONS | relative.OPERATIONS | spans.OPERATIONS


def find_times(
    text: str, passages: Sequence[Passage], parse: Parse, published: str | None, knowledge: TimeKnowledge
) -> tuple[tuple[Time, ...], tuple[Problem, ...]]:
    """The times of a report in text order, none overlapping; `published` is the day they hang on, if it is known."""
    today = date.fromisoformat(published) if published else None
    mode = _mode(text, passages, today, knowledge)
    context = Context(text=text, parse=parse, knowledge=knowledge, today=today, mode=mode)
    times: list[Time] = []
    problems: list[Problem] = []
    for passage in passages:
        for found in _expressions(text, passage, parse, knowledge, mode):
            value = evaluate(found, context)
            context = _moved_on(context, found, value)
            times.append(_time(found, value, context))
            if value.problem:
                problems.append(Problem(stage="times", message=value.problem, start=found.start, end=found.end))
    return tuple(times), tuple(problems)


def evaluate(found: Found, context: Context) -> Value:
    """The value of an expression; of a join, that of its base with what the join adds."""
    if found.base is None:
        return _OPERATIONS[found.operation](found, context)
    base = evaluate(found.base, context)
    if found.operation == "mod":
        return msgspec.structs.replace(base, mod=found.mod)
    if found.operation == "part" and base.value:
        part = context.knowledge.lists["part"].get(found.groups["part"].lower(), "")
        return msgspec.structs.replace(base, type="TIME", value=base.value[:10] + part)
    if found.operation == "clockday" and base.value and found.clock:
        clock = evaluate(found.clock, context).value or ""
        return msgspec.structs.replace(base, type="TIME", value=base.value[:10] + clock[10:])
    return base


def _mode(text: str, passages: Sequence[Passage], today: date | None, knowledge: TimeKnowledge) -> str:
    atoms = [atom for passage in passages for atom in find_atoms(text, passage.start, passage.end, knowledge, "news")]
    return mode_of(atoms, len(text) // 6, today.year if today else None)


def _expressions(text: str, passage: Passage, parse: Parse, knowledge: TimeKnowledge, mode: str) -> Iterator[Found]:
    atoms = find_atoms(text, passage.start, passage.end, knowledge, mode)
    atoms = [atom for atom in atoms if not is_false_friend(atom, text, parse, knowledge.cues)]
    if atoms:
        yield from join_all(text, passage.start, passage.end, atoms, knowledge)


def _moved_on(context: Context, found: Found, value: Value) -> Context:
    """The running date after an expression; a month and day remembers its year."""
    if value.at is None:
        return context
    year, month, day = value.at
    running = value.at
    if context.running and not month and context.running[0] == year:
        running = context.running  # a bare year equal to the running one leaves month and day standing
    if found.operation in {"date", "md"} and month:
        context.seen[month, day] = year
    return msgspec.structs.replace(context, running=running)


def _time(found: Found, value: Value, context: Context) -> Time:
    earliest, latest = _bounded(found, interval_of(value.value), context)
    return Time(
        found.start,
        found.end,
        context.text[found.start : found.end],
        id=mention_id("time", found.start, found.end),
        type=value.type,
        value=value.value,
        mod=value.mod,
        quant=value.quant,
        freq=value.freq,
        earliest=earliest.isoformat() if earliest else None,
        latest=latest.isoformat() if latest else None,
        alternatives=tuple(OtherValue(value=other, reason=reason) for other, reason in value.other),
        rule=f"{found.rule} ({value.decided})" if value.decided else found.rule,
    )


def _bounded(found: Found, interval: Interval, context: Context) -> Interval:
    """The interval with the bound that the word before the expression sets: since, until, before, after."""
    earliest, latest = interval
    if earliest is None or latest is None:
        return interval
    words = before(found, context).lower().split()
    bound = context.knowledge.cues.bounds.get(words[-1]) if words else None
    one = timedelta(days=1)
    if bound == "from":
        return earliest, context.today if context.today and context.today >= earliest else None
    if bound == "to":
        return None, latest
    if bound == "before":
        return None, earliest - one if earliest > date.min else None
    if bound == "after":
        return (latest + one if latest < date.max else None), None
    return interval
