"""A report taken out for a person's sake, so that nothing of it is left but a tombstone: hash, time, author, reason."""

from __future__ import annotations

import hashlib

import msgspec
from sqlalchemy import Connection, delete, insert, select, update

from ..errors import BookError
from ..model.record import Copy, Tombstone
from . import derived, log, schema
from .links import forget
from .store import mark_stale

UNSWEPT = "unswept"  # stamped while the bytes of an erased report may still lie in the file


def erase(connection: Connection, report: str, *, author: str, at: str, reason: str) -> Tombstone:
    """Take a report out: its readings, captures, rows, and the corrections that quote it; their hashes stay.

    The original and the free pages of the file are for `sweep`. Raises `BookError` when the book has no such report.
    """
    number = connection.execute(select(schema.reports.c.number).where(schema.reports.c.id == report)).scalar()
    if number is None:
        raise BookError(f"the book has no report {report!r}")
    stone = Tombstone(report=report, at=at, author=author, reason=reason)
    version = log.write(connection, "erase", report=report, after=seal_of(stone), at=at)
    _take_out_corrections(connection, number)
    forget(connection, number)
    for table in (*derived.OF_A_REPORT, derived.headings, derived.pages):
        connection.execute(delete(table).where(table.c.report == number))
    for table in (schema.captures, schema.readings, schema.stale):
        connection.execute(delete(table).where(table.c.report == number))
    connection.execute(delete(schema.reports).where(schema.reports.c.number == number))
    connection.execute(
        insert(schema.erasures).values(report=report, version=version, at=at, author=author, reason=reason)
    )
    log.stamp(connection, UNSWEPT, report)
    return stone


def seal_of(stone: Tombstone) -> str:
    """The hash of a tombstone, as the log has it."""
    return hashlib.sha256(msgspec.json.encode(stone)).hexdigest()


def unswept(connection: Connection) -> str | None:
    """The report whose erasure is not finished."""
    return connection.execute(select(schema.stamps.c.value).where(schema.stamps.c.name == UNSWEPT)).scalar()


def swept(connection: Connection) -> None:
    """Note that nothing of the erased report is left."""
    connection.execute(delete(schema.stamps).where(schema.stamps.c.name == UNSWEPT))


def copies_before(connection: Connection, report: str) -> list[Copy]:
    """The copies of the book that were made before a report was erased: they still hold it."""
    version = select(schema.erasures.c.version).where(schema.erasures.c.report == report).scalar_subquery()
    columns = schema.copies.c
    query = select(columns.path, columns.kind, columns.at, columns.version).where(columns.version < version)
    return [Copy(**row._mapping) for row in connection.execute(query.order_by(columns.number))]


def _take_out_corrections(connection: Connection, number: int) -> None:
    """Those of the report, and those that led an entry of another report into it: they quote its words."""
    columns = schema.corrections.c
    others = connection.execute(select(columns.report).where(columns.other == number)).scalars().all()
    mark_stale(connection, [each for each in others if each is not None and each != number])
    connection.execute(
        update(schema.corrections)
        .where((columns.report == number) | (columns.other == number))
        .values(json=None, report=None, other=None)
    )
