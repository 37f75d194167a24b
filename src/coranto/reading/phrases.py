"""Where the phrases of a list occur in a report, headings that nobody parsed included."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from ..knowledge.phrases import Phrases
from ..model.report import Passage
from .tree import Parse, tokens_between

HEADINGS = frozenset({"headline", "deck", "kicker", "teaser", "reference"})
NUMBER, ANY = "#", "*"
LONGEST_GAP = 3  # words that `*` stands for
SUMS = frozenset("$€£¥₽₹₺")
_WORD = re.compile(r"\w+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\w+|[^\w\s]")  # as the parser cuts


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


Index = Mapping[str, Sequence[tuple[tuple[str, ...], Phrases]]]


def build_index(lists: Sequence[Phrases]) -> Index:
    """The phrases by their first word, longer ones first."""
    index: dict[str, list[tuple[tuple[str, ...], Phrases]]] = defaultdict(list)
    for phrases in lists:
        for phrase in phrases.words:
            words = tuple(_WORD.findall(phrase))
            index[words[0]].append((words, phrases))
    return {first: sorted(found, key=lambda each: -len(each[0])) for first, found in index.items()}


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
                (token.lower, *([token.lemma.lower()] if token.lemma.lower() != token.lower else [])),
                "" if heading else token.pos,
                token.index,
                token.pos == "NUM" or token.text in SUMS,
            )
            for token in tokens
        ]
    return [
        Word(found.start(), found.end(), _forms(found.group().lower()), "", number=found.group()[0].isdigit())
        for found in _WORD.finditer(parse.text, start, end)
    ]


def _forms(word: str) -> tuple[str, ...]:
    """A word that nobody parsed, also without the "s" of a plural or a third person."""
    if not word.endswith("s") or len(word) <= len("was"):
        return (word,)
    return (word, word[:-1], *([word[:-2]] if word.endswith("es") else []))


def occurrences(words: Sequence[Word], index: Index) -> Iterator[Found]:
    """What occurs in a passage, in text order; of two that share words the longer, then the earlier one."""
    place = 0
    while place < len(words):
        found = next(_at(words, place, index), None)
        if found is None:
            place += 1
            continue
        last, phrases = found
        yield Found(words[place].start, words[last].end, phrases, words[place], words[last])
        place = last + 1


def _at(words: Sequence[Word], place: int, index: Index) -> Iterator[tuple[int, Phrases]]:
    choices = [choice for form in words[place].forms for choice in index.get(form, ())]
    for phrase, phrases in sorted(choices, key=lambda each: -len(each[0])):
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
    for word in words[last + 1 : last + 1 + phrases.within]:
        if NUMBER in phrases.followed_by and word.number:
            return True
        if any(form in phrases.followed_by for form in word.forms):
            return True
    return False
