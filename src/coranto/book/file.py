"""The file of a book: refused when it is none, migrated when it is old, opened to be read when it cannot be written."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import QueuePool

from ..errors import BookError
from . import derived, schema
from .turn import turn

PATIENCE = 30.0  # seconds to wait for a lock of a program that knows nothing of our turns
_KNOWN = "select count(*) from sqlite_master where name in ('readings', 'reading')"
_FULL = "the disk is full; make room and run the command again. What was recorded before is kept"
_REMEDIES = {
    "database or disk is full": _FULL,
    "disk I/O error": "the disk cannot be written or read (is it full?). What was recorded before is kept",
    "attempt to write a readonly database": "it cannot be written; get the right to write it, or name another book",
    "database is locked": "another program holds the file locked; close it and try again",
    "database disk image is malformed": "the file is damaged; coranto restore brings back a backup",
}


_PRAGMAS = (
    "journal_mode = wal",
    "foreign_keys = on",
    "synchronous = normal",
    "wal_autocheckpoint = 8000",  # pages: with the usual thousand every tenth report waits for the disk
    "cache_size = -64000",  # kilobytes
)


class OpenedFile(msgspec.Struct, frozen=True):
    """An open file: `writable` is false when it can only be looked at."""

    engine: Engine
    writable: bool


def opened(path: Path, *, create: bool) -> OpenedFile:
    """Open the book at `path`; an older one is migrated, an absent one begun with `create`.

    Raises `BookError` when it is no book, of a newer version, or old and not writable.
    """
    if path.is_dir():
        raise BookError(f"{path} is a folder; a book is a file")
    there = path.exists()
    if not there and not create:
        raise BookError(f"{path}: there is no book there; coranto read SOURCE... begins one")
    if not path.absolute().parent.is_dir():
        raise BookError(f"{path}: there is no folder {path.absolute().parent}; make it first")
    try:
        version = look(path) if there else 0
        if _writable(path):
            engine = _engine(path, "rwc")
            _bring_up_to_date(path, engine, version)
            return OpenedFile(engine, writable=True)
        if version < schema.VERSION:
            raise BookError(
                f"{path} is of version {version} and must be migrated, but cannot be written: copy it first"
            )
        return OpenedFile(_engine(path, "ro", looked_at=True), writable=False)
    except (sqlite3.Error, OSError) as error:
        raise BookError(f"{path}: {plain(error)}") from error


def look(path: Path) -> int:
    """The version of the book at `path`; nothing of it is touched.

    Raises `BookError` when it is no book or a newer one.
    """
    with closing(sqlite3.connect(address(path, "ro"), uri=True, timeout=PATIENCE)) as connection:
        (version,) = connection.execute("pragma user_version").fetchone()
        (tables,) = connection.execute("select count(*) from sqlite_master").fetchone()
        known = connection.execute(
            "select count(*) from sqlite_master where name in ('readings', 'reading')"
        ).fetchone()
    if version > schema.VERSION:
        raise BookError(f"{path} was written by a newer Coranto (book version {version}); install that one")
    if tables and not (version and known):
        raise BookError(f"{path} is a database, but not a book of Coranto")
    return int(version)


def plain(error: Exception) -> str:
    """The database's own words, without the statement it was given, and what to do."""
    said = str(getattr(error, "orig", None) or error)
    return next((f"{said}: {remedy}" for known, remedy in _REMEDIES.items() if known in said), said)


def sweep(path: Path, engine: Engine) -> None:
    """Write the file anew, so that nothing that was deleted is left between its pages or in the log beside it.

    Raises `BookError` when somebody looks at the book for so long that the log cannot be emptied.
    """
    raw = engine.raw_connection()
    try:
        raw.driver_connection.execute("pragma secure_delete = on")  # type: ignore[union-attr]
        raw.driver_connection.execute("vacuum")  # type: ignore[union-attr]
        (busy, *_) = raw.driver_connection.execute("pragma wal_checkpoint(truncate)").fetchone()  # type: ignore[union-attr]
    except sqlite3.Error as error:
        raise BookError(f"{path}: {plain(error)}") from error
    finally:
        raw.close()
    if busy:
        raise BookError(f"{path}: erased, but somebody is looking at the book; run the command again to clean the file")


def _engine(path: Path, mode: str, *, looked_at: bool = False) -> Engine:
    where = address(path, mode)

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(where, uri=True, timeout=PATIENCE, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool)
    event.listen(engine, "connect", _only_looking if looked_at else _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def address(path: Path, mode: str = "ro") -> str:
    """The file as SQLite is told of it. One that nobody can write needs no lock: it is taken as it lies."""
    kind = f"mode={mode}"
    if mode == "ro" and not _writable(path) and not _left_open(path):
        kind = "immutable=1"
    return f"{path.absolute().as_uri()}?{kind}"


def _left_open(path: Path) -> bool:
    """True when the last writes still lie in the log beside the file."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _writable(path: Path) -> bool:
    folder = path.absolute().parent
    return os.access(folder, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def _prepare(connection: Any, _: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(f"pragma {pragma}")


def _only_looking(connection: Any, _: object) -> None:
    connection.execute("pragma query_only = on")


def _begin(connection: Connection) -> None:
    """Who means to write says so at once: a reader that turns writer half-way may find the book changed under it."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("begin immediate" if writes else "begin")


def _bring_up_to_date(path: Path, engine: Engine, version: int) -> None:
    """Migrate what is kept, and make the derived tables where they are of another program; all or nothing."""
    if version == schema.VERSION:
        with engine.connect() as connection:
            if derived.is_made(connection):
                return
    with turn(path), engine.connect().execution_options(writes=True) as connection, connection.begin():
        now = connection.execute(text("pragma user_version")).scalar() or 0
        if now < schema.VERSION:
            from .migrations import migrate

            migrate(connection, now)
            connection.execute(text(f"pragma user_version = {schema.VERSION}"))
        if not derived.is_made(connection):
            derived.make(connection)
