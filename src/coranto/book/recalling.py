"""Reports as they came in, put together again from their originals and what was said around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection, func, select

from ..archive import Archive
from ..model.reading import Reading
from ..model.report import Captured, Report, StatedDate
from . import schema
from .shelf import read


def recalled(connection: Connection, archive: Archive, report: str | None = None) -> Iterator[Captured]:
    """Every report, or the one of this id, by its first capture, in the order they came."""
    capture, kept = schema.captures.c, schema.readings.c
    first = select(func.min(capture.number)).group_by(capture.report)
    query = (
        select(capture.source, capture.media_type, capture.original, capture.stated, kept.json)
        .join(schema.readings, (kept.report == capture.report) & kept.current)
        .where(capture.number.in_(first))
        .order_by(capture.number)
    )
    if report is not None:
        number = select(schema.reports.c.number).where(schema.reports.c.id == report).scalar_subquery()
        query = query.where(capture.report == number)
    for row in connection.execution_options(yield_per=20).execute(query):
        original = archive.read(row.original)
        if row.stated is not None:
            yield replace(msgspec.json.decode(row.stated, type=Captured), original=original)
        else:
            yield _from_reading(read(row.json), row, original)


def _from_reading(reading: Reading, row: Any, original: bytes) -> Captured:
    """Of a book of version 1, which did not keep what was said around a report: what its reading still knows."""
    report, published = reading.report, reading.report.published
    stated: tuple[StatedDate, ...] = ()
    if published is not None and published.value is not None and published.basis != "inferred":
        stated = (StatedDate(published.value, published.basis, "kept from the first reading"),)
    bare = Report(id=report.id, title=report.title, outlet=report.outlet, url=report.url, text="", extra=report.extra)
    return Captured(report=bare, original=original, media_type=row.media_type, source=row.source, stated=stated)
