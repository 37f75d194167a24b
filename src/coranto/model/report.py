"""A report: what was published, before anything in it is understood."""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec

from .span import Span

PassageKind = Literal[
    "headline",
    "deck",
    "kicker",
    "teaser",
    "paragraph",
    "caption",
    "reference",
    "dateline",
    "list",
    "quote",
    "entry",
]
DateBasis = Literal["given", "metadata", "url", "feed", "inferred"]


class Candidate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A possible publication day, `YYYY-MM-DD`, with its probability between 0 and 1."""

    value: str
    probability: float


class DateEvidence(Span, frozen=True, kw_only=True):
    """Words of the report that speak for its date; `says` puts in words what they tell."""

    says: str


class Published(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The publication day and how it is known; `value` is null when the evidence is too weak to choose."""

    value: str | None
    basis: DateBasis
    confidence: float
    candidates: tuple[Candidate, ...] = ()
    evidence: tuple[DateEvidence, ...] = ()


class Report(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One report as it was published; `id` is the SHA-256 of its original bytes."""

    id: str
    title: str | None = None
    deck: str | None = None
    kicker: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    published: Published | None = None
    text: str
    extra: dict[str, Any] = msgspec.field(default_factory=dict)


BY_HAND: Final = "a correction"  # who states a day that a person has set in the book


class StatedDate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A publication time that somebody states: `value` as ISO 8601, and who says so."""

    value: str
    basis: DateBasis
    says: str


class Captured(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it came in: the original bytes, where from, and the dates its surroundings state.

    `report.published` is still null here: the dating stage decides it from `stated` and the text.
    `notes` say what of the surroundings could not be used.
    """

    report: Report
    original: bytes
    media_type: str
    source: str
    stated: tuple[StatedDate, ...] = ()
    notes: tuple[str, ...] = ()


class Failure(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A source or report that could not be used: which, at what stage, and what to do."""

    source: str
    stage: str
    message: str


class Passage(Span, frozen=True, kw_only=True):
    """A stretch of the text with a role of its own; no sentence crosses its ends."""

    kind: PassageKind


class Reference(Span, frozen=True, kw_only=True):
    """A link to another instalment: "See Syria Daily, August 25: Title"."""

    id: str
    series: str
    date: str | None
    title: str | None
    url: str | None = None
