"""Which matches of frames are acts, of which type and status, and which act is the content of another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ...knowledge.events import EventFrame, Modality
from ...knowledge.frames import ANY
from ...model.reading import Status
from ..frames import Clause, Match, lemmas_of
from ..tree import Parse, Token, ancestors, child, children, head, subtree
from .ground import Ground

UNREAD = {"kicker", "teaser", "reference", "dateline"}  # passages that tell of other reports, or of this one


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """A match taken for an act; `inside` is the place of the act it is the content of, `why` what decided."""

    match: Match[EventFrame]
    type: str
    mode: str | None
    status: Status
    negated: bool = False
    inside: int | None = None
    why: str = ""

    @property
    def clause(self) -> Clause:
        """What stands around the trigger."""
        return self.match.clause


def find_acts(ground: Ground, matches: Sequence[Match[EventFrame]]) -> list[Act]:
    """The acts of a report in text order, content after what it is content of."""
    parse = ground.parse
    kept = [match for match in _without_light_objects(matches) if _is_read(ground, match)]
    contents = _contents(parse, kept, ground.knowledge.modality)
    acts: list[Act] = []
    for match in kept:
        inside = contents.get(match.clause.trigger.index)
        act = _act(ground, match, kept[inside].frame.type if inside is not None else None)
        acts.append(msgspec.structs.replace(act, inside=inside))
    return _with_threats(acts, ground.knowledge.modality)


def _with_threats(acts: Sequence[Act], modality: Modality) -> list[Act]:
    """A plan or promise to do harm is a threat: "prepared to impose martial law"."""
    harmful = {
        act.inside
        for act in acts
        if act.inside is not None and modality.future_as.get(act.match.frame.type) == modality.harm_as
    }
    return [
        msgspec.structs.replace(act, type=modality.harm_as, why="of harm")
        if number in harmful and act.type == modality.promise and act.inside is None
        else act
        for number, act in enumerate(acts)
    ]


def _without_light_objects(matches: Sequence[Match[EventFrame]]) -> list[Match[EventFrame]]:
    """ "held talks" is one act: the noun is not told again."""
    carried = {
        token.index
        for match in matches
        if match.frame.object and ANY not in match.frame.object and match.clause.trigger.pos in {"VERB", "AUX"}
        for token in match.clause.objects
    }
    return [match for match in matches if match.clause.trigger.index not in carried]


def _is_read(ground: Ground, match: Match[EventFrame]) -> bool:
    trigger = match.clause.trigger
    passage = ground.passages[ground.parse.sentences[trigger.sentence].passage]
    if passage.kind in UNREAD:
        return False
    if trigger.pos in {"NOUN", "PROPN"}:
        return _noun_is_act(match)
    return trigger.dep != "amod"  # "the besieged town": a state, not an act told


def _noun_is_act(match: Match[EventFrame]) -> bool:
    """A noun tells an act when it says who or on whom: "talks with Turkey", not "the talks"."""
    clause = match.clause
    if clause.trigger.pos == "PROPN" or clause.trigger.entity in {
        "ORG",
        "GPE",
        "PERSON",
        "LAW",
        "WORK_OF_ART",
    }:
        return False
    if clause.trigger.dep == "compound":
        return False
    return bool(clause.subjects or clause.prepositions)


def _contents(parse: Parse, matches: Sequence[Match[EventFrame]], modality: Modality) -> dict[int, int]:
    """For each token inside the content of a demand, threat or promise: the place of the nearest such match."""
    found: dict[int, int] = {}
    for place, match in enumerate(matches):
        if match.frame.type not in modality.content_status:
            continue
        for token in _content_heads(match):
            for inner in subtree(parse, token):
                if inner.index != match.clause.trigger.index:
                    found[inner.index] = place
    return found


def _content_heads(match: Match[EventFrame]) -> Iterator[Token]:
    clause = match.clause
    if clause.infinitive is not None:
        yield clause.infinitive
    if clause.content is not None:
        yield clause.content
    yield from (token for token in clause.objects if token.pos == "NOUN")
    yield from (token for _, token in clause.prepositions if token.pos in {"NOUN", "VERB"})


def _act(ground: Ground, match: Match[EventFrame], around: str | None) -> Act:
    modality = ground.knowledge.modality
    clause, frame = match.clause, match.frame
    mode = frame.mode or _mode_by_words(ground, match)
    if around is not None:
        status = modality.content_status.get(around, "possible")
        return Act(match=match, type=frame.type, mode=mode, status=status, why=f"content of {around}")
    words = set(clause.auxiliaries)
    future = bool(words & modality.future) or _is_reported_future(ground, clause)
    if clause.negated and (future or words & modality.hypothetical) and frame.type in modality.refused_as:
        return Act(match=match, type=modality.refused_as[frame.type], mode=None, status="happened", why="refused")
    if clause.negated:
        return Act(match=match, type=frame.type, mode=mode, status="denied", negated=True, why="negated")
    if future and frame.type in modality.future_as:
        return Act(match=match, type=modality.future_as[frame.type], mode=None, status="happened", why="future")
    if words & modality.required and speaker_token(ground, clause) is not None:
        return Act(match=match, type=modality.required_as, mode=None, status="happened", why="required")
    status, why = _status(ground, clause)
    return Act(match=match, type=frame.type, mode=mode, status=status, why=why)


# Infinitives that are no acts yet: "left to demand reforms", "the right to take control".
_AIMS: dict[str, tuple[Status, str]] = {"advcl": ("planned", "purpose"), "acl": ("hypothetical", "of a noun")}


def _status(ground: Ground, clause: Clause) -> tuple[Status, str]:
    modality, parse = ground.knowledge.modality, ground.parse
    words, trigger = set(clause.auxiliaries), clause.trigger
    if words & modality.future:
        return "planned", "future"
    if words & modality.possible:
        return "possible", "may"
    if _hangs_on_if(parse, trigger, modality) or words & modality.hypothetical:
        return "hypothetical", "would or if"
    above = head(parse, trigger)
    if trigger.dep in _AIMS and any(each.tag == "TO" for each in children(parse, trigger) if each.dep == "aux"):
        return _AIMS[trigger.dep]
    if above is not None and trigger.dep == "xcomp" and above.lemma in modality.attempts:
        return "attempted", above.lemma
    if any(
        each.lemma in modality.possible_words for each in children(parse, trigger) if each.dep in {"amod", "advmod"}
    ):
        return "possible", "called possible"
    if trigger.tag == "VBG" and any(each.lemma == "be" for each in children(parse, trigger) if each.dep == "aux"):
        return "ongoing", "progressive"
    return "happened", ""


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


def _is_reported_future(ground: Ground, clause: Clause) -> bool:
    """ "said it would open the border": a future seen from the past."""
    modality = ground.knowledge.modality
    if not set(clause.auxiliaries) & modality.future_in_reported_speech:
        return False
    above = head(ground.parse, clause.trigger)
    return above is not None and clause.trigger.dep == "ccomp" and above.lemma in modality.saying


def _mode_by_words(ground: Ground, match: Match[EventFrame]) -> str | None:
    """ "air strikes", "carried out shelling": the word at the act or its object tells the mode."""
    by_word = ground.knowledge.modality.modes.get(match.frame.type)
    if not by_word:
        return None
    parse, clause = ground.parse, match.clause
    around = [clause.trigger, *(clause.objects if match.frame.object else ())]
    around += [
        each for token in tuple(around) for each in children(parse, token) if each.dep in {"compound", "amod", "nmod"}
    ]
    lemmas = {lemma for token in around for lemma in lemmas_of(parse, token)}
    return next((mode for mode, words in by_word.items() if lemmas & words), None)
