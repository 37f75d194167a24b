"""Transcripts: paragraphs that open with the name of who speaks."""

from __future__ import annotations

from collections import Counter

from ...model.report import Passage
from .ground import Draft, Ground
from .lines import named
from .turns import opening_name

TURNS = 3  # that make a transcript


def is_transcript(ground: Ground) -> bool:
    """True where several paragraphs open with a name and a colon, one of the names twice."""
    names = Counter(
        ground.parse.text[slice(*name)]
        for passage in ground.passages
        if passage.kind == "paragraph"
        and (name := opening_name(ground.parse.text, passage.start, passage.end, ground.knowledge)) is not None
    )
    return names.total() >= TURNS and max(names.values()) > 1


def turn_of(ground: Ground, passage: Passage, *, transcript: bool) -> Draft | None:
    """A turn of a transcript; elsewhere the name must stand in capitals."""
    name = opening_name(ground.parse.text, passage.start, passage.end, ground.knowledge)
    if name is None or not (transcript or ground.parse.text[name[0] : name[1]].isupper()):
        return None
    return named(ground, name, passage.end, "transcript/name and colon")
