"""The derived rows of a report, made from its reading and its corrections; always the same from the same."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from ..model.reading import Reading
from ..model.record import EntryKind, Outcome, Record
from . import derived, schema
from .anchors import entries, words_of
from .rows import COLUMNS, Row, rows_of
from .shelf import read, record_of

_OWN = {name: [each for each in COLUMNS[name] if each in table.c] for name, table in derived.OF_ROWS.items()}
_KINDS: tuple[EntryKind, ...] = ("event", "statement", "position", "actor", "place")


def derive(connection: Connection, number: int, reading_number: int, reading: Reading, *, new: bool = False) -> Record:
    """Make the rows of a report anew; its record."""
    record, outcomes = record_of(connection, reading, number)
    if not new:
        for table in derived.OF_A_REPORT:
            connection.execute(delete(table).where(table.c.report == number))
    _put_heading(connection, number, reading_number, record, new=new)
    for name, table in derived.OF_ROWS.items():
        _put(connection, table, number, ({key: row[key] for key in _OWN[name]} for row in rows_of(record, name)))
    _put(connection, derived.evidence, number, _evidence(record))
    _put(connection, derived.problems, number, _problems(reading))
    _put_outcomes(connection, number, outcomes)
    return record


def freshen(connection: Connection, most: int) -> int:
    """Make the rows of up to `most` stale reports anew; how many are still stale."""
    readings, stale = schema.readings.c, schema.stale.c
    query = (
        select(stale.report, readings.number, readings.json)
        .join(schema.readings, (readings.report == stale.report) & readings.current)
        .order_by(stale.report)
        .limit(most)
    )
    for number, reading_number, packed in connection.execute(query).all():
        derive(connection, number, reading_number, read(packed))
        connection.execute(delete(schema.stale).where(stale.report == number))
    return stale_reports(connection)


def stale_reports(connection: Connection) -> int:
    """How many reports wait for their rows to be made anew."""
    return connection.execute(select(func.count()).select_from(schema.stale)).scalar() or 0


def _put_heading(connection: Connection, number: int, reading_number: int, record: Record, *, new: bool) -> None:
    reading, report = record.reading, record.reading.report
    values: Row = {
        "reading": reading_number,
        "title": report.title,
        "outlet": report.outlet,
        "url": report.url,
        "language": report.language,
        "published": report.published.value if report.published else None,
        "published_basis": report.published.basis if report.published else None,
        "events": len(reading.events),
        "statements": len(reading.statements),
        "problems": len(reading.problems),
        "text": report.text,
        "corrected": record.corrected(report.id),
        "withdrawn": record.withdrawn is not None,
    }
    table = derived.headings
    if new or connection.execute(update(table).where(table.c.report == number).values(values)).rowcount == 0:
        connection.execute(insert(table).values(report=number, **values))


def _put(connection: Connection, table: Table, number: int, rows: Iterator[Row]) -> None:
    found = [{"report": number, "n": n, **row} for n, row in enumerate(rows)]
    if found:
        connection.execute(insert(table), found)


def _evidence(record: Record) -> Iterator[Row]:
    """The words of every entry: what an id is made of, and of events the sentences around it."""
    if record.withdrawn is not None:
        return
    for kind in _KINDS:
        for entry in entries(record.reading, kind):
            for span in dict.fromkeys(words_of(entry)):
                yield {"entry": entry.id, "what": kind, "start": span.start, "end": span.end}
    for event in record.reading.events:
        for span in event.evidence:
            yield {"entry": event.id, "what": "sentence", "start": span.start, "end": span.end}


def _problems(reading: Reading) -> Iterator[Row]:
    for problem in reading.problems:
        yield {"stage": problem.stage, "message": problem.message}


def _put_outcomes(connection: Connection, number: int, outcomes: tuple[Outcome, ...]) -> None:
    if not outcomes:
        return
    columns = schema.corrections.c
    ids = [each.correction for each in outcomes]
    found = connection.execute(select(columns.id, columns.version).where(columns.id.in_(ids))).all()
    version = {row.id: row.version for row in found}
    rows = [
        {"report": number, "version": version[each.correction], "state": each.state, "entry": each.entry,
         "note": each.note}
        for each in outcomes
    ]  # fmt: skip
    connection.execute(insert(derived.outcomes), rows)
