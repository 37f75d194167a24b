"""One entry of the book with its words: what `coranto show` opens."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import msgspec

from ..linking import Changed
from ..linking.grades import LEGEND
from ..model.reading import Actor, Event, Place, Position, Reading, Statement
from ..model.record import Entry, Record
from ..model.span import Span

if TYPE_CHECKING:
    from .linked import Links, Support

HEDGES = {"hedge": "doubt", "scare_quote": "term", "evaluation": "judgement"}
CONTEXT = 90  # characters shown on both sides of a mention


class Line(msgspec.Struct, frozen=True):
    """A line to print; `spans` are offsets of evidence in it."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


class Told(msgspec.Struct, frozen=True):
    """An entry as lines for a reader, and as JSON for a program."""

    lines: tuple[Line, ...]
    json: bytes


class Found(msgspec.Struct, frozen=True):
    """An entry with the record of the report it stands in; a report is its record itself."""

    record: Record
    entry: Entry | None

    @property
    def reading(self) -> Reading:
        """The reading, as corrected."""
        return self.record.reading


def tell(found: Found, links: Links | None = None, supports: Mapping[str, Support] | None = None) -> Told:
    """The entry in words: what it is, who corrected it, why it was coded so, and the characters it came from.

    With `links` and `supports` of its report also what other reports have to do with it.
    """
    entry = found.entry if found.entry is not None else found.reading
    lines = [*_told(found.reading, entry)]
    identity = entry.report.id if isinstance(entry, Reading) else entry.id
    if isinstance(entry, Reading) and links is not None:
        lines[2:2] = _linked(links)
    if isinstance(entry, Event) and supports and entry.id in supports:
        told = supports[entry.id]
        lines[1:1] = [
            Line(f"  told by  {told.words} [{told.id}]"),
            Line(f"  grade    {told.grade}, as reckoned: {LEGEND[told.digit]}"),
        ]
    lines[1:1] = _corrected(found.record, identity)
    if isinstance(entry, Reading):
        lines += _corrected_in(found.record)
    return Told(tuple(lines), _json(found.record, entry, identity))


def _linked(links: Links) -> Iterator[Line]:
    """Whom the news of a report comes from, whose copy it is, and what else tells of the same."""
    whose = ", ".join(f"{each.name} ({each.kind})" for each in links.origins if each.kind != "outlet")
    yield Line(f"  news of  {whose or 'nobody is named: the outlet itself'}")
    copying = links.copying
    if copying is not None and copying.original != links.report:
        much = f", {copying.share:.0%} of the shorter text stands in the longer" if copying.share is not None else ""
        yield Line(f"  copy     of {copying.original[:12]}{much} [{copying.group}]")
        yield from _changed(copying.changed)
    if links.happening is not None:
        others = ", ".join(each[:12] for each in links.together) or "no other report"
        yield Line(f"  together with {others} [{links.happening}]")


def _changed(made: Changed | None) -> Iterator[Line]:
    """What a copy changed, sentence by sentence."""
    if made is None:
        return
    for was, now in made.otherwise:
        yield Line(f"  was      “{was}”")
        yield Line(f"  now      “{now}”")
    yield from (Line(f"  left out “{each}”") for each in made.left_out)
    yield from (Line(f"  put in   “{each}”") for each in made.put_in)


def _told(reading: Reading, entry: Entry | Reading) -> Iterator[Line]:
    if isinstance(entry, Event):
        return _event(reading, entry)
    if isinstance(entry, Statement):
        return _statement(reading, entry)
    if isinstance(entry, Actor):
        return _actor(reading, entry)
    if isinstance(entry, Position):
        return _position(reading, entry)
    return _place(reading, entry) if isinstance(entry, Place) else _report(reading)


def _corrected(record: Record, identity: str) -> Iterator[Line]:
    """What people did to the entry; first of all that it was taken out."""
    gone = record.gone.get(identity)
    if gone is not None:
        yield Line(f"  not in the record: {gone.words} [{gone.correction}]")
    for mark in record.marks.get(identity, ()):
        was = ", ".join(f"{name} was {msgspec.json.encode(value).decode()}" for name, value in mark.before.items())
        said = f" ({was})" if was and mark.action not in {"confirm", "reject"} else ""
        yield Line(f"  by hand  {mark.words}{said} [{mark.correction}]")
    if identity in record.same:
        yield Line(f"  same as  {record.same[identity]}")


def _corrected_in(record: Record) -> Iterator[Line]:
    """What people did to the entries of a report."""
    report = record.reading.report.id
    for entry, marks in record.marks.items():
        if entry != report:
            yield from (Line(f"  {'by hand':<9}  {entry}: {mark.words} [{mark.correction}]") for mark in marks)
    for entry, gone in record.gone.items():
        if entry != report and gone.action == "reject":
            yield Line(f"  {'by hand':<9}  {entry}: {gone.words} [{gone.correction}]")


