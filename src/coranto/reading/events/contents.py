"""The two layers: which act is the content of another, as a withdrawal is of the demand for it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...knowledge.events import EventFrame, Modality
from ..frames import Match
from ..tree import Parse, Token, child, children
from .ground import Ground


def find_contents(parse: Parse, matches: Sequence[Match[EventFrame]], modality: Modality) -> dict[int, int]:
    """For each token inside what is demanded, threatened, promised, refused or alleged: the innermost such match."""
    found: dict[int, int] = {}
    for place, match in enumerate(matches):
        if match.frame.type not in modality.content_status:
            continue
        for token in content_heads(match, modality):
            for inner in _within(parse, token):
                if inner.index != match.clause.trigger.index:
                    found[inner.index] = place
    return found


def _within(parse: Parse, top: Token) -> Iterator[Token]:
    """The token and what is below it, without clauses of time and reason: "refuses to talk while raids go on"."""
    yield top
    for each in children(parse, top):
        apart = each.dep == "advcl" and child(parse, each, "nsubj", "nsubjpass") is not None
        if not apart:
            yield from _within(parse, each)


def content_heads(match: Match[EventFrame], modality: Modality) -> Iterator[Token]:
    """The heads of what an act is about: its complement clause, else its object or the noun behind its preposition."""
    clause = match.clause
    below = [each for each in (clause.infinitive, clause.gerund, clause.content) if each is not None]
    yield from below
    yield from (token for _, token in clause.prepositions if token.pos == "VERB")
    if match.frame.type in modality.only_clauses:
        return
    yield from (token for token in clause.objects if token.pos in {"NOUN", "VERB"})
    yield from (token for _, token in clause.prepositions if token.pos == "NOUN")


def direct_content(
    ground: Ground, match: Match[EventFrame], inner: dict[int, Match[EventFrame]]
) -> Match[EventFrame] | None:
    """The act that is itself what is asked, promised or refused: of "agreed to resume talks" the talks."""
    for token in content_heads(match, ground.knowledge.modality):
        for each in _through_aspect(ground, token):
            if each.index in inner:
                return inner[each.index]
    return None


def _through_aspect(ground: Ground, token: Token) -> Iterator[Token]:
    """The token; behind "resume", "begin" or "help" what is resumed; the "aid" of "tons of aid"."""
    yield token
    is_aspect = token.pos == "VERB" and token.lemma in ground.knowledge.modality.aspects
    for each in children(ground.parse, token):
        if is_aspect and each.dep in {"xcomp", "dobj", "ccomp"}:
            yield from _through_aspect(ground, each)
        elif token.pos == "VERB" and each.dep == "conj":
            yield each
        elif token.pos == "NOUN" and each.dep == "prep" and each.lower in ground.classes.of:
            yield from (inner for inner in children(ground.parse, each) if inner.dep in {"pobj", "pcomp"})
