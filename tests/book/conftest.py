"""Books of readings made up by rule: no parser is needed to test the book."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bench.synthetic import captured, readings

from coranto.book import Book

AT = datetime(2026, 1, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """A book of six made-up reports with their originals."""
    with Book.open(tmp_path / "made-up.db") as opened:
        for one in readings(0, 6):
            opened.add(one, captured(one), at=AT)
        yield opened
