"""What a report doubts, what its writer judges, and whose word a term in quotation marks is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...knowledge.phrases import Index
from ...model.reading import Hedge, Statement
from ...model.span import Span, span_of
from ..phrases import Found, Word, occurrences
from ..stretches import Stretches, voices_of
from ..tree import Parse, head, span_from, subtree
from .cues import find_cues
from .ground import AUTHOR, Ground, hedge_at, is_quoted, silences_of
from .terms import find_terms

__all__ = ["AUTHOR", "Ground", "find_hedges"]

MODIFIERS = frozenset({"advmod", "amod", "aux", "det", "quantmod", "nummod", "acomp", "attr", "prep", "npadvmod"})
MODALS = frozenset({"AUX"})
# statements whose content is not the words of their speaker but what the writer says of his act or mood
TOLD_BY_THE_WRITER = ("attitude/", "headline/verb", "support/", "noun/", "demand/", "refuse/", "show/")


def find_hedges(ground: Ground) -> tuple[Hedge, ...]:
    """The hedges, scare quotes and evaluations of a report in text order."""
    voices = voices_of(ground.statements)
    found = [*find_cues(ground, voices), *find_terms(ground, voices), *_from_phrases(ground, voices)]
    unique = {(each.kind, each.start): each for each in reversed(found)}
    return tuple(sorted(unique.values(), key=lambda each: (each.start, each.end, each.kind)))


def _from_phrases(ground: Ground, voices: Stretches[Statement]) -> Iterator[Hedge]:
    hedges, judgements = ground.knowledge.hedges, ground.knowledge.judgements
    silences = silences_of(ground)
    seen: set[str] = set()
    for line in ground.lines:
        words = line.words
        for found in _in_own_words(ground, words, hedges):
            if found.phrases.pos == MODALS and any(cue.start <= found.start < cue.end for cue in silences):
                continue  # "could not be reached"
            statement = voices.innermost(found.start, found.end)
            span = span_of(ground.parse.text, found.start, found.end)
            yield hedge_at("hedge", span, statement.speakers if statement else (), _scope(ground.parse, found))
        for found in _in_own_words(ground, words, judgements):
            statement = voices.innermost(found.start, found.end)
            word = found.first.forms[-1]
            if statement is not None and not statement.rule.startswith(TOLD_BY_THE_WRITER):
                continue  # a judgement of the speaker's
            if found.phrases.once and word in seen:
                continue
            seen.add(word)
            span = span_of(ground.parse.text, found.start, found.end)
            yield hedge_at("evaluation", span, (), _scope(ground.parse, found))


def _in_own_words(ground: Ground, words: Sequence[Word], index: Index) -> Iterator[Found]:
    """What occurs outside quotation marks."""
    return (found for found in occurrences(words, index) if not is_quoted(ground, found.start))


def _scope(parse: Parse, found: Found) -> Span | None:
    """The words a phrase governs: what follows it under its head, else its head with what stands between."""
    if found.last.token < 0:
        return None
    last = parse.tokens[found.last.token]
    above = last
    if found.phrases.followed_by or last.dep in MODIFIERS:
        above = head(parse, last) or last
    under = {token.index for token in subtree(parse, above)}
    stop = last.index + 1
    while stop in under:
        stop += 1
    while stop > last.index + 1 and parse.tokens[stop - 1].pos == "PUNCT":
        stop -= 1
    if stop > last.index + 1:
        return span_from(parse, parse.tokens[last.index + 1], parse.tokens[stop - 1])
    return span_from(parse, above, parse.tokens[found.first.token - 1]) if above.index < found.first.token else None
