"""The log: one line for everything that changed the record, each sealed to the line before it by its hash.

The number of the last line is the version of the book. Lines hold hashes only, so that what a person has a right to see
erased can go, and the chain still verifies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Literal

import msgspec
from sqlalchemy import Connection, func, insert, select, text, update

from . import schema
from .prepared import put, run

START = "0" * 64  # what the first line is sealed to


_LAST = text("select version, hash from log order by version desc limit 1")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A line: a reading that became current, a correction, or an erasure.

    `report` is the report's id, null where a correction holds everywhere; `after` (and of a reading `before`) is the
    SHA-256 of the reading's JSON, the id of the correction, or the hash of the tombstone.
    """

    version: int
    at: str | None
    act: Literal["read", "correct", "erase"]
    report: str | None
    before: str | None
    after: str
    hash: str = ""


def moment(at: datetime) -> str:
    """A time as the book writes it: UTC, to the second; one without a zone is taken as UTC."""
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")


def seal(line: Line, previous: str) -> str:
    """The hash of a line and of all lines before it; `previous` is the hash of the last one."""
    parts = (previous, str(line.version), line.at or "", line.act, line.report or "", line.before or "", line.after)
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()


def write(
    connection: Connection,
    act: Literal["read", "correct", "erase"],
    *,
    report: str | None,
    after: str,
    at: str | None,
    before: str | None = None,
) -> int:
    """Add a line; its version."""
    last = run(connection, _LAST).first()
    version, previous = (last.version + 1, last.hash) if last else (1, START)
    line = Line(version=version, at=at, act=act, report=report, before=before, after=after)
    put(connection, schema.log, msgspec.structs.asdict(line) | {"hash": seal(line, previous)})
    return version


def lines(connection: Connection, after: int = 0) -> Iterator[Line]:
    """The lines after version `after`, in order, a stream."""
    query = select(schema.log).where(schema.log.c.version > after).order_by(schema.log.c.version)
    for row in connection.execution_options(yield_per=200).execute(query):
        yield Line(**row._mapping)


def version(connection: Connection) -> int:
    """The version of the book: the number of its last line, 0 of an empty book."""
    return connection.execute(select(func.max(schema.log.c.version))).scalar() or 0


def version_at(connection: Connection, time: str) -> int:
    """The version of the book just before `time`, an ISO 8601 time or day."""
    columns = schema.log.c
    query = select(func.max(columns.version)).where(columns.at.is_not(None), columns.at < time)
    return connection.execute(query).scalar() or 0


def stamp(connection: Connection, name: str, value: str) -> None:
    """Note something about the book itself."""
    if connection.execute(update(schema.stamps).where(schema.stamps.c.name == name).values(value=value)).rowcount == 0:
        connection.execute(insert(schema.stamps).values(name=name, value=value))
