"""The book, open: what is put in, what is asked of it, what people decide, and how it is kept."""

from __future__ import annotations

import logging
import sqlite3
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Unpack

import msgspec
from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DatabaseError

from ..errors import BookError, UsageError
from ..model.reading import DATED, Reader, Reading
from ..model.record import Action, Change, Copy, Correction, Judged, Tombstone
from ..model.report import Captured, Failure
from . import backup, corrections, derived, deriving, erasure, file, links, log, rebuild, schema, store, verify
from .asking import Asking, Counts
from .backup import Progress
from .changes import changes
from .finding import report_of
from .shelf import corrected_day
from .store import Added
from .turn import turn

__all__ = ["Book", "Counts"]

_LOGGER = logging.getLogger("coranto")
PATIENCE = 1.5  # seconds after which bringing the links up to date is told of
HOLD = 0.4  # seconds that many readings are recorded in one turn: nobody shall wait for one
AT_ONCE = 256  # readings held in memory for that
BATCH = 25  # reports whose rows are made anew in one turn: others may write between two


def _quiet(_what: str, _share: float) -> None:
    """Nobody wants to hear of the work."""


class Book(Asking):
    """A book, open; use it in a `with` block or close it."""

    def __init__(self, path: Path, opened: file.OpenedFile) -> None:
        """Use `Book.open`."""
        super().__init__(path, opened.engine)
        self.archive = backup.originals_of(path)
        self._writable = opened.writable

    @classmethod
    def open(cls, path: str | Path, *, create: bool = True, progress: Progress = _quiet) -> Book:
        """Open the book at `path`, a file; with `create` an absent one is begun, and an older one is migrated.

        `progress` hears of long work: what is done and the share that is done. Raises `BookError` when it is no book,
        of a newer version, or old and not writable.
        """
        if "://" in str(path):
            raise BookError(f"{path}: books on a server are not supported yet; name a file")
        book = cls(Path(path), file.opened(Path(path), create=create))
        if book._writable:
            book._freshen(progress)
        return book

    def __enter__(self) -> Book:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def add(self, reading: Reading, captured: Captured | None = None, *, at: datetime | None = None) -> Added:
        """Record a reading; with `captured` its original is kept and, with the time `at`, where it came from.

        Raises `Erased` when the report was erased, `BookError` when it cannot be recorded.
        """
        if captured is not None:
            with self._reading() as connection:
                store.refuse_erased(connection, reading.report.id)
            self.archive.keep(captured.original)
        with self._writing() as connection:
            added = store.add(connection, reading, captured, at)
        if added == "read again":
            self._freshen()
        return added

    def add_all(self, readings: Iterable[Reading], *, at: datetime | None = None) -> Counter[str]:
        """Record many readings, some in each turn; how many were new, known, read again or erased.

        Whole reports only: should the process be stopped, those of the last turn are missing, and none is half there.
        """
        counts: Counter[str] = Counter()
        left = iter(readings)
        while some := deque(islice(left, AT_ONCE)):  # taken before the turn: they may be slow to come
            while some:
                with self._writing() as connection:
                    until = time.monotonic() + HOLD
                    while some and time.monotonic() < until:
                        counts[store.add_or_skip(connection, some.popleft(), at)] += 1
        if counts["read again"]:
            self._freshen()
        return counts

    def capture(self, captured: Captured, at: datetime) -> None:
        """Note where a report that the book has came from this time."""
        with self._writing() as connection:
            store.capture(connection, captured, at)

    def fail(self, failure: Failure) -> None:
        """List a source that could not be used."""
        with self._writing() as connection:
            store.fail(connection, failure)

    def correct(
        self,
        action: Action,
        target: str,
        *,
        author: str,
        at: datetime,
        reason: str,
        **details: Unpack[corrections.Details],
    ) -> Correction:
        """Decide something about an entry, for good: it holds through every later reading until it is undone.

        `target` is the id of a report, event, statement, actor, place or position, or to undo that of a correction.
        `report` says in which report, or `everywhere` that in all, an actor or place is meant that several have.
        `values` are new values by field (to rename: `name`), `into` the entry that a merge keeps, `words` the offsets
        `(start, end)` that a split takes away. Raises `NotInBook`, or `UsageError` when it makes no sense.
        """
        request = corrections.Request(
            action=action,
            target=target,
            author=author,
            at=log.moment(at),
            reason=reason,
            **details,
        )
        with self._writing() as connection:
            correction = corrections.correction_for(connection, request)
            corrections.put(connection, correction)
        self._freshen()
        return correction

    def corrections(self) -> Iterator[Judged]:
        """Every correction in the order it was made, with what became of it."""
        with self._reading() as connection:
            yield from corrections.judged(connection)

    def changes(self, *, since: str | int = 0) -> Iterator[Change]:
        """What changed since a version of the book, or since a time (ISO 8601; a day begins at midnight UTC)."""
        with self._reading() as connection:
            after = since if isinstance(since, int) else log.version_at(connection, since)
            yield from changes(connection, after)

    def erase(
        self, report: str, *, author: str, at: datetime, reason: str, progress: Progress = _quiet
    ) -> tuple[Tombstone, tuple[Copy, ...]]:
        """Erase a report for good; its tombstone, and the copies of the book made before, which still hold it.

        The file is written anew, so that nothing of it is left between its pages. Raises `NotInBook`.
        """
        if not author.strip() or not reason.strip():
            raise UsageError("an erasure needs an author and a reason: --author NAME --reason WORDS")
        with self._reading() as connection:
            left = erasure.unswept(connection)
        if left is not None:  # of an erasure that was interrupted: first that one is finished
            self._sweep(left, progress)
        whole = left if left is not None and left.startswith(report) else None
        if whole is None:
            with self._writing() as connection:
                whole = report_of(connection, report)
                erasure.erase(connection, whole, author=author, at=log.moment(at), reason=reason)
            self._sweep(whole, progress)
        self._freshen()
        with self._reading() as connection:
            stone = connection.execute(select(schema.erasures).where(schema.erasures.c.report == whole)).one()
            before = tuple(erasure.copies_before(connection, whole))
        return Tombstone(report=whole, at=stone.at, author=stone.author, reason=stone.reason), before

    def backup(self, path: str | Path, *, at: datetime, progress: Progress = _quiet) -> Copy:
        """Copy the whole book, originals included, to `path` while others go on; raises `BookError`."""
        target = Path(path)
        backup.refuse_existing(target)
        copy = Copy(path=str(target.absolute()), kind="backup", at=log.moment(at), version=self.version)
        if self._writable:
            self.note_copy(copy)  # before it is made: one too many in the list does less harm than one too few
        backup.copy_book(self.path, target, progress)
        with self._reading() as connection:
            names = backup.originals(connection)
        faults = backup.copy_originals(self.archive, backup.originals_of(target), names, progress)
        if faults:
            raise BookError("\n".join([f"{target} is there, but not all originals: run coranto verify", *faults]))
        return copy

    def note_copy(self, copy: Copy) -> None:
        """List a copy of the book, so that an erasure can name those that still hold what was erased."""
        with self._writing() as connection:
            connection.execute(schema.copies.insert().values(msgspec.structs.asdict(copy)))

    @classmethod
    def restore(cls, source: str | Path, path: str | Path, *, progress: Progress = _quiet) -> None:
        """Bring the book back from a backup to `path`, where there must be none. Raises `BookError`."""
        old, new = Path(source), Path(path)
        backup.check_copy(old)
        backup.copy_book(old, new, progress)
        with cls.open(new, create=False, progress=progress) as book, book._reading() as connection:
            names = backup.originals(connection)
            faults = backup.copy_originals(backup.originals_of(old), book.archive, names, progress)
        if faults:
            raise BookError("\n".join([f"{new} is brought back, but not all originals", *faults]))

    def rebuild(self, progress: Progress = _quiet) -> rebuild.Rebuilt:
        """Make everything that follows from readings and corrections anew; says whether it is the same to the byte."""
        self.link(progress)
        with self._reading() as connection:
            before = rebuild.fingerprint(connection, progress)
        with self._writing() as connection:
            connection.execute(text("insert or ignore into stale (report) select number from report"))
        self._freshen(progress)
        self.link(progress)
        with self._writing() as connection:
            derived.index_anew(connection)
        with self._reading() as connection:
            return rebuild.compared(before, rebuild.fingerprint(connection, progress))

    def link(self, progress: Progress = _quiet) -> None:
        """Bring the links between reports up to date; some in each turn, so that nobody waits long.

        Whatever asks for links does it first; after reading many reports it is done at once.
        """
        with self._reading() as connection:
            if not links.waiting(connection):
                return
        began, total = time.monotonic(), 0
        while True:
            with self._writing() as connection:
                left = links.step(connection)
            if not left.reports and not left.months:
                return
            total = max(total, left.reports)
            done = 1 - left.reports / total if left.reports else 1 - left.months / (left.months + 10)
            if time.monotonic() - began > PATIENCE:
                progress("looking at reports" if left.reports else "comparing reports", done)

    def verify(self, progress: Progress = _quiet) -> Iterator[str]:
        """What is wrong with the book, a line each: hashes, spans, links, seals."""
        with self._reading() as connection:
            yield from verify.faults(connection, self.archive, progress)

    def knows(self, report: str, reader: Reader) -> bool:
        """True when this reader's reading of the report is the current one; raises `Erased` when it was erased."""
        columns, reports = schema.readings.c, schema.reports.c
        with self._reading() as connection:
            store.refuse_erased(connection, report)
            if (day := corrected_day(connection, report)) is not None:
                reader = msgspec.structs.replace(reader, options={**reader.options, DATED: day})
            query = (
                select(columns.number)
                .join(schema.reports, reports.number == columns.report)
                .where(reports.id == report, columns.reader == store.reader_key(reader), columns.current)
            )
            return connection.execute(query).first() is not None

    def _link_first(self) -> None:
        if self._writable:
            self.link()
            return
        with self._reading() as connection:
            if links.waiting(connection):
                _LOGGER.warning("%s cannot be written: its links are as they were last made", self.path)

    def _freshen(self, progress: Progress = _quiet) -> None:
        """Make the rows of stale reports anew, some in each turn, so that nobody waits long."""
        with self._reading() as connection:
            waiting = total = deriving.stale_reports(connection)
        while waiting:
            with self._writing() as connection:
                waiting = deriving.freshen(connection, BATCH)
            progress("making the rows of the record", 1 - waiting / max(total, waiting))

    def _sweep(self, report: str, progress: Progress) -> None:
        """Write the file anew without what was erased, and take the original away."""
        self.archive.forget(report)
        with self._writing() as connection:
            derived.index_anew(connection)
        with turn(self.path):
            progress("writing the book anew", 0.0)
            file.sweep(self.path, self._engine)
        with self._writing() as connection:
            erasure.swept(connection)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """A transaction in our turn: all of it is kept, or nothing."""
        if not self._writable:
            raise BookError(f"{self.path} cannot be written; get the right to write it, or name another book")
        with turn(self.path):
            try:
                with self._engine.connect().execution_options(writes=True) as connection, connection.begin():
                    yield connection
            except (DatabaseError, sqlite3.Error) as error:
                raise BookError(f"{self.path}: {file.plain(error)}") from error
