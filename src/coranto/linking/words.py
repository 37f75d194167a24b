"""The words of a report as they are compared: sentences, stems, and how much the top of it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

import msgspec
import Stemmer

from ..knowledge.folding import fold

TOP, NEAR_TOP = 3, 2  # how often a word of the headline and of the two sentences after it counts
LEAD = 3  # sentences
LANGUAGE = "en"
SHORTEST = 3  # letters of a word that is compared
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ENDS = re.compile(r"(?<=[.!?])[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])|\n+")
_SPLIT_NUMBER = re.compile(r"(?<=\d) ([.:]|,(?= \d{3}(?!\d))) (?=\d)")  # but "May 24 , 2005"
_SPLIT_HYPHEN = re.compile(r"(?<=\w) - (?=\w+ - old)|(?<=year) - (?=old)")


class Sentence(msgspec.Struct, frozen=True):
    """A sentence for comparing; `weight` is how often its words count."""

    text: str
    weight: int
    lead: bool


def sentences(title: str | None, text: str) -> Iterator[Sentence]:
    """The sentences of a report, its title first; what only repeats the title is left out."""
    number = 0
    heading = " ".join(title.split()) if title else None
    for found in (*((heading,) if heading else ()), *(_ENDS.split(text))):
        words = " ".join(found.split())
        if not words or (number and words == heading):
            continue
        yield Sentence(words, TOP if number == 0 else NEAR_TOP if number < LEAD else 1, number < LEAD)
        number += 1


def sentence_ends(text: str) -> list[int]:
    """Where the sentences of a text end, in order; the last at the end of the text."""
    return [match.start() for match in _ENDS.finditer(text)] + [len(text)]


def joined(text: str) -> str:
    """The text with numbers that a tokeniser has taken apart joined again: "5 . 6", "$ 2 , 500", "16 - year - old".

    >>> joined("a 5 . 6 quake hit the 16 - year - old")
    'a 5.6 quake hit the 16-year-old'
    """
    return _SPLIT_HYPHEN.sub("-", _SPLIT_NUMBER.sub(r"\1", text))


def stems(text: str) -> Iterator[str]:
    """The stems of the words of a text, in order.

    >>> list(stems("Rebels shelled the villages"))
    ['rebel', 'shell', 'the', 'villag']
    """
    for match in _WORD.finditer(text):
        word = stem(match[0])
        if len(word) >= SHORTEST:
            yield word


@lru_cache(maxsize=262_144)
def stem(word: str) -> str:
    """The stem of a word, accents folded (the Porter 2 algorithm)."""
    return str(_stemmer().stemWord(fold(word)))


@cache
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer(LANGUAGE)
