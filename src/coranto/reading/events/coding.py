"""What an act is called: mode, contexts and CAMEO code, from its words and from the act it is about."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ...knowledge.crosswalk import Inner
from ...knowledge.events import EventFrame
from ...model.reading import Actor
from ..frames import Match, lemmas_of
from ..phrases import Line, occurrences
from ..tree import Token, children, subtree
from .act import Act
from .ground import Ground

UNSPECIFIED = "0"  # what a CAMEO code ends with that only names its root


class Code(msgspec.Struct, frozen=True):
    """Mode, contexts and CAMEO code of an event; None where nothing determines them."""

    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None


def code_of(ground: Ground, act: Act, sides: Sequence[Actor]) -> Code:
    """The mode, contexts and CAMEO code of an act between these actors."""
    contexts = _contexts(ground, act, sides)
    found = frozenset(contexts)
    inner = _inner(act)
    content = None
    if inner is not None and inner.frame.type != act.type:
        told = Inner(type=inner.frame.type, mode=mode_of(ground, inner), negated=inner.clause.negated)
        content = ground.crosswalk.content(act.type, told, found)
    modes = ground.knowledge.types[act.type].modes
    mode = act.mode or (content.mode if content is not None else None)
    mode = mode if mode in modes else None
    return Code(mode, contexts, _cameo(ground, act, mode, content.cameo if content else None, found))


def _inner(act: Act) -> Match[EventFrame] | None:
    """The act that is asked, promised or refused: of "will visit" and of "rejected an offer of a visit" the visit."""
    return act.match if act.retyped else act.core or act.content


def _cameo(ground: Ground, act: Act, mode: str | None, of_content: str | None, contexts: frozenset[str]) -> str | None:
    codes = ground.crosswalk.codes
    own = None if act.retyped else act.match.frame.cameo
    default = ground.crosswalk.default(act.type, mode, contexts)
    order = (own, of_content, default)
    if own is not None and of_content is not None and of_content.startswith(own):
        order = (of_content, own, default)  # finer than what the frame says
    if own is not None and own.endswith(UNSPECIFIED):
        finer = default if default is not None and default[:2] == own[:2] else None
        order = (of_content, finer, own)
    for cameo in order:
        if cameo is not None and cameo in codes and codes[cameo].type == act.type:
            return cameo
    return default


def mode_of(ground: Ground, match: Match[EventFrame]) -> str | None:
    """The mode of a frame, else of a word at the act or its object: "air strikes", "carried out shelling"."""
    if match.frame.mode is not None:
        return match.frame.mode
    by_word = ground.knowledge.modality.modes.get(match.frame.type)
    if not by_word:
        return None
    lemmas = {lemma for token in _around(ground, match) for lemma in lemmas_of(ground.parse, token)}
    return next((mode for mode, words in by_word.items() if lemmas & words), None)


def _around(ground: Ground, match: Match[EventFrame]) -> list[Token]:
    parse, clause = ground.parse, match.clause
    near = [clause.trigger, *(clause.objects if match.frame.object else ())]
    near += [
        each for token in tuple(near) for each in children(parse, token) if each.dep in {"compound", "amod", "nmod"}
    ]
    armed = (*clause.subjects, *(token for _, token in clause.prepositions))
    return [*near, *(each for each in armed if is_weapon(ground, each))]


def is_weapon(ground: Ground, token: Token) -> bool:
    """True of "bomb", "tear gas", "machete": what something is done with."""
    weapons = ground.classes.classes[ground.knowledge.modality.weapons]
    return any(lemma in weapons for lemma in lemmas_of(ground.parse, token))


def _contexts(ground: Ground, act: Act, sides: Sequence[Actor]) -> tuple[str, ...]:
    """The contexts of the frame, of the sectors of the sides, and of the words of the act's own clause."""
    found = dict.fromkeys(() if act.retyped else act.match.frame.contexts)
    by_sector = ground.knowledge.modality.contexts_of_sectors
    if act.type in ground.knowledge.modality.contextual:
        found |= dict.fromkeys(by_sector[each] for actor in sides for each in actor.sectors[:1] if each in by_sector)
    clause = subtree(ground.parse, act.clause.trigger)
    start, end = clause[0].start, clause[-1].end
    for line in _lines(ground, act):
        found |= dict.fromkeys(
            each.phrases.name for each in occurrences(line.between(start, end), ground.crosswalk.contexts)
        )
    return tuple(sorted(found))


def _lines(ground: Ground, act: Act) -> tuple[Line, ...]:
    passage = ground.parse.sentences[act.clause.trigger.sentence].passage
    return ground.lines[passage : passage + 1]
