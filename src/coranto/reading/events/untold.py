"""Why a sentence gives no event: how far its words got, and what stopped them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from ...knowledge.events import EventFrame
from ...model.reading import Event
from ...model.span import Span, covers
from ..frames import Index, Match, is_trigger
from ..tree import Sentence, sentence_span, tokens_of
from .act import Act
from .ground import Ground
from .told import SILENT, carried_by, why_not


class Untold(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence without an event, and why: of each word that a frame knows, what it lacks."""

    sentence: Span
    reasons: tuple[str, ...]


class Followed(msgspec.Struct, frozen=True, kw_only=True):
    """The way of a report's words: frames that match, acts they tell, and by place of the act its event."""

    matches: tuple[Match[EventFrame], ...]
    acts: tuple[Act, ...]
    events: Mapping[int, Event]


def find_untold(
    ground: Ground, index: Index[EventFrame], followed: Followed, events: Sequence[Event]
) -> tuple[Untold, ...]:
    """The sentences that no event has for evidence, in text order, each with its reasons."""
    evidence = [span for event in events for span in event.evidence]
    found = []
    for sentence in ground.parse.sentences:
        words = sentence_span(ground.parse, sentence)
        if not any(covers(span, words) for span in evidence):
            found.append(Untold(sentence=words, reasons=_reasons(ground, index, followed, sentence)))
    return tuple(found)


def _reasons(ground: Ground, index: Index[EventFrame], followed: Followed, sentence: Sentence) -> tuple[str, ...]:
    carried = carried_by(ground.knowledge.modality, followed.matches)
    acts = {act.clause.trigger.index: number for number, act in enumerate(followed.acts)}
    matched = {
        match.clause.trigger.index: match
        for match in followed.matches
        if sentence.first <= match.clause.trigger.index < sentence.last
    }
    found, silent = [], False
    for token in tokens_of(ground.parse, sentence):
        if token.index in matched:
            match = matched[token.index]
            why = why_not(ground, match, carried) or _later(followed, acts.get(token.index))
            found.append(f"{token.text}: {match.frame.type}, but {why}")
        elif any(each.cue is not None and each.cue.start <= token.start < each.cue.end for each in ground.silences):
            silent = True
        elif token.pos != "AUX" and is_trigger(ground.parse, token, index):
            found.append(f"{token.text}: known, but not with the words around it")
    if silent:
        found.insert(0, SILENT)
    return tuple(found) or ("no word here tells an act",)


def _later(followed: Followed, act: int | None) -> str:
    if act is None:
        return "said in passing beside another act"
    if act in followed.events:
        return "told again elsewhere"
    return "nobody acts here, or it is sport, fiction, markets or nature"
