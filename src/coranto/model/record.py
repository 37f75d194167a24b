"""The record: what a reading says once people have corrected it, and what they did.

A correction is append-only and content-addressed: the same person saying the same of the same entry at the same time,
for the same reason, is one correction.
"""

from __future__ import annotations

import hashlib
from typing import Any, Literal

import msgspec

from .reading import Actor, Event, Place, Position, Reading, Statement
from .report import Report
from .span import Span

Action = Literal["confirm", "reject", "edit", "rename", "recode", "merge", "split", "hide", "release", "undo"]
EntryKind = Literal["report", "event", "statement", "actor", "place", "position"]
State = Literal["applied", "agreed", "conflict", "open", "undone", "erased"]
Act = Literal["added", "changed", "withdrawn", "erased"]
Entry = Report | Event | Statement | Actor | Place | Position


class Anchor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Where an entry stands: its report, its kind and its words. Without a report: wherever its id stands."""

    report: str | None
    kind: EntryKind
    span: Span | None = None


class Correction(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a person decided on one entry; `before` is what the entry said then, `values` what it shall say.

    `at` is ISO 8601. `into` names the entry that a merge keeps, or of an undo the correction undone; `spans` are the
    words that a split takes away. Its `values` are those of the entry kept, where that one stands in another report.
    """

    action: Action
    target: str
    anchor: Anchor
    author: str
    at: str
    reason: str
    before: dict[str, Any] = {}
    values: dict[str, Any] = {}
    into: str | None = None
    into_anchor: Anchor | None = None
    spans: tuple[Span, ...] = ()

    @property
    def id(self) -> str:
        """The hash of everything it says."""
        return f"correction-{hashlib.sha256(msgspec.json.encode(self, order='deterministic')).hexdigest()[:20]}"


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """That a person touched an entry: shown wherever the entry is shown."""

    correction: str
    action: Action
    author: str
    at: str
    reason: str
    before: dict[str, Any] = {}

    @property
    def words(self) -> str:
        """ "edited by A. Editor on 2026-01-02: the statement says so"."""
        return f"{_DONE[self.action]} by {self.author} on {self.at[:10]}: {self.reason}"


_DONE = {
    "confirm": "confirmed",
    "reject": "rejected",
    "edit": "edited",
    "rename": "renamed",
    "recode": "recoded",
    "merge": "merged",
    "split": "split",
    "hide": "name hidden",
    "release": "name released",
    "undo": "undone",
}


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What became of a correction on one report: its state, the entry it met, and why it is not simply applied."""

    correction: str
    state: State
    entry: str | None = None
    note: str | None = None


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """A correction with its id and what became of it."""

    id: str
    version: int
    state: State
    note: str | None
    correction: Correction | None  # null once the report it was about has been erased


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """One report's part of the record: its reading with all corrections applied.

    `marks` say by entry id (the report's own included) who corrected what; `same` names for an entry the one of
    another report that a person says it is; `gone` holds the entries that a person took out, by id.
    """

    reading: Reading
    marks: dict[str, tuple[Mark, ...]] = {}
    same: dict[str, str] = {}
    gone: dict[str, Mark] = {}
    hidden: tuple[Span, ...] = ()

    @property
    def withdrawn(self) -> Mark | None:
        """Who took the whole report out of the record; None when it stands."""
        return self.gone.get(self.reading.report.id)

    def corrected(self, entry: str) -> str | None:
        """What people did to an entry, in words; None when nobody touched it."""
        if entry not in self.marks:
            return None
        return "; ".join(mark.words for mark in self.marks.get(entry, ())) or None


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One difference between two versions of the book: an entry before and after, and what caused it.

    `cause` is the id of the correction, or of the reading (SHA-256 of its JSON); `erased` says that the contents are
    gone for good.
    """

    version: int
    at: str | None
    act: Act
    kind: EntryKind
    id: str
    report: str
    cause: str
    author: str | None = None
    reason: str | None = None
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None
    erased: bool = False


class Tombstone(msgspec.Struct, frozen=True, kw_only=True):
    """What is left of an erased report: the hash of its original, when, by whom and why."""

    report: str
    at: str
    author: str
    reason: str


class Copy(msgspec.Struct, frozen=True, kw_only=True):
    """A copy of the book that was made: where it lay, when, and at which version of the book."""

    path: str
    kind: Literal["backup", "pack"]
    at: str
    version: int
