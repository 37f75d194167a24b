"""What the stages about people share: the ground they stand on, and a mention on its way to an actor."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ..knowledge.actors import ActorKnowledge, Gender, GrammaticalPerson
from ..knowledge.countries import countries
from ..knowledge.folding import fold
from ..model.reading import ActorKind, MentionForm, Place
from ..model.report import Passage
from ..model.span import Span
from .quotes import Quotation
from .tree import Parse, Token, token_at


class Speech(msgspec.Struct, frozen=True):
    """Characters `[start, end)` of a quotation and the tokens of those who are its speakers by the syntax."""

    start: int
    end: int
    speakers: tuple[int, ...]


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """A report as the stages before left it; `day` is that of its publication, `YYYY-MM-DD`, where it is known."""

    report: str
    parse: Parse
    passages: tuple[Passage, ...]
    quotes: tuple[Quotation, ...]
    places: tuple[Place, ...]
    knowledge: ActorKnowledge
    speech: tuple[Speech, ...] = ()
    day: str | None = None


class Office(msgspec.Struct, frozen=True):
    """An office told beside a name: title, country it is of, the characters that tell it, and whether it is over."""

    title: str
    of: str | None
    start: int
    end: int
    former: bool = False


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A mention: tokens `[first, last)` with their head, and what its own words say of the actor.

    `key` is the folded name or phrase; `known` are the ids of known actors the name can mean; `aligned` is the id of
    whose side it is on; `definite` is None where no article stands; `demonstrative` is "this" and "that"; `owner` the
    token of "his" or "the party's" before it; `person` is the grammatical one; `only_again` is a mention only of
    somebody mentioned before ("the hospital").
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
    known: tuple[str, ...] = ()
    aligned: str | None = None
    offices: tuple[Office, ...] = ()
    count: int | None = None
    gender: Gender = "unknown"
    plural: bool = False
    definite: bool | None = None
    demonstrative: bool = False
    owner: int | None = None
    person: GrammaticalPerson = 3
    reflexive: bool = False
    public: bool = False
    only_again: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """The order of mentions: as they begin, the longer before those inside it."""
        return self.first, -self.last


def government(first: int, last: int, code: str, *, form: MentionForm, head: int | None = None) -> Draft:
    """A mention of the government of a country."""
    return Draft(
        first=first,
        last=last,
        head=last - 1 if head is None else head,
        form=form,
        kind="government",
        key=f"gov:{code}",
        name=countries().short_name(code) or code,
        country=code,
        sectors=("GOV",),
        known=(f"gov.{code.lower()}",),
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


def words_of(parse: Parse, first: int, last: int) -> str:
    """The words of tokens `[first, last)` as the report has them, white space made even."""
    return " ".join(parse.text[parse.tokens[first].start : parse.tokens[last - 1].end].split())


def capitalised(token: Token) -> bool:
    """True where a token begins with a capital letter."""
    return token.text[:1].isupper()


def tails_of(parse: Parse, tokens: tuple[Token, ...]) -> Iterator[str]:
    """The ends of a phrase as folded words and as lemmas, longest first."""
    if not tokens:
        return
    text = fold(parse.text[tokens[0].start : tokens[-1].end])
    lemma = fold(" ".join([*(token.lower for token in tokens[:-1]), tokens[-1].lemma]))
    for one, other in zip(ends_of(text), ends_of(lemma), strict=False):
        yield one
        if other != one:
            yield other


def ends_of(key: str) -> Iterator[str]:
    """The ends of a folded phrase, longest first."""
    words = key.split()
    return (" ".join(words[start:]) for start in range(len(words)))


def indices_of(parse: Parse, span: Span) -> range:
    """The indices of the tokens of a span of the report."""
    first, last = token_at(parse, span.start), token_at(parse, span.end - 1)
    return range(first.index, last.index + 1) if first is not None and last is not None else range(0)
