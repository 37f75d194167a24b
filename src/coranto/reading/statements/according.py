""" "According to X, C" and "C, according to X"; "as X pointed out, C"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..tree import Token, children, subtree
from .contents import Parts, ended, trimmed
from .ground import Draft, Ground, is_read


def find_according(ground: Ground) -> Iterator[Draft]:
    """The statements whose cue is "according to"."""
    parse = ground.parse
    for token in parse.tokens:
        if token.lower not in ground.knowledge.words.according or not is_read(ground, token):
            continue
        last = parse.tokens[token.index + 1] if token.index + 1 < len(parse) else token
        sources = [each for word in (token, last) for each in children(parse, word) if each.dep == "pobj"]
        if not sources:
            continue
        content = _content(ground, token, last, sources)
        if content:
            yield Draft(
                content=content,
                cue=(token.start, last.end),
                speakers=tuple(sources),
                rule="according to",
                lemma=token.lemma,
            )


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
