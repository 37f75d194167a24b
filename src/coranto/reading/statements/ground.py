"""What the statements stage stands on, and a statement on its way."""

from __future__ import annotations

import msgspec

from ...knowledge.frames import NounClasses
from ...knowledge.statements import StatementKnowledge
from ...model.reading import Actor, Form, Polarity, Time
from ...model.report import Passage
from ..quotes import Quotation
from ..tree import Parse, Token
from ..who import Who


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """A report as the stages before left it; `outer` are the long quotations that lie in no other."""

    language: str
    report: str
    parse: Parse
    passages: tuple[Passage, ...]
    quotes: tuple[Quotation, ...]
    actors: tuple[Actor, ...]
    times: tuple[Time, ...] = ()
    who: Who
    knowledge: StatementKnowledge
    classes: NounClasses
    outer: tuple[Quotation, ...] = ()


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A statement as a rule found it: offsets of its content parts and cue, and the tokens of who speaks."""

    content: tuple[tuple[int, int], ...]
    cue: tuple[int, int] | None
    speakers: tuple[Token, ...]
    rule: str
    addressees: tuple[Token, ...] = ()
    lemma: str = ""
    polarity: Polarity = "asserts"
    form: Form = "says"
    speaker_words: tuple[int, int] | None = None
    speaker_ids: tuple[str, ...] = ()


UNREAD = {"reference", "kicker", "teaser", "dateline"}


def is_read(ground: Ground, token: Token) -> bool:
    """True of what the report says itself, in sentences: no link to another report, no kicker, no teaser."""
    return ground.passages[ground.parse.sentences[token.sentence].passage].kind not in UNREAD


def can_speak(ground: Ground, token: Token) -> bool:
    """A fire demands nothing and a gun that falls silent withholds nothing."""
    return token.lemma not in ground.knowledge.words.things or ground.who.at(token) is not None
