"""Line structure first: headline, deck, kicker, teaser, paragraph, caption, "See Series, Date: Title".

Parsers glue a heading to the sentence after it, so the lines decide before anything is parsed.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence

import msgspec

from ..knowledge.passages import PassageKnowledge, Shape
from ..model.ids import mention_id
from ..model.report import Passage, PassageKind, Reference
from ..model.span import Span, span_of

_LINE = re.compile(r"[^\n\r\u2028\u2029\x85\x0b\x0c]+")
_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n.*?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_MARKDOWN_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_STOP = re.compile(r"[.!?…:;,][\"'”’»)\]]*$")
_WRAPPED = range(45, 101)  # the length of a line that was broken by hand or by an agency's terminal
_SHARE_WRAPPED = 0.8


class Line(msgspec.Struct, frozen=True):
    """A line without the white space around it; `block` numbers the stretches between blank lines."""

    start: int
    end: int
    block: int
    heading: bool = False


def find_passages(
    text: str, title: str | None, knowledge: PassageKnowledge
) -> tuple[tuple[Passage, ...], tuple[Reference, ...]]:
    """The passages in text order, and the links to other instalments among them.

    `title` is the headline as the source states it: the same words in the text are then the headline.
    """
    lines = [line for line in _joined(text, _lines(text)) if not _is_notice(text, line, knowledge)]
    passages = tuple(_passages(text, lines, title, knowledge))
    references = tuple(
        reference
        for passage in passages
        if passage.kind == "reference" and (reference := _reference(passage, knowledge)) is not None
    )
    return passages, references


def _lines(text: str) -> list[Line]:
    front = _FRONT_MATTER.match(text)
    position = front.end() if front else 0
    found: list[Line] = []
    block, last_end = 0, position
    for match in _LINE.finditer(text, position):
        stripped = match.group().strip()
        if not stripped:
            continue
        start = match.start() + match.group().index(stripped[0])
        mark = _MARKDOWN_HEADING.match(stripped)
        if found and text.count("\n", last_end, start) > 1:
            block += 1
        last_end = start + len(stripped)
        found.append(Line(start + (mark.end() if mark else 0), last_end, block, heading=mark is not None))
    return found


def _joined(text: str, lines: Sequence[Line]) -> list[Line]:
    """Lines that were broken inside a sentence put together again."""
    wrapped = _is_wrapped(text, lines)
    found: list[Line] = []
    for line in lines:
        above = found[-1] if found else None
        if above and above.block == line.block and not above.heading and not line.heading:
            mid_sentence = text[line.start].islower() and not _STOP.search(text, above.start, above.end)
            if wrapped or mid_sentence:
                found[-1] = Line(above.start, line.end, line.block)
                continue
        found.append(line)
    return found


def _is_wrapped(text: str, lines: Sequence[Line]) -> bool:
    """True when the whole text is broken into lines of one width."""
    inner = [one for one, next_one in itertools.pairwise(lines) if one.block == next_one.block]
    if len(inner) < 4:
        return False
    fitting = sum(line.end - line.start in _WRAPPED for line in inner)
    stopped = sum(bool(_STOP.search(text, line.start, line.end)) for line in inner)
    return fitting >= _SHARE_WRAPPED * len(inner) and stopped <= len(inner) / 2


def _is_notice(text: str, line: Line, knowledge: PassageKnowledge) -> bool:
    return any(shape.pattern.fullmatch(text, line.start, line.end) for shape in knowledge.notices)


def _passages(text: str, lines: Sequence[Line], title: str | None, knowledge: PassageKnowledge) -> Iterator[Passage]:
    has_prose = any(_STOP.search(text, line.start, line.end) for line in lines)
    shouting = text.isupper()
    above: PassageKind | None = None
    for number, line in enumerate(lines):
        shape = _shape_of(text, line, knowledge)
        if shape is not None and not shape.entry.prefix and shape.entry.kind:
            kind = shape.entry.kind
        elif title and text[line.start : line.end] == title.strip():
            kind = "headline"
        elif len(lines) > 1 and has_prose and _is_heading(text, line, knowledge):
            is_kicker = not shouting and _is_kicker(text, line, knowledge)
            kind = _kind_of_heading(number, above, title=title, is_kicker=is_kicker)
        else:
            kind = "paragraph"
        yield from _with_dateline(text, line, kind, shape)
        above = kind


def _shape_of(text: str, line: Line, knowledge: PassageKnowledge) -> Shape | None:
    for shape in knowledge.shapes:
        match = shape.pattern.match if shape.entry.prefix else shape.pattern.fullmatch
        if match(text, line.start, line.end):
            return shape
    return None


def _is_heading(text: str, line: Line, knowledge: PassageKnowledge) -> bool:
    if line.heading:
        return True
    words = text[line.start : line.end].split()
    return len(words) <= knowledge.heading_words and not _STOP.search(text, line.start, line.end)


def _is_kicker(text: str, line: Line, knowledge: PassageKnowledge) -> bool:
    words = text[line.start : line.end]
    return words.isupper() and len(words.split()) <= knowledge.kicker_words


def _kind_of_heading(number: int, above: PassageKind | None, *, title: str | None, is_kicker: bool) -> PassageKind:
    if is_kicker:
        return "kicker"
    if above in {"kicker", "teaser"} and number > 1:
        return "teaser"
    if number == 0 and title is not None:
        return "deck"
    if above == "headline" and number <= 2:
        return "deck"
    return "headline"


def _with_dateline(text: str, line: Line, kind: PassageKind, shape: Shape | None) -> Iterator[Passage]:
    """A paragraph may begin with its place and date: these become a passage of their own."""
    start = line.start
    if shape is not None and shape.entry.prefix and kind == "paragraph":
        match = shape.pattern.match(text, start, line.end)
        if match and match.end() < line.end and shape.entry.kind:
            yield _passage(span_of(text, start, start + len(match.group().rstrip())), shape.entry.kind)
            start = match.end()
            while text[start].isspace():
                start += 1
    yield _passage(span_of(text, start, line.end), kind)


def _passage(span: Span, kind: PassageKind) -> Passage:
    return Passage(span.start, span.end, span.text, kind=kind)


def _reference(passage: Passage, knowledge: PassageKnowledge) -> Reference | None:
    """Its date stays null here: month and day alone need the publication date."""
    for shape in knowledge.shapes:
        match = shape.pattern.fullmatch(passage.text) if shape.entry.kind == "reference" else None
        if match:
            return Reference(
                passage.start,
                passage.end,
                passage.text,
                id=mention_id("reference", passage.start, passage.end),
                series=match["series"],
                date=None,
                title=match["title"].strip(),
            )
    return None
