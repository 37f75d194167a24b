"""An act told again by a noun alone: "the attack", "the talks"; one more trigger of what was told before."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ...model.reading import Event
from ...model.span import Span, covers
from ..frames import lemmas_of
from ..tree import Token, children, head, sentence_of, sentence_span
from .act import FIRST_LAYER
from .ground import Ground


def with_mentions(ground: Ground, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events, each with the definite nouns that speak of it further on in the report."""
    found = list(events)
    for token in ground.parse.tokens:
        if token.pos != "NOUN" or not (_is_definite(ground, token) or _is_cause(ground, token)):
            continue
        kinds = {
            kind for lemma in lemmas_of(ground.parse, token) for kind in ground.knowledge.modality.again.get(lemma, ())
        }
        number = _last_told(found, kinds, token) if kinds else None
        if number is not None:
            found[number] = _told_again(ground, found[number], token)
    return tuple(found)


def _is_definite(ground: Ground, noun: Token) -> bool:
    return any(
        each.dep == "det" and each.lower in ground.knowledge.modality.known for each in children(ground.parse, noun)
    )


def _is_cause(ground: Ground, noun: Token) -> bool:
    """ "were killed in an attack": one act told by verb and noun."""
    preposition = head(ground.parse, noun) if noun.dep == "pobj" else None
    verb = head(ground.parse, preposition) if preposition is not None else None
    causes = ground.knowledge.modality.causes
    return verb is not None and verb.pos == "VERB" and preposition is not None and preposition.lower in causes


def _last_told(events: Sequence[Event], kinds: set[str], noun: Token) -> int | None:
    """The last event of these types told before a noun; None where the noun is itself told."""
    here = Span(noun.start, noun.end, noun.text)
    if any(covers(trigger, here) for event in events for trigger in event.triggers):
        return None
    before = [
        (event.triggers[-1].start, number)
        for number, event in enumerate(events)
        if event.type in kinds and event.status in FIRST_LAYER and event.trigger.start < noun.start
    ]
    return max(before)[1] if before else None


def _told_again(ground: Ground, event: Event, noun: Token) -> Event:
    evidence = sentence_span(ground.parse, sentence_of(ground.parse, noun))
    return msgspec.structs.replace(
        event,
        triggers=(*event.triggers, Span(noun.start, noun.end, noun.text)),
        evidence=tuple(dict.fromkeys((*event.evidence, evidence))),
    )
