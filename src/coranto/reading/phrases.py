"""Where the phrases of a list occur in a report, headings that nobody parsed included."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import msgspec

from ..knowledge.phrases import WORD, Index, Phrases
from ..model.report import Passage
from .tree import Parse, tokens_between

HEADINGS = frozenset({"headline", "deck", "kicker", "teaser", "reference"})
NUMBER, ANY = "#", "*"
LONGEST_GAP = 3  # words that `*` stands for
SUMS = frozenset("$€£¥₽₹₺")


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word as phrases see it: its forms, its part of speech ("" in a heading), its token or -1."""

    start: int
    end: int
    forms: tuple[str, ...]
    pos: str
    token: int = -1
    number: bool = False


class Found(msgspec.Struct, frozen=True):
    """An occurrence: the words of the phrase, and the list it comes from."""

    start: int
    end: int
    phrases: Phrases
    first: Word
    last: Word


class Line(msgspec.Struct, frozen=True, gc=False):
    """The words of a passage, cut once for all stages that look for phrases."""

    passage: Passage
    words: tuple[Word, ...]

    def between(self, start: int, end: int) -> tuple[Word, ...]:
        """The words that begin in a stretch."""
        first = bisect_left(self.words, start, key=lambda each: each.start)
        return self.words[first : bisect_left(self.words, end, key=lambda each: each.start)]


def lines_of(parse: Parse, passages: Sequence[Passage]) -> tuple[Line, ...]:
    """The passages of a report as words."""
    return tuple(Line(passage, tuple(words_of(parse, passage))) for passage in passages)


def words_of(parse: Parse, passage: Passage) -> list[Word]:
    """The words of a passage, from the parse where there is one."""
    return words_between(parse, passage.start, passage.end, heading=passage.kind in HEADINGS)


def words_between(parse: Parse, start: int, end: int, *, heading: bool) -> list[Word]:
    """The words of `[start, end)`; in a heading no part of speech is believed."""
    tokens = tokens_between(parse, start, end)
    if tokens:
        return [
            Word(
                token.start,
                token.end,
                _forms(token.lower) if heading else _both(token.lower, token.lemma.lower()),
                "" if heading else token.pos,
                token.index,
                token.pos == "NUM" or token.text in SUMS,
            )
            for token in tokens
        ]
    return [
        Word(found.start(), found.end(), _forms(found.group().lower()), "", number=found.group()[0].isdigit())
        for found in WORD.finditer(parse.text, start, end)
    ]


def _both(lower: str, lemma: str) -> tuple[str, ...]:
    return (lower,) if lower == lemma else (lower, lemma)


def _forms(word: str) -> tuple[str, ...]:
    """A word that nobody parsed, also without the "s" of a plural or a third person."""
    if not word.endswith("s") or len(word) <= len("was"):
        return (word,)
    return (word, word[:-1], *([word[:-2]] if word.endswith("es") else []))


def occurrences(words: Sequence[Word], index: Index) -> Iterator[Found]:
    """What occurs in a passage, in text order; of two that share words the longer, then the earlier one."""
    place = 0
    while place < len(words):
        choices = [choice for form in words[place].forms if form in index for choice in index[form]]
        found = next(_at(words, place, choices), None) if choices else None
        if found is None:
            place += 1
            continue
        last, phrases = found
        yield Found(words[place].start, words[last].end, phrases, words[place], words[last])
        place = last + 1


def _at(
    words: Sequence[Word], place: int, choices: Sequence[tuple[tuple[str, ...], Phrases]]
) -> Iterator[tuple[int, Phrases]]:
    near = {form for word in words[place + 1 : place + 2 + LONGEST_GAP] for form in word.forms}
    likely = [choice for choice in choices if len(choice[0]) == 1 or choice[0][1] in near or choice[0][1] == ANY]
    for phrase, phrases in sorted(likely, key=lambda each: -len(each[0])):
        if phrases.pos and words[place].pos and words[place].pos not in phrases.pos:
            continue
        last = _last(words, place, phrase)
        if last is not None and _goes_on(words, last, phrases):
            yield last, phrases


def _last(words: Sequence[Word], place: int, phrase: Sequence[str]) -> int | None:
    """The place of the phrase's last word; an adverb may stand between two of them: "is widely believed to"."""
    at, gap = place, 0
    for word in phrase[1:]:
        if word == ANY:
            gap = LONGEST_GAP
            continue
        width = gap or 1
        after = [each for each in range(at + 1, min(at + 2 + width, len(words))) if word in words[each].forms]
        if not after or (after[0] > at + 1 and not gap and words[at + 1].pos not in {"ADV", "PART"}):
            return None
        at, gap = after[0], 0
    return at


def _goes_on(words: Sequence[Word], last: int, phrases: Phrases) -> bool:
    if any(form in phrases.unless for word in words[last + 1 : last + 3] for form in word.forms):
        return False
    if not phrases.followed_by:
        return True
    after = [word for word in words[last + 1 : last + 1 + 2 * phrases.within] if word.number or word.forms[0].isalnum()]
    for word in after[: phrases.within]:
        if NUMBER in phrases.followed_by and word.number:
            return True
        if any(form in phrases.followed_by for form in word.forms):
            return True
    return False
