"""Readings made up by rule, for measuring the book without a parser: the same number gives the same reading.

The sentences are of our own; their places and governments are real, and no person in them has a name. A reading is as
large as one of a news report of 250 words: a dozen events and statements, some twenty actors and places.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from msgspec.structs import replace

from coranto.knowledge.load import DATA
from coranto.model.ids import event_id, mention_id, report_id, statement_id
from coranto.model.reading import (
    Actor,
    Event,
    EventDate,
    Mention,
    Place,
    Position,
    Reader,
    Reading,
    Role,
    Source,
    Speaker,
    Statement,
)
from coranto.model.report import Captured, Passage, Published, Report
from coranto.model.span import Span

SENTENCES = 12
GOVERNMENTS = (
    ("Russia", "RUS"), ("Turkey", "TUR"), ("Iran", "IRN"), ("Jordan", "JOR"), ("Egypt", "EGY"), ("France", "FRA"),
    ("Iraq", "IRQ"), ("Lebanon", "LBN"), ("Germany", "DEU"), ("Qatar", "QAT"), ("China", "CHN"), ("India", "IND"),
)  # fmt: skip
PLACES = (
    ("Idlib", "SYR", 35.93, 36.63), ("Aleppo", "SYR", 36.20, 37.16), ("Amman", "JOR", 31.95, 35.93),
    ("Geneva", "CHE", 46.20, 6.15), ("Mosul", "IRQ", 36.34, 43.13), ("Tripoli", "LBY", 32.89, 13.19),
    ("Aden", "YEM", 12.78, 45.04), ("Sochi", "RUS", 43.59, 39.72), ("Ankara", "TUR", 39.92, 32.85),
    ("Tehran", "IRN", 35.69, 51.42), ("Homs", "SYR", 34.73, 36.72), ("Daraa", "SYR", 32.62, 36.11),
)  # fmt: skip
ACTS = (("met", "CONSULT"), ("shelled", "ASSAULT"), ("praised", "SUPPORT"), ("warned", "THREATEN"), ("aided", "AID"))
STATUSES = ("happened", "happened", "happened", "planned", "denied", "possible")
OFFICES = ("a minister", "an army officer", "a resident", "a medic", "an aid worker")
READER = Reader(
    coranto="0", pipeline="none-0", pipeline_sha256="0" * 64, knowledge_sha256="0" * 64, codebooks=("plover/0.8",)
)
FIRST = date(2016, 1, 1)


@cache
def _words() -> tuple[str, ...]:
    lines = Path(DATA / "languages" / "en" / "places" / "common_words.txt").read_text(encoding="utf-8").split()
    return tuple(word.lower() for word in lines if word.isalpha())


class _Dice:
    """Numbers that look thrown, and are the same every time."""

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._thrown = 0

    def below(self, bound: int) -> int:
        self._thrown += 1
        drawn = hashlib.blake2b(f"{self._seed}.{self._thrown}".encode(), digest_size=8).digest()
        return int.from_bytes(drawn, "big") % bound

    def word(self) -> str:
        """Some words are in every report, most in few: as in a language."""
        words = _words()
        return words[int(len(words) ** (self.below(10_000) / 10_000)) - 1]


class _Page:
    """A report as it is written, with what stands where."""

    def __init__(self, number: int) -> None:
        self.dice = _Dice(number)
        self.text = ""

    def put(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text), words)


def reading(number: int, reader: Reader = READER) -> Reading:
    """The reading of the report with this number."""
    page = _Page(number)
    page.put(f"Report {number}\n\n")
    told = [_sentence(page) for _ in range(SENTENCES)]
    identity = report_id(page.text.encode("utf-8"))
    day = (FIRST + timedelta(days=number // 10)).isoformat()
    return Reading(
        report=Report(
            id=identity,
            title=f"Report {number}",
            outlet=f"Outlet {page.dice.below(40)}",
            url=f"https://news.example/{number}",
            language="en",
            published=Published(value=day, basis="given", confidence=1.0),
            text=page.text,
        ),
        reader=reader,
        passages=(Passage(0, len(page.text), page.text, kind="paragraph"),),
        places=tuple(_place(one, name) for one in told for name in (one.place,)),
        actors=_actors(identity, told),
        statements=tuple(_statement(identity, one) for one in told),
        events=tuple(_event(identity, one, number, day) for number, one in enumerate(told)),
        positions=tuple(_position(identity, one) for one in told[:4]),
    )


def captured(one: Reading) -> Captured:
    """The report of a reading as it came in."""
    return Captured(
        report=one.report, original=one.report.text.encode("utf-8"), media_type="text/plain", source="synthetic"
    )


def readings(first: int, last: int, reader: Reader = READER) -> Iterator[Reading]:
    """The readings from one number up to another, a stream."""
    return (reading(number, reader) for number in range(first, last))


def reread(one: Reading, seed: int, version: str) -> Reading:
    """What another version of the reader could say of the same report: some entries gone, some said otherwise.

    Of the events some have another type, and so another id, some another status, and some are not there; actors may
    have lost a mention or bear another name, statements be gone.
    """
    dice = _Dice(seed)
    reader = replace(one.reader, coranto=version)
    actors = tuple(each if dice.below(6) else replace(each, name=f"{each.name} anew") for each in one.actors)
    events = tuple(_told_again(each, dice, one.report.id) for each in one.events if dice.below(8))
    statements = tuple(each for each in one.statements if dice.below(8))
    return replace(one, reader=reader, actors=actors, events=events, statements=statements)


def _told_again(event: Event, dice: _Dice, report: str) -> Event:
    drawn = dice.below(6)
    if drawn == 0:
        kind = ACTS[dice.below(5)][1]
        return replace(event, type=kind, id=event_id(report, event.trigger, kind))
    if drawn == 1:
        return replace(event, status="planned")
    return event


class _Told:
    """A sentence and the words in it."""

    def __init__(self, page: _Page) -> None:
        dice = page.dice
        self.one, self.other = GOVERNMENTS[dice.below(12)], GOVERNMENTS[dice.below(12)]
        self.where = PLACES[dice.below(12)]
        self.verb, self.type = ACTS[dice.below(5)]
        self.status = STATUSES[dice.below(6)]
        start = len(page.text)
        self.actor = page.put(self.one[0])
        page.put(" ")
        self.trigger = page.put(self.verb)
        page.put(" ")
        self.recipient = page.put(self.other[0])
        page.put(" in ")
        self.place = page.put(self.where[0])
        page.put(f" over {dice.word()} and {dice.word()} {dice.word()}, ")
        self.speaker = page.put(OFFICES[dice.below(5)])
        page.put(" ")
        self.cue = page.put("said")
        page.put(" ")
        self.content = page.put(f"of the {dice.word()} {dice.word()} that {dice.word()} {dice.word()}")
        self.whole = Span(start, len(page.text), page.text[start:])
        page.put(".\n\n" if dice.below(4) == 0 else ". ")


def _sentence(page: _Page) -> _Told:
    return _Told(page)


def _mention(span: Span, form: str) -> Mention:
    return Mention(span.start, span.end, span.text, form="name" if form == "name" else "role")


def _speaker_id(report: str, one: _Told) -> str:
    return f"actor-{hashlib.sha256(f'{report}{one.speaker.start}'.encode()).hexdigest()[:20]}"


def _actors(report: str, told: list[_Told]) -> tuple[Actor, ...]:
    found: dict[str, Actor] = {}
    for one in told:
        for (name, code), span in ((one.one, one.actor), (one.other, one.recipient)):
            known = found.get(code)
            mentions = (*(known.mentions if known else ()), _mention(span, "name"))
            found[code] = Actor(
                id=f"country:{code}", name=name, kind="government", country=code, sectors=("GOV",), public_role=True,
                basis="knowledge", mentions=mentions, reason="a country of the list, by its name",
            )  # fmt: skip
        identity = _speaker_id(report, one)
        found[identity] = Actor(
            id=identity, name=one.speaker.text, kind="person", country=one.one[1], sectors=("CVL",), basis="report",
            roles=(Role(title=one.speaker.text, of=None, evidence=one.speaker),),
            mentions=(_mention(one.speaker, "role"),), reason="a noun for a person",
        )  # fmt: skip
    return tuple(found.values())


def _place(one: _Told, span: Span) -> Place:
    name, country, lat, lon = one.where
    return Place(
        span.start, span.end, span.text, id=mention_id("place", span.start, span.end), kind="place", name=name,
        country=country, lat=lat, lon=lon, precision="town", reason="its main name, the largest town of that name",
    )  # fmt: skip


def _statement(report: str, one: _Told) -> Statement:
    speaker = _speaker_id(report, one)
    return Statement(
        id=statement_id(report, one.cue), kind="indirect", form="says",
        speaker=Speaker(actor=speaker, span=one.speaker, name=one.speaker.text), speakers=(speaker,),
        source_type="official", cue=one.cue, content=(one.content,), rule="verb/say",
    )  # fmt: skip


def _event(report: str, one: _Told, number: int, day: str) -> Event:
    return Event(
        id=event_id(report, one.trigger, one.type), type=one.type, status=one.status,  # type: ignore[arg-type]
        actors=(f"country:{one.one[1]}",), recipients=(f"country:{one.other[1]}",), actor_spans=(one.actor,),
        recipient_spans=(one.recipient,), trigger=one.trigger, triggers=(one.trigger,), place=number,
        date=EventDate(earliest=day, latest=day, precision="day"),
        according_to=(Source(statement=statement_id(report, one.cue), actor=_speaker_id(report, one)),),
        evidence=(one.whole,), quad="verbal cooperation", intensity=1.0, cameo="040", rule="act/synthetic",
    )  # fmt: skip


def _position(report: str, one: _Told) -> Position:
    return Position(
        id=f"position-{hashlib.sha256(f'{report}{one.trigger.start}'.encode()).hexdigest()[:20]}",
        actor=f"country:{one.one[1]}", issue="ceasefire", proposition="a ceasefire", stance="supports",
        basis="explicit", evidence=(one.whole,),
    )  # fmt: skip
