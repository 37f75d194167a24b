"""What the events stage stands on."""

from __future__ import annotations

import msgspec

from ...knowledge.crosswalk import Crosswalk
from ...knowledge.events import EventKnowledge
from ...knowledge.frames import NounClasses
from ...model.reading import Actor, Figure, Place, Statement, Time
from ...model.report import Passage
from ..phrases import Line
from ..stretches import Stretches
from ..tree import Parse
from ..who import Who


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """A report as the earlier stages left it."""

    language: str
    report: str
    passages: tuple[Passage, ...]
    lines: tuple[Line, ...]
    parse: Parse
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    who: Who
    statements: tuple[Statement, ...]
    voices: Stretches[Statement]
    silences: tuple[Statement, ...] = ()
    published: str | None
    figures: tuple[Figure, ...]
    knowledge: EventKnowledge
    crosswalk: Crosswalk
    classes: NounClasses
