"""The rows of each table that can be exported, and their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ..book import Book
from ..model.reading import Actor, Event, Place, Position, Reading, Statement
from ..model.span import Span

Cell = str | int | float | bool | None
Row = dict[str, Cell]

_SHARED = ("id", "report_id", "url", "evidence", "start", "end", "according_to")
COLUMNS: dict[str, tuple[str, ...]] = {
    "events": (*_SHARED, "type", "mode", "status", "quad", "intensity", "actors", "actor_countries", "recipients",
               "recipient_countries", "place", "place_country", "lat", "lon", "earliest", "latest", "date_precision",
               "trigger", "rule"),
    "statements": (*_SHARED, "kind", "form", "speaker", "speaker_country", "source_type", "addressee", "cue",
                   "content", "polarity", "certainty", "inside", "rule"),
    "positions": (*_SHARED, "actor", "actor_country", "via", "issue", "proposition", "stance", "basis", "target",
                  "condition", "statement", "date"),
    "actors": (*_SHARED, "name", "kind", "country", "sectors", "public_role", "basis", "mentions", "reason"),
    "places": (*_SHARED, "kind", "name", "country", "admin1", "lat", "lon", "precision", "radius_km", "geonames",
               "reason"),
    "reports": ("id", "report_id", "url", "title", "outlet", "language", "published", "published_basis", "events",
                "statements", "problems"),
}  # fmt: skip


def rows(book: Book, table: str) -> Iterator[Row]:
    """The rows of a table in the order of the reports; memory does not grow with their number."""
    for reading in book.readings():
        yield from _TABLES[table](reading)


def _shared(reading: Reading, identity: str, span: Span, according_to: str | None) -> Row:
    return {
        "id": identity,
        "report_id": reading.report.id,
        "url": reading.report.url,
        "evidence": span.text,
        "start": span.start,
        "end": span.end,
        "according_to": according_to,
    }


def _by_id(reading: Reading) -> dict[str, Actor]:
    return {actor.id: actor for actor in reading.actors}


def _joined(words: Iterator[str | None]) -> str | None:
    return "; ".join(dict.fromkeys(word for word in words if word)) or None


def shown(actor: Actor) -> str:
    """The name that leaves the desk: a person without a public role goes by role."""
    if actor.kind == "person" and not actor.public_role:
        return next((role.title for role in actor.roles), "private person")
    return actor.name


def _event(reading: Reading, event: Event) -> Row:
    actors = _by_id(reading)
    place = reading.places[event.place] if event.place is not None else None
    sources = _joined(
        shown(actors[source.actor]) if source.actor in actors else reading.report.outlet if source.outlet else None
        for source in event.according_to
    )
    return {
        **_shared(reading, event.id, event.evidence[0] if event.evidence else event.trigger, sources),
        "type": event.type,
        "mode": event.mode,
        "status": event.status,
        "quad": event.quad,
        "intensity": event.intensity,
        "actors": _joined(shown(actors[each]) for each in event.actors),
        "actor_countries": _joined(actors[each].country for each in event.actors),
        "recipients": _joined(shown(actors[each]) for each in event.recipients),
        "recipient_countries": _joined(actors[each].country for each in event.recipients),
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


def _statement(reading: Reading, statement: Statement) -> Row:
    actors = _by_id(reading)
    speaker = actors.get(statement.speaker.actor or "")
    first = (*statement.content, *([statement.cue] if statement.cue else []))[0]
    name = shown(speaker) if speaker else statement.speaker.name
    return {
        **_shared(reading, statement.id, first, name or reading.report.outlet),
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


def _position(reading: Reading, position: Position) -> Row:
    actors = _by_id(reading)
    statement = next((each for each in reading.statements if each.id == position.statement), None)
    speakers = _joined(shown(actors[each]) for each in statement.speakers if each in actors) if statement else None
    published = reading.report.published.value if reading.report.published else None
    return {
        **_shared(reading, position.id, position.evidence[0], speakers or reading.report.outlet),
        "actor": shown(actors[position.actor]),
        "actor_country": actors[position.actor].country,
        "via": shown(actors[position.via]) if position.via else None,
        "issue": position.issue,
        "proposition": position.proposition,
        "stance": position.stance,
        "basis": position.basis,
        "target": shown(actors[position.target]) if position.target in actors else None,
        "condition": position.condition.text if position.condition else None,
        "statement": position.statement,
        "date": reading.times[position.time].value if position.time is not None else published,
    }


def _actor(reading: Reading, actor: Actor) -> Row:
    first = actor.mentions[0]
    hidden = actor.kind == "person" and not actor.public_role
    return {
        **_shared(reading, actor.id, Span(first.start, first.end, shown(actor) if hidden else first.text), None),
        "name": shown(actor),
        "kind": actor.kind,
        "country": actor.country,
        "sectors": " ".join(actor.sectors) or None,
        "public_role": actor.public_role,
        "basis": actor.basis,
        "mentions": len(actor.mentions),
        "reason": actor.reason,
    }


def _place(reading: Reading, place: Place) -> Row:
    return {
        **_shared(reading, place.id, place, reading.report.outlet),
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


def _report(reading: Reading) -> Row:
    report = reading.report
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
    }


_TABLES: dict[str, Callable[[Reading], Iterator[Row]]] = {
    "events": lambda reading: (_event(reading, each) for each in reading.events),
    "statements": lambda reading: (_statement(reading, each) for each in reading.statements),
    "positions": lambda reading: (_position(reading, each) for each in reading.positions),
    "actors": lambda reading: (_actor(reading, each) for each in reading.actors),
    "places": lambda reading: (_place(reading, each) for each in reading.places),
    "reports": lambda reading: iter((_report(reading),)),
}
