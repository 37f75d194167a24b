"""What the hedges stage stands on, and in whose words a position of the report lies."""

from __future__ import annotations

from bisect import bisect_right

import msgspec

from ...knowledge.frames import NounClasses
from ...knowledge.hedges import HedgeKnowledge
from ...knowledge.statements import StatementKnowledge
from ...model.ids import mention_id
from ...model.reading import Actor, Hedge, HedgeKind, Statement
from ...model.report import Passage
from ...model.span import Span
from ..phrases import Line
from ..quotes import Quotation
from ..tree import Parse
from ..who import Who

AUTHOR = "author"


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its statements; `outer` are the long quotations that lie in no other."""

    parse: Parse
    passages: tuple[Passage, ...]
    lines: tuple[Line, ...]
    quotes: tuple[Quotation, ...]
    outer: tuple[Quotation, ...]
    actors: tuple[Actor, ...]
    who: Who
    statements: tuple[Statement, ...]
    knowledge: HedgeKnowledge
    cues: StatementKnowledge
    classes: NounClasses


def silences_of(ground: Ground) -> list[Span]:
    """The words by which somebody is silent: no hedge stands in them."""
    return [statement.cue for statement in ground.statements if statement.form != "says" and statement.cue]


def is_quoted(ground: Ground, position: int) -> bool:
    """True inside quotation marks."""
    place = bisect_right(ground.quotes, position, key=lambda each: each.start)
    return any(each.start <= position < each.end for each in ground.quotes[max(0, place - 2) : place])


def hedge_at(kind: HedgeKind, span: Span, owners: tuple[str, ...], scope: Span | None) -> Hedge:
    """The entry; without an owner it is the author's."""
    return Hedge(
        span.start,
        span.end,
        span.text,
        id=mention_id(kind, span.start, span.end),
        kind=kind,
        owner=owners[0] if owners else AUTHOR,
        owners=owners,
        scope=scope,
    )
