"""JSON Lines: one report a line, streamed; a bad line is named and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from ..errors import SourceError
from ..model.ids import report_id
from ..model.report import Captured, Failure, Report
from .given import Given, stated_dates
from .text import checked

_OWN = {"url", "title", "outlet", "published", "language", "text"}


def looks_like_rows(line: bytes) -> bool:
    """True when a line is a JSON object with a text."""
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError):
        return False
    return isinstance(row, dict) and "text" in row


def read_rows(
    name: str, stream: BinaryIO, given: Given, limit: int, *, first: bytes = b""
) -> Iterator[Captured | Failure]:
    """The reports of a stream of rows; `first` is a line already taken from it."""
    number = 0
    line = first or stream.readline(limit + 1)
    while line:
        number += 1
        if len(line) > limit:
            yield Failure(f"{name}, line {number}", "sources", f"longer than {limit:,} bytes (--max-size)")
            while line and not line.endswith(b"\n"):
                line = stream.readline(limit + 1)
        elif line.strip():
            yield _row(f"{name}, line {number}", line.rstrip(b"\r\n"), given)
        line = stream.readline(limit + 1)
    if number == 0:
        yield Failure(name, "sources", "empty: there is no row in it")


def read_row(name: str, line: bytes, given: Given) -> Captured:
    """The report of one row; raises `SourceError` when it is none."""
    found = _row(name, line, given)
    if isinstance(found, Failure):
        raise SourceError(found.source, found.stage, found.message)
    return found


def _row(name: str, line: bytes, given: Given) -> Captured | Failure:
    try:
        row = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        return Failure(name, "sources", f"not valid JSON: {error}")
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return Failure(name, "sources", 'not a report: a row is an object with a "text"')
    try:
        return _captured(name, line, row, given)
    except SourceError as error:
        return Failure(error.source, error.stage, error.message)


def _captured(name: str, line: bytes, row: dict[str, Any], given: Given) -> Captured:
    text = checked(name, row["text"])
    if "\x00" in text:
        raise SourceError(name, "sources", f"a NUL character in its text at {text.index(chr(0))}")
    url = _word(row, "url")
    stated, notes = stated_dates(_word(row, "published"), "the row's `published`", url, given)
    return Captured(
        report=Report(
            id=report_id(line),
            title=given.choose("title", _word(row, "title")),
            outlet=given.choose("outlet", _word(row, "outlet")),
            url=url,
            language=_word(row, "language"),
            text=text,
            extra={key: value for key, value in row.items() if key not in _OWN},
        ),
        original=line,
        media_type="application/json",
        source=name,
        stated=stated,
        notes=notes,
    )


def _word(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    return value if isinstance(value, str) and value.strip() else None
