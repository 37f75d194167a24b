"""CSV, UTF-8, with a header; a cell that a spreadsheet would run as a formula is quoted with an apostrophe."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from typing import Any, BinaryIO

import msgspec

from .tables import Cell, Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(columns: Sequence[str], rows: Iterable[Row], stream: BinaryIO) -> None:
    """Write the header and the rows."""
    text = TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_safe(row[column]) for column in columns] for row in rows)
    text.detach()


def _safe(cell: Any) -> Cell:
    if isinstance(cell, list | dict):
        return msgspec.json.encode(cell).decode("utf-8")
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
