"""The brief of a day, composed: title, lead, items, what could not be confirmed, earlier days, sources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Protocol

import msgspec

from ..book.people import veiled
from ..knowledge.brief import BriefKnowledge, load_brief
from ..model.ids import mention_id
from ..model.reading import Actor, Reading, Statement
from ..model.record import Record
from ..model.span import Span
from .calendar import month_and_day
from .marking import with_corrections
from .phrasing import Page, headline, quote, silence, tell
from .sentence import Brief, Evidence, Item, Link, Listed, Sentence
from .stories import OPEN, Story, actors_of, silences, stories

MOST_ITEMS = 12
MOST_QUOTES = 4
MOST_OPEN = 8
EARLIER_DAYS = 4
LANGUAGE = "en"


class Days(Protocol):
    """The part of a book that a brief is written from."""

    def days(self) -> tuple[str, ...]:
        """The days with a report."""

    def records(self, *, since: str | None = None, until: str | None = None) -> Iterator[Record]:
        """The record of the reports published in an interval, both ends included."""

    def origins(self, reports: Sequence[str]) -> Sequence[object]:
        """Whom the news of some reports comes from, each once."""


class Selection(msgspec.Struct, frozen=True, kw_only=True):
    """Which reports a series covers; nothing given covers everything."""

    title: str | None = None
    countries: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()


def write(book: Days, on: str | None, selection: Selection) -> Brief:
    """The brief of the day `on`, `YYYY-MM-DD`; without one, of the last day with a report."""
    known = load_brief(LANGUAGE)
    days = book.days()
    day = on or (days[-1] if days else None)
    if day is None:
        return _empty(known, selection)
    records = _selected(book, day, selection)
    readings = [record.reading for record in records]
    told = stories(readings, known, _same(records))
    today = date.fromisoformat(day)
    page = Page(today, known)
    lead, items, page = _items([story for story in told if story.first.event.status not in OPEN], page, readings)
    origins = len(book.origins([reading.report.id for reading in readings]))
    written = Brief(
        series=_series(selection, known),
        day=day,
        title=_title(told, today, known, selection),
        lead=lead,
        items=items,
        unconfirmed=_unconfirmed(told, readings, page),
        earlier=tuple(_earlier(book, [each for each in days if each < day], selection, known)),
        sources=tuple(_listed(reading) for reading in readings),
        compiled=_compiled(readings, known, origins, sum(len(record.marks) for record in records)),
    )
    return with_corrections(written, {key: words for record in records for key, words in _corrected(record)})


def _selected(book: Days, day: str, selection: Selection) -> list[Record]:
    """The records of a day, with the names that an editor has hidden blocked out."""
    return [veiled(record) for record in book.records(since=day, until=day) if _covers(selection, record.reading)]


def _same(records: Sequence[Record]) -> dict[str, str]:
    return {entry: other for record in records for entry, other in record.same.items()}


def _corrected(record: Record) -> Iterator[tuple[tuple[str, str], str]]:
    for entry in record.marks:
        if words := record.corrected(entry):
            yield (record.reading.report.id, entry), words


def _covers(selection: Selection, reading: Reading) -> bool:
    if selection.outlets and reading.report.outlet not in selection.outlets:
        return False
    if not selection.countries:
        return True
    named = {place.country for place in reading.places} | {actor.country for actor in reading.actors}
    return bool(named & set(selection.countries))


def _series(selection: Selection, known: BriefKnowledge) -> str:
    return selection.title or known.words["daily_brief"]


def _title(told: Sequence[Story], today: date, known: BriefKnowledge, selection: Selection) -> Sentence:
    slots = {"series": _series(selection, known), **month_and_day(today, known)}
    fact = next((story for story in told if story.first.event.status not in OPEN), None)
    if fact is None:
        return Sentence(text=known.words["title"].format(**slots, headline=known.words["no_headline"]), evidence=())
    text = known.words["title"].format(**slots, headline=headline(fact, known))
    return Sentence(text=text, evidence=tell(fact, Page(today, known)).evidence)


def _items(
    told: Sequence[Story], page: Page, readings: Sequence[Reading]
) -> tuple[Sentence | None, tuple[Item, ...], Page]:
    lead: Sentence | None = None
    items: list[Item] = []
    quotes = list(_quotes(readings))
    for story in told[: MOST_ITEMS + 1]:
        sentence = tell(story, page)
        page = page.after(_sides(story))
        if lead is None:
            lead = sentence
            continue
        spoken = _spoken_with(story, quotes, page) if len(quotes) else None
        items.append(Item(sentences=(sentence, spoken) if spoken else (sentence,)))
    for reading, statement in quotes[:MOST_QUOTES]:
        spoken = quote(reading, statement, page)
        if spoken:
            items.append(Item(sentences=(spoken,)))
    return lead, tuple(items), page


def _sides(story: Story) -> list[Actor]:
    event = story.first.event
    return actors_of(story.first.reading, (*event.actors, *event.recipients))


def _quotes(readings: Sequence[Reading]) -> Iterator[tuple[Reading, Statement]]:
    for reading in readings:
        for statement in reading.statements:
            if statement.kind == "direct" and statement.form == "says" and statement.speaker.span:
                yield reading, statement


def _spoken_with(story: Story, quotes: list[tuple[Reading, Statement]], page: Page) -> Sentence | None:
    """The first quotation by somebody who acts in the story; it is then used up."""
    acting = {(telling.reading.report.id, actor) for telling in story.tellings for actor in telling.event.actors}
    for number, (reading, statement) in enumerate(quotes):
        if any((reading.report.id, speaker) in acting for speaker in statement.speakers):
            spoken = quote(reading, statement, page)
            if spoken:
                del quotes[number]
                return spoken
    return None


def _unconfirmed(told: Sequence[Story], readings: Sequence[Reading], page: Page) -> tuple[Sentence, ...]:
    open_acts = [tell(story, page) for story in told if story.first.event.status in OPEN]
    quiet = [silence(reading, statement, page) for reading, statement in silences(readings)]
    unread = [sentence for reading in readings for sentence in _unread(reading)]
    return (*open_acts[:MOST_OPEN], *quiet[:MOST_OPEN], *unread)


def _unread(reading: Reading) -> Iterator[Sentence]:
    for problem in reading.problems:
        if problem.stage in {"language", "reading"}:
            text = f"{_name(reading)}: {problem.message}."
            yield Sentence(text=text, evidence=(_whole(reading),))


def _whole(reading: Reading) -> Evidence:
    """The report itself as evidence: its first passage stands for it."""
    first = reading.passages[0] if reading.passages else None
    span = Span(first.start, first.end, first.text) if first else Span(0, 1, reading.report.text[:1])
    entry = mention_id("passage", span.start, span.end)
    return Evidence(report=reading.report.id, outlet=reading.report.outlet, entry=entry, span=span)


def _name(reading: Reading) -> str:
    report = reading.report
    title = report.title or report.id[:12]
    return f"{report.outlet}, “{title}”" if report.outlet else f"“{title}”"


def _earlier(book: Days, days: Sequence[str], selection: Selection, known: BriefKnowledge) -> Iterator[Link]:
    for number, day in enumerate(reversed(days[-EARLIER_DAYS:])):
        records = _selected(book, day, selection)
        told = stories([record.reading for record in records], known, _same(records))
        told = tuple(story for story in told if story.first.event.status not in OPEN)
        if not told:
            continue
        today = date.fromisoformat(day)
        form = known.words["see" if number == 0 else "also_see"]
        text = form.format(
            series=_series(selection, known), **month_and_day(today, known), headline=headline(told[0], known)
        )
        yield Link(text=text, day=day, evidence=tell(told[0], Page(today, known)).evidence)


def _listed(reading: Reading) -> Listed:
    report = reading.report
    day = report.published.value if report.published else None
    return Listed(report=report.id, outlet=report.outlet, title=report.title, day=day, url=report.url)


def _compiled(readings: Sequence[Reading], known: BriefKnowledge, origins: int, corrected: int = 0) -> str:
    words = known.words
    outlets = {reading.report.outlet for reading in readings if reading.report.outlet}
    return words["compiled_corrected" if corrected else "compiled"].format(
        n=corrected,
        reports=words["one_report_of"] if len(readings) == 1 else words["reports_of"].format(n=len(readings)),
        origins=_counted(origins, words, "origin"),
        outlets=words["one_outlet"] if len(outlets) == 1 else words["outlets_of"].format(n=len(outlets)),
    )


def _counted(number: int, words: Mapping[str, str], what: str) -> str:
    if number == 0:
        return words[f"no_{what}"]
    return words[f"one_{what}"] if number == 1 else words[f"{what}s_of"].format(n=number)


def _empty(known: BriefKnowledge, selection: Selection) -> Brief:
    return Brief(
        series=_series(selection, known),
        day=None,
        title=Sentence(text=f"{_series(selection, known)}: {known.words['no_headline']}", evidence=()),
        lead=None,
        items=(),
        unconfirmed=(),
        earlier=(),
        sources=(),
        compiled=_compiled((), known, 0),
    )
