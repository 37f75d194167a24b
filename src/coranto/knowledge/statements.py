"""How statements are cued in one language: verbs by class, nouns, support verbs, silences."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal

import msgspec

from ..errors import KnowledgeError
from ..model.reading import Certainty, Form, Polarity, SourceType
from .frames import Frame
from .load import DATA, load

CueClass = Literal["say", "tell", "ask", "commit", "demand", "attitude", "belief", "show", "refuse"]
Content = Literal["clause", "infinitive", "gerund", "object", "predicate", "preposition"]


class CueExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence with the speaker and the content of its statement."""

    text: str
    speaker: str
    content: str


class CueFrame(Frame, frozen=True, kw_only=True):
    """A frame of a verb that cues a statement: what its content is, its polarity, and how often it was right.

    `tail`: prepositions whose phrases behind the object are of the content ("praised X for Y"); `with_object`: the
    object before the preposition is ("described X as Y").
    """

    class_: CueClass = msgspec.field(name="class")
    content: Content
    preposition: str | None = None
    tail: tuple[str, ...] = ()
    with_object: bool = False
    polarity: Polarity
    precision: float
    examples: tuple[CueExample, ...] = ()


class Silence(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A pattern of words that say that something was not said."""

    name: str
    form: Form
    pattern: str
    needs: tuple[str, ...] = ()
    lasting: bool = False
    patient: bool = False
    examples: tuple[str, ...]
    not_: tuple[str, ...] = msgspec.field(name="not")

    def is_likely(self, small_letters: str) -> bool:
        """False where the pattern cannot fit: none of the words it needs stands there."""
        return not self.needs or any(word in small_letters for word in self.needs)


class Attribution(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text in which somebody says something: its words for who, by which cue, and what, part by part."""

    text: str
    speaker: str
    cue: str
    content: tuple[str, ...]


class CueKind(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A class of cues with its examples, and sentences in which nobody says anything.

    `below` is the paragraph under each of them, without which a headline would be none.
    """

    name: str
    examples: tuple[Attribution, ...]
    not_: tuple[str, ...] = msgspec.field(name="not")
    below: str = ""

    def whole(self, text: str) -> str:
        """The text as it is read."""
        return f"{text}\n\n{self.below}" if self.below else text


class SilenceExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that tells a silence, by which words."""

    text: str
    cue: str


class Attributions(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The examples by which the stage is measured, class by class; nothing is read with them."""

    classes: tuple[CueKind, ...]
    silences: tuple[SilenceExample, ...]
    not_silences: tuple[str, ...]


class StatementWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything about statements that is not a verb's frame."""

    floor: float
    quotation_verbs: frozenset[str]
    turn_verbs: frozenset[str]
    hearing_verbs: frozenset[str]
    quoting_verbs: frozenset[str]
    labels: frozenset[str]
    support_verbs: frozenset[str]
    support_nouns: frozenset[str]
    nouns: frozenset[str]
    adjectives: frozenset[str]
    ends: frozenset[str]
    participles: frozenset[str]
    headline_verbs: dict[Polarity, tuple[str, ...]]
    headline_nouns: dict[Polarity, tuple[str, ...]]
    noun_prepositions: frozenset[str]
    owner_prepositions: frozenset[str]
    felt_prepositions: frozenset[str]
    standing: frozenset[str]
    sides: frozenset[str]
    according: tuple[str, ...]
    measures: frozenset[str]
    that: frozenset[str]
    plain_that: frozenset[str]
    shortest_quotation: int
    shortest_inside: int
    shortest_woven: int
    addressee: frozenset[str]
    together: frozenset[str]
    things: frozenset[str]
    no_orders: frozenset[str]
    headline_sources: frozenset[str]
    spokesman: frozenset[str]
    source_types: dict[str, SourceType]
    diplomats: frozenset[str]
    documents: frozenset[str]
    polarities: dict[Polarity, frozenset[str]]
    certainties: dict[Certainty, frozenset[str]]
    modals: dict[Certainty, frozenset[str]]


class Silences(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The patterns of silences, and the word lists that `{name}` in them stands for."""

    words: dict[str, str]
    silences: tuple[Silence, ...]


class StatementKnowledge(msgspec.Struct, frozen=True):
    """The cue frames that are good enough, the words, and the silences compiled; `lasting` are rules of silences,
    `according` the first words of phrases before a source."""

    frames: tuple[CueFrame, ...]
    words: StatementWords
    silences: tuple[tuple[Silence, re.Pattern[str]], ...]
    lasting: frozenset[str]
    according: frozenset[str]
    tell_verbs: frozenset[str]
    headline_verbs: dict[str, Polarity]
    headline_nouns: dict[str, Polarity]
    aside_verbs: dict[str, CueFrame]


@cache
def load_statements(language: str) -> StatementKnowledge:
    """The statement knowledge of a language; raises `KnowledgeError` naming the pattern that is wrong."""
    folder = DATA / "languages" / language / "statements"
    words = load(folder / "statements.yml", StatementWords)
    frames = load(folder / "cues.yml", tuple[CueFrame, ...])
    silences = load(folder / "silences.yml", Silences)
    return StatementKnowledge(
        frames=tuple(frame for frame in frames if frame.precision >= words.floor),
        words=words,
        silences=tuple((silence, _compiled(silence, silences.words)) for silence in silences.silences),
        lasting=frozenset(f"silence/{silence.name}" for silence in silences.silences if silence.lasting),
        according=frozenset(phrase.split()[0] for phrase in words.according),
        aside_verbs={
            verb: frame
            for frame in reversed(frames)
            if frame.content == "clause" and frame.class_ != "show"
            for verb in frame.verbs
        },
        headline_verbs={verb: polarity for polarity, verbs in words.headline_verbs.items() for verb in verbs},
        headline_nouns={noun: polarity for polarity, nouns in words.headline_nouns.items() for noun in nouns},
        tell_verbs=frozenset(verb for frame in frames if frame.class_ == "tell" for verb in frame.verbs),
    )


def load_attributions(language: str) -> Attributions:
    """The examples of attributions of a language, by class of cue."""
    return load(DATA / "languages" / language / "statements" / "examples.yml", Attributions)


def _compiled(silence: Silence, words: Mapping[str, str]) -> re.Pattern[str]:
    pattern = silence.pattern
    for _ in range(2):  # a list may use another
        for name, choice in words.items():
            pattern = pattern.replace(f"{{{name}}}", choice)
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise KnowledgeError(f"silences.yml: silence {silence.name!r}: {error}") from error
