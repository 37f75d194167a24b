"""A sentence of the brief: words composed of the record, and the evidence behind every one of them."""

from __future__ import annotations

import msgspec

from ..model.span import Span


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """Where a sentence comes from: the entry of the record, its report, and the words there.

    `corrected` says what people did to the entry; null when nobody touched it.
    """

    report: str
    outlet: str | None
    entry: str
    span: Span
    corrected: str | None = None


class Sentence(msgspec.Struct, frozen=True, kw_only=True):
    """One sentence; `note` numbers its first evidence among the notes of the brief, from 1."""

    text: str
    evidence: tuple[Evidence, ...]
    note: int = 0


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """A paragraph of the brief: what happened, then the words of the parties."""

    sentences: tuple[Sentence, ...]


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """A link to the brief of an earlier day of the book."""

    text: str
    day: str
    evidence: tuple[Evidence, ...]


class Listed(msgspec.Struct, frozen=True, kw_only=True):
    """A report among the sources of a brief."""

    report: str
    outlet: str | None
    title: str | None
    day: str | None
    url: str | None


class Brief(msgspec.Struct, frozen=True, kw_only=True):
    """The brief of one day: title, lead, items, what could not be confirmed, earlier days and sources."""

    series: str
    day: str | None
    title: Sentence
    lead: Sentence | None
    items: tuple[Item, ...]
    unconfirmed: tuple[Sentence, ...]
    earlier: tuple[Link, ...]
    sources: tuple[Listed, ...]
    compiled: str

    @property
    def text(self) -> str:
        """The brief as plain text."""
        return self.rendered("text")

    @property
    def markdown(self) -> str:
        """The brief as Markdown."""
        return self.rendered("markdown")

    def rendered(self, form: str) -> str:
        """The brief as `text`, `markdown` or `json`."""
        from .render import render

        return render(self, form)


def sentences_of(brief: Brief) -> tuple[Sentence, ...]:
    """Every sentence of the brief in reading order; each carries evidence."""
    lead = (brief.lead,) if brief.lead else ()
    return (*lead, *(one for item in brief.items for one in item.sentences), *brief.unconfirmed)
