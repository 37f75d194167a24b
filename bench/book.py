"""How the book bears tens of thousands of reports: adding, searching, streaming, memory, and many processes at once.

The readings are made up (`synthetic`), so that no parser is needed and anybody can repeat it. Each part runs in a
process of its own, whose peak memory is told; making the readings up is not timed. Beside the time on the clock stands
the time of the CPU: on a machine that others use the first says more of them than of us.
"""

from __future__ import annotations

import json
import multiprocessing
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from coranto.book import Book
from coranto.model.reading import Reading

from .synthetic import PLACES, captured, reading, readings

AT = datetime(2026, 1, 1, tzinfo=UTC)
SIZES = (10_000, 50_000)
QUERIES = 300
READERS = 4
MINUTE = 60.0
CHUNK = 500  # readings made up at a time, outside the clock
FACETS = ("month", "country", "actor", "type", "status")


def measure(minute: float = MINUTE) -> list[str]:
    """Lines of Markdown: each part, its figure and its target."""
    rows = ["| what | reports | figure | target |", "|---|---|---|---|"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        first = 0
        for size in SIZES:
            rows += _adding(path, first, size)
            rows += _looking(path, size)
            first = size
        rows += _single(Path(folder) / "single.db")
        rows += _together(Path(folder) / "together.db", minute)
    return rows


def _adding(path: Path, first: int, size: int) -> Iterator[str]:
    done = _part("add", path, first, size)
    label = f"readings given, added a second (reports {first:,} to {size:,})"
    yield f"| {label} | {size:,} | {done['rate']:.0f} ({done['work']:.1f} ms of CPU each) | >= 300 |"
    yield f"| the last tenth of them, a second | {size:,} | {done['last']:.0f} | near-linear |"
    yield f"| peak memory while adding | {size:,} | {done['memory']:.0f} MB | < 400 MB |"
    yield f"| the file | {size:,} | {path.stat().st_size / 1e6:,.0f} MB | |"


def _looking(path: Path, size: int) -> Iterator[str]:
    for part, label, target in (
        ("search", "search, 20 hits with snippets", "p95 < 50 ms at 10,000"),
        ("facets", f"search with {len(FACETS)} facets counted", ""),
    ):
        done = _part(part, path, 0, size)
        figure = f"p50 {done['p50']:.1f} ms, p95 {done['p95']:.1f} ms (of CPU {done['work']:.1f} ms)"
        yield f"| {label} | {size:,} | {figure} | {target} |"
    for part, label in (("stream", "the whole record as a stream"), ("verify", "verify (without originals)")):
        if part == "verify" and size > SIZES[0]:
            continue  # as many minutes as all the rest together, and its memory does not grow either
        done = _part(part, path, 0, size)
        yield f"| {label} | {size:,} | {done['seconds']:.0f} s, peak {done['memory']:.0f} MB | < 400 MB |"


def _single(path: Path) -> Iterator[str]:
    for part, label in (
        ("one", "one transaction a reading, without original"),
        ("original", "one transaction a reading, original kept and synced to disk"),
    ):
        done = _part(part, path.with_suffix(f".{part}"), 0, 2000)
        yield f"| {label}, a second | 2,000 | {done['rate']:.0f} | |"


def _together(path: Path, seconds: float) -> Iterator[str]:
    """Readers and a writer at once: how many were added, whether all are there, and the longest anybody waited."""
    with Book.open(path) as book:
        book.add_all(readings(0, 1000), at=AT)
    context = multiprocessing.get_context("spawn")
    told = context.SimpleQueue()
    readers = [context.Process(target=_read_for, args=(str(path), seconds, told)) for _ in range(READERS)]
    writer = context.Process(target=_write_for, args=(str(path), seconds, told))
    for process in (*readers, writer):
        process.start()
    found = [told.get() for _ in range(READERS + 1)]
    for process in (*readers, writer):
        process.join()
    added = next(done for kind, done, _ in found if kind == "write")
    looks = sum(done for kind, done, _ in found if kind == "read")
    with Book.open(path) as book:
        lost = 1000 + added - book.counts().reports
        faults = len(list(book.verify()))
    waits = {kind: max(longest for each, _, longest in found if each == kind) for kind in ("read", "write")}
    figure = f"{added:,} added, {looks:,} searches; lost {lost}, faults {faults}"
    yield f"| {READERS} processes read and one writes for {seconds:.0f} s | | {figure} | none lost |"
    figure = f"a search {waits['read']:.2f} s, a reading added {waits['write']:.2f} s"
    yield f"| the longest anybody took meanwhile | | {figure} | < 1 s |"


def _read_for(path: str, seconds: float, told: multiprocessing.SimpleQueue[tuple[str, int, float]]) -> None:
    until, done, longest = time.monotonic() + seconds, 0, 0.0
    with Book.open(path) as book:
        while time.monotonic() < until:
            began = time.monotonic()
            book.search(PLACES[done % len(PLACES)][0])
            longest = max(longest, time.monotonic() - began)
            done += 1
    told.put(("read", done, longest))


def _write_for(path: str, seconds: float, told: multiprocessing.SimpleQueue[tuple[str, int, float]]) -> None:
    until, done, longest = time.monotonic() + seconds, 0, 0.0
    with Book.open(path) as book:
        while time.monotonic() < until:
            one = reading(1000 + done)
            began = time.monotonic()
            book.add(one, at=AT)
            longest = max(longest, time.monotonic() - began)
            done += 1
    told.put(("write", done, longest))


def _part(part: str, path: Path, first: int, last: int) -> dict[str, float]:
    print(f"book/{part} {last:,} ...", file=sys.stderr, flush=True)
    command = [sys.executable, "-m", "bench.book", part, str(path), str(first), str(last)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def _add(book: Book, first: int, last: int) -> dict[str, float]:
    spent: list[float] = []
    worked = 0.0
    for start in range(first, last, CHUNK):
        chunk = list(readings(start, min(start + CHUNK, last)))
        began, work = time.perf_counter(), time.process_time()
        book.add_all(chunk, at=AT)
        spent.append(time.perf_counter() - began)
        worked += time.process_time() - work
    tenth = spent[-max(1, len(spent) // 10) :]
    each = 1000 * worked / (last - first)
    return {"rate": (last - first) / sum(spent), "last": CHUNK * len(tenth) / sum(tenth), "work": each}


def _add_single(book: Book, first: int, last: int, *, original: bool) -> dict[str, float]:
    spent = 0.0
    for start in range(first, last, CHUNK):
        chunk: list[Reading] = list(readings(start, min(start + CHUNK, last)))
        began = time.perf_counter()
        for one in chunk:
            book.add(one, captured(one) if original else None, at=AT)
        spent += time.perf_counter() - began
    return {"rate": (last - first) / spent}


def _queries() -> Iterator[tuple[str, dict[str, Any]]]:
    """Words as they stand in the reports, so that frequent ones are asked for often; phrases, beginnings, filters.

    Words below five letters are left out, as a person leaves out "of" and "said": they stand in nearly every report.
    """
    dice = random.Random(1)
    for number in range(QUERIES):
        words = [word for word in reading(dice.randrange(10_000)).report.text.split() if len(word) > 4]
        one, other = dice.choice(words), dice.choice(words)
        place = dice.choice(PLACES)[0]
        yield (
            (f"{one} {other}", {}),
            (f"{place} {one}", {"event_type": "ASSAULT"}),
            (f"{one[:4]}*", {}),
            (f'"met {one}" {place}', {}),
            (place, {"country": "SYR", "since": "2016-06-01"}),
            (one, {"status": "planned"}),
        )[number % 6]


def _search(book: Book, *, facets: bool) -> dict[str, float]:
    spent: list[float] = []
    worked: list[float] = []
    for words, filters in islice(_queries(), QUERIES // 5 if facets else None):
        began, work = time.perf_counter(), time.process_time()
        book.search(words, facets=FACETS if facets else (), **filters)
        spent.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - work))
    spent.sort()
    late = int(len(spent) * 0.95)
    return {"p50": spent[len(spent) // 2], "p95": spent[late], "longest": spent[-1], "work": sorted(worked)[late]}


def _stream(book: Book) -> dict[str, float]:
    began = time.perf_counter()
    for _ in book.records():
        pass
    return {"seconds": time.perf_counter() - began}


def _verify(book: Book) -> dict[str, float]:
    began = time.perf_counter()
    faults = list(book.verify())
    assert faults == [], faults
    return {"seconds": time.perf_counter() - began}


def main() -> int:
    """One part, in this process: its figures as JSON."""
    part, path, first, last = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    with Book.open(path) as book:
        found = {
            "add": lambda: _add(book, first, last),
            "one": lambda: _add_single(book, first, last, original=False),
            "original": lambda: _add_single(book, first, last, original=True),
            "search": lambda: _search(book, facets=False),
            "facets": lambda: _search(book, facets=True),
            "stream": lambda: _stream(book),
            "verify": lambda: _verify(book),
        }[part]()
    print(json.dumps(found | {"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
    return 0


if __name__ == "__main__":
    sys.exit(main())
