"""Plain text: the report's text is the decoded file, unchanged."""

from __future__ import annotations

from typing import Any

from ..errors import SourceError
from ..model.ids import report_id
from ..model.report import Captured, Report
from .decode import decode
from .given import Given, stated_dates

MOST_CHARACTERS = 1_000_000


def read_text(name: str, data: bytes, given: Given, *, url: str | None = None) -> Captured:
    """A plain text as a report; raises `SourceError` when it is no text."""
    decoded = decode(name, data)
    checked(name, decoded.text)
    stated, notes = stated_dates(None, "", url, given)
    return Captured(
        report=Report(
            id=report_id(data),
            title=given.title,
            outlet=given.outlet,
            url=url,
            text=decoded.text,
            extra=encoding_of(decoded.encoding),
        ),
        original=data,
        media_type="text/plain",
        source=name,
        stated=stated,
        notes=notes,
    )


def checked(name: str, text: str) -> str:
    """The text, unless it is empty or too long for one report."""
    if not text.strip():
        raise SourceError(name, "sources", "empty: there is no text in it")
    if len(text) > MOST_CHARACTERS:
        raise SourceError(name, "sources", f"{len(text):,} characters; a report may have {MOST_CHARACTERS:,}")
    return text


def encoding_of(encoding: str) -> dict[str, Any]:
    """What goes into `report.extra`: the encoding, where it is not UTF-8."""
    return {} if encoding == "utf-8" else {"encoding": encoding}
