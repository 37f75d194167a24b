"""What people decide: checked against the record, put into the log for good, and laid over the reports it concerns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypedDict

import msgspec
from sqlalchemy import Connection, insert, select

from ..errors import NotInBook, UsageError
from ..model.reading import Actor, Event, Reading
from ..model.record import Action, Anchor, Correction, Entry, Judged, Record, State
from ..model.span import span_of
from . import derived, log, schema
from .anchors import anchor_of, find, kind_of
from .applying import IDENTITY, in_force
from .deriving import freshen
from .finding import Place, place_of, places_of
from .shelf import Kept, all_corrections, decoded, number_of
from .splitting import PLACE, with_split
from .store import mark_stale
from .values import CODES, NAMES, said, told, with_codes


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What a person asks for. `report` and `everywhere` say where, for an id that stands in several reports.

    `values` are new values by field, `into` the entry that a merge keeps, `words` the offsets that a split takes away.
    """

    action: Action
    target: str
    author: str
    at: str
    reason: str
    report: str | None = None
    everywhere: bool = False
    into: str | None = None
    values: Mapping[str, Any] = {}
    words: Sequence[tuple[int, int]] = ()


class Details(TypedDict, total=False):
    """What some corrections need besides: see `Request`."""

    report: str | None
    everywhere: bool
    into: str | None
    values: Mapping[str, Any]
    words: Sequence[tuple[int, int]]


def correction_for(connection: Connection, request: Request) -> Correction:
    """The correction that a request makes of the record as it is now.

    Raises `UsageError` when it makes no sense, `NotInBook` when its entry is not there.
    """
    if not request.author.strip() or not request.reason.strip():
        raise UsageError("a correction needs an author and a reason: --author NAME --reason WORDS")
    if request.action == "undo":
        return _undo(connection, request)
    place = place_of(connection, request.target, request.report, everywhere=request.everywhere)
    entry = find(place.record.reading, place.target)
    if entry is None:
        raise NotInBook(_gone(place.record, place.target))
    anchor = anchor_of(place.record.reading, entry)
    if request.everywhere:
        if not isinstance(entry, Actor):
            raise UsageError(f"{place.target} stands in one report; --everywhere is for actors")
        anchor = Anchor(report=None, kind="actor")
    bare = Correction(
        action=request.action,
        target=place.target,
        anchor=anchor,
        author=request.author,
        at=request.at,
        reason=request.reason,
    )
    made = _MAKE[request.action](connection, request, bare, place.record.reading, entry)
    return decoded(msgspec.json.encode(made))  # as it will be read again: its values are lists, not tuples


def put(connection: Connection, correction: Correction) -> int | None:
    """Put a correction into the log and mark what it concerns as stale; its version, None when it is there already.

    Raises `UsageError` when the same was decided before and undone since.
    """
    columns = schema.corrections.c
    if connection.execute(select(columns.version).where(columns.id == correction.id)).first() is not None:
        if correction.id in _in_force(connection):
            return None
        raise UsageError(f"{correction.id} was undone; undo the undoing: coranto correct undo with the id of that")
    report, other = correction.anchor.report, correction.into_anchor and correction.into_anchor.report
    version = log.write(connection, "correct", report=report, after=correction.id, at=correction.at)
    number = number_of(connection, report) if report else None
    connection.execute(
        insert(schema.corrections).values(
            version=version,
            id=correction.id,
            report=number,
            other=number_of(connection, other) if other and other != report else None,
            json=msgspec.json.encode(correction, order="deterministic"),
        )
    )
    mark_stale(connection, [number] if number is not None else _concerned(connection, correction))
    freshen(connection, 1)
    return version


def judged(connection: Connection) -> Iterator[Judged]:
    """Every correction in the order of the log, with what became of it."""
    force = _in_force(connection)
    outcome = derived.outcomes.c
    for kept in list(all_corrections(connection)):
        rows = connection.execute(select(outcome.state, outcome.note).where(outcome.version == kept.version)).all()
        state, note = _state(kept, [(row.state, row.note) for row in rows], force)
        yield Judged(id=kept.id, version=kept.version, state=state, note=note, correction=kept.correction)


def _state(kept: Kept, found: list[tuple[State, str | None]], force: set[str]) -> tuple[State, str | None]:
    """The state that matters most where a correction holds in several reports."""
    if kept.correction is None:
        return "erased", "its report was erased"
    if kept.id not in force:
        return "undone", None
    for state in ("conflict", "open", "applied", "agreed"):
        notes = [note for each, note in found if each == state]
        if notes:
            return state, next((note for note in notes if note), None)
    if kept.correction.action == "undo":
        return "applied", None
    return "open", "its entry stands in no report"


def _in_force(connection: Connection) -> set[str]:
    return in_force([each.correction for each in all_corrections(connection) if each.correction is not None])


def _concerned(connection: Connection, correction: Correction) -> list[int]:
    """The reports in which a correction that holds everywhere finds its entry, or found it before an undo."""
    actors, outcome = derived.actors.c, derived.outcomes.c
    here = connection.execute(select(actors.report).where(actors.id == correction.target).distinct()).scalars()
    found = set(here)
    if correction.action == "undo":
        undone = select(schema.corrections.c.version).where(schema.corrections.c.id == correction.into)
        found |= set(
            connection.execute(select(outcome.report).where(outcome.version.in_(undone.scalar_subquery()))).scalars()
        )
    return sorted(found)


def _gone(record: Record, target: str) -> str:
    mark = record.gone.get(target)
    if mark is not None:
        return f"{target} was taken out of the record, {mark.words}; coranto correct undo {mark.correction}"
    return f"{target} is not in the record of its report"


