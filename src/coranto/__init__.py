"""Coranto reads reports about a conflict and keeps the record: who did what to whom, and according to whom.

>>> [name for name in __all__ if name[0].islower()]
['brief', 'extract', 'extract_all']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from .version import __version__

if TYPE_CHECKING:
    from .book import Book
    from .brief import brief
    from .errors import CorantoError
    from .model.reading import Actor, Event, Place, Reading, Statement, Time
    from .model.report import Failure, Report
    from .model.span import Span
    from .pipeline import extract, extract_all

__all__ = [
    "Actor",
    "Book",
    "CorantoError",
    "Event",
    "Failure",
    "Place",
    "Reading",
    "Report",
    "Span",
    "Statement",
    "Time",
    "__version__",
    "brief",
    "extract",
    "extract_all",
]

_HOME = {
    "Actor": "model.reading",
    "Book": "book",
    "CorantoError": "errors",
    "Event": "model.reading",
    "Failure": "model.report",
    "Place": "model.reading",
    "Reading": "model.reading",
    "Report": "model.report",
    "Span": "model.span",
    "Statement": "model.reading",
    "Time": "model.reading",
    "brief": "brief",
    "extract": "pipeline",
    "extract_all": "pipeline",
}


def __getattr__(name: str) -> object:
    """Public names are fetched when first asked for: `coranto --help` should not wait for a parser."""
    if name not in _HOME:
        raise AttributeError(f"module 'coranto' has no attribute {name!r}")
    return getattr(import_module(f".{_HOME[name]}", __name__), name)
