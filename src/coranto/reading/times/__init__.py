"""Every time expression of a report, with its TIMEX3 value, its interval and the rule that made it.

Expressions are found by rules (longest match), joined with their neighbours, and valued in text order: against the
publication day in news, against the story in a history. The tense of the governing verb decides direction where the
words leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

import msgspec

from ...knowledge.times import TimeKnowledge
from ...model.ids import mention_id
from ...model.reading import OtherValue, Problem, Time
from ...model.report import Passage
from ..tree import Parse
from . import dates, holidays, relative, spans
from .context import Context, before
from .exclude import is_false_friend
from .found import Candidate, Found, find_candidates, join_all, settle
from .intervals import Interval, interval_of
from .mode import NEWS, Mode, mode_of
from .points import Point
from .story import RESOLVED, Anchor, Story, anchor
from .values import Operation, Value, listed_value

_OPERATIONS: dict[str, Operation] = dates.OPERATIONS | holidays.OPERATIONS | relative.OPERATIONS | spans.OPERATIONS
_STATED = frozenset({"date", "month", "year", "season"})
_HEADING = re.compile(r'[^\n]{1,90}(?<![.!?"”’])')


def find_times(
    text: str, passages: Sequence[Passage], parse: Parse, published: str | None, knowledge: TimeKnowledge
) -> tuple[tuple[Time, ...], tuple[Problem, ...]]:
    """The times of a report in text order, none overlapping; `published` is the day they hang on, if it is known."""
    today = date.fromisoformat(published) if published else None
    candidates = [find_candidates(text, passage.start, passage.end, knowledge) for passage in passages]
    mode = _mode(candidates, len(text), today)
    found = [list(_expressions(text, passage, each, parse, knowledge, mode)) for passage, each in zip(passages, candidates, strict=True)]
    context = Context(text=text, parse=parse, knowledge=knowledge, today=today, mode=mode, story=Story())
    context = msgspec.structs.replace(context, story=Story(anchors=tuple(_anchors(passages, found, context))))
    times: list[Time] = []
    problems: list[Problem] = []
    for each in (one for group in found for one in group):
        value = evaluate(each, context)
        context = _moved_on(context, each, value)
        times.append(_time(each, value, context))
        if value.problem:
            problems.append(Problem(stage="times", message=value.problem, start=each.start, end=each.end))
    return tuple(times), tuple(problems)


def evaluate(found: Found, context: Context) -> Value:
    """The value of an expression; of a join, that of its base with what the join adds."""
    if found.base is None:
        value = _OPERATIONS[found.operation](found, context)
        return msgspec.structs.replace(value, mod=found.mod) if found.mod else value
    base = evaluate(msgspec.structs.replace(found.base, start=found.start), context)
    if found.operation == "mod":
        return msgspec.structs.replace(base, mod=found.mod)
    if found.operation == "part" and base.value:
        part = listed_value(found, "part", context) or ""
        return msgspec.structs.replace(base, type="TIME", value=base.value[:10] + part, mod=found.mod)
    if found.operation == "clockday" and base.value and found.clock:
        clock = evaluate(found.clock, context).value or ""
        return msgspec.structs.replace(base, type="TIME", value=base.value[:10] + clock[10:])
    return base


def _mode(candidates: Sequence[list[Candidate]], characters: int, today: date | None) -> Mode:
    atoms = [atom for each in candidates for atom in settle(each, NEWS)]
    return mode_of(atoms, characters // 6, today.year if today else None)


def _expressions(
    text: str, passage: Passage, candidates: list[Candidate], parse: Parse, knowledge: TimeKnowledge, mode: Mode
) -> Iterator[Found]:
    atoms = [atom for atom in settle(candidates, mode) if not is_false_friend(atom, text, parse, knowledge)]
    if atoms:
        yield from join_all(text, passage.start, passage.end, atoms, knowledge)


def _anchors(passages: Sequence[Passage], found: Sequence[list[Found]], context: Context) -> Iterator[Anchor]:
    """The years the report states, each with the weight of its place."""
    for passage, group in zip(passages, found, strict=True):
        heading = _HEADING.fullmatch(passage.text) is not None
        for each in group:
            innermost = each
            while innermost.base:
                innermost = innermost.base
            if innermost.operation in _STATED:
                at = evaluate(innermost, context).at
                if at is not None:
                    yield anchor(context.text, each.start, each.end, at, heading=heading)


def _moved_on(context: Context, found: Found, value: Value) -> Context:
    """The story after an expression; a month and day remembers its year."""
    story = context.story
    if value.quarter:
        story = msgspec.structs.replace(story, quarter=value.quarter, by_quarter=True)
    elif found.given.get("accounts"):
        story = msgspec.structs.replace(story, by_quarter=False)
    if value.at is None:
        return msgspec.structs.replace(context, story=story)
    at, last = value.at, story.running.at if story.running else None
    if last and not at.month and last.year == at.year:
        at = last  # a bare year equal to the running one leaves month and day standing
    if found.operation in {"date", "md"} and at.month:
        story.seen[at.month, at.day] = at.year
    story = msgspec.structs.replace(
        story,
        running=Anchor(start=found.start, end=found.end, at=at, weight=RESOLVED),
        day=at if at.day else story.day,
        day_span=(found.start, found.end) if at.day else story.day_span,
    )
    return msgspec.structs.replace(context, story=story)


def _time(found: Found, value: Value, context: Context) -> Time:
    first, last = interval_of(value.value)
    earliest, latest = _bounded(found, (value.since or first, value.until or last), context)
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
