"""What the words around an act make of it: future, possible, refused, required, tried; and so its type."""

from __future__ import annotations

import msgspec

from ...knowledge.events import EventFrame, Modality
from ...model.reading import Status
from ..frames import Clause, Match
from ..tree import Parse, Token, ancestors, child, children, head
from .ground import Ground

# Infinitives that are no acts yet: "left to demand reforms", "the right to take control".
_AIMS: dict[str, tuple[Status, str]] = {"advcl": ("planned", "purpose"), "acl": ("hypothetical", "of a noun")}


class Coded(msgspec.Struct, frozen=True):
    """Type and status of an act, and the word that decided it; `retyped` when the type is not the frame's."""

    type: str
    status: Status
    why: str = ""
    retyped: bool = False
    negated: bool = False


def code(ground: Ground, match: Match[EventFrame], around: Match[EventFrame] | None) -> Coded:
    """Type and status of a match that may stand inside another's content."""
    if around is not None:
        return _content(ground, match, around)
    return _refused(ground, match) or _future(ground, match) or _required(ground, match) or _plain(ground, match)


def _content(ground: Ground, match: Match[EventFrame], around: Match[EventFrame]) -> Coded:
    status = ground.knowledge.modality.content_status[around.frame.type]
    return Coded(match.frame.type, status, f"content of {around.frame.type}", negated=match.clause.negated)


def _refused(ground: Ground, match: Match[EventFrame]) -> Coded | None:
    """ "will not release", "has not agreed", "made no concession": who does not cooperate refuses."""
    modality, clause, frame = ground.knowledge.modality, match.clause, match.frame
    if _is_refrained(ground.parse, clause, modality):
        return Coded(frame.type, "denied", "refrained", negated=True)
    if not clause.negated:
        return None
    wilful = is_future(ground, clause) or set(clause.auxiliaries) & modality.hypothetical
    if frame.type in modality.refused_as and (wilful or frame.type in modality.refused_when_not_done):
        return Coded(modality.refused_as[frame.type], "happened", "refused", retyped=True)
    return Coded(frame.type, "denied", "negated", negated=True)


def _is_refrained(parse: Parse, clause: Clause, modality: Modality) -> bool:
    """ "stopped short of sanctioning", "refrained from attacking"."""
    trigger = clause.trigger
    preposition = head(parse, trigger) if trigger.dep == "pcomp" else None
    above = head(parse, preposition) if preposition is not None else None
    return above is not None and above.lemma in modality.refraining


def _future(ground: Ground, match: Match[EventFrame]) -> Coded | None:
    modality, clause, frame = ground.knowledge.modality, match.clause, match.frame
    if not is_future(ground, clause) or frame.type not in modality.future_as:
        return None
    if not clause.subjects or _hangs_on_if(ground.parse, clause.trigger, modality):
        return None
    return Coded(
        modality.future_as[frame.type], "happened", "future", retyped=frame.type not in modality.content_status
    )


def _required(ground: Ground, match: Match[EventFrame]) -> Coded | None:
    modality, clause = ground.knowledge.modality, match.clause
    if set(clause.auxiliaries) & modality.required and speaker_token(ground, clause) is not None:
        return Coded(modality.required_as, "happened", "required", retyped=True)
    return None


def is_future(ground: Ground, clause: Clause) -> bool:
    """ "will", "is to", and in reported speech "would"."""
    modality = ground.knowledge.modality
    words = set(clause.auxiliaries)
    if words & modality.future:
        return True
    if words & modality.future_in_reported_speech:
        return speaker_token(ground, clause) is not None
    return _is_scheduled(ground.parse, clause, modality)


def _is_scheduled(parse: Parse, clause: Clause, modality: Modality) -> bool:
    """ "The minister is to visit Cairo"."""
    above = head(parse, clause.trigger)
    return (
        above is not None
        and clause.trigger.dep == "xcomp"
        and above.lemma in modality.scheduled
        and child(parse, above, "acomp", "attr") is None
    )


def _plain(ground: Ground, match: Match[EventFrame]) -> Coded:
    status, why = _status(ground, match.clause, match.frame.type)
    return Coded(match.frame.type, status, why)


def _status(ground: Ground, clause: Clause, kind: str) -> tuple[Status, str]:
    modality, parse = ground.knowledge.modality, ground.parse
    words, trigger = set(clause.auxiliaries), clause.trigger
    if words & modality.future:
        return "planned", "future"
    if words & modality.possible:
        return "possible", "may"
    if _hangs_on_if(parse, trigger, modality):
        return "hypothetical", "if"
    if words & modality.hypothetical:
        spoken = speaker_token(ground, clause) is not None and kind in modality.content_status
        return ("happened", "said it would") if spoken else ("hypothetical", "would")
    above = head(parse, trigger)
    if trigger.dep == "advcl" and _is_infinitive(parse, trigger) and kind in modality.said_when_meeting:
        if above is not None and above.lemma in modality.meeting:
            return "happened", "at a meeting"
    if trigger.dep in _AIMS and _is_infinitive(parse, trigger):
        return _AIMS[trigger.dep]
    if above is not None and trigger.dep == "xcomp":
        if above.lemma in modality.attempts:
            return "attempted", above.lemma
        if above.lemma in modality.seeming:
            return "possible", above.lemma
    if any(
        each.lemma in modality.possible_words for each in children(parse, trigger) if each.dep in {"amod", "advmod"}
    ):
        return "possible", "called possible"
    if trigger.tag == "VBG" and any(each.lemma == "be" for each in children(parse, trigger) if each.dep == "aux"):
        return "ongoing", "progressive"
    return "happened", ""


def _is_infinitive(parse: Parse, verb: Token) -> bool:
    return any(each.tag == "TO" for each in children(parse, verb) if each.dep == "aux")


def _hangs_on_if(parse: Parse, trigger: Token, modality: Modality) -> bool:
    for token in (trigger, *ancestors(parse, trigger)):
        if any(each.dep == "mark" and each.lower in modality.if_ for each in children(parse, token)):
            return True
        if token.dep in {"ccomp", "relcl"}:
            return False
    return False


def speaker_token(ground: Ground, clause: Clause) -> Token | None:
    """The subject of the verb of saying that governs the clause: who says that somebody must."""
    above = head(ground.parse, clause.trigger)
    if above is None or clause.trigger.dep != "ccomp" or above.lemma not in ground.knowledge.modality.saying:
        return None
    return child(ground.parse, above, "nsubj")
