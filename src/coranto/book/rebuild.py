"""What follows from readings and corrections, made again: the same to the byte, or it is said what is not."""

from __future__ import annotations

import hashlib

import msgspec
from sqlalchemy import Connection, func, select

from . import derived
from .backup import Progress


class Rebuilt(msgspec.Struct, frozen=True):
    """What came of making the rows again: how many reports, and the tables that are not what they were."""

    reports: int
    changed: tuple[str, ...]


def fingerprint(connection: Connection, progress: Progress) -> dict[str, str]:
    """A hash of the content of every derived table, and under "reports" how many there are."""
    tables = (derived.headings, derived.pages, *derived.OF_A_REPORT, *derived.LINKS)
    found: dict[str, str] = {}
    for number, table in enumerate(tables):
        progress("comparing", number / len(tables))
        hashed = hashlib.sha256()
        query = select(table).order_by(*table.primary_key.columns)
        for row in connection.execution_options(yield_per=500).execute(query):
            hashed.update(msgspec.json.encode(tuple(row)))
        found[table.name] = hashed.hexdigest()
    total = connection.execute(select(func.count()).select_from(derived.headings)).scalar()
    return found | {"reports": str(total or 0)}


def compared(before: dict[str, str], after: dict[str, str]) -> Rebuilt:
    """What differs."""
    changed = tuple(name for name in before if before[name] != after[name])
    return Rebuilt(int(after["reports"]), changed)
