"""Putting a reading into the book: one transaction, and the same reading again changes nothing."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, bindparam, insert, select, update

from ..errors import Erased
from ..model.reading import HOME, Reader, Reading
from ..model.report import Captured, Failure
from . import log, schema
from .deriving import derive
from .prepared import put, run
from .shelf import number_of, packed

Added = Literal["new", "known", "read again"]


_CURRENT = select(schema.readings.c.reader, schema.readings.c.sha256).where(
    schema.readings.c.report == bindparam("report"), schema.readings.c.current
)
_STONE = select(schema.erasures.c.at, schema.erasures.c.reason).where(schema.erasures.c.report == bindparam("report"))
_SAME_CAPTURE = select(schema.captures.c.number).where(
    *(
        schema.captures.c[name].is_not_distinct_from(bindparam(name))
        for name in ("report", "source", "url", "outlet", "media_type", "original")
    )
)


def reader_key(reader: Reader) -> str:
    """The hash that tells one version of a reader from another.

    What a book has taught it of an outlet's home is left out: a report is not read again because the book has grown.
    """
    options = {name: value for name, value in reader.options.items() if name != HOME}
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(reader, options=options))).hexdigest()


def add(connection: Connection, reading: Reading, captured: Captured | None, at: datetime | None) -> Added:
    """Record a reading and where its report came from; raises `Erased` when the report was erased."""
    report, key = reading.report.id, reader_key(reading.reader)
    number = number_of(connection, report)
    known = number is not None
    if number is None:
        refuse_erased(connection, report)
        number = put(connection, schema.reports, {"id": report})
    if captured is not None and at is not None:
        _capture(connection, number, captured, at)
    before = run(connection, _CURRENT, report=number).first() if known else None
    if before is not None and before.reader == key:
        return "known"
    sha256, packed_json = packed(reading)
    row = {"report": number, "reader": key, "sha256": sha256, "current": True, "json": packed_json}
    kept = _in_place_of(connection, row) if known else put(connection, schema.readings, row)
    log.write(
        connection,
        "read",
        report=report,
        before=before.sha256 if before else None,
        after=sha256,
        at=log.moment(at) if at else None,
    )
    derive(connection, number, kept, reading, new=not known)
    if known:
        _unsettle(connection, number)
    return "read again" if known else "new"


def add_or_skip(connection: Connection, reading: Reading, at: datetime | None) -> Added | Literal["erased"]:
    """Record a reading among many: one whose report was erased is passed over."""
    try:
        return add(connection, reading, None, at)
    except Erased:
        return "erased"


def refuse_erased(connection: Connection, report: str) -> None:
    """Raise `Erased` when a report was erased: what was taken out for a person's sake does not come back."""
    stone = run(connection, _STONE, report=report).first()
    if stone is not None:
        raise Erased(f"report {report[:12]} was erased on {stone.at[:10]} ({stone.reason}) and is not taken in again")


def capture(connection: Connection, captured: Captured, at: datetime) -> None:
    """Note where a report that the book has came from this time."""
    number = number_of(connection, captured.report.id)
    if number is not None:
        _capture(connection, number, captured, at)


def fail(connection: Connection, failure: Failure) -> None:
    """List a source that could not be used, once."""
    row = {"source": failure.source, "stage": failure.stage, "message": failure.message}
    columns = schema.failures.c
    same = select(columns.number).where(*(columns[name] == value for name, value in row.items()))
    if connection.execute(same).first() is None:
        connection.execute(insert(schema.failures).values(row))


def _in_place_of(connection: Connection, row: dict[str, Any]) -> int:
    """Make a reading the current one of its report; every other is kept. Its number."""
    columns = schema.readings.c
    of_it = columns.report == row["report"]
    connection.execute(update(schema.readings).where(of_it, columns.current).values(current=False))
    same = (of_it, columns.sha256 == row["sha256"])
    kept = connection.execute(select(columns.number).where(*same)).scalar()
    if kept is None:
        return put(connection, schema.readings, row)
    connection.execute(update(schema.readings).where(*same).values(current=True, reader=row["reader"]))
    return int(kept)


def _unsettle(connection: Connection, number: int) -> None:
    """Reports with an entry that was merged into one of this report are to be looked at again."""
    columns = schema.corrections.c
    others = connection.execute(select(columns.report).where(columns.other == number).distinct()).scalars().all()
    mark_stale(connection, [each for each in others if each is not None and each != number])


def mark_stale(connection: Connection, reports: list[int]) -> None:
    """Reports whose rows are to be made anew."""
    if reports:
        rows = [{"report": each} for each in reports]
        connection.execute(insert(schema.stale).prefix_with("or ignore"), rows)


def _capture(connection: Connection, number: int, captured: Captured, at: datetime) -> None:
    row: dict[str, Any] = {
        "report": number,
        "source": captured.source,
        "url": captured.report.url,
        "outlet": captured.report.outlet,
        "media_type": captured.media_type,
        "original": captured.report.id,
    }
    if run(connection, _SAME_CAPTURE, **row).first() is None:
        said = msgspec.json.encode(_surroundings(captured))
        put(connection, schema.captures, {"at": log.moment(at), "stated": said, **row})


def _surroundings(captured: Captured) -> Captured:
    """What came with the text: all but the text and the original, from which it can be had again."""
    report = msgspec.structs.replace(captured.report, text="")
    return msgspec.structs.replace(captured, report=report, original=b"")
