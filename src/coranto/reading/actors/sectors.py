"""The PLOVER sectors that the words of a phrase tell: its head, what fills an empty head, "former", "opposition"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import msgspec

from ...knowledge.folding import fold
from ...model.reading import ActorKind
from ..people import Draft, Ground, tails_of
from ..tree import Token, children, subtree

ARMED = {"REB", "UAF", "PRM"}
UNTOLD = {"UNK"}  # a sector that says nothing beside another


class Told(msgspec.Struct, frozen=True):
    """What a phrase tells: kind of actor (None where it names nobody), sectors, and whether its head was known."""

    kind: ActorKind | None
    sectors: tuple[str, ...] = ()


NOBODY = Told(None)


def told_by(ground: Ground, phrase: Sequence[Token], head: Token, inside: Sequence[Draft]) -> Told:
    """What the tokens of a noun phrase up to its head tell; `inside` are the names in the whole of it."""
    found = _told_by_head(ground, tuple(phrase), head)
    if found.kind is None:
        return found
    sectors = found.sectors
    if _is_empty(ground, tuple(phrase), head):
        sectors = _filled(ground, _modifiers(ground, phrase, head), _behind(ground, head), inside) or sectors
    return msgspec.structs.replace(found, sectors=qualified(ground, phrase, sectors))


def _modifiers(ground: Ground, phrase: Sequence[Token], head: Token) -> list[Token]:
    """The words before the head that say what it is; not whose: "President Assad's forces" are no presidents."""
    owners = {
        token.index
        for each in children(ground.parse, head)
        if each.dep == "poss"
        for token in subtree(ground.parse, each)
    }
    return [token for token in phrase[:-1] if token.pos != "DET" and token.index not in owners]


def _behind(ground: Ground, head: Token) -> list[Token]:
    """The words of the phrase behind "of" or "for": "spokesman for the army"."""
    words = ground.knowledge.words
    return [
        token
        for each in children(ground.parse, head)
        if each.dep == "prep" and each.lower in words.for_
        for noun in children(ground.parse, each)
        if noun.dep == "pobj"
        for token in subtree(ground.parse, noun)
        if token.index <= noun.index and token.pos != "DET"
    ]


def qualified(ground: Ground, phrase: Iterable[Token], sectors: tuple[str, ...]) -> tuple[str, ...]:
    """The sectors with what "former" and "opposition" among the words add."""
    words, told = ground.knowledge.words, {token.lower for token in phrase}
    sectors = tuple(sector for sector in sectors if sector not in UNTOLD) or sectors
    if told & words.opposing and "OPP" not in sectors and not set(sectors) & ARMED:
        sectors = ("OPP", *(sector for sector in sectors if sector != "GOV"))
    if told & words.former and sectors:
        sectors = ("ELI", *sectors)
    return tuple(dict.fromkeys(sectors))


def _told_by_head(ground: Ground, phrase: tuple[Token, ...], head: Token) -> Told:
    knowledge = ground.knowledge
    plural = head.tag in {"NNS", "NNPS"}
    if head.lemma in knowledge.words.states and not plural:
        return Told("government", ("GOV",))
    for tail in tails_of(ground.parse, phrase):
        heads, sectors = knowledge.heads.get(tail), knowledge.roles.get(tail)
        if sectors is not None and sectors[0] in ARMED | UNTOLD:
            collective = bool({head.lemma, head.lower} & knowledge.words.collectives)
            armed = sectors[0] in ARMED and (plural or collective)
            other: ActorKind = "organisation" if collective else _kind_of(sectors, plural=plural)
            return Told("armed_group" if armed else other, sectors)
        if heads is not None:
            return Told(heads.kind, heads.sectors)
        if tail in knowledge.people:
            return Told("people", sectors or knowledge.roles.get(head.lemma, ("CVL",)))
        if sectors is not None:
            collective = bool({head.lemma, head.lower} & knowledge.words.collectives)
            return Told("organisation" if collective else _kind_of(sectors, plural=plural), sectors)
    if head.lemma in knowledge.persons or head.lemma in knowledge.words.counterpart:
        return Told("people" if plural else "person", ("CVL",))
    return NOBODY


def _kind_of(sectors: tuple[str, ...], *, plural: bool) -> ActorKind:
    if sectors[0] in ARMED:
        return "armed_group" if plural else "person"
    return "people" if plural else "person"


def _is_empty(ground: Ground, phrase: tuple[Token, ...], head: Token) -> bool:
    """True where only the head itself is known and says little: "leader", "spokesman", "group"."""
    if head.lemma not in ground.knowledge.words.empty_heads:
        return head.lemma in ground.knowledge.persons
    longest = next((tail for tail in tails_of(ground.parse, phrase) if tail in ground.knowledge.roles), "")
    return " " not in longest


def _filled(
    ground: Ground, modifiers: Sequence[Token], behind: Sequence[Token], inside: Sequence[Draft]
) -> tuple[str, ...]:
    """The sectors of what stands beside an empty head: "rebel leader", "members of the Quds Force"."""
    for tokens in (modifiers, behind):
        around = {token.index for token in tokens}
        named = (
            draft.sectors
            for draft in inside
            if draft.sectors and draft.kind != "person" and draft.head in around and not _is_demonym(draft)
        )
        known = (ground.knowledge.roles.get(key) or _of_head(ground, key) for key in _stretches(tokens))
        sectors = next(filter(None, known), ()) or next(named, ())
        if sectors and sectors[0] not in UNTOLD:
            return sectors
    return ()


def _is_demonym(draft: Draft) -> bool:
    """ "Turkish" before "man" says where he is from, not that he governs."""
    return draft.kind == "government" and draft.form == "name" and draft.last - draft.first == 1


def _of_head(ground: Ground, key: str) -> tuple[str, ...]:
    heads = ground.knowledge.heads.get(key)
    return heads.sectors if heads is not None else ()


def _stretches(tokens: Sequence[Token]) -> Iterator[str]:
    """Every run of words, the longest first, and of those the rightmost: as written and as lemmas."""
    for length in range(len(tokens), 0, -1):
        for start in range(len(tokens) - length, -1, -1):
            run = tokens[start : start + length]
            yield fold(" ".join(token.text for token in run))
            yield fold(" ".join([*(token.text for token in run[:-1]), run[-1].lemma]))
