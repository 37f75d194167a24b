"""Who did it and to whom: spans of the text, and the actors they stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ...knowledge.events import EventFrame
from ...model.span import Span
from ..frames import Clause, clause_of
from ..tree import Token, conjuncts
from ..who import Who, noun_phrase
from .acts import Act, speaker_token
from .ground import Ground


class Roles(msgspec.Struct, frozen=True, kw_only=True):
    """The two sides of an act: actor ids, and the spans they were read from."""

    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor_spans: tuple[Span, ...] = ()
    recipient_spans: tuple[Span, ...] = ()


def find_roles(ground: Ground, act: Act, who: Who) -> Roles:
    """The sides of an act; a side whose actor is not known still has its span."""
    clause, frame = act.clause, act.match.frame
    sides = [
        _people(ground, clause.subjects, who),
        _people(ground, _others(ground, clause, frame), who),
    ]
    actors, recipients = reversed(sides) if frame.swap or _is_headline_passive(ground, act) else sides
    speaker = speaker_token(ground, clause) if act.why == "required" else None
    if speaker is not None:  # "said that Sudan must return it": the speaker asks, Sudan is asked
        actors, recipients = _people(ground, conjuncts(ground.parse, speaker), who), actors
    recipients = [each for each in recipients if each.index not in {one.index for one in actors}]
    return Roles(
        actors=_ids(actors, who),
        recipients=tuple(each for each in _ids(recipients, who) if each not in _ids(actors, who)),
        actor_spans=tuple(noun_phrase(ground.parse, token, ground.classes) for token in actors),
        recipient_spans=tuple(noun_phrase(ground.parse, token, ground.classes) for token in recipients),
    )


def _is_headline_passive(ground: Ground, act: Act) -> bool:
    """ "Clinic hit near the front": a headline leaves out "was", so who seems to act has suffered."""
    clause, trigger = act.clause, act.clause.trigger
    passage = ground.passages[ground.parse.sentences[trigger.sentence].passage]
    if passage.kind not in {"headline", "deck"} or act.type not in ground.knowledge.modality.suffered_in_headlines:
        return False
    return trigger.tag in {"VBD", "VBN"} and not clause.objects and not clause.auxiliaries and not clause.passive


def _others(ground: Ground, clause: Clause, frame: EventFrame) -> Sequence[Token]:
    """The tokens of the other side: the first place of the frame's order that holds somebody."""
    modality = ground.knowledge.modality
    order = frame.recipient or (
        modality.recipients_of_verbs if clause.trigger.pos in {"VERB", "AUX"} else modality.recipients_of_nouns
    )
    if frame.recipient and "object" not in frame.recipient and not frame.object:
        order = (*frame.recipient, "object")
    for place in order:
        found = list(_at(ground, clause, place))
        if found:
            return found
    return ()


def _at(ground: Ground, clause: Clause, place: str) -> Iterator[Token]:
    if place == "object":
        yield from clause.objects
    elif place == "indirect":
        yield from clause.indirect
    elif place == "owner":
        for token in clause.objects:
            inner = clause_of(ground.parse, token, ground.classes)
            yield from inner.subjects or inner.objects
    else:
        yield from (token for word, token in clause.prepositions if word == place)


def _people(ground: Ground, tokens: Iterable[Token], who: Who) -> list[Token]:
    """Each token, or the actor inside it: "rejected a US request" is to the US, "the right of troops" the troops."""
    found: dict[int, Token] = {}
    for token in tokens:
        inner = _actor_inside(ground, token, who)
        for each in inner or [token]:
            found.setdefault(each.index, each)
    return [each for each in found.values() if not _is_time(each)]


def _actor_inside(ground: Ground, token: Token, who: Who, depth: int = 0) -> list[Token]:
    if who.at(token) is not None:
        return [token]
    if depth > 2:
        return []
    clause = clause_of(ground.parse, token, ground.classes)
    for group in (clause.subjects, clause.objects, tuple(each for _, each in clause.prepositions)):
        found = [each for one in group for each in _actor_inside(ground, one, who, depth + 1)]
        if found:
            return found
    return []


def _is_time(token: Token) -> bool:
    return token.entity in {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL"} and token.pos != "PRON"


def _ids(tokens: Iterable[Token], who: Who) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor for token in tokens for actor in who.all_at(token)))
