"""The derived rows of a report, made from its reading and its corrections; always the same from the same."""

from __future__ import annotations

from operator import itemgetter

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from ..model.reading import Event, Place, Reading
from ..model.record import Entry, EntryKind, Outcome, Record
from . import derived, schema
from .anchors import entries, words_of
from .links import mark
from .prepared import put, put_all
from .rows import Row, report_row, rows_of
from .shelf import read, record_of

_OWN = {name: itemgetter(*[each.name for each in list(table.c)[2:-1]]) for name, table in derived.OF_ROWS.items()}
_OF_REPORT = [each.name for each in derived.headings.c if each.name not in {"report", "reading", "withdrawn"}]
_KINDS: dict[str, EntryKind] = {
    "events": "event",
    "statements": "statement",
    "positions": "position",
    "actors": "actor",
    "places": "place",
}
_FOUND_BY_ID: tuple[EntryKind, ...] = ("event", "statement", "position", "actor")  # the id of a place says where it is


def derive(connection: Connection, number: int, reading_number: int, reading: Reading, *, new: bool = False) -> Record:
    """Make the rows of a report anew; its record."""
    record, outcomes = record_of(connection, reading, number)
    if not new:
        for table in derived.OF_A_REPORT:
            connection.execute(delete(table).where(table.c.report == number))
    _put_heading(connection, number, reading_number, record, new=new)
    _put_page(connection, number, record, new=new)
    if record.withdrawn is None:
        for name, table in derived.OF_ROWS.items():
            _put_rows(connection, number, record, table, name)
    put_all(connection, derived.unlinked, ((number,),) if new else ())
    if not new:
        mark(connection, [number])
    problems = ((number, n, each.stage, each.message) for n, each in enumerate(reading.problems))
    put_all(connection, derived.problems, problems)
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
    row = report_row(record)
    values: Row = {name: row[name] for name in _OF_REPORT}
    values |= {"reading": reading_number, "withdrawn": record.withdrawn is not None}
    table = derived.headings
    if new or connection.execute(update(table).where(table.c.report == number).values(values)).rowcount == 0:
        put(connection, table, {"report": number, **values})


def _put_page(connection: Connection, number: int, record: Record, *, new: bool) -> None:
    reading = record.reading
    ids = [each.id for kind in _FOUND_BY_ID for each in entries(reading, kind)] if record.withdrawn is None else []
    keys = " ".join(map(derived.key, dict.fromkeys(ids)))
    page: Row = {"title": reading.report.title, "text": reading.report.text, "entries": keys}
    table = derived.pages
    if new or connection.execute(update(table).where(table.c.report == number).values(page)).rowcount == 0:
        put(connection, table, {"report": number, **page})


def _put_rows(connection: Connection, number: int, record: Record, table: Table, name: str) -> None:
    """The rows of one kind. Values go in the order of the columns: naming each would be half the time of recording."""
    values = _OWN[name]
    pairs = zip(rows_of(record, name), entries(record.reading, _KINDS[name]), strict=True)
    put_all(
        connection,
        table,
        ((number, n, *values(row), _words(entry)) for n, (row, entry) in enumerate(pairs)),
    )


def _words(entry: Entry) -> str:
    """The words of an entry as JSON, `[start, end]` each: what its id is made of; of events also the sentences."""
    if isinstance(entry, Place):
        return f"[[{entry.start},{entry.end}]]"
    spans = (*words_of(entry), *entry.evidence) if isinstance(entry, Event) else words_of(entry)
    pairs = dict.fromkeys([(each.start, each.end) for each in spans])
    return f"[{','.join([f'[{start},{end}]' for start, end in pairs])}]"


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
