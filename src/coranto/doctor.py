"""What a reader needs on this machine: what is there, what is missing, and the one command that cures it."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path

import msgspec

from .errors import CorantoError, GazetteerError
from .knowledge.gazetteer import Gazetteer, folder_in, look, names_in
from .knowledge.load import knowledge_sha256
from .knowledge.pipelines import pipelines
from .reading.parse import Parser
from .version import __version__


class Finding(msgspec.Struct, frozen=True):
    """One thing looked at; `cure` is a command, empty when nothing is wrong."""

    what: str
    state: str
    fine: bool = True
    cure: str = ""


def examine(pipeline: str, book: Path, cache: Path | None = None, knowledge: Path | None = None) -> list[Finding]:
    """Look at everything a reader needs; nothing is changed."""
    return [
        Finding("coranto", f"{__version__}, Python {sys.version.split()[0]}"),
        *_pipelines(pipeline),
        Finding("knowledge", f"sha256 {knowledge_sha256()}"),
        _gazetteer(cache),
        *(_own(folder_in(knowledge)) if knowledge else ()),
        _sqlite(),
        _book(book),
    ]


def _pipelines(chosen: str) -> Iterator[Finding]:
    yield _guarded("pipeline", lambda: _pipeline(chosen))
    for name, known in pipelines().items():
        if name != chosen:
            there = find_spec(name) is not None
            state = f"installed, --pipeline {name}" if there else "not installed (not needed)"
            yield Finding("other pipeline", f"{name} {known.version}: {state}")


def _pipeline(name: str) -> Finding:
    identity = Parser(name).identity
    pinned = "pinned by us" if name in pipelines() else "not one we have tested"
    return Finding("pipeline", f"{identity.name}, sha256 {identity.sha256}, {pinned}")


def _guarded(what: str, look: Callable[[], Finding]) -> Finding:
    try:
        return look()
    except CorantoError as error:
        message = str(error)
        cure = message[message.rindex("pip install") :] if "pip install" in message else ""
        return Finding(what, message, fine=False, cure=cure)


def _gazetteer(cache: Path | None) -> Finding:
    path = Gazetteer.home(cache)
    if path.is_file():
        return Finding("gazetteer", f"{path} ({path.stat().st_size / 1e6:.0f} MB)")
    return Finding("gazetteer", "not compiled yet: the first reading compiles it, under a minute")


def _own(folder: Path) -> Iterator[Finding]:
    for name in names_in(folder):
        try:
            own = look(folder, name)
        except GazetteerError as error:
            yield Finding("own gazetteer", str(error), fine=False, cure="coranto gazetteer add FILE")
        else:
            yield Finding("own gazetteer", f"{name}: {own.rows:,} places from {own.source}")


def _sqlite() -> Finding:
    with sqlite3.connect(":memory:") as memory:
        options = {row[0] for row in memory.execute("pragma compile_options")}
    fine = "ENABLE_FTS5" in options
    cure = "" if fine else "install a Python whose SQLite has FTS5"
    return Finding("SQLite", f"{sqlite3.sqlite_version}, {'with' if fine else 'without'} FTS5", fine, cure)


def _book(path: Path) -> Finding:
    if not path.exists():
        return Finding("book", f"{path}: not there yet; coranto read makes it")
    return _guarded("book", lambda: _opened(path))


def _opened(path: Path) -> Finding:
    from .book import Book
    from .book.file import look
    from .book.schema import VERSION

    if (version := look(path)) < VERSION:  # opening it would change it
        return Finding("book", f"{path}: of version {version}; the next command brings it to {VERSION}")
    with Book.open(str(path), create=False) as book:
        counts = book.counts()
    return Finding("book", f"{path}: {counts.reports} reports, {counts.events} events")
