"""Record -> what is downloaded: one module is one format, found by being there."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import BinaryIO

from ..book import Book
from ..errors import UsageError
from .tables import COLUMNS, rows

__all__ = ["COLUMNS", "formats", "write"]


def formats() -> tuple[str, ...]:
    """The names of the formats there are."""
    return tuple(module.name for module in iter_modules(__path__) if module.name != "tables")


def write(book: Book, table: str, form: str, stream: BinaryIO) -> None:
    """Write a table of the record; the same book gives the same bytes, and an empty one a valid file.

    Raises `UsageError` naming the tables or formats there are.
    """
    if table not in COLUMNS:
        raise UsageError(f"there is no table {table!r}; there are: {', '.join(COLUMNS)}")
    if form not in formats():
        raise UsageError(f"there is no format {form!r}; there are: {', '.join(formats())}")
    import_module(f".{form}", __name__).write(COLUMNS[table], rows(book, table), stream)
