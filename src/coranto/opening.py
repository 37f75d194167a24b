"""What a command opens: the settings, the book, and the sources it was given."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import UsageError
from .options import asked
from .terminal import counted, say, waiting, warn

if TYPE_CHECKING:
    from .book import Book
    from .model.reading import Reading
    from .pipeline import Plan, Read
    from .reading.events import Untold
    from .settings import Series, Settings

DONE, SOME_FAILED, USAGE, NOTHING_DONE = range(4)


def read_here() -> Settings:
    """The settings of this folder and of the environment."""
    from .settings import read_settings

    return read_settings(Path.cwd())


def book_path(default: str) -> str:
    """Where the book lies: `--book`, else the settings, else the command's own default."""
    settings = read_here()
    return str(asked("book") or (settings.book if settings.book != "coranto.db" else default))


def open_book(*, create: bool = False, default: str = "coranto.db") -> Book:
    """The book, open."""
    from .book import Book

    with waiting() as progress:
        return Book.open(book_path(default), create=create, progress=progress)


def author_of(given: str | None) -> str:
    """Who decides: `--author`, else the settings; raises `UsageError` when neither says."""
    author = given or read_here().author
    if not author:
        raise UsageError("who decides this? --author NAME, or `author` in coranto.toml, or CORANTO_AUTHOR")
    return author


def now() -> datetime:
    """The time of a command: the one clock there is."""
    return datetime.now(UTC)


def day_of(given: str | None) -> str | None:
    """The day an option names; raises `UsageError` when it is none."""
    from .sources import given_day

    return given_day(given) if given else None


def series_named(name: str | None) -> Series | None:
    """The series of coranto.toml with this name; raises `UsageError` naming those there are."""
    if name is None:
        return None
    known = read_here().series
    if name not in known:
        there = ", ".join(sorted(known)) or "none"
        raise UsageError(f"there is no series {name!r} in coranto.toml; there are: {there}")
    return known[name]


def reads(
    names: Iterable[str],
    options: dict[str, Any],
    book: Book | None = None,
    counts: Counter[str] | None = None,
) -> Iterator[Read]:
    """What comes of the sources; with a `book`, without what its reader has read before, which is counted."""
    from .pipeline import get_ready, read_all, taught, without_known
    from .sources import Given, given_day, read_sources

    settings = read_here()
    published = options.get("published")
    given = Given(
        published=given_day(published) if published else None,
        outlet=options.get("outlet"),
        title=options.get("title"),
        force=bool(options.get("force_metadata")),
    )
    plan = _plan(options, settings)
    limit = options.get("max_size") or settings.max_size
    found = read_sources(names, stdin=sys.stdin.buffer, given=given, limit=limit)
    with waiting() as progress:
        ready = get_ready(plan, progress)
    if book is not None and counts is not None:
        plan, ready = taught(book, plan, ready)
        seen = partial(counts.update, ("read", "known"))
        found = without_known(found, book, ready.tools.reader, now(), seen)
    return read_all(found, plan, ready)


def _plan(options: dict[str, Any], settings: Settings) -> Plan:
    from .pipeline import Plan

    return Plan(
        pipeline=options.get("pipeline") or settings.pipeline,
        workers=options.get("workers") or settings.workers,
        time_limit=options.get("time_limit") or settings.time_limit,
        cache=Path(settings.cache) if settings.cache else None,
        knowledge=Path(settings.knowledge),
        codebooks=tuple(Path(each) for each in options.get("codebook") or ()),
    )


def without_event(reading: Reading) -> tuple[Untold, ...]:
    """The sentences of a report that gave no event, each with why not; the report's text is parsed again."""
    from .pipeline import get_ready, why_untold

    with waiting() as progress:
        ready = get_ready(_plan({}, read_here()), progress)
    return why_untold(reading, ready)


def reread(book: Book, report: str | None = None) -> Counter[str]:
    """Read every original of the book, or that of one report, again with the reader of today.

    How many were known, read again, or failed.
    """
    from .pipeline import get_ready, keep_all, read_all, taught
    from .sources import read_again

    plan = _plan({}, read_here())
    with waiting() as progress:
        ready = get_ready(plan, progress)
    plan, ready = taught(book, plan, ready)
    counts: Counter[str] = Counter()
    reads = read_all((read_again(book.as_corrected(each)) for each in book.captured(report)), plan, ready)
    for _, added in counted(keep_all(tallied(reads, counts), book, now()), "reports"):
        counts[added or "not kept"] += 1
    _say_what_needs_a_person(book)
    with waiting() as progress:
        book.link(progress)
    return counts


def record(book: Book, names: Iterable[str], options: dict[str, Any]) -> Counter[str]:
    """Read sources into the book; how many were new, known, read again, or failed."""
    from .pipeline import keep_all

    counts: Counter[str] = Counter()
    kept = keep_all(tallied(reads(names, options, book, counts), counts), book, now())
    for _, added in counted(kept, "reports"):
        counts[added or "not kept"] += 1
    if counts["read again"]:
        _say_what_needs_a_person(book)
    with waiting() as progress:
        book.link(progress)
    return counts


def _say_what_needs_a_person(book: Book) -> None:
    """Corrections that no longer fit, or meet other machine output, are not passed over in silence."""
    states = Counter(each.state for each in book.corrections())
    if states["open"] or states["conflict"]:
        say(f"Corrections: {states['open']} open, {states['conflict']} in conflict; coranto correct list --open")


def tallied(reads: Iterable[Read], counts: Counter[str]) -> Iterator[Read]:
    """The same, counted; what failed is named at once."""
    for read in reads:
        failure = read.failure
        counts["failed" if failure else "read"] += 1
        if failure:
            warn(failure)
        yield read


def summary(counts: Counter[str]) -> str:
    """The counts in a line."""
    failed = f"; {counts['failed']} failed, named above" if counts["failed"] else ""
    again = f", {counts['read again']} read again" if counts["read again"] else ""
    return f"{counts['read']} read: {counts['new']} new, {counts['known']} known{again}{failed}"


def exit_code(counts: Counter[str]) -> int:
    """The exit code of the contract."""
    if not counts["failed"]:
        return DONE
    return SOME_FAILED if counts["read"] else NOTHING_DONE
