"""What each stage of reading stands on: a report as the earlier stages left it."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ..knowledge.crosswalk import load_crosswalk
from ..knowledge.events import load_events
from ..knowledge.frames import load_noun_classes
from ..knowledge.hedges import load_hedges
from ..knowledge.positions import load_positions
from ..knowledge.statements import load_statements
from ..model.reading import Reading, Statement
from ..model.report import Captured, Passage, Reference, Report
from . import events, hedges, positions, statements
from .conflicts import Counted
from .phrases import Line
from .quotes import Quotation, pair_quotes
from .stretches import voices_of
from .tools import LANGUAGE, Tools
from .tree import Parse
from .who import Who, who_is_where

LONG_QUOTATION = 40  # characters of a quotation from which on it is speech, no term


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """A report cut into passages, ready for the parser; not `readable` in a language we do not know."""

    captured: Captured
    report: Report
    readable: bool
    passages: tuple[Passage, ...]
    references: tuple[Reference, ...]
    quotes: tuple[Quotation, ...]
    counted: tuple[Counted, ...]


class Peopled(msgspec.Struct, frozen=True):
    """A prepared report with its parse and whose each token is."""

    prepared: Prepared
    parse: Parse
    who: Who
    lines: tuple[Line, ...]


def of_speech(prepared: Prepared, parse: Parse) -> statements.Ground:
    """The ground of statements before anybody is known: enough to see who speaks by the syntax."""
    return statements.Ground(
        language=LANGUAGE,
        report=prepared.report.id,
        parse=parse,
        passages=prepared.passages,
        quotes=prepared.quotes,
        actors=(),
        who=who_is_where(parse, ()),
        knowledge=load_statements(LANGUAGE),
        classes=load_noun_classes(LANGUAGE),
        outer=speeches_of(prepared),
    )


def of_events(reading: Reading, page: Peopled) -> events.Ground:
    """The ground of events."""
    return events.Ground(
        language=LANGUAGE,
        report=reading.report.id,
        passages=page.prepared.passages,
        lines=page.lines,
        parse=page.parse,
        times=reading.times,
        places=reading.places,
        actors=reading.actors,
        who=page.who,
        statements=reading.statements,
        voices=voices_of(reading.statements),
        silences=tuple(each for each in reading.statements if each.form != "says"),
        figures=reading.figures,
        published=reading.report.published.value if reading.report.published else None,
        knowledge=load_events(LANGUAGE),
        crosswalk=load_crosswalk(LANGUAGE),
        classes=load_noun_classes(LANGUAGE),
    )


def of_positions(reading: Reading, page: Peopled, tools: Tools, minds: Sequence[Statement]) -> positions.Ground:
    """The ground of positions; `minds` are what actors think without saying it."""
    return positions.Ground(
        report=reading.report.id,
        parse=page.parse,
        lines=page.lines,
        passages=page.prepared.passages,
        times=reading.times,
        places=reading.places,
        actors=reading.actors,
        who=page.who,
        statements=reading.statements,
        minds=tuple(minds),
        outer=speeches_of(page.prepared),
        knowledge=load_positions(LANGUAGE, tools.issues),
        classes=load_noun_classes(LANGUAGE),
        lasting=load_statements(LANGUAGE).lasting,
    )


def of_hedges(reading: Reading, page: Peopled) -> hedges.Ground:
    """The ground of hedges."""
    return hedges.Ground(
        parse=page.parse,
        lines=page.lines,
        passages=page.prepared.passages,
        quotes=_with_those_of_references(page.prepared),
        outer=speeches_of(page.prepared),
        actors=reading.actors,
        who=page.who,
        statements=reading.statements,
        knowledge=load_hedges(LANGUAGE),
        cues=load_statements(LANGUAGE),
        classes=load_noun_classes(LANGUAGE),
    )


def _with_those_of_references(prepared: Prepared) -> tuple[Quotation, ...]:
    """The quotations with those in the titles of other reports, which are nobody's speech but hold terms."""
    titles = [msgspec.structs.replace(each, kind="headline") for each in prepared.passages if each.kind == "reference"]
    if not titles:
        return prepared.quotes
    return tuple(sorted([*prepared.quotes, *pair_quotes(prepared.report.text, titles)], key=lambda each: each.start))


def speeches_of(prepared: Prepared) -> tuple[Quotation, ...]:
    """The long quotations that lie in no other."""
    return tuple(each for each in prepared.quotes if each.depth == 0 and len(each.text) > LONG_QUOTATION)
