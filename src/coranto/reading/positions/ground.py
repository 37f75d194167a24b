"""What the positions stage stands on."""

from __future__ import annotations

import msgspec

from ...knowledge.frames import NounClasses
from ...knowledge.positions import PositionKnowledge
from ...model.reading import Actor, Place, Statement, Time
from ...model.report import Passage
from ..phrases import Line
from ..quotes import Quotation
from ..tree import Parse
from ..who import Who


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its statements.

    `minds` are what these say of the minds of others; `lasting` the rules of silences that are a position even where
    no topic is named.
    """

    report: str
    parse: Parse
    passages: tuple[Passage, ...]
    lines: tuple[Line, ...]
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    who: Who
    statements: tuple[Statement, ...]
    minds: tuple[Statement, ...]
    knowledge: PositionKnowledge
    classes: NounClasses
    outer: tuple[Quotation, ...]
    lasting: frozenset[str] = frozenset()
