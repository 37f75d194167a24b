"""Acts that a sentence only mentions in passing, beside the one it tells."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ..tree import Parse, Token, ancestors, head
from .act import FIRST_LAYER, Act
from .coding import is_weapon
from .ground import Ground
from .status import is_unreal


def without_passing(ground: Ground, acts: Sequence[Act]) -> list[Act]:
    """The acts without those told in passing; an act whose frame stands inside one of them loses that link."""
    verbal = {act.clause.trigger.sentence for act in acts if _is_first(act) and not _is_noun(act)}
    triggers = {act.clause.trigger.index: act for act in acts}
    kept: list[Act] = []
    places: dict[int, int] = {}
    for number, act in enumerate(acts):
        if act.inside is None and (_is_mere_noun(ground, act, verbal) or _is_passing(ground, act, triggers)):
            continue
        places[number] = len(kept)
        kept.append(act)
    return [msgspec.structs.replace(act, inside=None if act.inside is None else places.get(act.inside)) for act in kept]


def _is_first(act: Act) -> bool:
    return act.inside is None and act.status in FIRST_LAYER


def _is_noun(act: Act) -> bool:
    return act.clause.trigger.pos == "NOUN"


def _is_mere_noun(ground: Ground, act: Act, verbal: set[int]) -> bool:
    """Nouns tell an act where no verb of the sentence does; attacks they always tell."""
    if not _is_noun(act) or act.type in ground.knowledge.modality.told_by_nouns:
        return False
    return act.clause.trigger.sentence in verbal and not (_is_occasion(ground, act) or _is_owned(ground, act))


def _is_occasion(ground: Ground, act: Act) -> bool:
    """ "spoke after talks with the minister", "Merkel, on a visit to Washington, asked": told beside the verb."""
    modality, above = ground.knowledge.modality, governor_of(ground, act.clause.trigger)
    if act.type not in modality.occasions or above is None:
        return False
    if above.pos in {"VERB", "AUX"}:
        named = any(word in modality.with_others and ground.who.at(token) for word, token in act.clause.prepositions)
        return named and not is_unreal(ground.parse, above, modality)
    return act.mode == modality.visit and ground.who.at(above) is not None


def _is_passing(ground: Ground, act: Act, triggers: dict[int, Act]) -> bool:
    """ "the curfew imposed in May", "marched, demanding reforms": a description, and what a protest is about."""
    if _is_reason(ground, act, triggers):
        return True
    edge = side_clause(ground.parse, act.clause.trigger)
    if edge is not None and edge.dep == "acl" and edge.tag == "VBN" and not act.clause.subjects:
        struck = head(ground.parse, edge)
        if struck is not None and is_weapon(ground, struck):
            return True  # "a missile launched from Sanaa struck a camp": one attack
    if edge is None or _is_noun(act) or act.type in ground.knowledge.modality.told_by_nouns:
        return False
    if edge.dep == "relcl" or (edge.dep == "acl" and edge.tag == "VBN"):
        return not any(ground.who.at(each) for each in act.clause.subjects)
    around = next((triggers[each.index] for each in ancestors(ground.parse, edge) if each.index in triggers), None)
    topics = ground.knowledge.modality.topics_of
    return around is not None and act.type in topics.get(around.type, frozenset())


def _is_reason(ground: Ground, act: Act, triggers: dict[int, Act]) -> bool:
    """ "arrested for collaborating", "thanked for sending": what the act is about, told by the one who acts."""
    trigger = act.clause.trigger
    preposition = head(ground.parse, trigger) if trigger.dep == "pcomp" else None
    if preposition is None or preposition.lower not in ground.knowledge.modality.reasons:
        return False
    above = head(ground.parse, preposition)
    return above is not None and above.index in triggers


def _is_owned(ground: Ground, act: Act) -> bool:
    """ "Kabul's refusal to free the prisoners held up the talks": a noun with its doer and its content."""
    clause = act.clause
    owned = any(ground.who.at(each) for each in clause.subjects)
    return owned and act.type in ground.knowledge.modality.owned and (clause.infinitive or clause.content) is not None


def governor_of(ground: Ground, noun: Token) -> Token | None:
    """The verb or name that a noun is told beside: "spoke" of "spoke after talks", "Merkel" of "Merkel, on a visit"."""
    preposition = head(ground.parse, noun) if noun.dep == "pobj" else None
    if preposition is None or preposition.lower not in ground.knowledge.modality.occasion_words:
        return None
    return head(ground.parse, preposition)


def side_clause(parse: Parse, trigger: Token) -> Token | None:
    """The head of the relative, adverbial or participle clause a trigger stands in; None in a main clause."""
    for token in (trigger, *ancestors(parse, trigger)):
        if token.dep in {"relcl", "advcl", "acl"}:
            return token
        if token.dep == "ccomp":
            return None
    return None
