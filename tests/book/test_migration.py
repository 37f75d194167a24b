"""Books of every released version open, are brought up to date, and lose nothing."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import tarfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from coranto.book import Book, derived, schema
from coranto.book.shelf import packed, unpacked
from coranto.errors import BookError
from coranto.model.codec import to_json

RELEASED = Path(__file__).parent / "released"
VERSIONS = sorted(int(path.name.split("-")[1].split(".")[0]) for path in RELEASED.glob("book-*.tar.xz"))
AT = datetime(2026, 3, 1, tzinfo=UTC)


def unpack(version: int, folder: Path) -> Path:
    with tarfile.open(RELEASED / f"book-{version}.tar.xz") as tar:
        tar.extractall(folder, filter="data")
    return folder / f"book-{version}.db"


def asked(path: Path, query: str) -> list[tuple[Any, ...]]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        return connection.execute(query).fetchall()


def test_there_is_a_book_of_every_released_version() -> None:
    assert list(range(1, schema.VERSION + 1)) == VERSIONS


@pytest.mark.parametrize("version", VERSIONS)
def test_a_released_book_opens_sound_and_can_be_gone_on_with(version: int, tmp_path: Path) -> None:
    path = unpack(version, tmp_path)
    with Book.open(path, create=False) as book:
        assert list(book.verify()) == []
        assert book.counts().reports == 4 and book.counts().events > 0
        assert book.rebuild().changed == ()
        event = next(record.reading.events[0] for record in book.records() if record.reading.events)
        book.correct("confirm", event.id, author="A. Editor", at=AT, reason="seen")
        assert list(book.verify()) == []
    assert asked(path, "pragma user_version") == [(schema.VERSION,)]


def test_nothing_of_a_first_book_is_lost(tmp_path: Path) -> None:
    path = unpack(1, tmp_path)
    readings = dict(asked(path, "select json, current from readings"))
    captures = asked(path, "select report, source, url, outlet, media_type, original, at from captures order by id")
    failures = asked(path, "select source, stage, message from problems where report is null")
    events = asked(path, "select id, type, status, evidence from events order by id")
    with Book.open(path, create=False) as book:
        assert len(list(book.changes())) > len(readings)
        assert {to_json(reading) for reading in book.readings()} == {line for line, now in readings.items() if now}
        assert {packed(reading)[0] for reading in book.readings()} <= {
            row[0] for row in asked(path, "select sha256 from reading")
        }
        assert len([*book.captured()]) == 4
    kept = {unpacked(row[0]): row[1] for row in asked(path, "select json, current from reading")}
    assert kept == readings
    query = "select report_id, source, url, outlet, media_type, original, at from captures"
    assert asked(path, query) == captures
    assert asked(path, "select source, stage, message from failure") == failures
    assert asked(path, "select id, type, status, evidence from events order by id") == events
    there, back = asked(path, "select url, report_id, earlier_report_id from revisions order by at")
    assert there[0] == "https://news.example/idlib" and there[1:] == (back[2], back[1]), "a new text, and the old again"


def test_the_migrated_tables_are_those_of_the_program(tmp_path: Path) -> None:
    for name, path in (("old", unpack(1, tmp_path)), ("new", tmp_path / "new.db")):
        with Book.open(path) as book, book._reading() as connection:
            context = MigrationContext.configure(
                connection,
                opts={"include_name": lambda name, kind, _: kind != "table" or name in schema.kept.tables},
            )
            assert compare_metadata(context, schema.kept) == [], name
            assert derived.is_made(connection)


def test_a_migration_that_is_interrupted_leaves_the_old_book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = unpack(1, tmp_path)
    before = asked(path, "select report, reader, json from readings order by id")

    def stopped(_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(derived, "make", stopped)
        with pytest.raises(KeyboardInterrupt):
            Book.open(path)
    assert asked(path, "pragma user_version") == [(1,)]
    assert asked(path, "select report, reader, json from readings order by id") == before
    with Book.open(path) as book:
        assert list(book.verify()) == []


def test_rows_of_another_program_are_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = unpack(1, tmp_path)
    with Book.open(path) as book:
        before = book.counts()
    monkeypatch.setattr(derived, "DERIVED", derived.DERIVED + 1)
    heard: list[str] = []
    with Book.open(path, progress=lambda what, _: heard.append(what)) as book:
        assert book.counts() == before and heard
        assert list(book.verify()) == []


def test_a_book_of_today_opens_without_what_migrates(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    Book.open(path).close()
    code = "import sys; from coranto.book import Book; Book.open(sys.argv[1]).close(); print('alembic' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True)
    assert done.stdout == "False\n", done.stderr


def test_a_newer_book_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = unpack(1, tmp_path)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"pragma user_version = {schema.VERSION + 1}")
    before = path.read_bytes()
    with pytest.raises(BookError, match="newer Coranto"):
        Book.open(path)
    assert path.read_bytes() == before
