"""`coranto read` killed with SIGKILL at random moments: the book is sound, and a second run completes it.

`python -m bench.killing --moments 200` measures it; the reader is loaded once and each run is a fork of the process
that holds it, so that the moments fall into reading and recording and not into loading.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

import msgspec

from coranto import pipeline
from coranto.book import Book
from coranto.cli import coranto
from coranto.exports import COLUMNS, write
from coranto.knowledge.pipelines import DEFAULT_PIPELINE
from coranto.pipeline import Plan, Ready, get_ready

REPORTS = 20  # two batches of the reader
TOWNS = ("Amman", "Geneva", "Sochi", "Ankara", "Tehran")


class Kills(msgspec.Struct, frozen=True):
    """How many moments, after how many the book was there, not sound, not completed by the next run, and half done."""

    moments: int
    begun: int
    unsound: int
    incomplete: int
    half_way: int


def measure(moments: int) -> list[str]:
    """Lines of Markdown: what so many killed reads left."""
    ready = get_ready(Plan(pipeline=DEFAULT_PIPELINE))
    with tempfile.TemporaryDirectory() as folder:
        return lines(kill(ready, Path(folder), moments, seed=1))


def lines(kills: Kills) -> list[str]:
    """The figures as Markdown."""
    return [
        "| reads killed | book begun | half done | not sound after | lost or doubled after the next run |",
        "|---|---|---|---|---|",
        f"| {kills.moments} | {kills.begun} | {kills.half_way} | {kills.unsound} | {kills.incomplete} |",
    ]


def kill(ready: Ready, folder: Path, moments: int, seed: int) -> Kills:
    """Kill a read at as many random moments, each of a new book; look at it, read again, compare with a clean one."""
    rows = folder / "rows.jsonl"
    rows.write_text("".join(_row(number) for number in range(REPORTS)), encoding="utf-8")
    began = time.perf_counter()
    _wait(_read(ready, folder / "clean.db", rows))
    lasted = time.perf_counter() - began
    clean, dice = _exported(folder / "clean.db"), random.Random(seed)
    counts = {"begun": 0, "unsound": 0, "incomplete": 0, "half_way": 0}
    for number in range(moments):
        path = folder / f"killed-{number}.db"
        _wait(_read(ready, path, rows), dice.uniform(0.0, lasted))
        if path.exists():
            with Book.open(path) as book:
                counts["begun"] += 1
                counts["unsound"] += bool(list(book.verify()))
                counts["half_way"] += 0 < book.counts().reports < REPORTS
        _wait(_read(ready, path, rows))
        with Book.open(path) as book:
            counts["unsound"] += bool(list(book.verify()))
        counts["incomplete"] += _exported(path) != clean
    return Kills(moments=moments, **counts)


def _row(number: int) -> str:
    return f'{{"id": "{number}", "text": "Iran and Iraq met in {TOWNS[number % 5]} on day {number}."}}\n'


def _read(ready: Ready, book: Path, rows: Path) -> int:
    """Another process that runs `coranto read`, with the reader this one has loaded; its id."""
    child = os.fork()
    if child:
        return child
    quiet = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(quiet, stream)
    pipeline.get_ready = lambda *_: ready
    try:
        coranto.main(["--book", str(book), "--quiet", "read", str(rows)], standalone_mode=False)
    finally:
        os._exit(0)


def _wait(child: int, until: float | None = None) -> None:
    """Wait for a process, or kill it after so many seconds."""
    if until is not None:
        time.sleep(until)
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def _exported(path: Path) -> bytes:
    stream = BytesIO()
    with Book.open(path, create=False) as book:
        for table in COLUMNS:
            write(book, table, "jsonl", stream)
    return stream.getvalue()


def main() -> int:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--moments", type=int, default=200)
    chosen = arguments.parse_args()
    print("\n".join(measure(chosen.moments)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
