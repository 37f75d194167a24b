"""Quotation marks, paired on the original characters before anything is parsed.

An odd mark never loses a report: what is not closed ends with its paragraph, and says so.
A paragraph that opens again without a close before it continues the quotation of the last one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from ..model.report import Passage
from ..model.span import Span, span_of

CLOSING = {"“": "”", "„": "“”", "«": "»", "‹": "›", "‘": "’", "''": "''", "``": "''"}
STRAIGHT = '"'
APOSTROPHES = "’'"


class Quotation(Span, frozen=True, kw_only=True):
    """A stretch in quotation marks, marks included.

    `closed` is False where the closing mark is missing; `continues` is True when the paragraph goes on with the
    quotation of the paragraph before; `depth` is 0 outside, 1 for a quotation inside another.
    """

    closed: bool = True
    continues: bool = False
    depth: int = 0

    @property
    def inner(self) -> tuple[int, int]:
        """Start and end of the words between the marks."""
        return self.start + 1, self.end - (1 if self.closed else 0)


def pair_quotes(text: str, passages: Iterable[Passage]) -> tuple[Quotation, ...]:
    """Every quotation of the report in text order, outer before inner; time grows with the length of the text."""
    found: list[Quotation] = []
    left_open = False
    for passage in passages:
        if passage.kind == "reference":
            continue
        here = sorted(_in_passage(text, passage), key=lambda each: (each.start, -each.end))
        if here and left_open and text[passage.start : passage.end].lstrip()[:1] in "“\"«":
            here[0] = msgspec.structs.replace(here[0], continues=True)
        left_open = any(not each.closed and each.depth == 0 for each in here)
        found.extend(here)
    return tuple(found)


def _in_passage(text: str, passage: Passage) -> Iterator[Quotation]:
    opened: list[tuple[int, str]] = []  # start and closing marks of what is still open
    for position in range(passage.start, passage.end):
        mark = text[position]
        if mark not in MARKS:
            continue
        closes = next((level for level in range(len(opened) - 1, -1, -1) if mark in opened[level][1]), None)
        if closes is not None and _may_close(text, position, passage):
            start, _ = opened[closes]
            yield _quotation(text, start, position + 1, closes, closed=True)
            del opened[closes:]
        elif _may_open(text, position, passage):
            opened.append((position, CLOSING.get(mark, mark)))
    for depth, (start, _) in enumerate(opened):
        if text[start] not in APOSTROPHES + "‘":  # a lone apostrophe opens nothing
            yield _quotation(text, start, passage.end, depth, closed=False)


def _quotation(text: str, start: int, end: int, depth: int, *, closed: bool) -> Quotation:
    span = span_of(text, start, end)
    return Quotation(span.start, span.end, span.text, closed=closed, depth=depth)


def _may_open(text: str, position: int, passage: Passage) -> bool:
    mark = text[position]
    if mark in "“„«‹":
        return True
    if mark in "”»›’":
        return False
    before = text[position - 1] if position > passage.start else " "
    after = text[position + 1] if position + 1 < passage.end else " "
    return not before.isalnum() and not after.isspace()


def _may_close(text: str, position: int, passage: Passage) -> bool:
    """An apostrophe inside a word, or after an s before more words, closes nothing."""
    mark = text[position]
    after = text[position + 1] if position + 1 < passage.end else " "
    if mark in APOSTROPHES:
        return not after.isalnum()
    return not (mark == STRAIGHT and after.isalnum() and text[position - 1].isspace())


MARKS = frozenset("“”„«»‹›‘’'\"")