def _json(record: Record, entry: Entry | Reading, identity: str) -> bytes:
    """The entry as JSON; where people touched it `corrected` says how, of a report also `corrected_entries` by id."""
    marks = {entry: list(marks) for entry, marks in record.marks.items()}
    for each, gone in record.gone.items():
        marks.setdefault(each, []).append(gone)
    own = marks.pop(identity, None)
    said = {"corrected": own} if own else {}
    if isinstance(entry, Reading) and marks:
        said |= {"corrected_entries": marks}  # type: ignore[dict-item]
    if not said:
        return msgspec.json.encode(entry)
    return msgspec.json.encode(msgspec.to_builtins(entry) | msgspec.to_builtins(said))


def _place(reading: Reading, place: Place) -> Iterator[Line]:
    where = f"{place.name}, {place.country or 'no country'}, {place.precision}" if place.precision else "unresolved"
    yield Line(f"{place.kind} {where}  [{place.id}]")
    if place.lat is not None and place.lon is not None:
        yield Line(f"  lies at  {place.lat:.4f}, {place.lon:.4f}" + (f" ({place.admin1})" if place.admin1 else ""))
    yield Line(f"  why      {place.reason}")
    yield from _words(reading, (place,), (place,))


def _event(reading: Reading, event: Event) -> Iterator[Line]:
    mode = f".{event.mode}" if event.mode else ""
    yield Line(f"{event.type}{mode}, {event.status}  [{event.id}]")
    yield Line(f"  who      {_names(reading, event.actors)}")
    yield Line(f"  to whom  {_names(reading, event.recipients)}")
    if event.place is not None:
        place = reading.places[event.place]
        yield Line(f"  where    {place.name}, {place.country or 'unresolved'}: {place.reason}")
    if event.date is not None:
        yield Line(f"  when     {event.date.earliest or '…'} to {event.date.latest or '…'} ({event.date.precision})")
    yield from _circumstances(reading, event)
    for source in event.according_to:
        speaker = _names(reading, (source.actor,)) if source.actor else reading.report.outlet or "the outlet"
        yield Line(f"  according to {speaker}" + (f" [{source.statement}]" if source.statement else ""))
    if event.content_of:
        yield Line(f"  inside   {event.content_of}")
    yield Line(f"  why      {event.rule}")
    coded = [f"CAMEO {event.cameo}" if event.cameo else "", *event.contexts]
    if any(coded):
        yield Line(f"  coded    {', '.join(filter(None, coded))}")
    yield from _words(reading, event.evidence, event.triggers)


def _circumstances(reading: Reading, event: Event) -> Iterator[Line]:
    if event.count > 1:
        yield Line(f"  times    {event.count}")
    if event.instrument:
        yield Line(f"  with     {event.instrument.text}")
    for figure in (reading.figures[index] for index in event.figures):
        yield Line(f"  number   {figure.kind}: {figure.text}")
    if event.condition:
        yield Line(f"  depends  {event.condition.text}")


def _statement(reading: Reading, statement: Statement) -> Iterator[Line]:
    yield Line(f"{statement.kind} statement, {statement.form}, {statement.polarity}  [{statement.id}]")
    yield Line(f"  who      {statement.speaker.name or 'not named'} ({statement.source_type})")
    if statement.principal:
        yield Line(f"  for whom {_names(reading, (statement.principal,))}")
    if statement.addressee and statement.addressee.span:
        yield Line(f"  to whom  {statement.addressee.span.text}")
    if statement.time is not None:
        yield Line(f"  when     {reading.times[statement.time].value or reading.times[statement.time].text}")
    if statement.inside:
        yield Line(f"  inside   {statement.inside}")
    yield Line(f"  sure     {statement.certainty}")
    yield Line(f"  why      {statement.rule}")
    marks = [span for span in (statement.cue, statement.speaker.span) if span]
    yield from _words(reading, statement.content or tuple(marks), (*statement.content, *marks))


def _position(reading: Reading, position: Position) -> Iterator[Line]:
    yield Line(f"{_names(reading, (position.actor,))} {position.stance}: {position.issue}  [{position.id}]")
    yield Line(f"  on       {position.proposition}")
    if position.via:
        yield Line(f"  through  {_names(reading, (position.via,))}")
    if position.condition:
        yield Line(f"  if       {position.condition.text}")
    if position.time is not None:
        yield Line(f"  when     {reading.times[position.time].value or reading.times[position.time].text}")
    yield Line(f"  why      {position.basis}" + (f" [{position.statement}]" if position.statement else ""))
    yield from _words(reading, position.evidence, position.evidence)


def _actor(reading: Reading, actor: Actor) -> Iterator[Line]:
    sectors = " ".join(actor.sectors) or "no sector"
    yield Line(f"{actor.name}: {actor.kind}, {actor.country or 'no country'}, {sectors}  [{actor.id}]")
    for role in actor.roles:
        yield Line(f"  office   {role.title}" + (f" of {role.of}" if role.of else ""))
    yield Line(f"  why      {actor.reason}")
    yield from _words(reading, actor.mentions, actor.mentions)


