"""Identities made from content alone, so that the same text read twice gives the same ids.

Roles, places, dates, status and everything else that is resolved stays out of ids:
a better resolution keeps the id.
"""

from __future__ import annotations

import hashlib

from .span import Span


def mention_id(kind: str, start: int, end: int) -> str:
    """The id of a time, place, figure, hedge or reference.

    >>> mention_id("time", 71, 77)
    'time:71-77'
    """
    return f"{kind}:{start}-{end}"


def report_id(original: bytes) -> str:
    """SHA-256 of the original bytes, in hex."""
    return hashlib.sha256(original).hexdigest()


def statement_id(report: str, anchor: Span) -> str:
    """`anchor` is the cue, or the first part of the content where nothing cues it."""
    return _digest("statement", report, _at(anchor))


def event_id(report: str, trigger: Span, event_type: str) -> str:
    """`trigger` is the first one where a happening is told several times."""
    return _digest("event", report, _at(trigger), event_type)


def position_id(report: str, actor: str, issue: str, evidence: Span) -> str:
    """`evidence` is the first of the position's spans."""
    return _digest("position", report, actor, issue, _at(evidence))


def local_actor_id(report: str, first_mention: Span) -> str:
    """The id of an actor that no knowledge file has: known in this report only."""
    return _digest("actor", report, _at(first_mention))


def happening_id(report: str) -> str:
    """The id of what several reports tell of: that of the oldest of them, so that it survives growth."""
    return f"happening-{report[:20]}"


def merged_id(event: str) -> str:
    """The id of an act that several reports tell: that of its oldest telling, so that it survives growth."""
    return f"act-{event.removeprefix('event-')}"


def _at(span: Span) -> str:
    return f"{span.start}-{span.end}"


def _digest(*parts: str) -> str:
    return f"{parts[0]}-{hashlib.sha256(chr(31).join(parts).encode('utf-8')).hexdigest()[:20]}"
