"""Corrections laid over what the machine said: a reading and the decisions of people -> the record of a report.

They are applied in the order they were made. Each finds its entry by id, else by its words (`anchors.resolve`); one
that fits nowhere is open, and one that meets other machine output than it was made against is a conflict. Both are
listed, and nothing is resolved silently.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from ..errors import UsageError
from ..model.reading import Actor, Place, Reading
from ..model.record import Anchor, Correction, Entry, Mark, Outcome, Record, State
from ..model.report import Report
from ..model.span import Span
from .anchors import find, resolve
from .references import with_actor, with_entry, without
from .splitting import resolved_as, together, with_split
from .values import differing, said, told

Elsewhere = Callable[[str, Anchor], Entry | None]  # the entry of another report that an id and an anchor mean
_YEAR = re.compile(r"\d{4}")
IDENTITY = ("name", "kind", "country", "sectors", "public_role", "ids")  # what makes an actor the same one elsewhere


class Step(msgspec.Struct, frozen=True):
    """What one correction did to a record."""

    record: Record
    state: State
    entry: str | None = None
    note: str | None = None


def in_force(corrections: Sequence[Correction]) -> set[str]:
    """The ids of the corrections that are not undone; an undone undo undoes nothing."""
    undone: set[str] = set()
    force: set[str] = set()
    for one in reversed(corrections):
        if one.id in undone:
            continue
        force.add(one.id)
        if one.action == "undo" and one.into is not None:
            undone.add(one.into)
    return force


def corrected(
    reading: Reading, corrections: Sequence[Correction], elsewhere: Elsewhere
) -> tuple[Record, tuple[Outcome, ...]]:
    """The record of a report, and what became of each correction; the order of `corrections` is that of the log."""
    force = in_force(corrections)
    record = Record(reading=reading)
    outcomes: list[Outcome] = []
    for one in corrections:
        if one.id not in force:
            if one.anchor.report is not None or find(reading, one.target) is not None:
                outcomes.append(Outcome(correction=one.id, state="undone", entry=one.target))
            continue
        step = _step(record, one, elsewhere)
        if step is None:
            continue  # holds wherever the id stands, and it does not stand here
        record = step.record
        outcomes.append(Outcome(correction=one.id, state=step.state, entry=step.entry, note=step.note))
    return record, tuple(outcomes)


def _step(record: Record, one: Correction, elsewhere: Elsewhere) -> Step | None:
    if one.action == "undo":
        return Step(record, "applied", one.target) if one.anchor.report is not None else None
    if one.target in record.gone:
        return Step(record, "open", None, f"{one.target} was taken out: {record.gone[one.target].words}")
    entry = resolve(record.reading, one.target, one.anchor)
    if entry is None:
        if one.anchor.report is None:
            return None
        return Step(record, "open", None, "its report no longer has this entry, or several fit its words")
    try:
        step = _APPLY[one.action](record, one, entry, elsewhere)
    except UsageError as error:
        return Step(record, "open", entry.id, str(error))
    if entry.id != one.target and step.state != "open":
        moved = f"now {entry.id}"
        return replace(step, note=f"{moved}; {step.note}" if step.note else moved)
    return step


def _confirm(record: Record, one: Correction, entry: Entry, _: Elsewhere) -> Step:
    note = _changed(record.reading, entry, one.before)
    if note:
        return Step(record, "conflict", entry.id, f"confirmed when it said otherwise: {note}")
    return Step(_marked(record, entry.id, one), "applied", entry.id)


def _reject(record: Record, one: Correction, entry: Entry, _: Elsewhere) -> Step:
    note = _changed(record.reading, entry, one.before)
    gone = {**record.gone, entry.id: _mark(one)}
    record = replace(record, reading=without(record.reading, entry), gone=gone)
    if note:
        return Step(record, "conflict", entry.id, f"rejected when it said otherwise: {note}")
    return Step(record, "applied", entry.id)


def _edit(record: Record, one: Correction, entry: Entry, _: Elsewhere) -> Step:
    now = said(record.reading, entry)
    new = told(record.reading, entry, one.values)
    record = replace(record, reading=with_entry(record.reading, entry, new))
    if isinstance(entry, Actor) and isinstance(new, Actor) and one.action in {"hide", "release"}:
        names = tuple(Span(each.start, each.end, each.text) for each in new.mentions if each.form == "name")
        kept = tuple(span for span in record.hidden if span not in names)
        record = replace(record, hidden=(*kept, *names) if one.action == "hide" else kept)
    record = _marked(record, entry.id, one)
    if not differing(one.values, now) and differing(one.before, now):
        return Step(record, "agreed", entry.id, "the machine now says the same")
    other = [name for name in differing(one.before, now) if now.get(name) != one.values.get(name)]
    if other:
        return Step(record, "conflict", entry.id, _listed(other, one.before, now))
    return Step(record, "applied", entry.id, _hung_on(record.reading, one))


def _merge(record: Record, one: Correction, entry: Entry, elsewhere: Elsewhere) -> Step:
    if one.into is None or one.into_anchor is None:
        raise UsageError("it does not say into which entry")
    gone = {**record.gone, entry.id: _mark(one)}
    if isinstance(entry, Report):
        return Step(replace(record, gone=gone), "applied", entry.id)
    here = one.into_anchor.report == record.reading.report.id
    anchor = one.into_anchor if here else replace(one.into_anchor, report=None)
    other = resolve(record.reading, one.into, anchor)
    if other is entry:
        return Step(record, "agreed", entry.id, "the machine now has one entry for both")
    if other is not None:
        return Step(_joined(record, one, entry, other), "applied", entry.id)
    if one.into_anchor.report is None:
        return Step(_linked(record, one, entry, one.into), "applied", entry.id)
    other = None if here else elsewhere(one.into, one.into_anchor)
    if other is None:
        return Step(record, "open", entry.id, f"{one.into}, which was to take it in, is no longer there")
    return Step(_linked(record, one, entry, other.id), "applied", entry.id)


def _joined(record: Record, one: Correction, entry: Entry, other: Entry) -> Record:
    """Two entries of one report as one."""
    if isinstance(entry, Place) and isinstance(other, Place):
        reading = with_entry(record.reading, entry, resolved_as(entry, other))
        return _marked(replace(record, reading=reading), entry.id, one)
    reading = with_entry(record.reading, other, together(entry, other))
    reading = without(reading, entry, keeper=other.id)
    record = replace(record, reading=reading, gone={**record.gone, entry.id: _mark(one)})
    return _marked(record, other.id, one)


def _linked(record: Record, one: Correction, entry: Entry, other: str) -> Record:
    """An entry that is one of another report: an actor or place becomes that one, the others say so."""
    if isinstance(entry, Actor):
        values = {name: one.values[name] for name in IDENTITY if name in one.values}
        plain = msgspec.to_builtins(entry) | values | {"id": other}
        reading = with_entry(record.reading, entry, msgspec.convert(plain, Actor))
        return _marked(replace(record, reading=with_actor(reading, entry.id, other)), other, one)
    if isinstance(entry, Place):
        reading = with_entry(record.reading, entry, told(record.reading, entry, one.values))
        return _marked(replace(record, reading=reading), entry.id, one)
    return _marked(replace(record, same={**record.same, entry.id: other}), entry.id, one)


def _split(record: Record, one: Correction, entry: Entry, _: Elsewhere) -> Step:
    reading, new = with_split(record.reading, entry, one.spans, one.values.get("name"))
    record = _marked(_marked(replace(record, reading=reading), entry.id, one), new.id, one)
    return Step(record, "applied", entry.id, f"split off: {new.id}")


_APPLY: dict[str, Callable[[Record, Correction, Entry, Elsewhere], Step]] = {
    "confirm": _confirm,
    "reject": _reject,
    "edit": _edit,
    "rename": _edit,
    "recode": _edit,
    "hide": _edit,
    "release": _edit,
    "merge": _merge,
    "split": _split,
}


def _mark(one: Correction) -> Mark:
    return Mark(
        correction=one.id, action=one.action, author=one.author, at=one.at, reason=one.reason, before=one.before
    )


def _marked(record: Record, entry: str, one: Correction) -> Record:
    return replace(record, marks={**record.marks, entry: (*record.marks.get(entry, ()), _mark(one))})


def _changed(reading: Reading, entry: Entry, before: dict[str, Any]) -> str | None:
    now = said(reading, entry)
    names = differing(before, now)
    return _listed(names, before, now) if names else None


def _listed(names: Iterable[str], before: dict[str, Any], now: dict[str, Any]) -> str:
    return "; ".join(f"{name} was {_plain(before[name])}, is now {_plain(now.get(name))}" for name in names)


def _plain(value: object) -> str:
    return msgspec.json.encode(value).decode("utf-8")


def _hung_on(reading: Reading, one: Correction) -> str | None:
    """What was reckoned from a report's day that a person has now corrected: events whose words name no year."""
    if one.anchor.kind != "report" or "published" not in one.values:
        return None
    times = {number for number, time in enumerate(reading.times) if not _YEAR.search(time.text)}
    events = [event.id for event in reading.events if event.time in times]
    return f"still dated from the old day until it is read again: {', '.join(events)}" if events else None
