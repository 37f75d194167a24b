"""The outside world -> reports: files, folders, JSON Lines and standard input, each failure named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from ..errors import SourceError
from ..model.report import Captured, Failure
from .given import Given, given_day
from .html import read_html
from .jsonl import looks_like_rows, read_row, read_rows
from .markdown import read_markdown
from .text import MOST_CHARACTERS, read_text

__all__ = [
    "ENDINGS",
    "MOST_BYTES",
    "MOST_CHARACTERS",
    "Given",
    "given_day",
    "read_again",
    "read_sources",
    "read_string",
]

MOST_BYTES = 20_000_000
ENDINGS = {".txt": read_text, ".md": read_markdown, ".html": read_html, ".htm": read_html}
ROWS = ".jsonl"
_AGAIN = {
    "text/plain": read_text,
    "text/markdown": read_markdown,
    "text/html": read_html,
    "application/json": read_row,
}
_LATER = ("http://", "https://")


def read_sources(
    names: Iterable[str | Path],
    *,
    stdin: BinaryIO | None = None,
    given: Given | None = None,
    limit: int = MOST_BYTES,
) -> Iterator[Captured | Failure]:
    """Every report of the sources, in their order; what cannot be used is a `Failure` that names it.

    A name is a file, a folder, or `-` for standard input; `limit` is the largest source in bytes.
    """
    given = given or Given()
    for name in names:
        if str(name) == "-":
            yield from _stdin(stdin, given, limit)
        elif str(name).lower().startswith(_LATER):
            yield Failure(str(name), "sources", "pages on the web are not fetched yet; save the page and read the file")
        else:
            yield from _path(Path(name), given, limit)


def read_string(text: str, given: Given, url: str | None = None) -> Captured | Failure:
    """A Python string as a report: its original is its UTF-8."""
    try:
        original = text.encode("utf-8")
    except UnicodeEncodeError as error:
        return Failure(
            "text", "sources", f"character {error.start} is a lone surrogate: not a character of any language"
        )
    return _one("text", original, lambda name, data: read_text(name, data, given, url=url))


def read_again(kept: Captured) -> Captured | Failure:
    """A report captured before, with its text taken from its original again and all else as it was said then."""
    read = _AGAIN.get(kept.media_type)
    if read is None:
        return Failure(kept.source, "sources", f"originals of the kind {kept.media_type} are not read")
    fresh = _one(kept.source, kept.original, lambda name, data: read(name, data, Given()))
    if isinstance(fresh, Failure):
        return fresh
    return msgspec.structs.replace(kept, report=msgspec.structs.replace(kept.report, text=fresh.report.text))


def _path(path: Path, given: Given, limit: int) -> Iterator[Captured | Failure]:
    try:
        if path.is_dir():
            yield from _folder(path, given, limit)
        elif not path.exists():
            yield Failure(str(path), "sources", "no such file or folder")
        elif not path.is_file():
            yield Failure(str(path), "sources", "neither a file nor a folder")
        elif path.suffix.lower() == ROWS:
            yield from _rows_of(path, given, limit)
        else:
            yield _file(path, given, limit)
    except OSError as error:
        yield Failure(str(path), "sources", error.strerror or str(error))


def _folder(folder: Path, given: Given, limit: int) -> Iterator[Captured | Failure]:
    """The readable files below, in the order of their names; hidden ones and links out of it are passed over."""
    found = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in {*ENDINGS, ROWS}
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
        and not _is_readme(path)
    ]
    if not found:
        endings = " ".join(sorted({*ENDINGS, ROWS}))
        yield Failure(str(folder), "sources", f"holds no file that can be read ({endings})")
    for path in found:
        yield from _path(path, given, limit)


def _is_readme(path: Path) -> bool:
    return path.stem.upper() == "README"


def _file(path: Path, given: Given, limit: int) -> Captured | Failure:
    read = ENDINGS.get(path.suffix.lower())
    if read is None:
        endings = " ".join(sorted({*ENDINGS, ROWS}))
        return Failure(str(path), "sources", f"files of this kind are not read ({endings} are)")
    size = path.stat().st_size
    if size > limit:
        return Failure(str(path), "sources", f"{size:,} bytes; the limit is {limit:,} (--max-size)")
    return _one(str(path), path.read_bytes(), lambda name, data: read(name, data, given))


def _rows_of(path: Path, given: Given, limit: int) -> Iterator[Captured | Failure]:
    with path.open("rb") as stream:
        yield from read_rows(str(path), stream, given, limit)


def _stdin(stdin: BinaryIO | None, given: Given, limit: int) -> Iterator[Captured | Failure]:
    if stdin is None:
        yield Failure("-", "sources", "there is no standard input")
        return
    first = stdin.readline(limit + 1)
    while first and not first.strip():
        first = stdin.readline(limit + 1)
    if looks_like_rows(first):
        yield from read_rows("-", stdin, given, limit, first=first)
        return
    data = first + stdin.read(max(0, limit + 1 - len(first)))
    if len(data) > limit:
        yield Failure("-", "sources", f"more than {limit:,} bytes (--max-size)")
        return
    yield _one("-", data, lambda name, original: read_text(name, original, given))


def _one(name: str, data: bytes, read: Callable[[str, bytes], Captured]) -> Captured | Failure:
    try:
        return read(name, data)
    except SourceError as error:
        return Failure(error.source, error.stage, error.message)
