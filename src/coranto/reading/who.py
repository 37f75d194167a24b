"""Which actor a token belongs to, and the words of a noun phrase: shared by statements and events."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ..knowledge.frames import NounClasses
from ..model.reading import Actor, Mention
from ..model.span import Span
from .tree import Parse, Token, children, span_from, tokens_between


class Who(msgspec.Struct, frozen=True):
    """The actor of each token: of the longest mention that ends at it, else of the closest around it."""

    by_token: dict[int, str]
    beside: dict[int, tuple[str, ...]] = {}

    def at(self, token: Token) -> str | None:
        """The actor a token belongs to."""
        return self.by_token.get(token.index)

    def all_at(self, token: Token) -> tuple[str, ...]:
        """The actor of a token, after those that share it: both of "Russian and Turkish delegations"."""
        own = self.at(token)
        return (*self.beside.get(token.index, ()), *([own] if own is not None else []))


def meant_by(parse: Parse, who: Who, token: Token) -> tuple[str, ...]:
    """The actors of a noun, else of the name set beside it: "Kenya's President William Ruto" by its "President"."""
    own = who.all_at(token)
    if own:
        return own
    beside = (each for each in children(parse, token) if each.dep == "appos")
    return next((found for each in beside if (found := who.all_at(each))), ())


def who_is_where(parse: Parse, actors: Sequence[Actor]) -> Who:
    """The actors by token."""
    found: dict[int, tuple[int, str]] = {}
    for actor in actors:
        for mention in actor.mentions:
            for token in tokens_between(parse, mention.start, mention.end):
                rank = _rank(mention, token)
                if rank > found.get(token.index, (-1, ""))[0]:
                    found[token.index] = (rank, actor.id)
    return Who({index: actor for index, (_, actor) in found.items()}, _shared(parse, actors))


def _shared(parse: Parse, actors: Sequence[Actor]) -> dict[int, tuple[str, ...]]:
    """The actors that stand on an adjective of a noun which is another's: "Russian" of the delegations above."""
    found: dict[int, tuple[str, ...]] = {}
    for actor in actors:
        for mention in actor.mentions:
            tokens = tokens_between(parse, mention.start, mention.end)
            if mention.form != "role" or len(tokens) != 1 or tokens[0].pos not in {"ADJ", "PROPN"}:
                continue
            above = tokens[0]
            while above.dep in {"amod", "conj", "nmod", "compound"} and above.head != above.index:
                above = parse.tokens[above.head]
            if above is not tokens[0]:
                found[above.index] = (*found.get(above.index, ()), actor.id)
    return found


def _rank(mention: Mention, token: Token) -> int:
    """A mention counts most at its last token, its head; elsewhere the shorter, closer one does."""
    if token.end >= mention.end:
        return 10_000 + mention.end - mention.start
    return max(0, 1_000 - (mention.end - mention.start))


_OUTSIDE = {"relcl", "acl", "appos", "punct", "cc", "conj", "advcl", "advmod", "mark"}


def noun_phrase(parse: Parse, token: Token, classes: NounClasses) -> Span:
    """The words of a noun phrase, without relative clauses, appositions and what is coordinated with it."""
    found = [token]
    for each in found:
        found.extend(
            inner
            for inner in children(parse, each)
            if inner.dep not in _OUTSIDE
            and not (each is token and inner.dep == "prep" and inner.lower not in classes.of)
        )
    found.sort(key=lambda each: each.index)
    first = last = found.index(token)
    while first > 0 and found[first - 1].index == found[first].index - 1:
        first -= 1
    while last + 1 < len(found) and found[last + 1].index == found[last].index + 1:
        last += 1
    return span_from(parse, found[first], found[last])