def _report(reading: Reading) -> Iterator[Line]:
    report = reading.report
    yield Line(f"{report.title or 'No title'}  [{report.id}]")
    published = report.published
    day = f"{published.value or 'undated'} ({published.basis}, {published.confidence:.2f})" if published else "undated"
    yield Line(f"  {report.outlet or 'no outlet'}, {day}" + (f", {report.url}" if report.url else ""))
    for focus in reading.focus:
        words = ", ".join(dict.fromkeys(f"“{span.text}”" for span in focus.evidence))
        yield Line(f"  about    {focus.admin1 or focus.country} {focus.share:.0%}: {words}")
    for problem in reading.problems:
        yield Line(f"  problem  {problem.stage}: {problem.message}")
    triggers = [span for event in reading.events for span in event.triggers]
    for passage in reading.passages:
        yield _line(passage, triggers, f"  {passage.kind:<9}  ")
    for event in reading.events:
        sides = f"{_names(reading, event.actors)} -> {_names(reading, event.recipients)}"
        yield Line(f"  {event.type:<9}  {event.status}: {sides}: “{event.trigger.text}” [{event.id}]")
    yield from _said(reading)
    for actor in reading.actors:
        yield Line(f"  {'actor':<9}  {_actor_told(actor)} [{actor.id}]")
    for figure in reading.figures:
        of = f" {figure.of.text}" if figure.of else ""
        yield Line(f"  {'figure':<9}  “{' '.join(figure.text.split())}”{of}: {figure.kind}")
    first = {(place.text, place.name, place.lat): place for place in reversed(reading.places)}
    for place in sorted(first.values(), key=lambda each: each.start):
        where = f"{place.name}, {place.country or 'no country'}, {place.precision}" if place.precision else "unresolved"
        yield Line(f"  {place.kind:<9}  “{' '.join(place.text.split())}”: {where}: {place.reason}")


def _said(reading: Reading) -> Iterator[Line]:
    """Who said what or nothing, where each stands, whose the doubts, disputed terms and judgements are."""
    names = {actor.id: actor.name for actor in reading.actors}
    for statement in reading.statements:
        who = statement.speaker.name or "not named"
        words = " … ".join(" ".join(part.text.split()) for part in statement.content)
        cue = f"“{statement.cue.text}”" if statement.cue else "no cue"
        told = f"“{words}”" if words else cue
        yield Line(f"  {statement.form:<9}  {who}, {statement.kind}, {statement.polarity}: {told} [{statement.id}]")
    for position in reading.positions:
        through = f" through {names[position.via]}" if position.via in names else ""
        words = " ".join(position.evidence[0].text.split())
        told = f"{names.get(position.actor, position.actor)}{through} {position.stance}: {position.issue}"
        yield Line(f"  {'position':<9}  {told}: “{words}” [{position.id}]")
    for hedge in reading.hedges:
        owners = ", ".join(names.get(owner, owner) for owner in hedge.owners) or hedge.owner
        yield Line(f"  {HEDGES[hedge.kind]:<9}  “{' '.join(hedge.text.split())}”: {owners}")


def _actor_told(actor: Actor) -> str:
    """Who an actor is, the words that mean it, each once, and how that is known."""
    what = ", ".join(filter(None, (actor.kind.replace("_", " "), actor.country, " ".join(actor.sectors))))
    words = ", ".join(dict.fromkeys(f"“{' '.join(mention.text.split())}”" for mention in actor.mentions))
    return f"{actor.name} ({what}) {words}: {actor.reason}"


def _names(reading: Reading, ids: tuple[str | None, ...]) -> str:
    by_id = {actor.id: actor.name for actor in reading.actors}
    return ", ".join(by_id[each] for each in ids if each in by_id) or "not told"


def _words(reading: Reading, evidence: tuple[Span, ...], marks: tuple[Span, ...]) -> Iterator[Line]:
    text = reading.report.text
    for span in evidence:
        passage = next((each for each in reading.passages if each.start <= span.start < each.end), None)
        start = max(span.start - CONTEXT, passage.start if passage else 0)
        end = min(span.end + CONTEXT, passage.end if passage else len(text))
        yield Line(f"  characters {span.start} to {span.end} of {reading.report.outlet or reading.report.id[:12]}:")
        yield _line(Span(start, end, text[start:end]), marks, "    ")


def _line(span: Span, marks: tuple[Span, ...] | list[Span], prefix: str) -> Line:
    words = "".join(" " if letter in "\n\r\t" else letter for letter in span.text)  # one for one: offsets stay
    inside = tuple(
        (mark.start - span.start + len(prefix), mark.end - span.start + len(prefix))
        for mark in marks
        if span.start <= mark.start and mark.end <= span.end
    )
    return Line(prefix + words, inside)
