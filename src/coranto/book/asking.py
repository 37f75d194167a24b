"""What can be asked of a book: readings as the machine gave them, the record as people corrected it, and lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, func, select, text
from sqlalchemy.exc import DatabaseError

from ..errors import BookError, NotInBook, UsageError
from ..linking.claims import ClaimSet
from ..linking.threads import Thread
from ..linking.timeline import Day, timeline
from ..model.reading import DATED, Reading
from ..model.record import Copy, Record, Tombstone
from ..model.report import BY_HAND, Captured, StatedDate
from . import derived, entries, file, log, schema
from .anchors import find
from .backup import originals_of
from .entries import Told
from .finding import place_of, report_of
from .linked import Links, Support, Whose, claim_sets, links_of, statement_origins, supports, whose_news, with_changes
from .people import veiled
from .recalling import recalled
from .search import FACETS, Filter, Found, search
from .shelf import corrected_day, number_of, read, reading_of, record_of
from .stories import tell_linked, threaded_reports, threads_of


class Counts(msgspec.Struct, frozen=True):
    """How much there is in a book."""

    reports: int
    events: int
    statements: int
    actors: int
    places: int
    problems: int


class Asking:
    """A book that is only looked at."""

    def __init__(self, path: Path, engine: Engine) -> None:
        """`engine` is open on the file at `path`."""
        self.path = path
        self._engine = engine

    def close(self) -> None:
        """Let the file go."""
        self._engine.dispose()

    @property
    def version(self) -> int:
        """The version of the book: it grows by one with every reading, correction and erasure."""
        with self._reading() as connection:
            return log.version(connection)

    def reading(self, report: str) -> Reading:
        """What the machine says of a report now, before any correction; raises `NotInBook`."""
        with self._reading() as connection:
            found = reading_of(connection, report)
        if found is None:
            raise NotInBook(f"no report {report!r} in {self.path}")
        return found

    def record(self, report: str) -> Record:
        """A report as people have corrected it; eight characters of its id are enough. Raises `NotInBook`."""
        with self._reading() as connection:
            return place_of(connection, report_of(connection, report)).record

    def readings(self, *, since: str | None = None, until: str | None = None) -> Iterator[Reading]:
        """What the machine says, in order of publication day, then id; days are `YYYY-MM-DD`, both included."""
        with self._reading() as connection:
            for _, reading in _stream(connection, since, until):
                yield reading

    def records(self, *, since: str | None = None, until: str | None = None) -> Iterator[Record]:
        """The record as people have corrected it, in the same order; reports they took out are left out.

        A stream: the memory it needs does not grow with the number of reports.
        """
        with self._reading() as connection:
            for number, reading in _stream(connection, since, until):
                record = record_of(connection, reading, number)[0]
                if record.withdrawn is None:
                    yield record

    def days(self) -> tuple[str, ...]:
        """The days with a report, in order."""
        column = derived.headings.c.published
        query = select(column).distinct().where(column.is_not(None), ~derived.headings.c.withdrawn).order_by(column)
        with self._reading() as connection:
            return tuple(connection.execute(query).scalars())

    def outlets(self, fewest: int) -> dict[str, int]:
        """The outlets with at least so many reports, and how many each has."""
        outlet, number = derived.headings.c.outlet, func.count()
        query = select(outlet, number).where(outlet.is_not(None)).group_by(outlet).having(number >= fewest)
        with self._reading() as connection:
            return dict(tuple(row) for row in connection.execute(query.order_by(outlet)))

    def places_of(self, outlet: str) -> Iterator[tuple[str, str | None, str | None, str | None, int]]:
        """What an outlet's reports name: name, country, province, precision, and in how many reports."""
        place, heading = derived.places.c, derived.headings.c
        of = (place.name, place.country, place.admin1, place.precision)
        query = (
            select(*of, func.count(place.report.distinct()))
            .join(derived.headings, heading.report == place.report)
            .where(heading.outlet == outlet, place.kind == "place", place.precision.is_not(None))
            .group_by(*of)
            .order_by(*of)
        )
        with self._reading() as connection:
            yield from (tuple(row) for row in connection.execute(query))

    def counts(self) -> Counts:
        """How much there is in the record."""
        with self._reading() as connection:
            return Counts(
                *(
                    connection.execute(text(f"select count(*) from {name}")).scalar() or 0
                    for name in Counts.__struct_fields__
                )
            )

    def search(
        self, words: str = "", *, limit: int = 20, facets: Sequence[str] = (), most: int = 20, **filters: Any
    ) -> Found:
        """The reports that hold the words, best first; without words those that the filters choose, latest first.

        Filters are `outlet`, `country`, `place`, `actor`, `event_type`, `status`, `thread`, `since`, `until`;
        `facets` what is to be counted (`FACETS`), up to `most` values of each. Raises `UsageError` for others.
        """
        unknown = [each for each in facets if each not in FACETS]
        wrong = [each for each in filters if each not in Filter.__struct_fields__]
        if unknown or wrong:
            there = f"facets {', '.join(FACETS)}; filters {', '.join(Filter.__struct_fields__)}"
            raise UsageError(f"search knows no {', '.join([*unknown, *wrong])}; it knows {there}")
        asked = "thread" in facets or filters.get("thread") is not None
        if asked:
            self._link_first()
        with self._reading() as connection:
            threaded = threaded_reports(connection) if asked else []
            chosen = Filter(**filters)
            return search(connection, words, chosen, limit=limit, facets=facets, most=most, threaded=threaded)

    def entry(self, entry_id: str, report: str | None = None) -> entries.Found:
        """The report, event, statement, actor, place or position with this id, as corrected.

        Eight characters are enough for a report. Of an actor that stands in several the first report is taken, or the
        one named. An entry that a person took out is found as the machine has it. Raises `NotInBook`.
        """
        with self._reading() as connection:
            place = place_of(connection, entry_id, report, everywhere=True)
            record = place.record
            if place.target == record.reading.report.id:
                return entries.Found(record, None)
            entry = find(record.reading, place.target)
            if entry is None:
                machine = reading_of(connection, record.reading.report.id)
                entry = find(machine, place.target) if machine is not None else None
                if entry is not None and machine is not None:
                    return entries.Found(msgspec.structs.replace(record, reading=machine), entry)
        if entry is None:
            raise NotInBook(f"{entry_id!r} is in the tables but not in the reading: run coranto verify")
        return entries.Found(record, entry)

    def as_corrected(self, captured: Captured) -> Captured:
        """The same report with the day of publication that a person has set: what hangs on the day is read from it."""
        with self._reading() as connection:
            day = corrected_day(connection, captured.report.id)
        if day is None:
            return captured
        return msgspec.structs.replace(captured, stated=(StatedDate(day, "given", BY_HAND), *captured.stated))

    def is_misdated(self, report: str) -> bool:
        """True when a report was read with another day than a person has set, or with one that was undone."""
        with self._reading() as connection:
            reading = reading_of(connection, report)
            told = reading.reader.options.get(DATED) if reading is not None else None
            return reading is not None and told != corrected_day(connection, report)

    def captured(self, report: str | None = None) -> Iterator[Captured]:
        """Every report as it first came in, with its original: what a later reader reads again. A stream.

        With `report` only the one of this id.

        Raises `BookError` when an original is missing or has changed.
        """
        with self._reading() as connection:
            yield from recalled(connection, originals_of(self.path), report)

    def links(self, report: str) -> Links:
        """What a report has to do with others: copies, happening, acts, origins. Raises `NotInBook`."""
        self._link_first()
        with self._reading() as connection:
            whole = report_of(connection, report)
            return with_changes(connection, links_of(connection, number_of(connection, whole) or 0))

    def all_links(self) -> Iterator[tuple[Record, Links]]:
        """Every report with its links, in order of publication day, then id; a stream."""
        self._link_first()
        with self._reading() as connection:
            threads: dict[str, list[str]] = {}
            for thread in threads_of(connection):
                for one in thread.instalments:
                    threads.setdefault(one.report, []).append(thread.id)
            for number, reading in _stream(connection, None, None):
                record = record_of(connection, reading, number)[0]
                if record.withdrawn is None:
                    links = links_of(connection, number)
                    yield record, msgspec.structs.replace(links, threads=tuple(threads.get(links.report, ())))

    def supports(self, report: str) -> dict[str, Support]:
        """Who tells each event of a report: reports, outlets without copies, and origins, by the event's id."""
        self._link_first()
        with self._reading() as connection:
            number = number_of(connection, report)
            return supports(connection, number) if number is not None else {}

    def origins(self, reports: Sequence[str]) -> tuple[Whose, ...]:
        """Whom the news of some reports comes from, each once: people and bodies named, and roles; outlets are none."""
        self._link_first()
        with self._reading() as connection:
            return whose_news(connection, reports)

    def statement_origins(self, report: str) -> dict[str, tuple[Whose, ...]]:
        """Whom each statement of a report comes from, by the statement's id."""
        self._link_first()
        with self._reading() as connection:
            number = number_of(connection, report)
            return statement_origins(connection, number) if number is not None else {}

    def threads(self) -> tuple[Thread, ...]:
        """The stories over days: happenings that follow one another, in the order of their beginning."""
        self._link_first()
        with self._reading() as connection:
            return threads_of(connection)

    def linked(self, identity: str) -> Told | None:
        """A happening, an act or a thread in words, with its reports and why; None when there is none of this id."""
        self._link_first()
        with self._reading() as connection:
            return tell_linked(connection, identity)

    def claims(self) -> Iterator[tuple[str, ClaimSet, dict[str, str]]]:
        """The figures that several give of one thing: happening, set, and the names of the origins by key; a stream."""
        self._link_first()
        with self._reading() as connection:
            yield from claim_sets(connection)

    def timeline(self, countries: Sequence[str] = ()) -> tuple[Day, ...]:
        """The days that mattered, weightiest first, of the theatre: `countries`, or the one most reports are about."""
        self._link_first()
        with self._reading() as connection:
            copies = set(connection.execute(text("select report from copied where report <> original")).scalars())
            kept = (
                veiled(record).reading
                for number, reading in _stream(connection, None, None)
                if number not in copies and (record := record_of(connection, reading, number)[0]).withdrawn is None
            )
            return timeline(kept, frozenset(countries))

    def _link_first(self) -> None:
        """Bring the links up to date, where the book can be written."""

    def erasures(self) -> tuple[Tombstone, ...]:
        """The tombstones of the reports that were erased, in order."""
        columns = schema.erasures.c
        query = select(columns.report, columns.at, columns.author, columns.reason).order_by(columns.version)
        with self._reading() as connection:
            return tuple(Tombstone(**row._mapping) for row in connection.execute(query))

    def copies(self) -> tuple[Copy, ...]:
        """The copies of the book that were made, in order."""
        columns = schema.copies.c
        query = select(columns.path, columns.kind, columns.at, columns.version).order_by(columns.number)
        with self._reading() as connection:
            return tuple(Copy(**row._mapping) for row in connection.execute(query))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """A look at the book as it is at this moment."""
        try:
            with self._engine.connect() as connection:
                yield connection
        except DatabaseError as error:
            raise BookError(f"{self.path}: {file.plain(error)}") from error


def _stream(connection: Connection, since: str | None, until: str | None) -> Iterator[tuple[int, Reading]]:
    """The current readings with the numbers of their reports, by day and then by id."""
    heading, kept, reports = derived.headings.c, schema.readings.c, schema.reports.c
    query = (
        select(heading.report, kept.json)
        .join(schema.readings, kept.number == heading.reading)
        .join(schema.reports, reports.number == heading.report)
    )
    if since is not None:
        query = query.where(heading.published >= since)
    if until is not None:
        query = query.where(heading.published <= until)
    rows = connection.execution_options(yield_per=50).execute(query.order_by(heading.published, reports.id))
    for number, packed in rows:
        yield number, read(packed)
