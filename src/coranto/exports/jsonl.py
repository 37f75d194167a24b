"""JSON Lines: one object a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import BinaryIO

import msgspec

from .tables import Row


def write(columns: Sequence[str], rows: Iterable[Row], stream: BinaryIO) -> None:
    """Write the rows with their columns in order."""
    for row in rows:
        stream.write(msgspec.json.encode({column: row[column] for column in columns}) + b"\n")
