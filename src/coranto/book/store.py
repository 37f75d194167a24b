"""Putting a reading into the book: one transaction, and the same reading again changes nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import Connection, Table, delete, insert, select, text, update

from ..model.codec import to_json
from ..model.reading import HOME, Event, Reader, Reading
from ..model.report import Captured, Failure
from . import schema

Added = Literal["new", "known", "read again"]
Row = dict[str, Any]


def reader_key(reader: Reader) -> str:
    """The hash that tells one version of a reader from another.

    What a book has taught it of an outlet's home is left out: a report is not read again because the book has grown.
    """
    options = {name: value for name, value in reader.options.items() if name != HOME}
    return hashlib.sha256(msgspec.json.encode(msgspec.structs.replace(reader, options=options))).hexdigest()


def add(connection: Connection, reading: Reading, captured: Captured | None, at: datetime | None) -> Added:
    """Record a reading and where its report came from."""
    report, key = reading.report.id, reader_key(reading.reader)
    known = connection.execute(select(schema.reports.c.id).where(schema.reports.c.id == report)).first() is not None
    if not known:
        _add_report(connection, reading)
    if captured is not None and at is not None:
        add_capture(connection, captured, at)
    versions = schema.readings.c
    same = select(versions.current).where(versions.report == report, versions.reader == key)
    current = connection.execute(same).scalar()
    if current:
        return "known"
    connection.execute(update(schema.readings).where(versions.report == report).values(current=False))
    connection.execute(delete(schema.readings).where(versions.report == report, versions.reader == key))
    connection.execute(insert(schema.readings).values(report=report, reader=key, current=True, json=to_json(reading)))
    if known:
        _update_report(connection, reading)
    _derive(connection, reading)
    return "read again" if known else "new"


def fail(connection: Connection, failure: Failure) -> None:
    """List a source that could not be used, once."""
    row = {"source": failure.source, "stage": failure.stage, "message": failure.message}
    columns = schema.problems.c
    if (
        connection.execute(select(columns.id).where(*(columns[name] == value for name, value in row.items()))).first()
        is None
    ):
        connection.execute(insert(schema.problems).values(report=None, **row))


def _add_report(connection: Connection, reading: Reading) -> None:
    report = reading.report
    connection.execute(insert(schema.reports).values(id=report.id, text=report.text, **_heading(reading)))
    connection.execute(
        text("insert into words(rowid, title, text) select rowid, title, text from reports where id = :id"),
        {"id": report.id},
    )


def _update_report(connection: Connection, reading: Reading) -> None:
    connection.execute(
        update(schema.reports).where(schema.reports.c.id == reading.report.id).values(**_heading(reading))
    )
    connection.execute(text("insert into words(words) values ('rebuild')"))


def _heading(reading: Reading) -> Row:
    report = reading.report
    return {
        "title": report.title,
        "outlet": report.outlet,
        "url": report.url,
        "language": report.language,
        "published": report.published.value if report.published else None,
    }


def add_capture(connection: Connection, captured: Captured, at: datetime) -> None:
    """Note where a report came from; an equal capture is noted once."""
    row = {
        "report": captured.report.id,
        "source": captured.source,
        "url": captured.report.url,
        "outlet": captured.report.outlet,
        "media_type": captured.media_type,
        "original": captured.report.id,
    }
    columns = schema.captures.c
    same = select(columns.id).where(*(columns[name].is_not_distinct_from(value) for name, value in row.items()))
    if connection.execute(same).first() is None:
        connection.execute(insert(schema.captures).values(at=at.isoformat(timespec="seconds"), **row))


def _derive(connection: Connection, reading: Reading) -> None:
    report = reading.report.id
    for table in schema.DERIVED:
        connection.execute(delete(table).where(table.c.report == report))
    _insert_new(connection, schema.events, _events(reading))
    _insert_new(connection, schema.statements, _statements(reading))
    _insert_new(connection, schema.actors, _actors(reading))
    _insert_new(connection, schema.places, _places(reading))
    _insert_new(connection, schema.problems, _problems(reading))


def _insert_new(connection: Connection, table: Table, rows: Iterable[Row]) -> None:
    found = list(rows)
    if found:
        connection.execute(insert(table).prefix_with("or ignore"), found)


def _events(reading: Reading) -> Iterator[Row]:
    names = {actor.id: actor.name for actor in reading.actors}
    for event in reading.events:
        place = reading.places[event.place] if event.place is not None else None
        yield {
            "id": event.id,
            "report": reading.report.id,
            "type": event.type,
            "mode": event.mode,
            "status": event.status,
            "actors": "; ".join(names[each] for each in event.actors) or None,
            "recipients": "; ".join(names[each] for each in event.recipients) or None,
            "place": place.name if place else None,
            "country": place.country if place else None,
            "earliest": event.date.earliest if event.date else None,
            "latest": event.date.latest if event.date else None,
            "rule": event.rule,
            **_evidence(event),
        }


def _evidence(event: Event) -> Row:
    span = event.evidence[0] if event.evidence else event.trigger
    return {"evidence": span.text, "start": span.start, "end": span.end}


def _statements(reading: Reading) -> Iterator[Row]:
    for statement in reading.statements:
        spans = [*statement.content, *([statement.cue] if statement.cue else [])]
        yield {
            "id": statement.id,
            "report": reading.report.id,
            "kind": statement.kind,
            "form": statement.form,
            "speaker": statement.speaker.name,
            "cue": statement.cue.text if statement.cue else None,
            "content": " … ".join(part.text for part in statement.content) or None,
            "start": min(span.start for span in spans),
            "end": max(span.end for span in spans),
            "rule": statement.rule,
        }


def _actors(reading: Reading) -> Iterator[Row]:
    for actor in reading.actors:
        yield {
            "id": actor.id,
            "report": reading.report.id,
            "name": actor.name,
            "kind": actor.kind,
            "country": actor.country,
            "sectors": " ".join(actor.sectors) or None,
            "public_role": actor.public_role,
            "reason": actor.reason,
        }


def _places(reading: Reading) -> Iterator[Row]:
    for place in reading.places:
        yield {
            "id": place.id,
            "report": reading.report.id,
            "kind": place.kind,
            "name": place.name,
            "country": place.country,
            "admin1": place.admin1,
            "lat": place.lat,
            "lon": place.lon,
            "precision": place.precision,
            "reason": place.reason,
        }


def _problems(reading: Reading) -> Iterator[Row]:
    for problem in reading.problems:
        yield {
            "report": reading.report.id,
            "source": None,
            "stage": problem.stage,
            "message": problem.message,
        }
