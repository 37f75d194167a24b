"""What changed between two versions of the book, entry by entry, before and after; told as the exports tell it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Connection, select

from ..model.record import Act, Change, Correction, EntryKind, Record
from . import derived, schema
from .log import Line, lines
from .people import veiled
from .rows import Row, rows_of
from .shelf import decoded, number_of, reading_of, record_of

_KINDS: dict[str, EntryKind] = {
    "reports": "report",
    "events": "event",
    "statements": "statement",
    "positions": "position",
    "actors": "actor",
    "places": "place",
}
_Rows = dict[tuple[str, str, int], Row]  # by table, id, and how often that id came before in the report


def changes(connection: Connection, after: int) -> Iterator[Change]:
    """Every change after version `after`, in order, a stream; the memory it needs is that of one report."""
    for line in lines(connection, after):
        if line.act == "erase":
            yield _erased(connection, line)
        elif line.act == "read":
            yield from _read(connection, line)
        else:
            yield from _corrected(connection, line)


def _erased(connection: Connection, line: Line) -> Change:
    columns = schema.erasures.c
    stone = connection.execute(select(columns.author, columns.reason).where(columns.version == line.version)).one()
    return Change(
        version=line.version,
        at=line.at,
        act="erased",
        kind="report",
        id=line.report or "",
        report=line.report or "",
        cause=line.after,
        author=stone.author,
        reason=stone.reason,
        erased=True,
    )


def _read(connection: Connection, line: Line) -> Iterator[Change]:
    report = line.report or ""
    after = _rows(_record_at(connection, report, line.version))
    if after is None:  # erased since: that it came is all there is to tell
        act: Act = "changed" if line.before else "added"
        yield Change(version=line.version, at=line.at, act=act, kind="report", id=report, report=report,
                     cause=line.after, erased=True)  # fmt: skip
        return
    before = _rows(_record_at(connection, report, line.version - 1)) if line.before else {}
    yield from _differences(line, report, before or {}, after, None)


def _corrected(connection: Connection, line: Line) -> Iterator[Change]:
    columns = schema.corrections.c
    packed = connection.execute(select(columns.json).where(columns.version == line.version)).scalar()
    correction = decoded(packed) if packed is not None else None
    for report in [line.report] if line.report else _reports(connection, line.version, correction):
        before, after = (_rows(_record_at(connection, report, each)) for each in (line.version - 1, line.version))
        if before is not None and after is not None:
            yield from _differences(line, report, before, after, correction)


def _reports(connection: Connection, version: int, correction: Correction | None) -> list[str]:
    """The reports that a correction for everywhere concerns: where it, or what it undoes, has met its entry."""
    versions = [version]
    if correction is not None and correction.into is not None:
        undone = select(schema.corrections.c.version).where(schema.corrections.c.id == correction.into)
        versions += connection.execute(undone).scalars()
    outcome = derived.outcomes.c
    query = (
        select(schema.reports.c.id)
        .join(derived.outcomes, outcome.report == schema.reports.c.number)
        .where(outcome.version.in_(versions))
        .distinct()
        .order_by(schema.reports.c.number)
    )
    return list(connection.execute(query).scalars())


def _record_at(connection: Connection, report: str, version: int) -> Record | None:
    number = number_of(connection, report)
    reading = reading_of(connection, report, version) if number is not None else None
    return record_of(connection, reading, number, version)[0] if reading is not None and number is not None else None


def _rows(record: Record | None) -> _Rows | None:
    if record is None:
        return None
    seen: Counter[tuple[str, str]] = Counter()
    found: _Rows = {}
    shown = veiled(record)
    for table in _KINDS:
        for row in rows_of(shown, table):
            key = (table, str(row["id"]))
            found[*key, seen[key]] = row
            seen[key] += 1
    return found


def _differences(
    line: Line, report: str, before: _Rows, after: _Rows, correction: Correction | None
) -> Iterator[Change]:
    for key in dict.fromkeys((*before, *after)):
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        act: Act = "added" if old is None else "withdrawn" if new is None else "changed"
        yield Change(
            version=line.version,
            at=line.at,
            act=act,
            kind=_KINDS[key[0]],
            id=key[1],
            report=report,
            cause=line.after,
            author=correction.author if correction else None,
            reason=correction.reason if correction else None,
            before=dict(old) if old else None,
            after=dict(new) if new else None,
        )
