"""Record -> what is read: the daily brief, in which every sentence carries its evidence."""

from __future__ import annotations

from typing import Protocol

from .day import Days, Selection, write
from .sentence import Brief, Evidence, Item, Link, Listed, Sentence, sentences_of

__all__ = ["Brief", "Evidence", "Item", "Link", "Listed", "Selection", "Sentence", "brief", "sentences_of"]


class SavedSelection(Protocol):
    """A series as `coranto.toml` states it."""

    @property
    def title(self) -> str:
        """The name of the series."""

    @property
    def countries(self) -> tuple[str, ...]:
        """ISO 3166-1 alpha-3 codes; empty for all."""

    @property
    def outlets(self) -> tuple[str, ...]:
        """Names of outlets; empty for all."""


def brief(book: Days, *, on: str | None = None, series: SavedSelection | None = None) -> Brief:
    """The brief of the day `on` (`YYYY-MM-DD`; default the last day with a report) from a book."""
    if series is None:
        return write(book, on, Selection())
    return write(book, on, Selection(title=series.title, countries=series.countries, outlets=series.outlets))
