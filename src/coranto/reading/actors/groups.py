"""Roles and groups without a name: "Russian officials", "displaced Syrians", "the Defence Minister of Iran"."""

from __future__ import annotations

import msgspec

from ...knowledge.countries import countries
from ...knowledge.numbers import value_of
from ...model.reading import ActorKind
from ..people import Draft, Ground, Office
from ..tree import Token, children, conjuncts
from .names import tails_of
from .offices import country_around

_INSIDE = {"amod", "compound", "nmod", "poss", "nummod", "case", "det", "npadvmod"}
ARMED = {"REB", "UAF", "PRM"}


def find_groups(ground: Ground, taken: frozenset[int]) -> list[Draft]:
    """Noun phrases whose head is a role, an organisation or people; `taken` are tokens of names."""
    return [
        draft
        for token in ground.parse.tokens
        if token.pos in {"NOUN", "PROPN"} and token.index not in taken and (draft := _group(ground, token))
    ]


def _group(ground: Ground, head: Token) -> Draft | None:
    if head.lemma in ground.knowledge.words.not_actors or head.dep in {"compound", "amod", "nmod"}:
        return None
    parse = ground.parse
    first, last = _extent(ground, head)
    if parse.tokens[first].pos == "DET" and last - first > 1:
        article, first = parse.tokens[first], first + 1
    else:
        article = None
    phrase = parse.tokens[first : head.index + 1]
    kind, sectors = _kind(ground, phrase, head)
    if kind is None:
        return None
    return _draft(ground, _Phrase(head, first, last, article), kind, sectors)


def _extent(ground: Ground, head: Token) -> tuple[int, int]:
    """The tokens of the phrase: modifiers before, and an of-phrase for offices and bodies."""
    parse = ground.parse
    first = head.index
    for each in children(parse, head):
        if each.index < head.index and each.dep in _INSIDE:
            modifiers = (one.index for one in children(parse, each) if one.dep in _INSIDE)
            first = min(first, each.index, *modifiers)
    last = head.index + 1
    for each in children(parse, head):
        if each.dep == "prep" and each.lower in ground.knowledge.words.of and each.index == head.index + 1:
            for inner in children(parse, each):
                if inner.dep == "pobj":
                    last = max(last, *(one.index + 1 for one in conjuncts(parse, inner)))
    return first, last


def _kind(ground: Ground, phrase: tuple[Token, ...], head: Token) -> tuple[ActorKind | None, tuple[str, ...]]:
    knowledge = ground.knowledge
    plural = head.tag in {"NNS", "NNPS"}
    for tail in tails_of(ground.parse, phrase):
        heads = knowledge.heads.get(tail)
        if heads is not None:
            return heads.kind, heads.sectors
        sectors = knowledge.roles.get(tail)
        if sectors is not None:
            if head.lemma in knowledge.words.collectives:
                return "organisation", sectors
            return _kind_of(sectors, plural=plural), sectors
        if tail in knowledge.people:
            return "people", knowledge.roles.get(head.lemma, ("CVL",))
    if countries().by_demonym(head.text) and head.text[:1].isupper():
        return "people", ("CVL",)
    return None, ()


def _kind_of(sectors: tuple[str, ...], *, plural: bool) -> ActorKind:
    if sectors[0] in ARMED:
        return "armed_group" if plural else "person"
    return "people" if plural else "person"


class _Phrase(msgspec.Struct, frozen=True):
    """A noun phrase taken for somebody: its tokens `[first, last)`, its head and its article."""

    head: Token
    first: int
    last: int
    article: Token | None


def _draft(ground: Ground, phrase: _Phrase, kind: ActorKind, sectors: tuple[str, ...]) -> Draft:
    head, first, last, article = phrase.head, phrase.first, phrase.last, phrase.article
    parse, words = ground.parse, ground.knowledge.words
    around = parse.tokens[first:last]
    country = country_around(ground, around)
    definite = None if article is None else article.lower in words.definite
    name = " ".join(parse.text[around[0].start : around[-1].end].split())
    offices: tuple[Office, ...] = ()
    if kind == "person":
        upto = parse.text[around[0].start : head.end]
        offices = (Office(" ".join(upto.split()), country, around[0].start, around[-1].end),)
    return Draft(
        first=first,
        last=last,
        head=head.index,
        form="role",
        kind=kind,
        key=f"{country or ''}:{_core(around, head)}",
        name=name,
        country=country,
        sectors=sectors,
        offices=offices,
        count=_count(ground, head),
        plural=head.tag in {"NNS", "NNPS"},
        definite=definite,
    )


def _core(around: tuple[Token, ...], head: Token) -> str:
    """The phrase without its demonym: what two mentions of one group share."""
    kept = [token.lemma for token in around if token.index <= head.index and not countries().by_demonym(token.text)]
    return " ".join(kept)


def _count(ground: Ground, head: Token) -> int | None:
    for each in children(ground.parse, head):
        if each.dep == "nummod":
            value = value_of(each.text, ground.knowledge.numbers)
            return round(value) if value is not None else None
    return None
