"""A process killed while it reads leaves a sound book that a second run completes."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from bench.killing import kill

from coranto.book import Book
from coranto.pipeline import Ready


@pytest.mark.parametrize("after", [1, 7, 15])
def test_a_killed_read_is_completed_by_the_next(tmp_path: Path, after: int) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text(
        "".join(f'{{"id": "{n}", "text": "Iran and Iraq met in Geneva on day {n}."}}\n' for n in range(60)),
        encoding="utf-8",
    )
    book = tmp_path / "a.db"
    command = [sys.executable, "-m", "coranto.cli", "--book", str(book), "read", str(rows)]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while process.poll() is None:
        if book.exists() and _reports(book) >= after:
            process.send_signal(signal.SIGKILL)
            process.wait()
    with Book.open(book) as opened:
        assert list(opened.verify()) == []
        assert opened.counts().reports >= after
    assert subprocess.run(command, stderr=subprocess.DEVNULL).returncode == 0
    with Book.open(book) as opened:
        assert list(opened.verify()) == []
        assert opened.counts().reports == 60


def _reports(book: Path) -> int:
    import sqlite3

    try:
        with sqlite3.connect(f"file:{book}?mode=ro", uri=True, timeout=5) as connection:
            return int(connection.execute("select count(*) from reports").fetchone()[0])
    except sqlite3.OperationalError:
        return 0


def test_twenty_random_moments_leave_a_sound_book_that_the_next_run_completes(ready: Ready, tmp_path: Path) -> None:
    """Nothing lost and nothing doubled: the completed book exports what one does that nobody disturbed."""
    kills = kill(ready, tmp_path, moments=20, seed=8)
    assert (kills.unsound, kills.incomplete) == (0, 0)
    assert kills.begun > 0
