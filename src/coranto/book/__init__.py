"""Readings -> Record: the book, one SQLite file with the originals beside it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, Select, create_engine, event, func, select, text
from sqlalchemy.exc import DatabaseError, OperationalError

from ..archive import Archive
from ..errors import BookError, NotInBook
from ..model.codec import from_json
from ..model.reading import Actor, Event, Position, Reader, Reading, Statement
from ..model.report import Captured, Failure
from . import entries, schema, store, verify
from .entries import Line, Told, tell
from .search import Filter, Found, Hit, search
from .store import Added
from .untold import tell_untold

__all__ = ["Added", "Book", "Counts", "Found", "Hit", "Line", "Told", "tell", "tell_untold"]

POSITION = "position-"
PREFIX = 8  # characters of a report's id that are enough to name it


class Counts(msgspec.Struct, frozen=True):
    """How much there is in a book."""

    reports: int
    events: int
    statements: int
    actors: int
    places: int
    problems: int


class Book:
    """A book, open; use it in a `with` block or close it."""

    def __init__(self, path: Path, engine: Engine) -> None:
        """Use `Book.open`."""
        self.path = path
        self.archive = Archive(path.with_name(path.name + ".originals"))
        self._engine = engine

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True) -> Book:
        """Open the book at `path`, a file; with `create` an absent one is begun.

        Raises `BookError` when it is no book, of a newer version, or cannot be written.
        """
        if "://" in str(path):
            raise BookError(f"{path}: books on a server are not supported yet; name a file")
        file = Path(path)
        if file.is_dir():
            raise BookError(f"{file} is a folder; a book is a file")
        if not file.exists() and not create:
            raise BookError(f"{file}: there is no book there; coranto read SOURCE... begins one")
        engine = create_engine(f"sqlite:///{file}", connect_args={"timeout": 30})
        event.listen(engine, "connect", _prepare)
        try:
            _look(file)
            with engine.begin() as connection:
                _begin(connection)
        except (DatabaseError, sqlite3.Error, OSError) as error:
            raise BookError(f"{file}: {_plain(error)}") from error
        return cls(file, engine)

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go."""
        self._engine.dispose()

    def add(self, reading: Reading, captured: Captured | None = None, *, at: datetime | None = None) -> Added:
        """Record a reading; with `captured` its original is kept and, with the time `at`, where it came from."""
        if captured is not None:
            self.archive.keep(captured.original)
        try:
            with self._engine.begin() as connection:
                return store.add(connection, reading, captured, at)
        except OperationalError as error:
            raise BookError(f"{self.path}: {_plain(error)}") from error

    def capture(self, captured: Captured, at: datetime) -> None:
        """Note where a report that the book has came from this time."""
        try:
            with self._engine.begin() as connection:
                store.add_capture(connection, captured, at)
        except OperationalError as error:
            raise BookError(f"{self.path}: {_plain(error)}") from error

    def fail(self, failure: Failure) -> None:
        """List a source that could not be used."""
        try:
            with self._engine.begin() as connection:
                store.fail(connection, failure)
        except OperationalError as error:
            raise BookError(f"{self.path}: {_plain(error)}") from error

    def knows(self, report: str, reader: Reader) -> bool:
        """True when this reader's reading of the report is the current one."""
        columns = schema.readings.c
        query = select(columns.current).where(columns.report == report, columns.reader == store.reader_key(reader))
        with self._engine.connect() as connection:
            return bool(connection.execute(query).scalar())

    def reading(self, report: str) -> Reading:
        """The current reading of a report; raises `NotInBook`."""
        columns = schema.readings.c
        with self._engine.connect() as connection:
            line = connection.execute(select(columns.json).where(columns.report == report, columns.current)).scalar()
        if line is None:
            raise NotInBook(f"no report {report!r} in {self.path}")
        return from_json(line)

    def readings(self, *, since: str | None = None, until: str | None = None) -> Iterator[Reading]:
        """The current readings in order of publication day, then id; days are `YYYY-MM-DD`, both included."""
        reports, kept = schema.reports.c, schema.readings.c
        query = select(kept.json).join(schema.reports, reports.id == kept.report).where(kept.current)
        if since is not None:
            query = query.where(reports.published >= since)
        if until is not None:
            query = query.where(reports.published <= until)
        with self._engine.connect() as connection:
            rows = connection.execution_options(yield_per=50).execute(query.order_by(reports.published, reports.id))
            for (line,) in rows:
                yield from_json(line)

    def days(self) -> tuple[str, ...]:
        """The days with a report, in order."""
        column = schema.reports.c.published
        with self._engine.connect() as connection:
            return tuple(
                connection.execute(select(column).distinct().where(column.is_not(None)).order_by(column)).scalars()
            )

    def outlets(self, fewest: int) -> dict[str, int]:
        """The outlets with at least so many reports, and how many each has."""
        outlet, number = schema.reports.c.outlet, func.count()
        query = select(outlet, number).where(outlet.is_not(None)).group_by(outlet).having(number >= fewest)
        with self._engine.connect() as connection:
            return dict(tuple(row) for row in connection.execute(query.order_by(outlet)))

    def places_of(self, outlet: str) -> Iterator[tuple[str, str | None, str | None, str | None, int]]:
        """What an outlet's reports name: name, country, province, precision, and in how many reports."""
        place, number = schema.places.c, func.count(schema.places.c.report.distinct())
        of = (place.name, place.country, place.admin1, place.precision)
        query = (
            select(*of, number)
            .join(schema.reports, schema.reports.c.id == place.report)
            .where(schema.reports.c.outlet == outlet, place.kind == "place", place.precision.is_not(None))
            .group_by(*of)
            .order_by(*of)
        )
        with self._engine.connect() as connection:
            yield from (tuple(row) for row in connection.execute(query))

    def counts(self) -> Counts:
        """How much there is."""
        with self._engine.connect() as connection:
            return Counts(
                *(
                    connection.execute(select(func.count()).select_from(schema.tables.tables[name])).scalar() or 0
                    for name in Counts.__struct_fields__
                )
            )

    def search(self, words: str, *, limit: int = 20, **filters: Any) -> Found:
        """The reports that hold the words; filters are `outlet`, `country`, `event_type`, `since`, `until`."""
        with self._engine.connect() as connection:
            return search(connection, words, limit, Filter(**filters))

    def entry(self, entry_id: str) -> entries.Found:
        """The report, event, statement, actor or position with this id; eight characters are enough for a report."""
        with self._engine.connect() as connection:
            for table in (schema.events, schema.statements, schema.actors):
                report = connection.execute(select(table.c.report).where(table.c.id == entry_id)).scalar()
                if report is not None:
                    return _entry(self.reading(report), entry_id)
            if entry_id.startswith(POSITION):
                report = connection.execute(_with_position(entry_id)).scalar()
                if report is not None:
                    return _entry(self.reading(report), entry_id)
            if len(entry_id) >= PREFIX:
                found = (
                    connection.execute(
                        select(schema.reports.c.id)
                        .where(schema.reports.c.id.startswith(entry_id, autoescape=True))
                        .limit(2)
                    )
                    .scalars()
                    .all()
                )
                if len(found) == 1:
                    return entries.Found(self.reading(found[0]), None)
                if found:
                    raise NotInBook(f"{entry_id!r} begins the id of several reports; give more of it")
        raise NotInBook(
            f"nothing in {self.path} has the id {entry_id!r}; coranto search finds reports, export lists ids"
        )

    def verify(self) -> Iterator[str]:
        """What is wrong with the book, a line each: hashes, spans, links."""
        with self._engine.connect() as connection:
            yield from verify.faults(connection, self.archive)


