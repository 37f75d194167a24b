"""What the book keeps of one report, as it is now or as it was at an earlier version: readings, corrections, record."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterator
from functools import lru_cache

import msgspec
from sqlalchemy import Connection, Select, and_, bindparam, or_, select

from ..errors import BookError, CodecError
from ..model.codec import from_json, to_json
from ..model.reading import Reading
from ..model.record import Anchor, Correction, Entry, Outcome, Record
from . import schema
from .anchors import resolve
from .applying import corrected
from .prepared import run

LEVEL = 1  # of packing: a fifth of the size for a quarter of a millisecond


_NO_END = 1 << 62
_NUMBER = select(schema.reports.c.number).where(schema.reports.c.id == bindparam("report"))
_columns = schema.corrections.c
_CORRECTIONS = (
    select(_columns.json)
    .where(
        or_(_columns.report == bindparam("report"), and_(_columns.report.is_(None), _columns.json.is_not(None))),
        _columns.version <= bindparam("until"),
    )
    .order_by(_columns.version)
)


class Kept(msgspec.Struct, frozen=True):
    """A correction as it is kept: its place in the log, its id, and what it says, null once it is erased."""

    version: int
    id: str
    correction: Correction | None


def packed(reading: Reading) -> tuple[str, bytes]:
    """The SHA-256 of a reading's JSON, and that JSON packed with zlib."""
    line = to_json(reading)
    return hashlib.sha256(line).hexdigest(), zlib.compress(line, LEVEL)


def unpacked(packed: bytes) -> bytes:
    """The JSON of a reading; raises `BookError` when it is damaged."""
    try:
        return zlib.decompress(packed)
    except zlib.error as error:
        raise BookError(f"a reading of the book is damaged: {error}") from error


def read(packed: bytes) -> Reading:
    """The reading; raises `BookError` when it is damaged."""
    try:
        return from_json(unpacked(packed))
    except CodecError as error:
        raise BookError(f"a reading of the book is damaged: {error}") from error


@lru_cache(maxsize=4096)
def decoded(line: bytes) -> Correction:
    """The correction in a line of JSON."""
    return msgspec.json.decode(line, type=Correction)


def number_of(connection: Connection, report: str) -> int | None:
    """The number of a report inside this book; None when the book does not have it."""
    found: int | None = run(connection, _NUMBER, report=report).scalar()
    return found


def reading_of(connection: Connection, report: str, version: int | None = None) -> Reading | None:
    """The reading of a report that is current, or was at a version of the book; None where there is none."""
    columns = schema.readings.c
    query: Select[tuple[bytes]] = (
        select(columns.json).join(schema.reports, schema.reports.c.number == columns.report)
    ).where(schema.reports.c.id == report)
    if version is None:
        query = query.where(columns.current)
    else:
        line = schema.log.c
        latest = select(line.after).where(line.report == report, line.act == "read", line.version <= version)
        query = query.where(columns.sha256 == latest.order_by(line.version.desc()).limit(1).scalar_subquery())
    found = connection.execute(query).first()
    return None if found is None else read(found.json)


def corrections_of(connection: Connection, number: int, version: int | None = None) -> list[Correction]:
    """The corrections that can hold for a report, in the order of the log: its own, and those that hold everywhere."""
    until = _NO_END if version is None else version
    return [decoded(line) for line in run(connection, _CORRECTIONS, report=number, until=until).scalars()]


def record_of(
    connection: Connection, reading: Reading, number: int, version: int | None = None
) -> tuple[Record, tuple[Outcome, ...]]:
    """The record of a report whose reading is given, and what became of its corrections."""
    corrections = corrections_of(connection, number, version)
    if not corrections:
        return Record(reading=reading), ()

    def elsewhere(entry: str, anchor: Anchor) -> Entry | None:
        other = reading_of(connection, anchor.report, version) if anchor.report else None
        return resolve(other, entry, anchor) if other is not None else None

    return corrected(reading, corrections, elsewhere)


def corrected_day(connection: Connection, report: str) -> str | None:
    """The day of publication that a person has set for a report; None when nobody has, or it was undone."""
    number = number_of(connection, report)
    reading = reading_of(connection, report) if number is not None and corrections_of(connection, number) else None
    if number is None or reading is None:
        return None
    record = record_of(connection, reading, number)[0]
    by_hand = any(mark.action == "edit" and "published" in mark.before for mark in record.marks.get(report, ()))
    published = record.reading.report.published
    return published.value if by_hand and published is not None else None


def all_corrections(connection: Connection) -> Iterator[Kept]:
    """Every correction in the order of the log, a stream."""
    columns = schema.corrections.c
    query = select(columns.version, columns.id, columns.json).order_by(columns.version)
    for row in connection.execution_options(yield_per=200).execute(query):
        yield Kept(row.version, row.id, decoded(row.json) if row.json is not None else None)
