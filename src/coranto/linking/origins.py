"""Whom a report's news comes from: the inner end of every chain, never those who only passed it on.

Fifteen outlets that repeat one informant are one origin. An entry that nobody is given for rests on the agency the
report credits, else on the outlet itself, and is then marked as unstated.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from ..model.reading import Reading, Source
from ..model.span import Span
from .words import sentence_ends

OriginKind = Literal["named", "role", "outlet"]


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody, or something, that news comes from.

    `key` is the same in every report that rests on it: an actor's id, a name, or for a role what kind of people it is;
    two reports of "activists" are thus one origin, never two. `outlet` is the outlet itself: nobody else is named.
    """

    key: str
    name: str
    kind: OriginKind
    evidence: tuple[Span, ...] = ()
    carriers: tuple[str, ...] = ()
    interested: bool = False


class Origins(msgspec.Struct, frozen=True, kw_only=True):
    """The origins of a report: all of them, and those of each statement by its id."""

    all: tuple[Origin, ...]
    of_statement: dict[str, tuple[str, ...]]
    unattributed: str  # key of the origin of what nobody is given for


def behind(sources: Sequence[Source], origins: Origins) -> tuple[str, ...]:
    """The keys of the origins behind an entry, by its `according_to`."""
    keys: list[str] = []
    for source in sources:
        keys += origins.of_statement.get(source.statement or "", ())
    return tuple(dict.fromkeys(keys)) or (origins.unattributed,)


def beside(span: Span, reading: Reading, origins: Origins) -> tuple[str, ...]:
    """The one origin named before some words in their sentence, where no statement holds them; else none.

    "Orontes Casualty Watch counted 94 people taken to hospital."
    """
    ends = sentence_ends(reading.report.text)
    start = max((end for end in ends if end <= span.start), default=0)
    keys = {
        origin.key
        for origin in origins.all
        if origin.kind != "outlet" and any(start <= each.start < span.start for each in origin.evidence)
    }
    return tuple(keys) if len(keys) == 1 else ()
