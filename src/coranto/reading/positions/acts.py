"""Sides taken by acts and turns of phrase, without a word said: "threw its weight behind", "poured cold water on"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from ...knowledge.positions import StancePhrases
from ...model.reading import Stance
from ...model.span import Span, span_of
from ..frames import clause_of
from ..phrases import HEADINGS, Found, Word, occurrences
from ..tree import Token, ancestors, subtree
from ..who import meant_by, noun_phrase
from .ground import Ground

CLOSERS = frozenset(",;:.!?—–()")
NO_BODY = frozenset({"reference", "kicker", "teaser", "dateline"})


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """A side taken: by whom, which, on what words, and all of the clause that shows it."""

    actors: tuple[str, ...]
    stance: Stance
    negated: bool
    subject: tuple[Word, ...]
    evidence: Span


def find_acts(ground: Ground) -> Iterator[Act]:
    """The sides taken in the report's own sentences, outside quotation marks."""
    for line in ground.lines:
        if line.passage.kind in NO_BODY or line.passage.kind in HEADINGS:
            continue
        for found in occurrences(line.words, ground.knowledge.acts):
            act = None if _is_quoted(ground, found.start) else _act(ground, line.words, found)
            if act is not None:
                yield act


def _act(ground: Ground, words: Sequence[Word], found: Found) -> Act | None:
    verb = _verb(ground, found)
    if verb is None or not isinstance(found.phrases, StancePhrases):
        return None
    clause = clause_of(ground.parse, verb, ground.classes)
    actors = tuple(
        dict.fromkeys(actor for token in clause.subjects for actor in meant_by(ground.parse, ground.who, token))
    )
    behind = tuple(_behind(ground, words, found, verb))
    if not actors or not behind:
        return None
    phrases = (noun_phrase(ground.parse, token, ground.classes) for token in clause.subjects)
    start = min([found.start, *(phrase.start for phrase in phrases if phrase.end <= found.start)])
    return Act(
        actors=actors,
        stance=found.phrases.stance,
        negated=clause.negated and not _denies_itself(ground, words, found),
        subject=behind,
        evidence=span_of(ground.parse.text, start, behind[-1].end),
    )


def _denies_itself(ground: Ground, words: Sequence[Word], found: Found) -> bool:
    """ "has no appetite for": the phrase means what it says with its "no"."""
    denials = ground.knowledge.words.denials
    return any(set(word.forms) & denials for word in words if found.start <= word.start < found.end)


def _verb(ground: Ground, found: Found) -> Token | None:
    if found.first.token < 0:
        return None
    token = ground.parse.tokens[found.first.token]
    verbs = (each for each in (token, *ancestors(ground.parse, token)) if each.pos in {"VERB", "AUX"})
    verb = next(verbs, None)
    if verb is not None and verb.dep in {"aux", "auxpass"}:
        return next(iter(ancestors(ground.parse, verb)), None)
    return verb


def _behind(ground: Ground, words: Sequence[Word], found: Found, verb: Token) -> Iterator[Word]:
    """The words after the phrase, to the next mark or the end of what the verb governs."""
    under = {token.index for token in subtree(ground.parse, verb)}
    place = bisect_right(words, found.last.start, key=lambda each: each.start)
    for word in words[place:]:
        if ground.parse.text[word.start : word.end] in CLOSERS or word.token not in under:
            return
        yield word


def _is_quoted(ground: Ground, position: int) -> bool:
    place = bisect_right(ground.outer, position, key=lambda each: each.start) - 1
    return place >= 0 and position < ground.outer[place].end
