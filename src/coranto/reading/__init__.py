"""Report -> Reading: the stages in their order, each a plain function of frozen values.

passages, parse, dating, times, places, actors, coreference, metonyms, focus, statements, figures, events.
This is the only module that knows them all.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ..knowledge.actors import ActorKnowledge as ActorKnowledge
from ..knowledge.actors import load_actors as load_actors
from ..knowledge.events import load_codebook
from ..knowledge.figures import load_figures
from ..knowledge.gazetteer import Gazetteer as Gazetteer
from ..knowledge.gazetteer import folder_in as folder_in
from ..knowledge.known import own_files as own_files
from ..knowledge.languages import can_read
from ..knowledge.load import knowledge_sha256 as knowledge_sha256
from ..knowledge.load import sha256_of as sha256_of
from ..knowledge.numbers import load_numbers
from ..knowledge.passages import load_passages
from ..knowledge.places import load_places
from ..knowledge.positions import own_issues as own_issues
from ..knowledge.times import load_times
from ..model.reading import DATED, HOME, Actor, Place, Problem, Reader, Reading, Statement, Time
from ..model.report import BY_HAND, Captured, Passage, Published, Report
from ..version import __version__ as __version__
from . import events, grounds, hedges, people, positions, statements
from .actors import find_actors
from .conflicts import find_counted
from .coreference import link_actors
from .dating import date_references, date_report
from .dating.cues import Page
from .figures import attributed, find_figures
from .focus import find_focus
from .grounds import Peopled, Prepared
from .language import language_of
from .metonyms import settle_metonyms
from .outlets import country_of_outlet, site_of_outlet
from .parse import Parser as Parser
from .passages import find_passages
from .phrases import lines_of
from .places import Home, find_places, home_of
from .quotes import pair_quotes
from .statements import Draft
from .times import find_times
from .titles import with_names, with_titles
from .tools import CODEBOOKS, LANGUAGE, Tools, open_tools
from .tree import Parse, tokens_between
from .who import who_is_where

__all__ = [
    "CODEBOOKS",
    "LANGUAGE",
    "Prepared",
    "Tools",
    "open_tools",
    "prepare",
    "to_parse",
    "understand",
    "unread",
    "why_untold",
]

PEOPLE = frozenset({"person", "people", "armed_group"})  # kinds of actors whose numbers count people
MONTH_FIRST = frozenset({"USA", "FSM", "MHL", "PLW"})  # countries that write 3/4/2018 for 4 March


def prepare(captured: Captured) -> Prepared:
    """Everything that can be known before the parse: language, line structure, quotation marks."""
    report = captured.report
    language = report.language or language_of(report.text)
    passages, references = find_passages(report.text, report.title, load_passages(LANGUAGE))
    return Prepared(
        captured=captured,
        report=_with_headings(msgspec.structs.replace(report, language=language), passages),
        readable=language is None or can_read(language.replace("_", "-").split("-")[0].lower()),
        passages=passages,
        references=references,
        quotes=pair_quotes(report.text, passages),
        counted=find_counted(report.text, LANGUAGE),
    )


def to_parse(prepared: Prepared) -> tuple[str, tuple[Passage, ...]]:
    """What the parser is handed of a report: nothing where nobody could read the result."""
    return prepared.report.text, prepared.passages if prepared.readable else ()


def understand(prepared: Prepared, parse: Parse, tools: Tools) -> Reading:
    """The reading of one parsed report."""
    undated = () if prepared.captured.stated else _times(prepared, parse, None, tools)[0]
    page = Page(
        text=prepared.report.text,
        passages=prepared.passages,
        references=prepared.references,
        undated=undated,
        counted=prepared.counted,
        language=LANGUAGE,
    )
    published, contradictions = date_report(page, prepared.captured.stated)
    notes = (Problem(stage="sources", message=note) for note in prepared.captured.notes)
    reading = Reading(
        report=msgspec.structs.replace(prepared.report, published=published),
        reader=_told_the_day(tools.reader, prepared.captured),
        passages=prepared.passages,
        references=prepared.references,
        problems=(*notes, *contradictions),
    )
    if not prepared.readable:
        return _with_problem(reading, "language", f"not read: language {prepared.report.language}")
    times, impossible = _times(prepared, parse, _day(published), tools)
    reading = msgspec.structs.replace(
        reading,
        times=times,
        references=date_references(prepared.references, times),
        problems=(*reading.problems, *impossible),
    )
    direct = statements.find_direct(grounds.of_speech(prepared, parse))
    reading = _peopled(reading, prepared, parse, tools, direct)
    peopled = Peopled(prepared, parse, who_is_where(parse, reading.actors), lines_of(parse, prepared.passages))
    told = _said(reading, peopled, direct)
    actors = with_titles(reading.actors, told.statements, tools.actors.words.reasons)
    said = with_names(told.statements, actors)
    reading = _counted(msgspec.structs.replace(reading, actors=actors, statements=said), parse)
    return _hedged(_standing(_acted(reading, peopled, tools), peopled, tools, told.minds), peopled)


def unread(prepared: Prepared, tools: Tools, problem: Problem) -> Reading:
    """The reading of a report on which a stage failed: the report is kept, the failure is named."""
    return Reading(
        report=prepared.report,
        reader=tools.reader,
        passages=prepared.passages,
        references=prepared.references,
        problems=(problem,),
    )


def _with_problem(reading: Reading, stage: str, message: str) -> Reading:
    return msgspec.structs.replace(reading, problems=(*reading.problems, Problem(stage=stage, message=message)))


def _with_headings(report: Report, passages: tuple[Passage, ...]) -> Report:
    """Title, deck and kicker from the text where the source does not state them."""
    first = {passage.kind: passage.text for passage in reversed(passages)}
    return msgspec.structs.replace(
        report,
        title=report.title or first.get("headline"),
        deck=report.deck or first.get("deck"),
        kicker=report.kicker or first.get("kicker"),
    )


def _day(published: Published | None) -> str | None:
    return published.value if published else None


def _times(
    prepared: Prepared, parse: Parse, day: str | None, tools: Tools
) -> tuple[tuple[Time, ...], tuple[Problem, ...]]:
    if not prepared.readable:
        return (), ()
    country = country_of_outlet(prepared.report, tools.actors.known)
    return find_times(
        prepared.report.text,
        prepared.passages,
        parse,
        day,
        load_times(LANGUAGE),
        counted=prepared.counted,
        month_first=country in MONTH_FIRST if country else None,
    )


def _peopled(reading: Reading, prepared: Prepared, parse: Parse, tools: Tools, direct: Sequence[Draft]) -> Reading:
    words, gazetteer = load_places(LANGUAGE), tools.gazetteer
    learnt = tools.homes.get(prepared.report.outlet or "")
    country = country_of_outlet(prepared.report, tools.actors.known)
    home = learnt or home_of(site_of_outlet(prepared.report), gazetteer, words, country)
    places: tuple[Place, ...] = find_places(parse, gazetteer, words, load_numbers(LANGUAGE), home)
    ground = people.Ground(
        report=reading.report.id,
        parse=parse,
        passages=prepared.passages,
        quotes=prepared.quotes,
        places=places,
        knowledge=tools.actors,
        speech=tuple(
            people.Speech(start, end, tuple(token.index for token in draft.speakers))
            for draft in direct
            for start, end in draft.content
        ),
        day=_day(reading.report.published),
    )
    actors: tuple[Actor, ...] = link_actors(ground, find_actors(ground))
    places = settle_metonyms(places, actors)
    focus = find_focus(places, prepared.passages)
    reader = _with_home(reading.reader, learnt) if learnt else reading.reader
    return msgspec.structs.replace(reading, reader=reader, places=places, focus=focus, actors=actors)


def _told_the_day(reader: Reader, captured: Captured) -> Reader:
    """The reader with the day of publication that a person has set, so that a reading says all that decided it."""
    first = captured.stated[0] if captured.stated else None
    if first is None or first.says != BY_HAND:
        return reader
    return msgspec.structs.replace(reader, options={**reader.options, DATED: first.value})


def _with_home(reader: Reader, home: Home) -> Reader:
    """The reader with what a book taught it of the outlet, so that a reading says all that decided it."""
    known = {"name": home.name, "country": home.country, "known_by": home.reason}
    return msgspec.structs.replace(reader, options={**reader.options, HOME: known})


def _said(reading: Reading, page: Peopled, direct: Sequence[Draft]) -> statements.Told:
    ground = msgspec.structs.replace(
        grounds.of_speech(page.prepared, page.parse),
        actors=reading.actors,
        times=reading.times,
        who=page.who,
    )
    return statements.find_statements(ground, direct)


def _counted(reading: Reading, parse: Parse) -> Reading:
    people = frozenset(
        token.index
        for actor in reading.actors
        if actor.kind in PEOPLE
        for mention in actor.mentions
        for token in tokens_between(parse, mention.start, mention.end)
    )
    figures = find_figures(parse, reading.times, reading.places, load_figures(LANGUAGE), people)
    return msgspec.structs.replace(reading, figures=attributed(figures, reading.statements))


def _standing(reading: Reading, page: Peopled, tools: Tools, minds: Sequence[Statement]) -> Reading:
    found = positions.find_positions(grounds.of_positions(reading, page, tools, minds))
    return msgspec.structs.replace(reading, positions=found)


def _hedged(reading: Reading, page: Peopled) -> Reading:
    return msgspec.structs.replace(reading, hedges=hedges.find_hedges(grounds.of_hedges(reading, page)))


def why_untold(reading: Reading, prepared: Prepared, parse: Parse) -> tuple[events.Untold, ...]:
    """Why the sentences of a report that gave no event gave none; `parse` is of the text that was read."""
    page = Peopled(prepared, parse, who_is_where(parse, reading.actors), lines_of(parse, prepared.passages))
    return events.why_untold(grounds.of_events(reading, page))


def _acted(reading: Reading, page: Peopled, tools: Tools) -> Reading:
    ground = grounds.of_events(reading, page)
    found = events.find_events(ground)
    for path in tools.codebooks:
        own = msgspec.structs.replace(ground, actors=found.actors, knowledge=load_codebook(path, LANGUAGE))
        more = events.find_events(own)
        both = sorted((*found.events, *more.events), key=lambda event: event.trigger.start)
        found = events.Found(tuple(both), more.actors)
    return msgspec.structs.replace(reading, events=found.events, actors=found.actors)
