"""The notation of phrases: words in a row with a few conditions, for hedges, judgements and stances."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

import msgspec

WORD = re.compile(r"\w+(?=n['’]t\b)|n['’]t\b|['’](?:s|re|ve|ll|d|m)\b|\w+|[^\w\s]")  # as the parser cuts
Index = Mapping[str, Sequence[tuple[tuple[str, ...], "Phrases"]]]


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Phrases of one kind. Each word of a phrase is the form or the lemma of a token; `*` is up to three words.

    `pos`: parts of speech of the first word; in headings, where capitals mislead the parser, they are not asked.
    `followed_by`: lemmas one of which stands within `within` words after the phrase; `#` is a number.
    `unless`: lemmas that undo it when one of them is among the next two words.
    `once`: only the first occurrence in a report counts.
    """

    name: str
    words: tuple[str, ...]
    pos: frozenset[str] = frozenset()
    followed_by: frozenset[str] = frozenset()
    within: int = 1
    unless: frozenset[str] = frozenset()
    once: bool = False
    examples: tuple[str, ...]
    not_: tuple[str, ...] = msgspec.field(name="not")


def build_index(lists: Sequence[Phrases]) -> Index:
    """The phrases by their first word, longer ones first."""
    index: dict[str, list[tuple[tuple[str, ...], Phrases]]] = defaultdict(list)
    for phrases in lists:
        for phrase in phrases.words:
            words = tuple(WORD.findall(phrase))
            index[words[0]].append((words, phrases))
    return {first: sorted(found, key=lambda each: -len(each[0])) for first, found in index.items()}
