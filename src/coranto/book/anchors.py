"""Where an entry stands, and where a correction of it belongs once its report has been read again."""

from __future__ import annotations

from collections.abc import Sequence

from ..model.reading import Actor, Event, Place, Position, Reading, Statement
from ..model.record import Anchor, Entry, EntryKind
from ..model.report import Report
from ..model.span import Span, overlaps


def entries(reading: Reading, kind: EntryKind) -> Sequence[Entry]:
    """The entries of a kind in a reading."""
    if kind == "report":
        return (reading.report,)
    found: dict[EntryKind, Sequence[Entry]] = {
        "event": reading.events,
        "statement": reading.statements,
        "actor": reading.actors,
        "place": reading.places,
        "position": reading.positions,
    }
    return found[kind]


def kind_of(entry: Entry) -> EntryKind:
    """What kind of entry it is."""
    kinds: dict[type, EntryKind] = {
        Report: "report",
        Event: "event",
        Statement: "statement",
        Actor: "actor",
        Place: "place",
        Position: "position",
    }
    return kinds[type(entry)]


def find(reading: Reading, entry_id: str) -> Entry | None:
    """The entry of a reading with this id."""
    if entry_id == reading.report.id:
        return reading.report
    everything: tuple[Entry, ...] = (
        *reading.events, *reading.statements, *reading.actors, *reading.positions, *reading.places
    )  # fmt: skip
    return next((one for one in everything if one.id == entry_id), None)


def words_of(entry: Entry) -> tuple[Span, ...]:
    """The words an entry is known by, the chief ones first: those that its id is made of."""
    if isinstance(entry, Event):
        return (entry.trigger, *(each for each in entry.triggers if each != entry.trigger))
    if isinstance(entry, Statement):
        return (*((entry.cue,) if entry.cue else ()), *entry.content)
    if isinstance(entry, Actor):
        named = [each for each in entry.mentions if each.form == "name"]
        rest = [each for each in entry.mentions if each.form != "name"]
        return tuple([Span(each.start, each.end, each.text) for each in (*named, *rest)])
    if isinstance(entry, Place):
        return (Span(entry.start, entry.end, entry.text),)
    return entry.evidence if isinstance(entry, Position) else ()


def anchor_of(reading: Reading, entry: Entry) -> Anchor:
    """Where an entry stands."""
    words = words_of(entry)
    return Anchor(report=reading.report.id, kind=kind_of(entry), span=words[0] if words else None)


def resolve(reading: Reading, entry_id: str, anchor: Anchor) -> Entry | None:
    """The entry that is meant: of that id, else the only one of its kind whose evidence overlaps the anchor.

    The same words go before words that overlap, and the words an entry is known by before the sentence around them.
    None when there is none, or several.
    """
    there = entries(reading, anchor.kind)
    same = [one for one in there if one.id == entry_id]
    if same:
        return same[0]
    if anchor.report is None or anchor.span is None:
        return None
    for near in (_same_words, _overlapping, _in_evidence):
        found = [one for one in there if near(one, anchor.span)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _same_words(entry: Entry, span: Span) -> bool:
    return any((each.start, each.end) == (span.start, span.end) for each in words_of(entry))


def _overlapping(entry: Entry, span: Span) -> bool:
    return any(overlaps(each, span) for each in words_of(entry))


def _in_evidence(entry: Entry, span: Span) -> bool:
    return isinstance(entry, Event) and any(overlaps(each, span) for each in entry.evidence)
