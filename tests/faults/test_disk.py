"""A disk that is full, a file that cannot be written, a writer that never ends: a clear word, and the book intact."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from bench.synthetic import captured, reading, readings
from sqlalchemy import event

from coranto.book import Book
from coranto.book.turn import turn
from coranto.cli import main
from coranto.errors import BookError

AT = datetime(2026, 2, 1, tzinfo=UTC)
NOBODY = 65534


def test_a_full_database_refuses_and_keeps_what_it_had(tmp_path: Path) -> None:
    with Book.open(tmp_path / "a.db") as book:
        book.add(reading(0), at=AT)

        def small(connection: Any, *_: object) -> None:
            (pages,) = connection.execute("pragma page_count").fetchone()
            connection.execute(f"pragma max_page_count = {pages + 5}")

        book.close()
        event.listen(book._engine, "connect", small)
        with pytest.raises(BookError, match="disk is full; make room"):
            for number in range(1, 20):
                book.add(reading(number), at=AT)
        there = book.counts().reports
    with Book.open(tmp_path / "a.db") as book:
        assert list(book.verify()) == [] and book.counts().reports == there
        assert [book.add(one, at=AT) for one in readings(there, 20)] == ["new"] * (20 - there)


def test_a_file_that_may_grow_no_further_is_a_full_disk(tmp_path: Path) -> None:
    """The limit of the kernel on the size of files stands in for the end of the disk, in a process of its own."""
    code = (
        "import sys; from bench.synthetic import readings, captured; from coranto.book import Book\n"
        "from datetime import datetime, UTC\n"
        "with Book.open(sys.argv[1]) as book:\n"
        "    for one in readings(0, 400): book.add(one, captured(one), at=datetime(2026, 1, 1, tzinfo=UTC))\n"
    )

    def limited() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, 1_500_000))

    path = tmp_path / "a.db"
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], capture_output=True, text=True, preexec_fn=limited, env=_environment()
    )
    assert done.returncode != 0
    assert "BookError" in done.stderr and "is it full?" in done.stderr
    with Book.open(path) as book:
        assert list(book.verify()) == [] and 0 < book.counts().reports < 400
        assert book.add(reading(399), captured(reading(399)), at=AT) == "new"


def test_an_original_that_cannot_be_kept_leaves_no_report_without_one(tmp_path: Path) -> None:
    with Book.open(tmp_path / "a.db") as book:
        (tmp_path / "a.db.originals").write_bytes(b"in the way")
        with pytest.raises(BookError, match="cannot be kept"):
            book.add(reading(0), captured(reading(0)), at=AT)
        assert book.counts().reports == 0 and list(book.verify()) == []


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """A folder that every user may enter; that of pytest belongs to the one who runs it."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_a_book_that_cannot_be_written_can_be_read(public_folder: Path) -> None:
    path = public_folder / "a.db"
    with Book.open(path) as book:
        book.add(reading(0), captured(reading(0)), at=AT)
    for each in public_folder.rglob("*"):
        each.chmod(0o555 if each.is_dir() else 0o444)
    public_folder.chmod(0o555)
    before = path.read_bytes()
    found = _as_nobody(_look, path)
    public_folder.chmod(0o755)
    assert found[0] == "1 1 []"
    assert "cannot be written; get the right to write it" in found[1]
    assert found[2] == "exit 3"
    assert path.read_bytes() == before


def _look(path: Path) -> list[str]:
    """What one finds who may only look: searches, the record, the proof; and what he is told who tries to write."""
    found = []
    with Book.open(path, create=False) as book:
        found.append(f"{book.search('report').total} {len(list(book.records()))} {list(book.verify())}")
        try:
            book.add(reading(1))
        except BookError as error:
            found.append(str(error))
    command = ["coranto", "--book", str(path), "correct", "confirm", reading(0).events[0].id]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "argv", [*command, "--reason", "seen", "--author", "A. Editor"])
        try:
            main()
        except SystemExit as done:
            found.append(f"exit {done.code}")
    return found


def test_a_writer_that_never_ends_is_named(tmp_path: Path) -> None:
    with Book.open(tmp_path / "a.db") as book:
        with turn(book.path), pytest.raises(BookError, match="another process has been writing"), turn(book.path, 0.05):
            pass
        assert book.add(reading(0)) == "new"


def test_a_program_that_knows_nothing_of_turns_is_waited_for_and_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coranto.book.file.PATIENCE", 0.05)
    with Book.open(tmp_path / "a.db") as book:
        book.add(reading(0))
        with closing(sqlite3.connect(book.path, isolation_level=None)) as other:
            other.execute("begin immediate")
            with pytest.raises(BookError, match="another program holds the file locked"):
                book.add(reading(1))
            other.execute("rollback")
        assert book.add(reading(1)) == "new" and list(book.verify()) == []


def _as_nobody(call: Callable[[Path], list[str]], path: Path) -> list[str]:
    """Root may write everything: the call is made in a child that is a user who may not, where we can become one."""
    away, back = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.chdir("/")
            if os.geteuid() == 0:
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            os.write(back, "\n".join(call(path)).encode("utf-8"))
        finally:
            os._exit(0)
    os.close(back)
    with os.fdopen(away, encoding="utf-8") as stream:
        found = stream.read().split("\n")
    os.waitpid(child, 0)
    return found


def _environment() -> dict[str, str]:
    root = str(Path(__file__).resolve().parents[2])
    return {**os.environ, "PYTHONPATH": root, "PYTHONDONTWRITEBYTECODE": "1"}
