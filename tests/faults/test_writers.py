"""Many processes on one book: nothing lost, and nobody kept from his turn."""

from __future__ import annotations

import multiprocessing
import time
from datetime import UTC, datetime
from pathlib import Path

from bench.synthetic import readings

from coranto.book import Book

AT = datetime(2026, 2, 1, tzinfo=UTC)
EACH = 40


def add_all_of(path: str, first: int, last: int) -> None:
    with Book.open(path) as book:
        for one in readings(first, last):
            book.add(one, at=AT)


def look_until(path: str, wanted: int, seen: multiprocessing.SimpleQueue[list[int]]) -> None:
    counts: list[int] = []
    with Book.open(path) as book:
        while not counts or counts[-1] < wanted:
            counts.append(book.search("report", limit=5).total)
            assert len(list(book.records(since="2016-01-01", until="2016-01-02"))) <= wanted
            time.sleep(0.001)
    seen.put(counts)


def write_until(path: str, first: int, seconds: float, done: multiprocessing.SimpleQueue[int]) -> None:
    until, number = time.monotonic() + seconds, 0
    with Book.open(path) as book:
        while time.monotonic() < until:
            for one in readings(first + number, first + number + 1):
                book.add(one, at=AT)
            number += 1
    done.put(number)


def test_four_readers_and_a_writer_lose_nothing(tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    Book.open(path).close()
    context = multiprocessing.get_context("spawn")
    seen = context.SimpleQueue()
    readers = [context.Process(target=look_until, args=(path, EACH, seen)) for _ in range(4)]
    writer = context.Process(target=add_all_of, args=(path, 0, EACH))
    for process in (*readers, writer):
        process.start()
    looks = [seen.get() for _ in readers]
    for process in (*readers, writer):
        process.join()
        assert process.exitcode == 0
    assert all(counts == sorted(counts) for counts in looks), "what was there once stays there"
    with Book.open(path) as book:
        assert book.counts().reports == EACH and list(book.verify()) == []


def test_two_writers_share_the_turns(tmp_path: Path) -> None:
    """Left to SQLite, one of two writers had five times as many turns as the other."""
    path = str(tmp_path / "a.db")
    Book.open(path).close()
    context = multiprocessing.get_context("spawn")
    done = context.SimpleQueue()
    writers = [context.Process(target=write_until, args=(path, first, 2.0, done)) for first in (0, 100_000)]
    for process in writers:
        process.start()
    for process in writers:
        process.join()
        assert process.exitcode == 0
    one, other = sorted(done.get() for _ in writers)
    assert other < 3 * one
    with Book.open(path) as book:
        assert book.counts().reports == one + other and list(book.verify()) == []


def test_four_processes_may_begin_one_book(tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=add_all_of, args=(path, first, first + 5)) for first in (0, 10, 20, 30)]
    for process in writers:
        process.start()
    for process in writers:
        process.join()
        assert process.exitcode == 0
    with Book.open(path) as book:
        assert book.counts().reports == 20 and list(book.verify()) == []
