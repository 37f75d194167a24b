"""Every time expression of a report, with its TIMEX3 value, its interval and the rule that made it.

Expressions are found by rules (longest match), joined with their neighbours, and valued in text order: against the
publication day in news, against the story in a history. The tense of the governing verb decides direction where the
words leave it open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

import msgspec

from ...knowledge.times import TimeKnowledge
from ...model.ids import mention_id
from ...model.reading import OtherValue, Problem, Time
from ...model.report import Passage
from ..conflicts import Counted
from ..tree import Parse
from . import dates, holidays, relative, seasons, spans, weekdays
from .bounds import bounded, joined_intervals, since_conflicts
from .context import Context, tense
from .exclude import is_false_friend
from .found import Candidate, Found, find_candidates, join_all, settle
from .mode import NARRATIVE, NEWS, Mode, modes_of
from .points import Point as Point
from .story import RESOLVED, Anchor, Story, anchor
from .values import BESIDE, DAY, QUARTER, RUNNING, Operation, Value, listed_value

_OPERATIONS: dict[str, Operation] = {
    name: operation
    for module in (dates, holidays, relative, seasons, spans, weekdays)
    for name, operation in module.OPERATIONS.items()
}
_OPEN = frozenset({"md", "bmonth", "season0", "season0b", "holiday"})
LAST_DAYS = 4  # days of a sentence a clock time can belong to
_SAID = {NEWS: "news", NARRATIVE: "a history"}
_STATED = frozenset({"date", "month", "year", "season"})
_HEADING = re.compile(r'[^\n]{1,90}(?<![.!?"”’])')


def find_times(
    text: str,
    passages: Sequence[Passage],
    parse: Parse,
    published: str | None,
    knowledge: TimeKnowledge,
    *,
    counted: Sequence[Counted] = (),
    month_first: bool | None = None,
) -> tuple[tuple[Time, ...], tuple[Problem, ...]]:
    """The times of a report in text order, none overlapping.

    `published` is the day they hang on, if it is known; `counted` are the durations counted from a conflict;
    `month_first` is the order of "3/4/2018" where the outlet writes.
    """
    today = date.fromisoformat(published) if published else None
    candidates = [find_candidates(text, passage.start, passage.end, knowledge) for passage in passages]
    modes = modes_of([settle(each, NEWS) for each in candidates], today.year if today else None)
    found = [
        list(_expressions(passage, each, parse, knowledge, modes.report))
        for passage, each in zip(passages, candidates, strict=True)
    ]
    order = _order_told(found) if month_first is None else month_first
    context = Context(
        text=text, parse=parse, knowledge=knowledge, today=today, mode=modes.report, story=Story(), month_first=order
    )
    context = msgspec.structs.replace(context, story=Story(anchors=tuple(_anchors(passages, found, context))))
    times: list[Time] = []
    problems: list[Problem] = []
    by_passage = zip(passages, found, modes.passages, strict=True)
    for passage, each, here in ((passage, one, here) for passage, group, here in by_passage for one in group):
        value = _valued(each, context, here, sure=modes.sure)
        times.append(_time(each, value, context))
        if passage.kind != "reference":  # the date of a cited report is no part of the story
            context = _moved_on(context, each, value, len(times) - 1)
        if value.problem:
            problems.append(Problem(stage="times", message=value.problem, start=each.start, end=each.end))
    return since_conflicts(joined_intervals(times, context), counted, today), tuple(problems)


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


def _order_told(found: Sequence[list[Found]]) -> bool | None:
    """The order of numeric dates that those with a number above twelve tell, if they agree."""
    numeric = [
        each.groups for group in found for each in group if each.operation == "numeric" and each.groups["mark"] != "."
    ]
    orders = {int(groups["other"]) > 12 for groups in numeric if max(int(groups["one"]), int(groups["other"])) > 12}
    return orders.pop() if len(orders) == 1 else None


def _valued(found: Found, context: Context, mode: Mode, *, sure: bool) -> Value:
    """The value: in the background of a news report that of the story; where both readings are near, with the other."""
    value = evaluate(found, context)
    if not _is_open(found) or (sure and mode == context.mode):
        return value
    other: Mode = NARRATIVE if context.mode == NEWS else NEWS
    told = evaluate(found, msgspec.structs.replace(context, mode=other))
    if told.value in {value.value, None} or value.value is None or told.value is None:
        return value
    if mode == context.mode or not _is_told(found, context):
        return value if sure else msgspec.structs.replace(value, other=((told.value, f"read as {_SAID[other]}"),))
    return msgspec.structs.replace(told, other=((value.value, f"read as {_SAID[context.mode]}"),))


def _is_told(found: Found, context: Context) -> bool:
    """True when its own paragraph has stated a year before it and it does not speak of what is to come."""
    start = context.text.rfind("\n", 0, found.start)
    stated = any(start < each.start < found.start for each in context.story.anchors)
    return stated and tense(found, context) != "future"


def _is_open(found: Found) -> bool:
    """True for a month, day or season whose year the words leave open."""
    return found.innermost.operation in _OPEN


def _expressions(
    passage: Passage, candidates: list[Candidate], parse: Parse, knowledge: TimeKnowledge, mode: Mode
) -> Iterator[Found]:
    atoms = [atom for atom in settle(candidates, mode) if not is_false_friend(atom, parse, knowledge)]
    if atoms:
        yield from join_all(parse.text, passage.start, passage.end, atoms, knowledge)


def _anchors(passages: Sequence[Passage], found: Sequence[list[Found]], context: Context) -> Iterator[Anchor]:
    """The years the report states, each with the weight of its place."""
    for passage, group in zip(passages, found, strict=True):
        heading = _HEADING.fullmatch(passage.text) is not None
        for each in group:
            if each.innermost.operation in _STATED:
                at = evaluate(each.innermost, context).at
                if at is not None:
                    yield anchor(context.text, each.start, each.end, at, heading=heading)


def _moved_on(context: Context, found: Found, value: Value, index: int) -> Context:
    """The story after an expression; a month and day remembers its year."""
    story = context.story
    if value.quarter:
        places = story.places | {QUARTER: index}
        story = msgspec.structs.replace(story, quarter=value.quarter, by_quarter=True, places=places)
    elif found.given.get("accounts"):
        story = msgspec.structs.replace(story, by_quarter=False)
    if value.at is None:
        return msgspec.structs.replace(context, story=story)
    at, last = value.at, story.running.at if story.running else None
    if last and not at.month and last.year == at.year:
        at = last  # a bare year equal to the running one leaves month and day standing
    if found.operation in {"date", "md"} and at.month:
        story.seen[at.month, at.day] = at.year
    places = story.places | {RUNNING: index} | ({DAY: index, BESIDE: index} if at.day else {})
    story = msgspec.structs.replace(
        story,
        places=places,
        running=Anchor(start=found.start, end=found.end, at=at, weight=RESOLVED),
        day=at if at.day else story.day,
        day_span=(found.start, found.end) if at.day else story.day_span,
        days=(*story.days[-LAST_DAYS:], (found.start, at)) if at.day else story.days,
    )
    return msgspec.structs.replace(context, story=story)


def _time(found: Found, value: Value, context: Context) -> Time:
    earliest, latest = bounded(found, value, context)
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
        anchor=context.story.places.get(value.decided),
        alternatives=tuple(OtherValue(value=other, reason=reason) for other, reason in value.other),
        rule=f"{found.rule} ({value.decided})" if value.decided else found.rule,
    )