def _judge(_: Connection, __: Request, bare: Correction, reading: Reading, entry: Entry) -> Correction:
    return msgspec.structs.replace(bare, before=said(reading, entry))


def _edit(_: Connection, request: Request, bare: Correction, reading: Reading, entry: Entry) -> Correction:
    return _with_values(bare, reading, entry, request.values)


def _rename(_: Connection, request: Request, bare: Correction, reading: Reading, entry: Entry) -> Correction:
    kind = kind_of(entry)
    if kind not in NAMES:
        raise UsageError(f"{kind} has no name; reports, actors and places have")
    return _with_values(bare, reading, entry, {NAMES[kind]: request.values.get("name")})


def _recode(_: Connection, request: Request, bare: Correction, reading: Reading, entry: Entry) -> Correction:
    kind = kind_of(entry)
    wrong = [name for name in request.values if name not in CODES[kind]]
    if wrong or not CODES[kind]:
        there = ", ".join(CODES[kind]) or "nothing"
        raise UsageError(f"of a {kind} can be recoded: {there}; for the rest there is edit")
    values = with_codes(reading, entry, request.values) if isinstance(entry, Event) else request.values
    return _with_values(bare, reading, entry, values)


def _hide(_: Connection, __: Request, bare: Correction, ___: Reading, entry: Entry) -> Correction:
    if not isinstance(entry, Actor) or entry.kind != "person":
        raise UsageError(f"{bare.target} is no person; only names of persons are hidden and released")
    before = {"public_role": entry.public_role}
    return msgspec.structs.replace(bare, before=before, values={"public_role": bare.action == "release"})


def _with_values(bare: Correction, reading: Reading, entry: Entry, values: Mapping[str, Any]) -> Correction:
    if not values:
        raise UsageError("nothing is said that the entry shall say: FIELD=VALUE")
    new, now = said(reading, told(reading, entry, values)), said(reading, entry)
    told_now = {name: new[name] for name in values}
    before = {name: now[name] for name in values}
    if before == told_now:
        raise UsageError(f"{bare.target} says so already; to vouch for it: coranto correct confirm")
    return msgspec.structs.replace(bare, before=before, values=told_now)


def _merge(connection: Connection, request: Request, bare: Correction, _: Reading, __: Entry) -> Correction:
    if request.into is None:
        raise UsageError("merge needs the entry that stays: coranto correct merge ID INTO")
    there = places_of(connection, request.into)
    here = [each for each in there if each.record.reading.report.id == bare.anchor.report]
    place: Place | None = next(iter(here or there), None)
    other = find(place.record.reading, place.target) if place else None
    if place is None or other is None:
        raise NotInBook(f"nothing in the record has the id {request.into!r}")
    if kind_of(other) != bare.anchor.kind:
        raise UsageError(f"{place.target} is of the kind {kind_of(other)}, {bare.target} of {bare.anchor.kind}")
    if place.target == bare.target and (here or len(there) > 1):
        raise UsageError(f"{bare.target} cannot be merged with itself")
    fields: tuple[str, ...] = IDENTITY if isinstance(other, Actor) else PLACE if bare.anchor.kind == "place" else ()
    anchor = anchor_of(place.record.reading, other)
    if not here and len(there) > 1:
        anchor = Anchor(report=None, kind=anchor.kind)
    return msgspec.structs.replace(
        bare,
        into=place.target,
        into_anchor=anchor,
        values={name: msgspec.to_builtins(getattr(other, name)) for name in fields},
    )


def _split(_: Connection, request: Request, bare: Correction, reading: Reading, entry: Entry) -> Correction:
    text = reading.report.text
    try:
        spans = tuple(span_of(text, start, end) for start, end in request.words)
    except ValueError as error:
        raise UsageError(f"{error}; a split names words as START-END") from error
    with_split(reading, entry, spans, None)
    values = {"name": request.values["name"]} if request.values.get("name") else {}
    return msgspec.structs.replace(bare, spans=spans, values=values)


def _undo(connection: Connection, request: Request) -> Correction:
    columns = schema.corrections.c
    force = _in_force(connection)
    packed = connection.execute(select(columns.json).where(columns.id == request.target)).scalar()
    if packed is not None:
        old = decoded(packed)
        if old.id not in force:
            raise UsageError(f"{old.id} is undone already")
    else:
        old = _last_on(connection, request, force)
    return Correction(
        action="undo",
        target=old.target,
        anchor=old.anchor,
        author=request.author,
        at=request.at,
        reason=request.reason,
        into=old.id,
    )


def _last_on(connection: Connection, request: Request, force: set[str]) -> Correction:
    """The last correction of an entry that is in force and no undo."""
    met = select(derived.outcomes.c.version).where(derived.outcomes.c.entry == request.target)
    versions = set(connection.execute(met).scalars())
    last: Correction | None = None
    for kept in all_corrections(connection):
        one = kept.correction
        if one is None or one.action == "undo" or one.id not in force:
            continue
        if request.report and one.anchor.report and not one.anchor.report.startswith(request.report):
            continue
        if kept.version in versions or _means(one, request.target):
            last = one
    if last is None:
        raise NotInBook(f"there is no correction of {request.target!r} to undo; coranto correct list shows all")
    return last


def _means(one: Correction, target: str) -> bool:
    return one.target == target or (one.anchor.kind == "report" and one.target.startswith(target))


_MAKE = {
    "confirm": _judge,
    "reject": _judge,
    "edit": _edit,
    "rename": _rename,
    "recode": _recode,
    "hide": _hide,
    "release": _hide,
    "merge": _merge,
    "split": _split,
}
