"""The codebook: PLOVER's types with their modes, and the frames that code them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from ..errors import KnowledgeError
from ..model.reading import Status
from .frames import Frame
from .load import DATA, load, name_of


class EventFrame(Frame, frozen=True, kw_only=True):
    """A frame that codes an event; `type` is that of its file.

    `recipient` says where the other side is looked for, first found first taken: `object`, `owner` of the object,
    `indirect` object, or a preposition. `swap` exchanges the sides.
    """

    type: str = ""
    mode: str | None = None
    recipient: tuple[str, ...] = ()
    swap: bool = False
    examples: tuple[str, ...] = ()
    not_: tuple[str, ...] = msgspec.field(default=(), name="not")


class EventType(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A type of event: quad class, score (Goldstein-like intensity) of the type and of each mode."""

    type: str
    quad: str
    score: float
    recipient_required: bool
    description: str
    modes: dict[str, float | None]
    frames: tuple[EventFrame, ...]
    not_: tuple[str, ...] = msgspec.field(name="not")


class Modality(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How the words around an act decide what it is."""

    future: frozenset[str]
    future_in_reported_speech: frozenset[str]
    possible: frozenset[str]
    required: frozenset[str]
    hypothetical: frozenset[str]
    if_: frozenset[str] = msgspec.field(name="if")
    attempts: frozenset[str]
    saying: frozenset[str]
    possible_words: frozenset[str]
    future_as: dict[str, str]
    refused_as: dict[str, str]
    required_as: str
    suffered_in_headlines: frozenset[str]
    promise: str
    harm_as: str
    content_status: dict[str, Status]
    recipients_of_verbs: tuple[str, ...]
    recipients_of_nouns: tuple[str, ...]
    modes: dict[str, dict[str, frozenset[str]]]


class EventKnowledge(msgspec.Struct, frozen=True):
    """Everything the events stage knows: types by name, all frames, and modality."""

    types: dict[str, EventType]
    frames: tuple[EventFrame, ...]
    modality: Modality


@cache
def load_events(language: str) -> EventKnowledge:
    """The codebook with the frames of a language; raises `KnowledgeError` naming the file and frame that is wrong."""
    types = {}
    for path in sorted((DATA / "events").glob("*.yml")):
        one = load(path, EventType)
        _check(one, path)
        types[one.type] = one
    frames = tuple(msgspec.structs.replace(frame, type=one.type) for one in types.values() for frame in one.frames)
    return EventKnowledge(types, frames, load(DATA / "languages" / language / "events" / "modality.yml", Modality))


def _check(one: EventType, path: Path) -> None:
    names: set[str] = set()
    for frame in one.frames:
        if frame.mode is not None and frame.mode not in one.modes:
            raise KnowledgeError(f"{name_of(path)}: frame {frame.name!r}: {one.type} has no mode {frame.mode!r}")
        if frame.name in names:
            raise KnowledgeError(f"{name_of(path)}: two frames are called {frame.name!r}")
        names.add(frame.name)
