"""The proof of a book: every original's hash, every span, every link between tables, every seal of the log."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, func, select, text

from ..archive import Archive
from ..errors import BookError, CodecError
from ..model.codec import from_json
from ..model.reading import Reading
from ..model.record import Tombstone
from . import derived, log, schema
from .backup import Progress
from .deriving import stale_reports
from .erasure import seal_of, unswept
from .shelf import decoded, unpacked


def faults(connection: Connection, archive: Archive, progress: Progress) -> Iterator[str]:
    """What is wrong with the book, a line each; nothing when all is well. `progress` hears of the work."""
    progress("checking the tables", 0.0)
    yield from _tables(connection)
    yield from _log(connection, progress)
    yield from _corrections(connection)
    yield from _erasures(connection, archive)
    yield from _originals(connection, archive, progress)
    yield from _readings(connection, progress)
    yield from _words(connection)
    if unfinished := unswept(connection):
        yield f"report {unfinished[:12]}: its erasure was interrupted; coranto erase {unfinished[:12]} finishes it"


def spans_in(value: object) -> Iterator[dict[str, Any]]:
    """Every span in plain dicts and lists."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for each in value.values():
            yield from spans_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from spans_in(each)


def span_faults(reading: Reading) -> Iterator[str]:
    """The spans of a reading that are not the slice of its report they claim to be."""
    body = reading.report.text
    for span in spans_in(msgspec.to_builtins(reading)):
        if body[span["start"] : span["end"]] != span["text"]:
            yield f"report {reading.report.id[:12]}: the span at {span['start']} is not its text"


def _tables(connection: Connection) -> Iterator[str]:
    for row in connection.execute(text("pragma integrity_check")):
        if row[0] != "ok":
            yield f"database: {row[0]}"
    for row in connection.execute(text("pragma foreign_key_check")):
        yield f"table {row[0]}, row {row[1]}: refers to what is not there"


def _log(connection: Connection, progress: Progress) -> Iterator[str]:
    """Every line sealed to the one before, none missing; what it speaks of is there."""
    previous, expected, total = log.START, 1, log.version(connection)
    readings = schema.readings.c
    erased = set(connection.execute(select(schema.erasures.c.report)).scalars())
    for line in log.lines(connection):
        if line.version != expected:
            yield f"log: line {expected} is missing"
        if log.seal(line, previous) != line.hash:
            yield f"log: line {line.version} is not what was sealed"
        if line.act == "read" and line.report not in erased:
            there = select(readings.number).where(readings.sha256 == line.after)
            if connection.execute(there.limit(1)).first() is None:
                yield f"log: line {line.version}: its reading is missing"
        previous, expected = line.hash, line.version + 1
        if line.version % 500 == 0:
            progress("checking the log", line.version / total)


def _corrections(connection: Connection) -> Iterator[str]:
    columns, line = schema.corrections.c, schema.log.c
    query = select(line.version, line.after, line.act, columns.id, columns.json).select_from(
        schema.log.outerjoin(schema.corrections, columns.version == line.version)
    )
    for row in connection.execute(query.where(line.act == "correct")):
        if row.id != row.after:
            yield f"log: line {row.version}: its correction is missing"
        elif row.json is not None and decoded(row.json).id != row.id:
            yield f"{row.id}: it no longer says what was decided"
    orphans = select(func.count()).select_from(schema.corrections).where(columns.json.is_(None))
    if connection.execute(orphans).scalar() and not connection.execute(select(schema.erasures.c.report)).first():
        yield "corrections without content, though nothing was erased"


def _erasures(connection: Connection, archive: Archive) -> Iterator[str]:
    columns = schema.erasures.c
    query = select(schema.erasures, schema.log.c.after).join(schema.log, schema.log.c.version == columns.version)
    for row in connection.execute(query):
        stone = Tombstone(report=row.report, at=row.at, author=row.author, reason=row.reason)
        if seal_of(stone) != row.after:
            yield f"report {row.report[:12]}: its tombstone is not what was sealed"
        if archive.has(row.report):
            yield f"report {row.report[:12]} was erased, but its original is here"


def _originals(connection: Connection, archive: Archive, progress: Progress) -> Iterator[str]:
    column = schema.captures.c.original
    total = connection.execute(select(func.count(column.distinct()))).scalar() or 0
    query = select(column).distinct()
    for number, original in enumerate(connection.execution_options(yield_per=200).execute(query).scalars(), start=1):
        try:
            archive.read(original)
        except BookError as error:
            yield str(error)
        if number % 50 == 0:
            progress("checking originals", number / total)


def _readings(connection: Connection, progress: Progress) -> Iterator[str]:
    columns, page = schema.readings.c, derived.pages.c
    total = connection.execute(select(func.count()).select_from(schema.readings)).scalar() or 0
    query = (
        select(schema.reports.c.id, columns.sha256, columns.json, columns.current, page.text)
        .join(schema.reports, schema.reports.c.number == columns.report)
        .outerjoin(derived.pages, page.report == columns.report)
    )
    for number, row in enumerate(connection.execution_options(yield_per=50).execute(query), start=1):
        yield from _reading(row.id, row)
        if number % 50 == 0:
            progress("checking readings", number / total)
    without = text(
        "select report.id from report left join reading on reading.report = report.number and reading.current "
        "group by report.number having count(reading.number) <> 1"
    )
    for (report,) in connection.execute(without):
        yield f"report {report[:12]}: it has no current reading, or several"


def _reading(report: str, row: Any) -> Iterator[str]:
    try:
        line = unpacked(row.json)
        reading = from_json(line)
    except (BookError, CodecError) as error:
        yield f"report {report[:12]}: {error}"
        return
    if hashlib.sha256(line).hexdigest() != row.sha256:
        yield f"report {report[:12]}: a reading is not the one that was sealed"
    yield from span_faults(reading)
    if row.current and row.text != reading.report.text:
        yield f"report {report[:12]}: its text and its reading differ"


def _words(connection: Connection) -> Iterator[str]:
    waiting = stale_reports(connection)
    if waiting:
        yield f"{waiting} reports wait for their rows: coranto rebuild makes them"
    headings = connection.execute(text("select count(*) from page")).scalar()
    words = connection.execute(text("select count(*) from words_docsize")).scalar()
    reports = connection.execute(text("select count(*) from report")).scalar()
    if headings != words or (headings != reports and not waiting):
        yield f"full text: {words} of {reports} reports are indexed"