def _with_position(position_id: str) -> Select[Any]:
    """Positions have no table of their own yet: the readings are asked."""
    columns = schema.readings.c
    return select(columns.report).where(columns.current, func.instr(columns.json, position_id.encode()) > 0)


def _entry(reading: Reading, entry_id: str) -> entries.Found:
    found: tuple[Event | Statement | Actor | Position, ...] = (
        *reading.events,
        *reading.statements,
        *reading.actors,
        *reading.positions,
    )
    for one in found:
        if one.id == entry_id:
            return entries.Found(reading, one)
    raise NotInBook(f"{entry_id!r} is in the tables but not in the reading: run coranto verify")


def _prepare(connection: Any, _: object) -> None:
    for pragma in ("journal_mode = wal", "foreign_keys = on", "synchronous = normal"):
        connection.execute(f"pragma {pragma}")


def _look(file: Path) -> None:
    """Refuse what is no book, or a newer one, before anything of it is touched."""
    if not file.exists():
        return
    with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
        (version,) = connection.execute("pragma user_version").fetchone()
        (tables,) = connection.execute("select count(*) from sqlite_master").fetchone()
    if version > schema.VERSION:
        raise BookError(f"{file} was written by a newer Coranto (book version {version}); install that one")
    if tables and version != schema.VERSION:
        raise BookError(f"{file} is a database, but not a book of Coranto")


def _begin(connection: Connection) -> None:
    if connection.execute(text("pragma user_version")).scalar() == schema.VERSION:
        return
    schema.tables.create_all(connection)
    connection.execute(text(schema.FULL_TEXT))
    connection.execute(text(f"pragma user_version = {schema.VERSION}"))


def _plain(error: Exception) -> str:
    """The database's own words, without the statement it was given."""
    return str(getattr(error, "orig", None) or error)
