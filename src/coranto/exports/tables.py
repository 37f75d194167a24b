"""The rows of each table that can be exported, and their columns."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import msgspec

from ..book import Book
from ..book.people import veiled
from ..book.rows import COLUMNS as ROWS
from ..book.rows import Cell, Row, rows_of, shown

__all__ = ["COLUMNS", "Cell", "Row", "rows", "shown"]

COLUMNS = {table: (*columns, "version") for table, columns in ROWS.items()}


def rows(book: Book, table: str) -> Iterator[Row]:
    """The rows of a table in the order of the reports; memory does not grow with their number.

    `version` is a hash of the row: it changes when anything in the row does.
    """
    for record in book.records():
        for row in rows_of(veiled(record), table):
            yield {**row, "version": _version(row)}


def _version(row: Row) -> str:
    return hashlib.sha256(msgspec.json.encode(row, order="deterministic")).hexdigest()[:12]
