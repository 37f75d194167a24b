"""The parse every stage shares: our own frozen tokens in report characters, and walks over the dependency tree.

Labels are those of spaCy's English pipelines: Universal POS in `pos`, Penn Treebank tags in `tag`,
ClearNLP dependencies in `dep`, OntoNotes names in `entity`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import msgspec

from ..model.span import Span


class Token(msgspec.Struct, frozen=True, gc=False):
    """One token: `start` and `end` in characters of the report, `head` the index of its governor (itself at a root)."""

    index: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    entity: str
    begins_entity: bool
    sentence: int


class Sentence(msgspec.Struct, frozen=True, gc=False):
    """Tokens `[first, last)` of one sentence, and the index of the passage it stands in."""

    first: int
    last: int
    passage: int
    root: int


class Parse(msgspec.Struct, frozen=True):
    """The tokens of a whole report in text order; sentences never cross a passage."""

    text: str
    tokens: tuple[Token, ...]
    children: tuple[tuple[int, ...], ...]
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.tokens)


def children(parse: Parse, token: Token) -> Iterator[Token]:
    """The direct dependents, in text order."""
    return (parse.tokens[index] for index in parse.children[token.index])


def child(parse: Parse, token: Token, *deps: str) -> Token | None:
    """The first direct dependent with one of these labels."""
    for index in parse.children[token.index]:
        if parse.tokens[index].dep in deps:
            return parse.tokens[index]
    return None


def head(parse: Parse, token: Token) -> Token | None:
    """The governor, or None at the root of a sentence."""
    return None if token.head == token.index else parse.tokens[token.head]


def ancestors(parse: Parse, token: Token) -> Iterator[Token]:
    """The governors from near to far."""
    while token.head != token.index:
        token = parse.tokens[token.head]
        yield token


def subtree(parse: Parse, token: Token) -> tuple[Token, ...]:
    """The token and everything below it, in text order."""
    found = [token.index]
    for index in found:
        found.extend(parse.children[index])
    return tuple(parse.tokens[index] for index in sorted(found))


def conjuncts(parse: Parse, token: Token) -> tuple[Token, ...]:
    """The token and what is coordinated after it: "Russia", "Turkey", "Iran" of "Russia, Turkey, and Iran"."""
    found = [token]
    for each in found:
        found.extend(other for other in children(parse, each) if other.dep == "conj")
    return tuple(sorted(found, key=lambda each: each.index))


def sentence_of(parse: Parse, token: Token) -> Sentence:
    """The sentence a token stands in."""
    return parse.sentences[token.sentence]


def tokens_of(parse: Parse, sentence: Sentence) -> tuple[Token, ...]:
    """The tokens of a sentence."""
    return parse.tokens[sentence.first : sentence.last]


def tokens_between(parse: Parse, start: int, end: int) -> tuple[Token, ...]:
    """The tokens that share a character with `[start, end)` of the report."""
    first = max(bisect_right(parse.starts, start) - 1, 0)
    if first < len(parse.tokens) and parse.tokens[first].end <= start:
        first += 1
    return parse.tokens[first : bisect_left(parse.starts, end)]


def token_at(parse: Parse, position: int) -> Token | None:
    """The token that holds the character at `position`."""
    found = tokens_between(parse, position, position + 1)
    return found[0] if found else None


def span_from(parse: Parse, first: Token, last: Token) -> Span:
    """The span from the start of one token to the end of another."""
    return Span(first.start, last.end, parse.text[first.start : last.end])


def sentence_span(parse: Parse, sentence: Sentence) -> Span:
    """The span from the first to the last token of a sentence."""
    return span_from(parse, parse.tokens[sentence.first], parse.tokens[sentence.last - 1])


def subtree_span(parse: Parse, token: Token) -> Span:
    """The span from the first to the last token below a token."""
    under = subtree(parse, token)
    return span_from(parse, under[0], under[-1])
