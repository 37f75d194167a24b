"""Copies of a whole book, made while others go on reading and writing, and a book brought back from one."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, select

from ..archive import Archive
from ..errors import BookError
from . import schema
from .file import address, look, plain

PAGES = 2048  # copied at a time: 8 MB
RESTARTS = 3  # a copy begins again when somebody writes meanwhile; after so many it is made in one go
Progress = Callable[[str, float], None]


def originals_of(book: Path) -> Archive:
    """The originals that lie beside a book."""
    return Archive(book.with_name(f"{book.name}.originals"))


def copy_book(source: Path, target: Path, progress: Progress) -> None:
    """Copy the file at `source`; `target` is then there whole, or not at all. Raises `BookError` when it was there."""
    refuse_existing(target)
    partial = target.with_name(f"{target.name}.partial")
    try:
        target.absolute().parent.mkdir(parents=True, exist_ok=True)
        partial.unlink(missing_ok=True)
        with (
            closing(sqlite3.connect(address(source), uri=True)) as old,
            closing(sqlite3.connect(partial)) as new,
        ):
            _copy(old, new, progress)
            (state,) = new.execute("pragma integrity_check(1)").fetchone()
            if state != "ok":
                raise BookError(f"{source}: the copy is not sound: {state}")
            new.execute("pragma journal_mode = delete")  # one file, with nothing beside it
        partial.replace(target)
    except (sqlite3.Error, OSError) as error:
        raise BookError(f"{target}: the copy cannot be made: {plain(error)}") from error
    finally:
        partial.unlink(missing_ok=True)


def refuse_existing(target: Path) -> None:
    """Raise `BookError` when there is something at `target`."""
    if target.exists():
        raise BookError(f"{target} is there already; name another file")


def originals(connection: Connection) -> list[str]:
    """The hashes of the originals that a book has captured."""
    return list(connection.execute(select(schema.captures.c.original).distinct()).scalars())


def copy_originals(source: Archive, target: Archive, names: Sequence[str], progress: Progress) -> list[str]:
    """Copy originals by name; what could not be copied, a line each."""
    faults: list[str] = []
    for number, name in enumerate(names, start=1):
        try:
            target.keep(source.read(name))
        except BookError as error:
            faults.append(str(error))
        progress("copying originals", number / len(names))
    return faults


def check_copy(source: Path) -> None:
    """Raise `BookError` when what is to be brought back is no sound book of this program."""
    if not source.is_file():
        raise BookError(f"{source}: there is no backup there")
    try:
        if look(source) == 0:
            raise BookError(f"{source} is not a book of Coranto")
    except sqlite3.Error as error:
        raise BookError(f"{source}: {plain(error)}") from error


class _Restarted(Exception):
    """Others write so much that a copy in steps does not end."""


def _copy(old: sqlite3.Connection, new: sqlite3.Connection, progress: Progress) -> None:
    last, restarts = 1 << 62, 0

    def copied(_: int, remaining: int, total: int) -> None:
        nonlocal last, restarts
        restarts += remaining > last
        last = remaining
        progress("copying the book", 1 - remaining / max(total, 1))
        if restarts >= RESTARTS:
            raise _Restarted

    try:
        old.backup(new, pages=PAGES, progress=copied, sleep=0.001)
    except _Restarted:
        old.backup(new, pages=-1)
