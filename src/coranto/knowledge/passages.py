"""How the lines of a report look in one language: links to other instalments, kickers, captions, bylines."""

from __future__ import annotations

import re
from functools import cache

import msgspec

from ..errors import KnowledgeError
from ..model.report import PassageKind
from .load import DATA, load


class LineShape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A line that tells its kind by its shape; `prefix` when the shape is only the beginning of a paragraph."""

    name: str
    kind: PassageKind | None = None
    pattern: str
    prefix: bool = False
    examples: tuple[str, ...] = ()
    not_: tuple[str, ...] = msgspec.field(default=(), name="not")


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    heading_words: int
    kicker_words: int
    kinds: tuple[LineShape, ...]
    notices: tuple[LineShape, ...]


class Shape(msgspec.Struct, frozen=True):
    """A line shape with its pattern compiled."""

    entry: LineShape
    pattern: re.Pattern[str]


class PassageKnowledge(msgspec.Struct, frozen=True):
    """What the passages stage knows of a language."""

    shapes: tuple[Shape, ...]
    notices: tuple[Shape, ...]
    heading_words: int
    kicker_words: int


@cache
def load_passages(language: str) -> PassageKnowledge:
    """The line shapes of a language; raises `KnowledgeError` when its file is missing or wrong."""
    path = DATA / "languages" / language / "passages.yml"
    file = load(path, _File)
    words = {"month": "|".join(file.months), "weekday": "|".join(file.weekdays)}
    return PassageKnowledge(
        shapes=tuple(_compiled(shape, words) for shape in file.kinds),
        notices=tuple(_compiled(shape, words) for shape in file.notices),
        heading_words=file.heading_words,
        kicker_words=file.kicker_words,
    )


def _compiled(shape: LineShape, words: dict[str, str]) -> Shape:
    pattern = shape.pattern
    for name, forms in words.items():
        pattern = pattern.replace("{" + name + "}", f"(?:{forms})")
    try:
        return Shape(shape, re.compile(pattern))
    except re.error as error:
        raise KnowledgeError(f"passages.yml: the pattern of {shape.name!r}: {error}") from error
