"""The acts of a report: matches of frames with type, mode, status, and the act each is the content of."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ...knowledge.events import EventFrame
from ..frames import Match
from .act import Act
from .coding import mode_of
from .contents import direct_content, find_contents
from .ground import Ground
from .implied import implied
from .passing import side_clause, without_passing
from .status import Coded, code
from .told import told


def find_acts(ground: Ground, matches: Sequence[Match[EventFrame]]) -> list[Act]:
    """The acts of a report in text order."""
    said = implied(ground, matches)
    kept = told(ground, sorted([*matches, *(match for match, _ in said)], key=lambda each: each.clause.trigger.index))
    told_so = {match.clause.trigger.index: coded for match, coded in said}
    contents = find_contents(ground.parse, kept, ground.knowledge.modality)
    by_trigger = {match.clause.trigger.index: match for match in (*matches, *kept)}
    acts = []
    for match in kept:
        inside = contents.get(match.clause.trigger.index)
        around = kept[inside] if inside is not None else None
        coded = None if around is not None else told_so.get(match.clause.trigger.index)
        act = _act(ground, match, coded or code(ground, match, around))
        content = direct_content(ground, match, by_trigger)
        core = direct_content(ground, content, by_trigger) if content is not None else None
        acts.append(msgspec.structs.replace(act, inside=inside, content=content, core=core))
    return _with_results(ground, without_passing(ground, [_with_harm(ground, act) for act in acts]))


def _with_results(ground: Ground, acts: Sequence[Act]) -> list[Act]:
    """ "fired on the crowd, killing two and wounding ten" is one attack."""
    places = {act.clause.trigger.index: place for place, act in enumerate(acts)}
    return [msgspec.structs.replace(act, result_of=_result_of(ground, act, acts, places)) for act in acts]


def _result_of(ground: Ground, act: Act, acts: Sequence[Act], places: dict[int, int]) -> int | None:
    if act.type not in ground.knowledge.modality.told_by_nouns or act.inside is not None:
        return None
    token = act.clause.trigger
    while token.dep == "conj" and token.tag == "VBG":
        token = ground.parse.tokens[token.head]
    if token.dep != "advcl" or token.tag != "VBG":
        return None
    place = places.get(token.head)
    cause = acts[place] if place is not None else None
    if cause is None or cause.type != act.type or cause.status != act.status:
        return None
    return place


def _act(ground: Ground, match: Match[EventFrame], coded: Coded) -> Act:
    return Act(
        match=match,
        type=coded.type,
        mode=None if coded.retyped else mode_of(ground, match),
        retyped=coded.retyped,
        status=coded.status,
        negated=coded.negated,
        background=side_clause(ground.parse, match.clause.trigger) is not None,
        why=coded.why,
    )


def _with_harm(ground: Ground, act: Act) -> Act:
    """A plan or promise to do harm is a threat: "prepared to impose martial law"."""
    modality = ground.knowledge.modality
    if act.type != modality.promise or act.content is None or act.inside is not None:
        return act
    if act.content.clause.negated and act.content.frame.type in modality.refused_as:  # "vowed never to disarm"
        kind = modality.refused_as[act.content.frame.type]
        return msgspec.structs.replace(act, type=kind, mode=None, retyped=False, why="not to")
    if modality.future_as.get(act.content.frame.type) != modality.harm_as or act.content.clause.negated:
        return act
    return msgspec.structs.replace(act, type=modality.harm_as, mode=None, retyped=False, why="of harm")
