"""Statements compiled once and handed to the driver as they are.

Recording a reading takes some fifteen small statements, and asking SQLAlchemy's own cache for each costs more than what
SQLite does with it. They are still written in its language, so that another database can follow.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, CursorResult, Dialect, Table, bindparam, insert
from sqlalchemy.sql import ClauseElement


def run(connection: Connection, statement: ClauseElement, **values: Any) -> CursorResult[Any]:
    """Run a statement that stands at the top of a module, with the values of its parameters."""
    sql, names = _compiled(statement, connection.dialect)
    return connection.exec_driver_sql(sql, tuple([values[name] for name in names]))


def put(connection: Connection, table: Table, row: dict[str, Any]) -> int:
    """Insert one row; the number it got. Raises the driver's own errors."""
    sql, names = _compiled(_insert(table, tuple(row)), connection.dialect)
    cursor = connection.connection.cursor()
    cursor.execute(sql, [row[name] for name in names])
    return int(cursor.lastrowid or 0)


def put_all(connection: Connection, table: Table, rows: Iterable[tuple[Any, ...]]) -> None:
    """Insert rows whose values stand in the order of the table's columns. Raises the driver's own errors."""
    found = list(rows)
    if found:
        sql, _ = _compiled(_insert(table, tuple(each.name for each in table.columns)), connection.dialect)
        connection.connection.cursor().executemany(sql, found)


@lru_cache(maxsize=256)
def _insert(table: Table, columns: tuple[str, ...]) -> ClauseElement:
    return insert(table).values({name: bindparam(name) for name in columns})


@lru_cache(maxsize=256)
def _compiled(statement: ClauseElement, dialect: Dialect) -> tuple[str, tuple[str, ...]]:
    """The text of a statement, and its parameters in their order there."""
    compiled = statement.compile(dialect=dialect)
    return str(compiled), tuple(getattr(compiled, "positiontup", None) or ())
