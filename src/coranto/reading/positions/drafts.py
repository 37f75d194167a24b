"""A side taken, on its way to positions of all who take it."""

from __future__ import annotations

import msgspec

from ...model.reading import PositionBasis, Stance, Statement
from ...model.span import Span
from .issues import Subject


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """Who takes which side on what, by which words; `statement` where it is said."""

    actors: tuple[str, ...]
    subject: Subject
    stance: Stance
    basis: PositionBasis
    evidence: Span
    condition: Span | None = None
    statement: Statement | None = None
