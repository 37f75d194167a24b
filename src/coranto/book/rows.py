"""The rows of the record: one for each report, event, statement, position, actor and place, as corrected.

The SQL views, the search and the exports all show these rows. A person without a public role goes by role.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final

from ..model.reading import Actor, Event, Place, Position, Statement
from ..model.record import Record
from ..model.span import Span

Cell = str | int | float | bool | None
Row = dict[str, Cell]

_SHARED = ("id", "report_id", "url", "evidence", "start", "end", "according_to")
_LAST = ("corrected",)
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    "events": (*_SHARED, "type", "mode", "status", "quad", "intensity", "actors", "actor_countries", "recipients",
               "recipient_countries", "place", "place_country", "lat", "lon", "earliest", "latest", "date_precision",
               "trigger", "rule", "negated", "background", "certainty", "contexts", "cameo", "same_as", *_LAST),
    "statements": (*_SHARED, "kind", "form", "speaker", "speaker_country", "source_type", "addressee", "cue",
                   "content", "polarity", "certainty", "inside", "rule", "same_as", *_LAST),
    "positions": (*_SHARED, "actor", "actor_country", "via", "issue", "proposition", "stance", "basis", "target",
                  "condition", "statement", "date", "same_as", *_LAST),
    "actors": (*_SHARED, "name", "kind", "country", "sectors", "public_role", "basis", "mentions", "reason", *_LAST),
    "places": (*_SHARED, "kind", "name", "country", "admin1", "lat", "lon", "precision", "radius_km", "geonames",
               "reason", *_LAST),
    "reports": ("id", "report_id", "url", "title", "outlet", "language", "published", "published_basis", "events",
                "statements", "problems", *_LAST),
}  # fmt: skip


def rows_of(record: Record, table: str) -> Iterator[Row]:
    """The rows that a report gives a table, in the order of its text; none when the report was taken out."""
    if record.withdrawn is None:
        yield from _TABLES[table](record)


def shown(actor: Actor) -> str:
    """The name that leaves the desk: a person without a public role goes by role."""
    if actor.kind == "person" and not actor.public_role:
        return next((role.title for role in actor.roles), "private person")
    return actor.name


def _shared(record: Record, identity: str, span: Span, according_to: str | None) -> Row:
    return {
        "id": identity,
        "report_id": record.reading.report.id,
        "url": record.reading.report.url,
        "evidence": span.text,
        "start": span.start,
        "end": span.end,
        "according_to": according_to,
        "same_as": record.same.get(identity),
        "corrected": record.corrected(identity),
    }


def _by_id(record: Record) -> dict[str, Actor]:
    return {actor.id: actor for actor in record.reading.actors}


def _joined(words: Iterable[str | None]) -> str | None:
    return "; ".join(dict.fromkeys([word for word in words if word])) or None


def _names(actors: dict[str, Actor], ids: Sequence[str]) -> str | None:
    if len(ids) == 1:
        return shown(actors[ids[0]]) if ids[0] in actors else None
    return _joined([shown(actors[each]) for each in ids if each in actors])


def _countries(actors: dict[str, Actor], ids: Sequence[str]) -> str | None:
    if len(ids) == 1:
        return actors[ids[0]].country if ids[0] in actors else None
    return _joined([actors[each].country for each in ids if each in actors])


def _event(record: Record, event: Event, actors: dict[str, Actor]) -> Row:
    reading = record.reading
    place = reading.places[event.place] if event.place is not None else None
    sources = _joined(
        [
            shown(actors[source.actor]) if source.actor in actors else reading.report.outlet if source.outlet else None
            for source in event.according_to
        ]
    )
    return {
        **_shared(record, event.id, event.evidence[0] if event.evidence else event.trigger, sources),
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "negated": event.negated,
        "background": event.background,
        "certainty": event.certainty,
        "contexts": "; ".join(event.contexts) or None,
        "cameo": event.cameo,
        "quad": event.quad,
        "intensity": event.intensity,
        "actors": _names(actors, event.actors),
        "actor_countries": _countries(actors, event.actors),
        "recipients": _names(actors, event.recipients),
        "recipient_countries": _countries(actors, event.recipients),
        "place": place.name if place else None,
        "place_country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "earliest": event.date.earliest if event.date else None,
        "latest": event.date.latest if event.date else None,
        "date_precision": event.date.precision if event.date else None,
        "trigger": event.trigger.text,
        "rule": event.rule,
    }


def _statement(record: Record, statement: Statement, actors: dict[str, Actor]) -> Row:
    speaker = actors.get(statement.speaker.actor or "")
    first = (*statement.content, *([statement.cue] if statement.cue else []))[0]
    name = shown(speaker) if speaker else statement.speaker.name
    return {
        **_shared(record, statement.id, first, name or record.reading.report.outlet),
        "kind": statement.kind,
        "form": statement.form,
        "speaker": name,
        "speaker_country": speaker.country if speaker else None,
        "source_type": statement.source_type,
        "addressee": statement.addressee.span.text if statement.addressee and statement.addressee.span else None,
        "cue": statement.cue.text if statement.cue else None,
        "content": " … ".join(part.text for part in statement.content) or None,
        "polarity": statement.polarity,
        "certainty": statement.certainty,
        "inside": statement.inside,
        "rule": statement.rule,
    }


def _position(record: Record, position: Position, actors: dict[str, Actor]) -> Row:
    reading = record.reading
    statement = next((each for each in reading.statements if each.id == position.statement), None)
    speakers = _names(actors, statement.speakers) if statement else None
    published = reading.report.published.value if reading.report.published else None
    return {
        **_shared(record, position.id, position.evidence[0], speakers or reading.report.outlet),
        "actor": shown(actors[position.actor]) if position.actor in actors else None,
        "actor_country": actors[position.actor].country if position.actor in actors else None,
        "via": shown(actors[position.via]) if position.via in actors else None,
        "issue": position.issue,
        "proposition": position.proposition,
        "stance": position.stance,
        "basis": position.basis,
        "target": shown(actors[position.target]) if position.target in actors else None,
        "condition": position.condition.text if position.condition else None,
        "statement": position.statement,
        "date": reading.times[position.time].value if position.time is not None else published,
    }


def _actor(record: Record, actor: Actor) -> Row:
    first = actor.mentions[0]
    hidden = actor.kind == "person" and not actor.public_role
    return {
        **_shared(record, actor.id, Span(first.start, first.end, shown(actor) if hidden else first.text), None),
        "name": shown(actor),
        "kind": actor.kind,
        "country": actor.country,
        "sectors": " ".join(actor.sectors) or None,
        "public_role": actor.public_role,
        "basis": actor.basis,
        "mentions": len(actor.mentions),
        "reason": actor.reason,
    }


def _place(record: Record, place: Place) -> Row:
    return {
        **_shared(record, place.id, place, record.reading.report.outlet),
        "kind": place.kind,
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "precision": place.precision,
        "radius_km": place.radius_km,
        "geonames": place.ids.get("geonames"),
        "reason": place.reason,
    }


def report_row(record: Record) -> Row:
    """The row of a report in the table of reports."""
    reading, report = record.reading, record.reading.report
    return {
        "id": report.id,
        "report_id": report.id,
        "url": report.url,
        "title": report.title,
        "outlet": report.outlet,
        "language": report.language,
        "published": report.published.value if report.published else None,
        "published_basis": report.published.basis if report.published else None,
        "events": len(reading.events),
        "statements": len(reading.statements),
        "problems": len(reading.problems),
        "corrected": record.corrected(report.id),
    }


def _with_actors(record: Record, table: str) -> Iterator[Row]:
    actors, reading = _by_id(record), record.reading
    if table == "events":
        yield from (_event(record, each, actors) for each in reading.events)
    elif table == "statements":
        yield from (_statement(record, each, actors) for each in reading.statements)
    else:
        yield from (_position(record, each, actors) for each in reading.positions)


_TABLES: dict[str, Callable[[Record], Iterator[Row]]] = {
    "events": lambda record: _with_actors(record, "events"),
    "statements": lambda record: _with_actors(record, "statements"),
    "positions": lambda record: _with_actors(record, "positions"),
    "actors": lambda record: (_actor(record, each) for each in record.reading.actors),
    "places": lambda record: (_place(record, each) for each in record.reading.places),
    "reports": lambda record: iter((report_row(record),)),
}
