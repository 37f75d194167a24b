"""For whom an office holder speaks: the minister for his government, the commander for his militia."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..knowledge.countries import countries
from ..knowledge.frames import NounClasses
from ..model.reading import Actor
from .tree import Parse, Token, children, head, tokens_between
from .who import Who

GOVERNMENT, REBELS = "GOV", "REB"
SPEAKERS = frozenset({"person", "people"})
BODIES = frozenset({"organisation", "government", "armed_group"})
WORLD_BODIES = {"UNO": "united-nations", "EUR": "european-union"}
BESIDE = frozenset({"compound", "nmod", "poss", "amod"})


def spoken_for(parse: Parse, who: Who, actors: Sequence[Actor], classes: NounClasses) -> Mapping[str, str]:
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
            each
            for mention in actor.mentions
            if mention.form != "pronoun"
            for token in _beside(
                parse, tokens_between(parse, mention.start, mention.end), classes, named=mention.form == "name"
            )
            for each in (who.at(token), _government(token))
        )
        body = next((each for each in named if each in bodies), None)
        state = WORLD_BODIES.get(actor.country or "", f"gov.{(actor.country or '').lower()}")
        if body is not None:
            found[actor.id] = body
        elif GOVERNMENT in actor.sectors and REBELS not in actor.sectors and state in bodies:
            found[actor.id] = state
    return found


def _government(token: Token) -> str | None:
    """ "Beijing's spokesman": the name is a part of his own mention."""
    code = countries().by_name(token.text) or countries().by_capital(token.text) if token.pos == "PROPN" else None
    return f"gov.{code.lower()}" if code else None


def _beside(parse: Parse, tokens: Sequence[Token], classes: NounClasses, *, named: bool) -> Iterator[Token]:
    """The words of a mention and those that stand on it: "RSF commander X"; of a name also its role: "X, head of Y"."""
    inside = {token.index for token in tokens}
    for token in tokens:
        yield token
        yield from (each for each in children(parse, token) if each.dep in BESIDE and each.index not in inside)
    first = next((token for token in tokens if token.head not in inside), None)
    if first is None:
        return
    above = head(parse, first)
    explained = [first] if not named else [above] if above is not None and first.dep == "appos" else []
    roles = (*explained, *(each for each in children(parse, first) if named and each.dep == "appos"))
    for role in roles:
        if role.pos == "NOUN":
            yield from _of_role(parse, role, classes)


def _of_role(parse: Parse, role: Token, classes: NounClasses) -> Iterator[Token]:
    for each in children(parse, role):
        if each.dep in BESIDE:
            yield each
        elif each.lower in classes.of | classes.for_:
            yield from (inner for inner in children(parse, each) if inner.dep == "pobj")
