"""Forms that tell a speaker without a verb: `NAME: "..."`, `"..." - NAME`, and the names of a transcript."""

from __future__ import annotations

import re

from ...knowledge.statements import StatementKnowledge

_WORD = r"[A-Z][\w.'’\-]*"
_NAME = rf"{_WORD}(?:[ \xa0](?:{_WORD}|\([^)\n]{{1,20}}\)|de|al|bin|von|van|of|the)){{0,5}}"
_BEFORE_COLON = re.compile(rf"\W*(?P<name>{_NAME})(?:,[^,:\n]{{3,60}})?:\s*\Z")
_BEHIND_DASH = re.compile(rf"\s*[―—–]{{1,2}}\s*(?P<name>{_NAME}(?:, [^.“”\"\n]{{2,80}})?)\s*\.?\s*\Z")
_TRANSCRIPT = re.compile(rf"(?P<name>{_NAME}):\s+(?=\S)")


def introduced_name(text: str, start: int, end: int, knowledge: StatementKnowledge) -> tuple[int, int] | None:
    """The name of `NAME: "..."` where it is all that stands before the quotation at `end` in its line or sentence."""
    line = max(text.rfind("\n", start, end) + 1, start)
    found = _BEFORE_COLON.match(text[line:end])
    return _spot(found, line, knowledge)


def name_behind(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The name of `"..." - NAME` where nothing else follows in its line."""
    stop = text.find("\n", start, end)
    found = _BEHIND_DASH.match(text[start : stop if stop >= 0 else end])
    return (start + found.start("name"), start + found.end("name")) if found else None


def opening_name(text: str, start: int, end: int, knowledge: StatementKnowledge) -> tuple[int, int] | None:
    """The name of `NAME: words` at the beginning of a line."""
    return _spot(_TRANSCRIPT.match(text, start, end), 0, knowledge)


def named_inside(text: str, start: int, end: int, knowledge: StatementKnowledge) -> tuple[int, int] | None:
    """The name that opens a turn of a transcript: `WALLACE: Governor, ...`."""
    return _spot(_TRANSCRIPT.match(text, start, end), 0, knowledge)


def _spot(found: re.Match[str] | None, offset: int, knowledge: StatementKnowledge) -> tuple[int, int] | None:
    if found is None or found["name"].split()[0].lower() in knowledge.words.labels:
        return None
    return offset + found.start("name"), offset + found.end("name")
