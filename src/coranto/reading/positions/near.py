"""What stands near a side taken: words, passages, conditions, and the issue spoken of before."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from ...model.report import Passage
from ...model.span import Span, span_of
from ..phrases import Word
from ..tree import Token, subtree, tokens_between
from .drafts import Draft
from .ground import Ground
from .issues import Subject

PARAGRAPHS = 2  # back in which an issue may have been spoken of
OPENERS = frozenset({"mark", "prep", "advmod", "advcl"})  # "until", "unless", "once", "provided"
ENDS = frozenset(".,;:!?—–()")
LONGEST_CONDITION = 3  # words of "as long as"


def words_in(ground: Ground, start: int, end: int) -> tuple[Word, ...]:
    """The words of a stretch."""
    return ground.lines[_place(ground, start)].between(start, end)


def passage_at(ground: Ground, position: int) -> Passage:
    """The passage around a character."""
    return ground.passages[_place(ground, position)]


def _place(ground: Ground, position: int) -> int:
    return max(bisect_right(ground.passages, position, key=lambda each: each.start) - 1, 0)


def clause_end(ground: Ground, start: int, passage: Passage) -> int:
    """Where the words of a topic end: at a mark, at "but", or with the passage."""
    for token in tokens_between(ground.parse, start, passage.end):
        if token.text in ENDS or token.lower in ground.knowledge.words.turns:
            return token.start
    return passage.end


def topic_before(ground: Ground, position: int) -> Sequence[Word]:
    """The topic with which a sentence opens: "On the assault, the envoy had nothing to say"."""
    start, _ = sentence_at(ground, position)
    words = words_in(ground, start, position)
    if not words or not set(words[0].forms) & ground.knowledge.words.topics:
        return ()
    text = ground.parse.text
    comma = next((place for place, word in enumerate(words) if text[word.start : word.end] in ENDS), 0)
    return words[1:comma]


def spoken_of(ground: Ground, position: int, before: Sequence[Draft]) -> Subject | None:
    """The issue last spoken of, in the paragraph or the two before it."""
    here = _place(ground, position)
    for draft in reversed(before):
        start = draft.evidence.start
        if draft.subject.known and start < position and here - _place(ground, start) <= PARAGRAPHS:
            return draft.subject
    return None


def condition_in(ground: Ground, start: int, end: int) -> Span | None:
    """The first clause in a stretch that opens with "until", "unless", "as long as"."""
    for token in tokens_between(ground.parse, start, end):
        if token.dep in OPENERS and _opens(ground, token):
            above = ground.parse.tokens[token.head] if token.dep != "prep" else token
            inside = [each for each in subtree(ground.parse, above) if each.index >= token.index]
            return span_of(ground.parse.text, token.start, min(max(each.end for each in inside), end))
    return None


def _opens(ground: Ground, token: Token) -> bool:
    following = ground.parse.tokens[token.index : token.index + LONGEST_CONDITION]
    if len(following) > 1 and following[1].lower in ground.knowledge.words.no_condition:
        return False
    phrases = (" ".join(each.lower for each in following[:length]) for length in range(1, len(following) + 1))
    return any(phrase in ground.knowledge.words.conditions for phrase in phrases)


def sentence_at(ground: Ground, position: int) -> tuple[int, int]:
    """The characters of the sentence around a character; in a line that nobody parsed those of the line."""
    token = next(iter(tokens_between(ground.parse, position, position + 1)), None)
    if token is None:
        passage = passage_at(ground, position)
        return passage.start, passage.end
    sentence = ground.parse.sentences[token.sentence]
    return ground.parse.tokens[sentence.first].start, ground.parse.tokens[sentence.last - 1].end
