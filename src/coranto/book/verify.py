"""The proof of a book: every original's hash, every span, every link between tables."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Connection, select, text

from ..archive import Archive
from ..errors import BookError, CodecError
from ..model.codec import from_json
from ..model.reading import Reading
from . import schema


def faults(connection: Connection, archive: Archive) -> Iterator[str]:
    """What is wrong with the book, a line each; nothing when all is well."""
    for row in connection.execute(text("pragma integrity_check")):
        if row[0] != "ok":
            yield f"database: {row[0]}"
    for row in connection.execute(text("pragma foreign_key_check")):
        yield f"table {row[0]}, row {row[1]}: refers to what is not there"
    for (original,) in connection.execute(select(schema.captures.c.original).distinct()):
        try:
            archive.read(original)
        except BookError as error:
            yield str(error)
    yield from _readings(connection)
    reports = connection.execute(text("select count(*) from reports")).scalar()
    words = connection.execute(text("select count(*) from words")).scalar()
    if reports != words:
        yield f"full text: {words} of {reports} reports are indexed"


def spans_in(value: object) -> Iterator[dict[str, Any]]:
    """Every span in plain dicts and lists."""
    if isinstance(value, dict):
        if {"start", "end", "text"} <= value.keys():
            yield value
        for each in value.values():
            yield from spans_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from spans_in(each)


def span_faults(reading: Reading) -> Iterator[str]:
    """The spans of a reading that are not the slice of its report they claim to be."""
    body = reading.report.text
    for span in spans_in(msgspec.to_builtins(reading)):
        if body[span["start"] : span["end"]] != span["text"]:
            yield f"report {reading.report.id[:12]}: the span at {span['start']} is not its text"


def _readings(connection: Connection) -> Iterator[str]:
    for report, line in connection.execute(select(schema.readings.c.report, schema.readings.c.json)):
        try:
            reading = from_json(line)
        except CodecError as error:
            yield f"report {report[:12]}: {error}"
            continue
        yield from span_faults(reading)
        stored = connection.execute(select(schema.reports.c.text).where(schema.reports.c.id == report)).scalar()
        if stored != reading.report.text:
            yield f"report {report[:12]}: its text and its reading differ"
