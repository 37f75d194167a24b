"""Readings -> Record: the book, one SQLite file with the originals beside it."""

from __future__ import annotations

from ..model.record import Change, Copy, Correction, Judged, Mark, Outcome, Record, Tombstone
from .book import Book, Counts
from .entries import Line, Told, tell
from .search import FACETS, Filter, Found, Hit
from .store import Added
from .untold import tell_untold

__all__ = [
    "FACETS",
    "Added",
    "Book",
    "Change",
    "Copy",
    "Correction",
    "Counts",
    "Filter",
    "Found",
    "Hit",
    "Judged",
    "Line",
    "Mark",
    "Outcome",
    "Record",
    "Told",
    "Tombstone",
    "tell",
    "tell_untold",
]
