"""What an entry says, as plain values a person can correct, and the entry once it says something else.

Ids and the words an entry came from are no values: they cannot be edited.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from ..errors import UsageError
from ..knowledge.crosswalk import load_crosswalk
from ..knowledge.events import load_events
from ..model.reading import Event, Reading, Statement
from ..model.record import Entry, EntryKind
from ..model.report import Published, Report
from .anchors import kind_of

LANGUAGE = "en"
FIELDS: Final[dict[EntryKind, tuple[str, ...]]] = {
    "report": ("title", "outlet", "url", "language", "published"),
    "event": ("type", "mode", "contexts", "status", "negated", "background", "certainty", "count", "actors",
              "recipients", "place", "date", "quad", "intensity", "cameo"),
    "statement": ("kind", "form", "speaker", "speakers", "principal", "source_type", "polarity", "certainty"),
    "actor": ("name", "kind", "country", "sectors", "public_role", "part_of", "aligned_with", "count"),
    "place": ("name", "kind", "country", "admin1", "lat", "lon", "precision", "radius_km", "ids"),
    "position": ("actor", "via", "issue", "proposition", "stance", "basis", "target"),
}  # fmt: skip
CODES: Final[dict[EntryKind, tuple[str, ...]]] = {  # what a recoding may say
    "report": (),
    "event": ("type", "mode", "contexts", "status", "quad", "intensity", "cameo"),
    "statement": ("kind", "form", "source_type", "polarity", "certainty"),
    "actor": ("kind", "country", "sectors"),
    "place": ("kind", "country", "admin1", "precision"),
    "position": ("issue", "stance", "basis"),
}
NAMES: Final[dict[EntryKind, str]] = {"report": "title", "actor": "name", "place": "name"}
_FOLLOWS = {"quad", "intensity", "cameo"}  # of an event, from its type and mode


def said(reading: Reading, entry: Entry) -> dict[str, Any]:
    """What an entry says: its values by field; places by id, a report's `published` as its day."""
    kind = kind_of(entry)
    plain: dict[str, Any] = {name: getattr(entry, name) for name in FIELDS[kind]}
    if isinstance(entry, Event) and entry.place is not None:
        plain["place"] = reading.places[entry.place].id
    if isinstance(entry, Report):
        plain["published"] = entry.published.value if entry.published else None
    if isinstance(entry, Statement):
        plain["speaker"] = entry.speaker.name
    built: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(plain))  # as it is kept: lists, not tuples
    return built


def told(reading: Reading, entry: Entry, values: Mapping[str, Any]) -> Entry:
    """The entry with other values; raises `UsageError` naming the field that does not fit."""
    kind = kind_of(entry)
    unknown = [name for name in values if name not in FIELDS[kind]]
    if unknown:
        raise UsageError(f"{kind} has no value {unknown[0]!r} to edit; it has: {', '.join(FIELDS[kind])}")
    plain = {name: getattr(entry, name) for name in entry.__struct_fields__} | dict(values)
    if isinstance(entry, Event) and "place" in values:
        plain["place"] = _place(reading, values["place"])
    if isinstance(entry, Report) and "published" in values:
        plain["published"] = _published(values["published"])
    if isinstance(entry, Statement) and "speaker" in values:
        plain["speaker"] = msgspec.structs.replace(entry.speaker, name=values["speaker"])
    try:
        return msgspec.convert(msgspec.to_builtins(plain), type(entry))
    except msgspec.ValidationError as error:
        raise UsageError(f"{kind} {entry.id}: {error}") from error


def with_codes(reading: Reading, entry: Event, values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a recoding with what follows from type and mode: quad class, intensity, CAMEO code.

    Raises `UsageError` for a type that no codebook of the reading has, or a mode that the type does not have.
    """
    kind = values.get("type", entry.type)
    known = load_events(LANGUAGE).types.get(kind)
    if known is None:
        if len(reading.reader.codebooks) <= 1:
            there = ", ".join(sorted(load_events(LANGUAGE).types))
            raise UsageError(f"there is no event type {kind!r}; there are: {there}")
        return dict(values)  # of a codebook of the user's own: nothing follows
    mode = values.get("mode", entry.mode if kind == entry.type else None)
    if mode is not None and mode not in known.modes:
        there = ", ".join(known.modes) or "none"
        raise UsageError(f"{kind} has no mode {mode!r}; it has: {there}")
    contexts = frozenset(values.get("contexts", entry.contexts))
    own = known.modes.get(mode) if mode is not None else None
    follows = {
        "mode": mode,
        "quad": known.quad,
        "intensity": own if own is not None else known.score,
        "cameo": load_crosswalk(LANGUAGE).default(kind, mode, contexts),
    }
    return follows | dict(values)


def differing(before: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """The fields of `before` that say something else now; what only follows from others is passed over."""
    return [name for name, value in before.items() if name not in _FOLLOWS and now.get(name) != value]


def _place(reading: Reading, identity: object) -> int | None:
    if identity is None:
        return None
    found = [number for number, place in enumerate(reading.places) if place.id == identity]
    if not found:
        raise UsageError(f"the report names no place {identity!r}; coranto export places lists their ids")
    return found[0]


def _published(day: object) -> Published | None:
    if day is None:
        return None
    if not isinstance(day, str) or len(day) != 10:
        raise UsageError(f"{day!r} is not a day; write it as 2018-08-27")
    return Published(value=day, basis="given", confidence=1.0)
