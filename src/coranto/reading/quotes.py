"""Quotation marks, paired on the original characters before anything is parsed.

An odd mark never loses a report: what is not closed ends with its paragraph, or where the next quotation opens, and
says so. A paragraph that opens again without a close before it continues the quotation of the last one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec

from ..model.report import Passage
from ..model.span import Span, span_of

Family = Literal["double", "doubled", "guillemet", "single"]

FAMILIES: dict[str, Family] = {
    **dict.fromkeys('“”„"', "double"),
    **dict.fromkeys(("''", "``"), "doubled"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‘’'‹›", "single"),
}
OPENERS, CLOSERS = frozenset(("“", "„", "«", "‹", "‘", "``")), frozenset("”»›’")
APOSTROPHES = frozenset("’'")
NESTED = 2  # quotations of one family inside each other: beyond it marks are noise
_MARK = re.compile(r"``|''(?!')|[“”„«»‹›‘’'\"]")
_AFTER_A_CLOSE = frozenset(".,;:!?)]…")
_BEFORE_AN_OPENING = frozenset("([")
_ENDS_SPEECH = frozenset(".,!?…")


class Quotation(Span, frozen=True, kw_only=True):
    """A stretch in quotation marks, marks included.

    `closed` is False where the closing mark is missing; `continues` is True when the paragraph goes on with the
    quotation of the paragraph before; `depth` is 0 outside, 1 for a quotation inside another; `family` is the kind
    of marks (`doubled` are two apostrophes); `opening` and `closing` are the widths of the marks, 0 where missing.
    """

    closed: bool = True
    continues: bool = False
    depth: int = 0
    family: Family = "double"
    opening: int = 1
    closing: int = 1

    @property
    def inner(self) -> tuple[int, int]:
        """Start and end of the words between the marks."""
        return self.start + self.opening, self.end - self.closing


class _Mark(msgspec.Struct, frozen=True):
    start: int
    end: int
    family: Family
    opens: bool
    closes: bool


class _Opened(msgspec.Struct):
    """A mark still open; `inner` is where the first quotation of its own family opened inside it."""

    mark: _Mark
    inner: int | None = None


def pair_quotes(text: str, passages: Iterable[Passage]) -> tuple[Quotation, ...]:
    """Every quotation of the report in text order, outer before inner; time grows with the length of the text."""
    found: list[Quotation] = []
    left_open: Family | None = None
    for passage in passages:
        if passage.kind == "reference":
            continue
        marks = _marks(text, passage)
        here = _with_depth([*_lone_close(text, passage, marks, left_open), *_paired(text, passage, marks)])
        if here and left_open == here[0].family and not text[passage.start : here[0].start].strip():
            here[0] = msgspec.structs.replace(here[0], continues=True)
        left_open = next((each.family for each in here if each.end == passage.end and not each.closed), None)
        found.extend(here)
    return tuple(found)


def _marks(text: str, passage: Passage) -> list[_Mark]:
    return [
        _shaped(text, match.start(), match.end(), passage) for match in _MARK.finditer(text, passage.start, passage.end)
    ]


def _shaped(text: str, start: int, end: int, passage: Passage) -> _Mark:
    """What a mark may do where it stands: a curly one says it, but is often the wrong one of its pair."""
    mark = text[start:end]
    before = text[start - 1] if start > passage.start else " "
    after = text[end] if end < passage.end else " "
    opens = not before.isalnum() and not after.isspace() and after not in _AFTER_A_CLOSE
    closes = not before.isspace() and before not in _BEFORE_AN_OPENING and not after.isalnum()
    if FAMILIES[mark] == "single":
        return _Mark(start, end, "single", opens and mark not in CLOSERS, closes and mark not in OPENERS)
    if FAMILIES[mark] == "doubled":
        return _Mark(start, end, "doubled", opens, closes and mark not in OPENERS)
    if mark in OPENERS:
        return _Mark(start, end, FAMILIES[mark], opens or not closes, closes and not opens)
    if mark in CLOSERS:
        return _Mark(start, end, FAMILIES[mark], opens and not closes, closes or not opens)
    return _Mark(start, end, FAMILIES[mark], opens or not closes, closes or not opens)


def _paired(text: str, passage: Passage, marks: Sequence[_Mark]) -> Iterator[Quotation]:
    opened: list[_Opened] = []  # never more than a few: see NESTED
    for place, mark in enumerate(marks):
        level = _closed_by(opened, mark)
        if level is not None and not _is_possessive(text, marks, place):
            yield _quotation(text, opened[level].mark, mark)
            yield from _left(text, opened[level + 1 :], mark.start)
            del opened[level:]
        elif mark.opens:
            yield from _open(text, opened, mark)
    yield from _left(text, opened, passage.end)


def _closed_by(opened: Sequence[_Opened], mark: _Mark) -> int | None:
    """The level a mark closes; a single mark closes only what opened last."""
    if not mark.closes:
        return None
    reach = range(len(opened) - 1, -1, -1)
    if mark.family == "single":
        reach = reach[:1]
    return next((level for level in reach if opened[level].mark.family == mark.family), None)


def _open(text: str, opened: list[_Opened], mark: _Mark) -> Iterator[Quotation]:
    if mark.family == "single":
        if opened and opened[-1].mark.family == "single":
            opened.pop()
        opened.append(_Opened(mark))
        return
    same = [level for level, each in enumerate(opened) if each.mark.family == mark.family]
    if len(same) >= NESTED:
        yield from _left(text, opened[same[0] :], mark.start)
        del opened[same[0] :]
    elif same and opened[same[-1]].inner is None:
        opened[same[-1]].inner = mark.start
    opened.append(_Opened(mark))


def _left(text: str, opened: Sequence[_Opened], end: int) -> Iterator[Quotation]:
    """What was never closed ends at `end`, or before the next of its kind; a lone apostrophe opens nothing."""
    for each in opened:
        if each.mark.family == "single":
            continue
        stop = each.inner if each.inner is not None else end
        stop = each.mark.end + len(text[each.mark.end : stop].rstrip())
        if stop > each.mark.end:
            yield _quotation(text, each.mark, None, stop)


def _quotation(text: str, first: _Mark, last: _Mark | None, end: int = 0) -> Quotation:
    span = span_of(text, first.start, last.end if last else end)
    return Quotation(
        span.start,
        span.end,
        span.text,
        closed=last is not None,
        family=first.family,
        opening=first.end - first.start,
        closing=last.end - last.start if last else 0,
    )


def _is_possessive(text: str, marks: Sequence[_Mark], place: int) -> bool:
    """ "the soldiers’ camp" inside single marks: the next mark closes them."""
    mark = marks[place]
    if text[mark.start : mark.end] not in APOSTROPHES or text[mark.end : mark.end + 1] != " ":
        return False
    following = marks[place + 1] if place + 1 < len(marks) else None
    return (
        text[mark.start - 1].isalpha()
        and text[mark.end + 1 : mark.end + 2].islower()
        and following is not None
        and following.family == "single"
        and following.closes
        and not following.opens
    )


def _lone_close(text: str, passage: Passage, marks: Sequence[_Mark], left_open: Family | None) -> Iterator[Quotation]:
    """A paragraph whose first mark closes: speech from its start, whose opening mark is above or was forgotten."""
    first = next((mark for mark in marks if mark.family != "single"), None)
    if first is None or first.opens or not first.closes or first.start == passage.start:
        return
    if left_open != first.family and text[first.start - 1] not in _ENDS_SPEECH:
        return
    span = span_of(text, passage.start, first.end)
    yield Quotation(
        span.start,
        span.end,
        span.text,
        continues=left_open == first.family,
        family=first.family,
        opening=0,
        closing=first.end - first.start,
    )


def _with_depth(found: list[Quotation]) -> list[Quotation]:
    """In text order, with the number of quotations each lies in."""
    found.sort(key=lambda each: (each.start, -each.end))
    around: list[int] = []  # ends of the quotations open at this place
    ordered: list[Quotation] = []
    for each in found:
        while around and around[-1] <= each.start:
            around.pop()
        ordered.append(msgspec.structs.replace(each, depth=len(around)) if around else each)
        around.append(each.end)
    return ordered
