"""What the stages about people share: the ground they stand on, and a mention on its way to an actor."""

from __future__ import annotations

import msgspec

from ..knowledge.actors import ActorKnowledge, Gender
from ..knowledge.countries import countries
from ..knowledge.folding import fold
from ..model.reading import ActorKind, MentionForm, Place
from ..model.report import Passage
from .quotes import Quotation
from .tree import Parse, Token


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """A report as the stages before left it."""

    report: str
    parse: Parse
    passages: tuple[Passage, ...]
    quotes: tuple[Quotation, ...]
    places: tuple[Place, ...]
    knowledge: ActorKnowledge


class Office(msgspec.Struct, frozen=True):
    """An office told beside a name: title, the country or body it is of, and the characters that tell it."""

    title: str
    of: str | None
    start: int
    end: int


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A mention: tokens `[first, last)` with their head, and what its own words say of the actor.

    `key` is the folded name or phrase; `known` a key of the actor files; `definite` is None where no article stands.
    """

    first: int
    last: int
    head: int
    form: MentionForm
    kind: ActorKind
    key: str
    name: str
    country: str | None = None
    sectors: tuple[str, ...] = ()
    known: str | None = None
    offices: tuple[Office, ...] = ()
    count: int | None = None
    gender: Gender = "unknown"
    plural: bool = False
    definite: bool | None = None
    public: bool = False


class Chain(msgspec.Struct, frozen=True, kw_only=True):
    """Mentions of one actor, in text order, and how they were linked."""

    drafts: tuple[Draft, ...]
    links: tuple[str, ...] = ()


def government(first: int, last: int, code: str, *, metonym: bool, key: str) -> Draft:
    """A mention of the government of a country."""
    name = countries().short_name(code) or code
    return Draft(
        first=first,
        last=last,
        head=last - 1,
        form="metonym" if metonym else "name",
        kind="government",
        key=key,
        name=name,
        country=code,
        sectors=("GOV",),
        known=f"gov.{code.lower()}",
        public=True,
    )


def bare_title(title: str, knowledge: ActorKnowledge) -> list[str]:
    """The folded words of an office without what it is of: "head of the army" is "head"."""
    words = fold(title).split()
    return words[: next((place for place, word in enumerate(words) if word in knowledge.words.of), len(words))]


def head_of(parse: Parse, first: int, last: int) -> Token:
    """The token of a stretch that governs the others: the one whose own governor lies outside."""
    for token in reversed(parse.tokens[first:last]):
        if not first <= token.head < last or token.head == token.index:
            return token
    return parse.tokens[last - 1]
