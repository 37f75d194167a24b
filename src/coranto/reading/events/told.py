"""Which matches of frames a report tells as acts, and which are only words in passing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ...knowledge.events import EventFrame, Modality
from ...knowledge.frames import ANY, NONE
from ..frames import Match
from ..tree import Token, children, head
from .ground import Ground

SILENT = "a silence, recorded as a statement"
UNREAD = {"kicker", "teaser", "reference", "dateline"}  # passages that tell of other reports, or of this one
TOLD = {"nsubj", "nsubjpass", "dobj", "pobj"}
NAMED = {"ORG", "GPE", "PERSON", "LAW", "WORK_OF_ART", "EVENT"}


def told(ground: Ground, matches: Sequence[Match[EventFrame]]) -> list[Match[EventFrame]]:
    """The matches that tell an act, in text order."""
    carried = carried_by(ground.knowledge.modality, matches)
    return [match for match in matches if why_not(ground, match, carried) is None]


def why_not(ground: Ground, match: Match[EventFrame], carried: frozenset[int]) -> str | None:
    """Why a match tells no act, in words for a reader; None where it tells one."""
    trigger = match.clause.trigger
    passage = ground.passages[ground.parse.sentences[trigger.sentence].passage]
    if trigger.index in carried:
        return "a part of another act"
    if passage.kind in UNREAD:
        return f"a {passage.kind} speaks of other reports"
    if _is_silence(ground, match):
        return SILENT
    if trigger.pos in {"NOUN", "PROPN"}:
        return None if _noun_is_act(ground, match) else "a noun that says neither who nor to whom"
    described = {"amod", "compound"} if trigger.pos != "ADJ" else {"amod", "compound", "appos", "acl"}
    return "a state that describes something" if trigger.dep in described else None


def carried_by(modality: Modality, matches: Sequence[Match[EventFrame]]) -> frozenset[int]:
    """ "held talks" is one act: what a frame asks for is not told again, unless it is the content of a demand."""
    types = {match.clause.trigger.index: match.frame.type for match in matches}
    apart = {match.clause.trigger.index for match in matches if match.clause.prepositions}
    found: set[int] = set()
    for match in matches:
        if match.clause.trigger.pos in {"VERB", "AUX"}:
            found.update(_asked_for(match, modality, types, apart))
    return frozenset(found)


def _asked_for(
    match: Match[EventFrame], modality: Modality, types: Mapping[int, str], apart: set[int]
) -> Iterator[int]:
    """The tokens that the conditions of a frame name; of a demand or promise only the word for it."""
    clause, frame = match.clause, match.frame
    objects = clause.objects if frame.object and not {ANY, NONE} & {*frame.object} else ()
    if frame.type in modality.content_status and frame.type not in modality.only_clauses:
        yield from (token.index for token in objects if types.get(token.index) == frame.type)
        return
    yield from (token.index for token in objects)
    if frame.gerund or frame.infinitive:
        yield from (each.index for each in (clause.gerund, clause.infinitive) if each is not None)
    for word, token in clause.prepositions:
        if word in frame.prepositions and not {ANY, NONE} & {*frame.prepositions[word]} and token.index not in apart:
            yield token.index


def _is_silence(ground: Ground, match: Match[EventFrame]) -> bool:
    """ "refused to say", "did not return calls" are silences, no acts; "made no concession" is both."""
    modality, start = ground.knowledge.modality, match.clause.trigger.start
    refusal = match.frame.type in modality.refused_when_not_done or match.frame.type in modality.refused_as.values()
    return any(
        each.cue.start <= start < each.cue.end
        for each in ground.silences
        if each.cue is not None and not (refusal and each.form == "silent")
    )


def _noun_is_act(ground: Ground, match: Match[EventFrame]) -> bool:
    """A noun tells an act when it says who or on whom: "talks with Turkey", not "the talks"; new attacks always."""
    clause, modality = match.clause, ground.knowledge.modality
    if clause.trigger.pos == "PROPN" or clause.trigger.entity in NAMED or clause.trigger.dep == "compound":
        return False
    if clause.subjects or clause.prepositions:
        return True
    return match.frame.type in modality.told_by_nouns and _is_new(ground, clause.trigger)


def _is_new(ground: Ground, noun: Token) -> bool:
    """ "spoke of air strikes", "after a raid"; not "the attack", nor "an end of hostilities"."""
    before = [each for each in children(ground.parse, noun) if each.dep in {"det", "nummod", "amod", "poss"}]
    if noun.dep not in TOLD or any(each.lower in ground.knowledge.modality.definite for each in before):
        return False
    governor = head(ground.parse, noun)
    above = head(ground.parse, governor) if governor is not None and noun.dep == "pobj" else None
    if above is not None and above.pos in {"NOUN", "PROPN", "ADJ"}:
        return False
    return noun.tag == "NNS" or any(each.dep in {"det", "nummod"} for each in before)
