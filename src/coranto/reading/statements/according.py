"""Sources behind a phrase and no verb: "According to X, C", "C, according to X", "in the words of X, C"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..tree import Token, children, subtree
from .contents import Parts, ended, trimmed
from .ground import Draft, Ground, is_read

LONGEST_PHRASE = 4  # words of "in the opinion of"


def find_according(ground: Ground) -> Iterator[Draft]:
    """The statements whose cue is a phrase before the source."""
    parse, words = ground.parse, ground.knowledge.words
    for token in parse.tokens:
        if token.lower not in ground.knowledge.according or not is_read(ground, token):
            continue
        last = _end_of_phrase(ground, token)
        sources = (
            [] if last is None else [each for each in _objects(ground, token, last) if each.lemma not in words.measures]
        )
        if last is None or not sources:
            continue
        content = _content(ground, token, last, sources)
        if content:
            yield Draft(
                content=content,
                cue=(token.start, last.end),
                speakers=tuple(sources),
                rule="according to",
                lemma=words.according[0],
            )


def _end_of_phrase(ground: Ground, token: Token) -> Token | None:
    """The last word of the phrase that begins here; one that stands alone opens its sentence or follows a comma."""
    following = ground.parse.tokens[token.index : token.index + LONGEST_PHRASE]
    for length in range(len(following), 0, -1):
        phrase = " ".join(each.lower for each in following[:length])
        if phrase in ground.knowledge.words.according:
            if length == 1 and not _is_free(ground, token):
                return None
            return following[length - 1]
    return None


def _is_free(ground: Ground, token: Token) -> bool:
    first = ground.parse.sentences[token.sentence].first
    return token.index == first or ground.parse.tokens[token.index - 1].text in {",", "—", "–"}


def _objects(ground: Ground, first: Token, last: Token) -> list[Token]:
    """Who stands behind the phrase: the object of its last word, or of its first."""
    words = (last, first) if last is not first else (first,)
    found = [
        each
        for word in words
        for each in children(ground.parse, word)
        if each.dep == "pobj" and each.index > last.index
    ]
    return found[:1]


def _content(ground: Ground, first: Token, last: Token, sources: Sequence[Token]) -> Parts | None:
    """The sentence on both sides of the phrase; behind it only what goes on with the clause before."""
    parse = ground.parse
    sentence = parse.sentences[first.sentence]
    phrase = {first.index, last.index} | {each.index for one in sources for each in subtree(parse, one)}
    before = parse.tokens[sentence.first : first.index]
    after = parse.tokens[max(phrase) + 1 : sentence.last]
    if not any(token.text.isalnum() for token in before):
        part = trimmed(ended(ground, after))
        return (part,) if part else None
    parts = [trimmed(before)]
    goes_on = len(after) > 1 and after[0].text == "," and (after[1].dep == "cc" or _has_root(after))
    if goes_on:
        parts.append(trimmed(ended(ground, after[1:])))
    return tuple(part for part in parts if part is not None) or None


def _has_root(tokens: Sequence[Token]) -> bool:
    return any(token.dep == "ROOT" for token in tokens)
