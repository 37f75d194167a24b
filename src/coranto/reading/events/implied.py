"""Demands, promises and refusals that no verb of theirs tells: "said Sudan must pay", "said it would not attend"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...knowledge.events import EventFrame
from ..frames import Clause, Match, clause_of
from ..tree import children
from .ground import Ground
from .status import Coded, hangs_on_if, is_future


def implied(ground: Ground, matches: Sequence[Match[EventFrame]]) -> list[tuple[Match[EventFrame], Coded]]:
    """What somebody says that somebody must or will do, where no frame knows the verb."""
    modality = ground.knowledge.modality
    if not {modality.promise, modality.required_as, *modality.refused_as.values()} <= ground.knowledge.types.keys():
        return []  # a codebook without these types
    matched = {match.clause.trigger.index for match in matches}
    return [each for each in _told(ground) if each[0].clause.trigger.index not in matched]


def _told(ground: Ground) -> Iterator[tuple[Match[EventFrame], Coded]]:
    modality, parse = ground.knowledge.modality, ground.parse
    for verb in parse.tokens:
        if (
            verb.pos != "VERB"
            or verb.lemma not in modality.saying
            or any(each.dep == "neg" for each in children(parse, verb))
        ):
            continue
        for below in children(parse, verb):
            if below.dep != "ccomp" or below.pos not in {"VERB", "AUX"} or hangs_on_if(parse, below, modality):
                continue
            clause = clause_of(parse, below, ground.classes)
            coded = _coded(ground, clause)
            if coded is not None:
                yield Match(EventFrame(name=f"said {coded.why}", type=coded.type), clause, 0), coded


def _coded(ground: Ground, clause: Clause) -> Coded | None:
    modality = ground.knowledge.modality
    if is_future(ground, clause) and _is_of_none(ground, clause):
        return Coded(modality.refused_as[modality.promise], "happened", "none to come", retyped=True)
    if clause.trigger.pos != "VERB" or not any(ground.who.at(each) for each in clause.subjects) or clause.passive:
        return None
    if set(clause.auxiliaries) & modality.required:
        return None if clause.negated else Coded(modality.required_as, "happened", "required", retyped=True)
    if not is_future(ground, clause) or not any(each.lower in modality.self for each in clause.subjects):
        return None
    if clause.negated:
        return Coded(modality.refused_as[modality.promise], "happened", "refused", retyped=True)
    return Coded(modality.promise, "happened", "future", retyped=True)


def _is_of_none(ground: Ground, clause: Clause) -> bool:
    """ "there will be no programme until ...", "no funds would flow": what the speaker will not have."""
    below = list(children(ground.parse, clause.trigger))
    bare = any(each.dep == "expl" for each in below)
    nouns = [each for each in below if each.dep in ({"attr"} if bare else {"nsubj"}) and each.pos == "NOUN"]
    return any(
        each.dep == "det" and each.lower in ground.classes.no for noun in nouns for each in children(ground.parse, noun)
    )
