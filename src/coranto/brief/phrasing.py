"""A sentence from an event or a statement: composed of the fields of the record, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from ..knowledge.brief import BriefKnowledge, Phrase
from ..model.reading import Actor, Event, Reading, Statement
from ..model.span import Span
from .calendar import when
from .naming import Named, name_of, names_of
from .sentence import Evidence, Sentence
from .stories import Story, Telling, actors_of

SHORTEST_QUOTATION = 5  # words: a shorter one is a term
LONGEST_QUOTATION = 320  # characters: a longer one is left in its report


class Page(msgspec.Struct, frozen=True):
    """What a sentence must know of the brief it stands in: its day, and who has been named before it."""

    today: date
    known: BriefKnowledge
    named: frozenset[str] = frozenset()

    def after(self, actors: Iterable[Actor]) -> Page:
        """The page once these actors have been named."""
        return msgspec.structs.replace(self, named=self.named | {actor.name for actor in actors})


def tell(story: Story, page: Page) -> Sentence:
    """The sentence of a story: who did what to whom, where, when, according to whom."""
    reading, event = story.first.reading, story.first.event
    text = reading.report.text
    sides = actors_of(reading, event.actors), actors_of(reading, event.recipients)
    parts = [
        _act(event, _names(sides[0], page, text), _names(sides[1], page, text), page.known),
        _where(reading, event, page.known),
        when(event.date, page.today, page.known),
    ]
    words = " ".join(part for part in parts if part)
    source = _according_to(reading, event, page)
    outlets = _outlets(story.tellings)
    return Sentence(
        text=f"{_capitalised(words)}{f', {source}' if source else ''}{f' ({outlets})' if outlets else ''}.",
        evidence=tuple(evidence for telling in story.tellings for evidence in event_evidence(telling)),
    )


def headline(story: Story, known: BriefKnowledge) -> str:
    """The story as a headline in the present tense, in title case."""
    reading, event = story.first.reading, story.first.event
    actors, recipients = (
        [name_of(actor, known, again=True, text=reading.report.text) for actor in actors_of(reading, ids)]
        for ids in (event.actors, event.recipients)
    )
    phrase = _phrase(event, known)
    if not actors:
        return title_case(_act(event, None, names_of(recipients, known), known), known)
    who = names_of(actors, known)
    if event.status not in {"happened", "ongoing"}:
        return title_case(_act(event, who, names_of(recipients, known) if recipients else None, known), known)
    verb = phrase.headline if recipients else phrase.headline_alone
    if not who.plural:
        verb = third_person(verb, known)
    words = f"{who.words} {verb}".format(recipients=names_of(recipients, known).words if recipients else "")
    return title_case(words, known)


def quote(reading: Reading, statement: Statement, page: Page) -> Sentence | None:
    """A direct quotation with its speaker, of one in several parts the first; None when it is too long."""
    words = statement.content[0].text if statement.content else ""
    if not words or len(words) > LONGEST_QUOTATION or "\n" in words:
        return None
    if words[1:2].islower() or len(words.split()) < SHORTEST_QUOTATION:
        return None  # a fragment: it says nothing without the sentence around it
    if words[-2:-1] == ",":
        words = words[:-2] + words[-1]  # the comma belonged to the sentence that quoted it
    text = page.known.statements["direct"].format(speaker=_speaker(reading, statement, page), words=words)
    outlet = f" ({reading.report.outlet})" if reading.report.outlet else ""
    return Sentence(text=_closed(_capitalised(text) + outlet), evidence=statement_evidence(reading, statement))


def silence(reading: Reading, statement: Statement, page: Page) -> Sentence:
    """What somebody refused to say, or did not say."""
    speaker = _speaker(reading, statement, page)
    spans = statement_evidence(reading, statement)
    words = " ".join(f"“{' '.join(evidence.span.text.split())}”" for evidence in spans[:1])
    text = page.known.statements[statement.form].format(
        speaker=speaker, words=words, were=page.known.words["were" if len(statement.speakers) > 1 else "was"]
    )
    outlet = f" ({reading.report.outlet})" if reading.report.outlet else ""
    return Sentence(text=_capitalised(text) + outlet + ".", evidence=spans)


def event_evidence(telling: Telling) -> tuple[Evidence, ...]:
    """The words behind an event."""
    report = telling.reading.report
    return tuple(
        Evidence(report=report.id, outlet=report.outlet, entry=telling.event.id, span=span)
        for span in telling.event.evidence or (telling.event.trigger,)
    )


def statement_evidence(reading: Reading, statement: Statement) -> tuple[Evidence, ...]:
    """The words behind a statement: its content and cue, else its speaker."""
    spans: Sequence[Span | None] = (*(statement.content or (statement.cue,)), statement.speaker.span)
    return tuple(
        Evidence(report=reading.report.id, outlet=reading.report.outlet, entry=statement.id, span=span)
        for span in spans
        if span is not None
    )


def title_case(words: str, known: BriefKnowledge) -> str:
    """Words as a headline prints them: small words stay small, except the first."""
    cased = [
        word if word in known.small or not word[:1].islower() else word[0].upper() + word[1:] for word in words.split()
    ]
    return _capitalised(" ".join(cased))


def third_person(verb: str, known: BriefKnowledge) -> str:
    """The verb as one person does it: "Hold Talks" becomes "Holds Talks"."""
    first, _, rest = verb.partition(" ")
    ending, becomes = next(pair for pair in known.third_person if first.endswith(pair[0]))
    return f"{first.removesuffix(ending)}{becomes} {rest}".strip()


def _phrase(event: Event, known: BriefKnowledge) -> Phrase:
    return known.events.get(f"{event.type}.{event.mode}") or known.events[event.type]


def _act(event: Event, who: Named | None, whom: Named | None, known: BriefKnowledge) -> str:
    phrase, status = _phrase(event, known), known.statuses.get(event.status)
    slots = {
        "recipients": whom.words if whom else "",
        "were": known.words["were" if whom and whom.plural else "was"],
    }
    passive = (phrase.passive if whom else phrase.noun).format(**slots)
    infinitive = (phrase.infinitive if whom else phrase.infinitive_alone).format(**slots)
    if who is None:
        return status.passive.format(passive=passive) if status else passive
    if status is None:
        return f"{who.words} {(phrase.past if whom else phrase.past_alone).format(**slots)}"
    were = known.words["were" if who.plural else "was"]
    return f"{who.words} {status.active.format(infinitive=infinitive, were=were)}"


def _names(actors: Sequence[Actor], page: Page, text: str) -> Named | None:
    if not actors:
        return None
    named = [name_of(actor, page.known, again=actor.name in page.named, text=text) for actor in actors]
    return names_of(named, page.known)


def _where(reading: Reading, event: Event, known: BriefKnowledge) -> str:
    if event.place is None:
        return ""
    return known.words["in"].format(place=" ".join(reading.places[event.place].text.split()))


def _according_to(reading: Reading, event: Event, page: Page) -> str:
    """The speakers who answer for the event, unless they are the ones who act."""
    ids = [source.actor for source in event.according_to if source.actor and source.actor not in event.actors]
    names = _names(actors_of(reading, dict.fromkeys(ids)), page, reading.report.text)
    return page.known.words["according_to"].format(names=names.words) if names else ""


def _speaker(reading: Reading, statement: Statement, page: Page) -> str:
    span = statement.speaker.span
    speakers = actors_of(reading, statement.speakers)
    if span is not None and all(actor.basis == "report" and not actor.public_role for actor in speakers):
        return (
            _small_first(" ".join(span.text.split()), page.known) if _has_no_name(speakers) else _hidden(speakers, page)
        )
    names = _names(speakers, page, reading.report.text)
    if names:
        return names.words
    return " ".join(span.text.split()) if span else page.known.statements["somebody"]


def _has_no_name(actors: Sequence[Actor]) -> bool:
    return not any(mention.form == "name" for actor in actors if actor.kind == "person" for mention in actor.mentions)


def _hidden(actors: Sequence[Actor], page: Page) -> str:
    named = _names(actors, page, "")
    return named.words if named else page.known.statements["somebody"]


def _small_first(words: str, known: BriefKnowledge) -> str:
    first, _, rest = words.partition(" ")
    return f"{first.lower()} {rest}" if rest and first.lower() in known.small else words


def _outlets(tellings: Iterable[Telling]) -> str:
    return "; ".join(dict.fromkeys(each.reading.report.outlet for each in tellings if each.reading.report.outlet))


def _closed(words: str) -> str:
    """With a full stop, unless a quotation at the end brings its own."""
    return words if words.rstrip("”\"’'")[-1:] in {".", "!", "?"} else words + "."


def _capitalised(words: str) -> str:
    return words[:1].upper() + words[1:]
