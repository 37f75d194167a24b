"""For whom an office holder speaks: the minister for his government, the commander for his militia."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..model.reading import Actor
from .tree import Parse, Token, ancestors, children, tokens_between
from .who import Who

GOVERNMENT, REBELS = "GOV", "REB"
SPEAKERS = frozenset({"person", "people"})
BODIES = frozenset({"organisation", "government", "armed_group"})
WORLD_BODIES = {"UNO": "united-nations", "EUR": "european-union"}
BESIDE = frozenset({"compound", "nmod", "poss", "amod"})


def spoken_for(parse: Parse, who: Who, actors: Sequence[Actor]) -> Mapping[str, str]:
    """The body each office holder of a report speaks for, by ids; only bodies that the report names itself.

    The words beside a name and in a role come first ("RSF commander", "spokesman for the army"), then the country of
    one who belongs to its government.
    """
    bodies = {actor.id for actor in actors if actor.kind in BODIES}
    found: dict[str, str] = {}
    for actor in actors:
        if actor.kind not in SPEAKERS:
            continue
        named = (
            who.at(token)
            for mention in actor.mentions
            if mention.form != "pronoun"
            for token in _of_the_phrase(parse, tokens_between(parse, mention.start, mention.end))
        )
        body = next((each for each in named if each in bodies), None)
        state = WORLD_BODIES.get(actor.country or "", f"gov.{(actor.country or '').lower()}")
        if body is not None:
            found[actor.id] = body
        elif GOVERNMENT in actor.sectors and REBELS not in actor.sectors and state in bodies:
            found[actor.id] = state
    return found


def _of_the_phrase(parse: Parse, tokens: Sequence[Token]) -> Iterator[Token]:
    """The words of a mention, and those that stand on it or on the role it explains: "RSF commander X", "X, its head"."""
    inside = {token.index for token in tokens}
    for token in tokens:
        yield token
        yield from (each for each in children(parse, token) if each.dep in BESIDE and each.index not in inside)
    head = next((token for token in tokens if token.head not in inside), None)
    if head is None:
        return
    roles = [each for each in children(parse, head) if each.dep == "appos"]
    if head.dep == "appos":
        roles += [next(ancestors(parse, head))]
    for role in roles:
        if role.pos != "NOUN":
            continue
        for each in children(parse, role):
            if each.dep in BESIDE:
                yield each
            elif each.dep == "prep":
                yield from (inner for inner in children(parse, each) if inner.dep == "pobj")
