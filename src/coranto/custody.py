"""The commands by which a book is kept: proved, made again, copied, brought back, and by which a report is erased."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .errors import UsageError
from .opening import DONE, SOME_FAILED, author_of, book_path, now, open_book, reread, summary
from .options import global_options, json_option
from .terminal import complain, put, say, waiting

if TYPE_CHECKING:
    from .model.record import Change


@click.command()
@click.option("--since", metavar="TIME|VERSION", help="A day, an ISO 8601 time, or a version of the book.")
@click.option("--format", "form", type=click.Choice(["text", "jsonl"]), default="text", show_default=True)
@json_option
@global_options
def changes(since: str | None, form: str, *, as_json: bool) -> None:
    """Say what was added, changed, withdrawn and erased since a time or version, entry by entry, before and after.

    \b
    Examples:
      coranto changes --since 2026-01-31
      coranto changes --since 120 --format jsonl > changes.jsonl
    """
    import msgspec

    with open_book() as book:
        for change in book.changes(since=_since(since)):
            put(msgspec.json.encode(change) if as_json or form == "jsonl" else _line(change))
        version = book.version
    say(f"The book is at version {version}")


@click.command()
@global_options
def verify() -> None:
    """Check the hash of every original, every span, link and seal of the book; exit code 1 when a fault is found.

    \b
    Example:
      coranto verify
    """
    faults = 0
    with open_book() as book, waiting() as progress:
        for fault in book.verify(progress):
            faults += 1
            put(fault)
        counts = book.counts()
    say(f"{counts.reports} reports checked, {faults} fault{'' if faults == 1 else 's'}")
    sys.exit(SOME_FAILED if faults else DONE)


@click.command()
@click.option("--read", "again", is_flag=True, help="First read every original again with the reader of today.")
@global_options
def rebuild(*, again: bool) -> None:
    """Make everything that follows from the kept readings and the corrections again: the same to the byte.

    Exit code 1 when something came out otherwise than it was, which is then named. With --read the originals are read
    again first; corrections are laid over the new readings, and those that no longer fit are listed.

    \b
    Examples:
      coranto rebuild
      coranto rebuild --read
    """
    with open_book() as book:
        if again:
            say(summary(reread(book)))
        with waiting() as progress:
            rebuilt = book.rebuild(progress)
    for name in rebuilt.changed:
        put(f"table {name}: not what it was")
    same = "otherwise than they were" if rebuilt.changed else "the same to the byte"
    say(f"The rows of {rebuilt.reports} reports made again: {same}")
    sys.exit(SOME_FAILED if rebuilt.changed else DONE)


@click.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--list", "listed", is_flag=True, help="List the copies made of this book.")
@json_option
@global_options
def backup(path: Path | None, *, listed: bool, as_json: bool) -> None:
    """Copy the whole book, originals included, while others go on reading and writing.

    \b
    Examples:
      coranto backup /media/stick/syria-2026-01-31.db
      coranto backup --list
    """
    import msgspec

    if path is None and not listed:
        raise UsageError("where to? coranto backup PATH, or --list for the copies made")
    with open_book() as book:
        if path is not None:
            with waiting() as progress:
                copy = book.backup(path, at=now(), progress=progress)
            say(f"{copy.path} holds the book as of version {copy.version}")
        for copy in book.copies() if listed else ():
            line = f"{copy.at}  {copy.kind}  version {copy.version}  {copy.path}"
            put(msgspec.json.encode(copy) if as_json else line)


@click.command()
@click.argument("source", metavar="BACKUP", type=click.Path(path_type=Path))
@global_options
def restore(source: Path) -> None:
    """Bring a book back from a backup, to where --book says; nothing that is there is overwritten.

    \b
    Example:
      coranto --book syria.db restore /media/stick/syria-2026-01-31.db
    """
    from .book import Book

    target = book_path("coranto.db")
    with waiting() as progress:
        Book.restore(source, target, progress=progress)
    say(f"{target} is back as it was in {source}; coranto verify proves it")


@click.command()
@click.argument("report", metavar="REPORT")
@click.option("--reason", required=True, help="Why: it stands on the tombstone, so name nobody in it.")
@click.option("--author", help="Who decides; default is `author` of the settings.")
@click.option("--yes", is_flag=True, help="Do not ask; needed where nobody can be asked.")
@json_option
@global_options
def erase(report: str, reason: str, author: str | None, *, yes: bool, as_json: bool) -> None:
    """Erase a report for good: original, readings, rows and the corrections that quote it. A tombstone stays.

    Copies of the book made before still hold it: they are listed.

    \b
    Example:
      coranto erase 7b1c9e44 --reason "at the request of a person in it"
    """
    import msgspec

    signed = author_of(author)
    if not yes:
        if not sys.stdin.isatty():
            raise UsageError("erasing cannot be undone; say --yes to do it")
        click.confirm(f"Erase report {report} for good?", abort=True, err=True)
    with open_book() as book, waiting() as progress:
        stone, copies = book.erase(report, author=signed, at=now(), reason=reason, progress=progress)
    if as_json:
        put(msgspec.json.encode({"tombstone": stone, "copies": copies}))
    else:
        put(f"{stone.report} erased {stone.at} by {stone.author}: {stone.reason}")
        for copy in copies:
            put(f"still in {copy.kind} {copy.path} of {copy.at}")
    if copies:
        complain(f"{len(copies)} copies were made before and still hold it: delete them, or make them again")


def _since(given: str | None) -> str | int:
    """A version of the book, or a time in UTC as the log writes it."""
    from datetime import UTC, datetime

    if given is None:
        return 0
    if given.isdecimal() and len(given) < 8:
        return int(given)
    try:
        time = datetime.fromisoformat(given)
    except ValueError as error:
        raise UsageError(f"{given!r} is no time and no version; write 2026-01-31, or 120") from error
    return (time if time.tzinfo else time.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")


def _line(change: Change) -> str:
    head = f"{change.version}  {change.at or 'no time'}  {change.act} {change.kind} {change.id}"
    by = f"  by {change.author}: {change.reason}" if change.author else ""
    if change.act != "changed" or change.before is None or change.after is None:
        return head + by
    old, new = change.before, change.after
    differences = [f"{name}: {_plain(old[name])} -> {_plain(new[name])}" for name in old if old[name] != new[name]]
    return f"{head}  {'; '.join(differences)}{by}"


def _plain(value: object) -> str:
    return "none" if value is None else str(value)
