"""What the words around an act make of it: future, possible, refused, required, tried; and so its type."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...knowledge.events import EventFrame, Modality
from ...model.reading import Status
from ..frames import Clause, Match, has_to, subjects_of
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
    if frame.type in modality.failed_as and _has_failed(ground.parse, clause.trigger, modality):
        return Coded(modality.failed_as[frame.type], "happened", "failed", retyped=True)
    if not clause.negated:
        return None
    wilful = is_future(ground, clause) or set(clause.auxiliaries) & modality.hypothetical
    if frame.type in modality.refused_as and (wilful or frame.type in modality.refused_when_not_done):
        return Coded(modality.refused_as[frame.type], "happened", "refused", retyped=True)
    return Coded(frame.type, "denied", "negated", negated=True)


def _has_failed(parse: Parse, verb: Token, modality: Modality) -> bool:
    """ "failed to reach agreement"."""
    above = head(parse, verb)
    return above is not None and verb.dep == "xcomp" and above.lemma in modality.failing


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
    kind = modality.future_as[frame.type]
    spoken = kind == modality.harm_as and speaker_token(ground, clause) is not None
    if not (clause.subjects or spoken) or hangs_on_if(ground.parse, clause.trigger, modality):
        return None
    if not clause.subjects:
        return Coded(kind, "happened", "said future", retyped=True)
    return Coded(kind, "happened", "future", retyped=kind != frame.type)


def _required(ground: Ground, match: Match[EventFrame]) -> Coded | None:
    modality, clause = ground.knowledge.modality, match.clause
    if modality.required_as not in ground.knowledge.types:
        return None  # a codebook without requests
    trigger = clause.trigger
    required = set(clause.auxiliaries) & modality.required or _has_to_be_done(ground.parse, trigger, modality)
    ordered = trigger.tag == "VB" and trigger.dep == "ccomp" and not list(_before(ground.parse, trigger))
    if (required or ordered) and speaker_token(ground, clause) is not None:
        return Coded(modality.required_as, "happened", "required", retyped=True)
    return None


def _before(parse: Parse, verb: Token) -> Iterator[Token]:
    """What makes a verb no imperative: a subject or an auxiliary."""
    return (each for each in children(parse, verb) if each.dep in {"nsubj", "nsubjpass", "aux", "auxpass", "mark"})


def _has_to_be_done(parse: Parse, verb: Token, modality: Modality) -> bool:
    """ "Chad has to withdraw", "needs to withdraw"."""
    above = head(parse, verb)
    return above is not None and verb.dep == "xcomp" and above.lemma in modality.required_verbs and has_to(parse, verb)


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
    trigger = clause.trigger
    above = head(parse, trigger)
    if above is None and trigger.tag == "VB" and has_to(parse, trigger):
        return child(parse, trigger, "nsubj") is not None  # "Sudan to free aid workers"
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
    return _by_auxiliary(ground, clause, kind) or _by_governor(ground, clause, kind) or _by_form(ground, clause)


def _by_auxiliary(ground: Ground, clause: Clause, kind: str) -> tuple[Status, str] | None:
    modality, words = ground.knowledge.modality, set(clause.auxiliaries)
    if words & modality.future:
        return "planned", "future"
    if words & modality.required or _has_to_be_done(ground.parse, clause.trigger, modality):
        return "demanded", "must"
    if words & modality.possible:
        return "possible", "may"
    if hangs_on_if(ground.parse, clause.trigger, modality):
        return "hypothetical", "condition"
    if words & modality.hypothetical:
        spoken = speaker_token(ground, clause) is not None and kind in modality.content_status
        return ("happened", "said it would") if spoken else ("hypothetical", "would")
    return None


def _by_governor(ground: Ground, clause: Clause, kind: str) -> tuple[Status, str] | None:
    modality, parse, trigger = ground.knowledge.modality, ground.parse, clause.trigger
    if any(each.lemma in modality.showing for each in _governing(parse, trigger)):
        return "possible", "only seems so"
    if any(each.lemma in modality.denying for each in _governing(parse, trigger, "ccomp")):
        return "denied", "a denial"
    above = head(parse, trigger)
    if above is None:
        return None
    if trigger.dep == "pcomp":
        unreal = above.lower in modality.not_done or is_unreal(parse, parse.tokens[above.head], modality)
        return ("hypothetical", above.lower) if unreal else None
    if has_to(parse, trigger):
        found = _by_aim(ground, trigger, above, kind)
        if found is not None:
            return found
    return _tried_or_seeming(above, modality) if trigger.dep == "xcomp" else None


def _by_aim(ground: Ground, trigger: Token, above: Token, kind: str) -> tuple[Status, str] | None:
    """An infinitive with "to": what for, or what of."""
    modality = ground.knowledge.modality
    if trigger.dep in {"xcomp", "ccomp"} and is_unreal(ground.parse, above, modality):
        return "hypothetical", above.lower
    if trigger.dep == "advcl" and kind in modality.said_when_meeting and above.lemma in modality.meeting:
        return "happened", "at a meeting"
    return _AIMS.get(trigger.dep)


def _tried_or_seeming(above: Token, modality: Modality) -> tuple[Status, str] | None:
    if above.lemma in modality.attempts:
        return "attempted", above.lemma
    return ("possible", above.lemma) if above.lemma in modality.seeming else None


def _by_form(ground: Ground, clause: Clause) -> tuple[Status, str]:
    parse, trigger = ground.parse, clause.trigger
    below = list(children(parse, trigger))
    if any(each.lemma in ground.knowledge.modality.possible_words for each in below if each.dep in {"amod", "advmod"}):
        return "possible", "called possible"
    if trigger.tag == "VBG" and any(each.lemma == "be" for each in below if each.dep == "aux"):
        return "ongoing", "progressive"
    return "happened", ""


def _governing(parse: Parse, trigger: Token, *deps: str) -> Iterator[Token]:
    """The verbs whose complement a verb is, from near to far: "show" and "appear" of "appears to show him arriving"."""
    token = trigger
    while token.dep in (deps or ("xcomp", "ccomp")) and token.head != token.index:
        token = parse.tokens[token.head]
        yield token


def is_unreal(parse: Parse, verb: Token, modality: Modality) -> bool:
    """True of "would allow visitors to meet", "did not get to meet"."""
    if any(each.dep == "neg" for each in children(parse, verb)):
        return True
    unreal = modality.hypothetical | modality.possible | modality.future | modality.required
    return any(each.dep == "aux" and each.lower in unreal for each in children(parse, verb))


def hangs_on_if(parse: Parse, trigger: Token, modality: Modality) -> bool:
    """True in a clause of condition, "if", "until", and of what is asked, "whether"."""
    for token in (trigger, *ancestors(parse, trigger)):
        if any(each.dep == "mark" and each.lower in modality.if_ for each in children(parse, token)):
            return True
        if token.dep in {"ccomp", "relcl"}:
            return False
    return False


def speaker_token(ground: Ground, clause: Clause) -> Token | None:
    """The subject of the verb of saying that governs the clause: who says that somebody must."""
    parse, modality, verb = ground.parse, ground.knowledge.modality, clause.trigger
    if verb.dep == "acomp" or _has_to_be_done(parse, verb, modality):  # "said he would be ready", "said it has to pay"
        verb = parse.tokens[verb.head]
    above = head(parse, verb)
    if above is None or verb.dep != "ccomp" or above.lemma not in modality.saying:
        return None
    if above.dep == "pcomp":  # "was quoted as saying"
        above = next((each for each in ancestors(parse, above) if each.pos == "VERB"), above)
    own = child(parse, above, "nsubj", "nsubjpass")
    if own is None and above.tag in {"VBG", "VBN"}:  # "having disclosed that it would pay"
        own = next(iter(subjects_of(parse, above, ground.classes)), None)
    return own
