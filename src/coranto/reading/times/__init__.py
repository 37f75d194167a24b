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
from .context import Context, comes, in_main_clause, leaves_the_past, opens_sentence, tells
from .context import tense as tense
from .exclude import is_false_friend
from .found import Candidate, Found, find_candidates, join_all, settle
from .intervals import interval_of
from .mode import NARRATIVE, NEWS, NEWS_WORDS, Mode, mode_of
from .points import Point as Point
from .story import RESOLVED, Anchor, Story, Told, anchor
from .values import BESIDE, DAY, QUARTER, RUNNING, Operation, Value, listed_value

_OPERATIONS: dict[str, Operation] = {
    name: operation
    for module in (dates, holidays, relative, seasons, spans, weekdays)
    for name, operation in module.OPERATIONS.items()
}
_OPEN = frozenset({"md", "bmonth", "season0", "season0b", "holiday"})
GOES_ON = 600  # characters after which a story of far years is over
RUN = 2  # dates of such a story that carry it over the end of a paragraph
NEAR = 62  # days before publication within which a month or day is one of these days
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
    mode, sure = mode_of(
        (one for each in candidates for one in settle(each, NEWS) if not is_false_friend(one, parse, knowledge)),
        today.year if today else None,
    )
    found = [
        list(_expressions(passage, each, parse, knowledge, mode))
        for passage, each in zip(passages, candidates, strict=True)
    ]
    order = _order_told(found) if month_first is None else month_first
    context = Context(
        text=text, parse=parse, knowledge=knowledge, today=today, mode=mode, story=Story(), month_first=order
    )
    context = msgspec.structs.replace(context, story=Story(anchors=tuple(_anchors(passages, found, context))))
    times: list[Time] = []
    problems: list[Problem] = []
    by_passage = zip(passages, found, strict=True)
    for passage, each in ((passage, one) for passage, group in by_passage for one in group):
        value = _valued(each, context, sure=sure)
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


def _valued(found: Found, context: Context, *, sure: bool) -> Value:
    """The value; that of the story where a news report tells one; where both readings are near, with the other."""
    value = evaluate(found, context)
    goes_on = _goes_on(found, context)
    if found.innermost.operation not in _OPEN or (sure and not goes_on):
        return value
    other: Mode = NARRATIVE if context.mode == NEWS else NEWS
    told = evaluate(found, msgspec.structs.replace(context, mode=other))
    if told.value in {value.value, None} or value.value is None or told.value is None:
        return value
    if goes_on and not _is_near(value, context):
        return msgspec.structs.replace(told, other=((value.value, f"read as {_SAID[context.mode]}"),))
    return msgspec.structs.replace(value, other=((told.value, f"read as {_SAID[other]}"),))


def _goes_on(found: Found, context: Context) -> bool:
    """True in a news report where a story of far years was told just before and nothing turned back to the present."""
    told = context.story.told
    if context.mode == NARRATIVE or told is None or found.start - told.end > GOES_ON or "bw" in found.innermost.groups:
        return False
    if told.dates < RUN and "\n" in context.text[told.end : found.start]:
        return False
    return tells(found, context) and not leaves_the_past(told.end - 1, found.start, context)


def _is_near(value: Value, context: Context) -> bool:
    """True for a date of the last weeks: what stands nearest is meant even after a story of far years."""
    last = interval_of(value.value)[1]
    return context.today is not None and last is not None and abs((context.today - last).days) <= NEAR


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
        back = found.operation == "present" or found.operation in NEWS_WORDS
        return msgspec.structs.replace(context, story=msgspec.structs.replace(story, told=None) if back else story)
    story = msgspec.structs.replace(story, told=_told(found, value.at, context))
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


def _told(found: Found, at: Point, context: Context) -> Told | None:
    """Where the story of far years is at after a date; one begins in the main clause of a sentence of the past."""
    today, told = context.today, context.story.told
    if today is None or abs(at.year - today.year) <= 1:
        return told if _goes_on(found, context) else None
    if told is not None and found.start - told.end <= GOES_ON:
        return Told(end=found.end, dates=told.dates + 1)
    begins = (
        tells(found, context)
        and not comes(context.knowledge.cues.past_day, found, context)
        and (at.month or opens_sentence(found, context))
        and in_main_clause(found, context)
    )
    return Told(end=found.end, dates=1) if begins else None


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
