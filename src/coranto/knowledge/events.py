"""The codebook: PLOVER's types with their modes, and the frames that code them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import msgspec

from ..errors import KnowledgeError
from ..model.reading import Status
from .frames import Frame, load_noun_classes
from .load import DATA, load, name_of

FOLDER = "codebooks"


class EventFrame(Frame, frozen=True, kw_only=True):
    """A frame that codes an event; `type` is that of its file.

    `recipient` says where the other side is looked for, first found first taken: `object`, `owner` of the object,
    `indirect` object, or a preposition. `swap` exchanges the sides; with `both` the other side acts too.
    `cameo` and `contexts` where the words decide more than type and mode do.
    """

    type: str = ""
    mode: str | None = None
    recipient: tuple[str, ...] = ()
    swap: bool = False
    both: bool = False
    cameo: str | None = None
    contexts: tuple[str, ...] = ()
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
    required_verbs: frozenset[str]
    hypothetical: frozenset[str]
    if_: frozenset[str] = msgspec.field(name="if")
    attempts: frozenset[str]
    seeming: frozenset[str]
    other_worlds: frozenset[str]
    public_sectors: frozenset[str]
    by_anybody: frozenset[str]
    public_classes: tuple[str, ...]
    public_words: frozenset[str]
    not_done: frozenset[str]
    showing: frozenset[str]
    denying: frozenset[str]
    parties: tuple[str, ...]
    happenings: tuple[str, ...]
    self: frozenset[str]
    reasons: frozenset[str]
    refraining: frozenset[str]
    said_when_meeting: frozenset[str]
    meeting: frozenset[str]
    scheduled: frozenset[str]
    aspects: frozenset[str]
    saying: frozenset[str]
    possible_words: frozenset[str]
    told_by_nouns: frozenset[str]
    definite: frozenset[str]
    known: frozenset[str]
    causes: frozenset[str]
    again: dict[str, tuple[str, ...]]
    occasions: frozenset[str]
    occasion_words: frozenset[str]
    visit: str
    owned: frozenset[str]
    light: frozenset[str]
    with_others: frozenset[str]
    topics_of: dict[str, frozenset[str]]
    future_as: dict[str, str]
    refused_when_not_done: frozenset[str]
    refused_as: dict[str, str]
    failing: frozenset[str]
    failed_as: dict[str, str]
    required_as: str
    suffered_in_headlines: frozenset[str]
    promise: str
    harm_as: str
    content_status: dict[str, Status]
    only_clauses: frozenset[str]
    recipients_of_verbs: tuple[str, ...]
    recipients_of_nouns: tuple[str, ...]
    hosted: frozenset[str]
    befalls: frozenset[str]
    aimed: frozenset[str]
    deep: frozenset[str]
    about: frozenset[str]
    domestic: frozenset[str]
    asks: frozenset[str]
    armed: frozenset[str]
    weapons: str
    contextual: frozenset[str]
    contexts_of_sectors: dict[str, str]
    often: dict[str, int]
    conditions: frozenset[str]
    with_: frozenset[str] = msgspec.field(name="with")
    modes: dict[str, dict[str, frozenset[str]]]


class EventKnowledge(msgspec.Struct, frozen=True, eq=False):
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
        _check(one, path, language)
        types[one.type] = one
    return _knowledge(types.values(), language)


@cache
def load_codebook(path: Path, language: str) -> EventKnowledge:
    """A codebook of one's own: event types in the notation of ours, one or a list of them in a file.

    Raises `KnowledgeError` naming the file and what does not fit.
    """
    types: dict[str, EventType] = {}
    loaded: EventType | tuple[EventType, ...] = load(path, EventType | tuple[EventType, ...])  # type: ignore[arg-type]
    for one in (loaded,) if isinstance(loaded, EventType) else loaded:
        _check(one, path, language)
        if one.type in types:
            raise KnowledgeError(f"{name_of(path)}: two types are called {one.type!r}")
        if one.type in load_events(language).types:
            raise KnowledgeError(f"{name_of(path)}: {one.type} is a type of PLOVER; call yours otherwise")
        types[one.type] = one
    return _knowledge(types.values(), language)


def own_codebooks(knowledge: Path) -> Iterator[Path]:
    """The codebooks in the folder of the user's own knowledge, in a fixed order."""
    return iter(sorted((knowledge / FOLDER).rglob("*.yml")))


def _knowledge(types: Iterable[EventType], language: str) -> EventKnowledge:
    types = tuple(types)
    frames = tuple(msgspec.structs.replace(frame, type=one.type) for one in types for frame in one.frames)
    modality = load(DATA / "languages" / language / "events" / "modality.yml", Modality)
    return EventKnowledge(types={one.type: one for one in types}, frames=frames, modality=modality)


def _check(one: EventType, path: Path, language: str) -> None:
    names: set[str] = set()
    classes = load_noun_classes(language).classes
    for frame in one.frames:
        where = f"{name_of(path)}: frame {frame.name!r}"
        if frame.mode is not None and frame.mode not in one.modes:
            raise KnowledgeError(f"{where}: {one.type} has no mode {frame.mode!r}")
        if frame.name in names:
            raise KnowledgeError(f"{name_of(path)}: two frames are called {frame.name!r}")
        if not (frame.verbs or frame.nouns or frame.adjectives):
            raise KnowledgeError(f"{where} has no trigger: verbs, nouns or adjectives")
        unknown = sorted(frame.named_classes() - classes.keys())
        if unknown:
            raise KnowledgeError(f"{where}: there is no noun class {', '.join(unknown)}")
        names.add(frame.name)
