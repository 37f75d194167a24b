"""How statements are cued in one language: verbs by class, nouns, support verbs, silences."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

import msgspec

from ..errors import KnowledgeError
from ..model.reading import Certainty, Form, Polarity, SourceType
from .frames import Frame
from .load import DATA, load

CueClass = Literal["say", "tell", "ask", "commit", "demand", "attitude", "belief", "show", "refuse"]
Content = Literal["clause", "infinitive", "object", "preposition"]


class CueExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence with the speaker and the content of its statement."""

    text: str
    speaker: str
    content: str


class CueFrame(Frame, frozen=True, kw_only=True):
    """A frame of a verb that cues a statement: what its content is, its polarity, and how often it was right."""

    class_: CueClass = msgspec.field(name="class")
    content: Content
    preposition: str | None = None
    polarity: Polarity
    precision: float
    examples: tuple[CueExample, ...] = ()


class Silence(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A pattern of words that say that something was not said."""

    name: str
    form: Form
    pattern: str
    examples: tuple[str, ...]
    not_: tuple[str, ...] = msgspec.field(name="not")


class StatementWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything about statements that is not a verb's frame."""

    floor: float
    quotation_verbs: frozenset[str]
    turn_verbs: frozenset[str]
    labels: frozenset[str]
    support_verbs: frozenset[str]
    support_nouns: frozenset[str]
    nouns: frozenset[str]
    noun_prepositions: frozenset[str]
    according: frozenset[str]
    that: frozenset[str]
    shortest_quotation: int
    shortest_inside: int
    shortest_woven: int
    addressee: frozenset[str]
    spokesman: frozenset[str]
    source_types: dict[str, SourceType]
    diplomats: frozenset[str]
    documents: frozenset[str]
    polarities: dict[Polarity, frozenset[str]]
    certainties: dict[Certainty, frozenset[str]]
    silences: tuple[Silence, ...]


class StatementKnowledge(msgspec.Struct, frozen=True):
    """The cue frames that are good enough, the words, and the silences compiled."""

    frames: tuple[CueFrame, ...]
    words: StatementWords
    silences: tuple[tuple[Silence, re.Pattern[str]], ...]
    tell_verbs: frozenset[str]


@cache
def load_statements(language: str) -> StatementKnowledge:
    """The statement knowledge of a language; raises `KnowledgeError` naming the pattern that is wrong."""
    folder = DATA / "languages" / language / "statements"
    words = load(folder / "statements.yml", StatementWords)
    frames = load(folder / "cues.yml", tuple[CueFrame, ...])
    return StatementKnowledge(
        frames=tuple(frame for frame in frames if frame.precision >= words.floor),
        words=words,
        silences=tuple((silence, _compiled(silence)) for silence in words.silences),
        tell_verbs=frozenset(verb for frame in frames if frame.class_ == "tell" for verb in frame.verbs),
    )


def _compiled(silence: Silence) -> re.Pattern[str]:
    try:
        return re.compile(silence.pattern)
    except re.error as error:
        raise KnowledgeError(f"statements.yml: silence {silence.name!r}: {error}") from error
