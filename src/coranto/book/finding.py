"""Where the entry with an id stands: in which report, in its record as it is now."""

from __future__ import annotations

import msgspec
from sqlalchemy import Connection, select

from ..errors import NotInBook, UsageError
from ..model.record import Record
from . import derived, schema
from .shelf import reading_of, record_of

PREFIX = 8  # characters of a report's id that are enough to name it
_HEX = set("0123456789abcdef")
MANY = 1000  # reports with an actor that are counted before we stop


class Place(msgspec.Struct, frozen=True):
    """The full id of an entry and the record of the report it stands in."""

    target: str
    record: Record


def place_of(connection: Connection, target: str, report: str | None = None, *, everywhere: bool = False) -> Place:
    """Where an entry stands; `report` says in which, the first of several will do with `everywhere`.

    Raises `NotInBook`, or `UsageError` when it stands in several reports and none is named.
    """
    within = report_of(connection, report) if report is not None else None
    found = list(_reports(connection, target, within))
    if not found:
        raise NotInBook(
            f"nothing in the book has the id {target!r}; coranto search finds reports, export lists ids"
            if within is None
            else f"report {within[:12]} has no entry {target!r}"
        )
    if len(found) > 1 and not everywhere:
        raise UsageError(f"{target} stands in {len(found)} reports; name one with --report, or --everywhere")
    return _place(connection, *found[0])


def places_of(connection: Connection, target: str) -> list[Place]:
    """Up to two reports in which the entry stands."""
    return [_place(connection, *each) for each, _ in zip(_reports(connection, target, None), range(2), strict=False)]


def report_of(connection: Connection, beginning: str) -> str:
    """The id of the report that begins so; raises `NotInBook` when there is none, or several."""
    column = schema.reports.c.id
    found: list[str] = []
    if len(beginning) >= PREFIX:
        query = select(column).where(column.startswith(beginning, autoescape=True)).limit(2)
        found = list(connection.execute(query).scalars())
    if len(found) > 1:
        raise NotInBook(f"{beginning!r} begins the id of several reports; give more of it")
    if not found:
        raise NotInBook(f"the book has no report {beginning!r}; coranto search finds reports")
    return found[0]


def _reports(connection: Connection, target: str, within: str | None) -> list[tuple[str, str]]:
    """The ids of entry and report, for each report the entry stands in."""
    found = [(target, report) for report in _with_entry(connection, target, within)]
    if not found and set(target) <= _HEX:
        report = report_of(connection, target)
        found = [(report, report)]
    return found


def _with_entry(connection: Connection, target: str, within: str | None) -> list[str]:
    """The reports that have the entry, in order; what a correction split off or merged away is found by its outcome."""
    number, identity = schema.reports.c.number, schema.reports.c.id
    maybe = derived.reports_with(connection, target, MANY)
    tables = [(table, table.c.id) for table in derived.OF_ROWS.values()]
    for table, column in (*tables, (derived.outcomes, derived.outcomes.c.entry)):
        query = select(identity).join(table, table.c.report == number).where(column == target).distinct()
        if within is not None:
            query = query.where(identity == within)
        elif table is not derived.outcomes and table is not derived.places:
            query = query.where(table.c.report.in_(maybe))
        found = list(connection.execute(query.order_by(number).limit(MANY)).scalars())
        if found:
            return found
    return []


def _place(connection: Connection, target: str, report: str) -> Place:
    number = connection.execute(select(schema.reports.c.number).where(schema.reports.c.id == report)).scalar()
    reading = reading_of(connection, report)
    if number is None or reading is None:
        raise NotInBook(f"report {report[:12]} has no reading: run coranto verify")
    return Place(target, record_of(connection, reading, number)[0])
