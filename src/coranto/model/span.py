"""Characters are law: every entry points at the words it came from."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Half-open `[start, end)` in code points of `report.text`; `text` is that slice, character for character."""

    start: int
    end: int
    text: str


def span_of(text: str, start: int, end: int) -> Span:
    """The span of `text[start:end]`.

    Raises `ValueError` when the offsets do not lie inside the text or hold no character.

    >>> span_of("Idlib is quiet.", 0, 5)
    Span(start=0, end=5, text='Idlib')
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no span [{start}, {end}) in a text of {len(text)} characters")
    return Span(start, end, text[start:end])


def overlaps(one: Span, other: Span) -> bool:
    """True when the two spans share a character."""
    return one.start < other.end and other.start < one.end


def covers(outer: Span, inner: Span) -> bool:
    """True when `inner` lies wholly inside `outer`."""
    return outer.start <= inner.start and inner.end <= outer.end
