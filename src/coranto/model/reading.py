"""A reading: what the machine understood of one report, every entry pinned to its words.

The field names are public (schema `coranto.reading/1`). Absent knowledge is `None` or `()`, never a guess.
"""

from __future__ import annotations

from typing import Any, Final, Literal

import msgspec

from .report import Passage, Reference, Report
from .span import Span

SCHEMA: Final = "coranto.reading/1"
DATED: Final = "published"  # the option of a reader that was told the day of publication by a correction
HOME: Final = "home"  # the option of a reader that a book's earlier reports taught it, no part of its identity

TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
PlaceKind = Literal["place", "demonym", "metonym"]
Precision = Literal["point", "town", "admin2", "admin1", "country", "region", "world"]
ActorKind = Literal["person", "organisation", "government", "armed_group", "people", "other"]
MentionForm = Literal["name", "role", "pronoun", "metonym"]
KnownFrom = Literal["knowledge", "report", "both"]
FigureKind = Literal["deaths", "injured", "displaced", "detained", "money", "people", "count", "distance", "other"]
StatementKind = Literal["direct", "indirect", "mixed"]
Form = Literal["says", "refuses", "silent", "no_details"]
SourceType = Literal[
    "named",
    "official",
    "military",
    "medic",
    "resident",
    "activist",
    "diplomat",
    "media",
    "document",
    "unnamed",
]
Polarity = Literal["asserts", "denies", "doubts", "asks", "demands", "promises", "threatens", "praises", "offers"]
Certainty = Literal["certain", "probable", "possible", "unknown"]
Status = Literal[
    "happened",
    "ongoing",
    "planned",
    "possible",
    "threatened",
    "attempted",
    "demanded",
    "denied",
    "hypothetical",
]
DatePrecision = Literal["day", "week", "month", "year", "unknown"]
Stance = Literal["supports", "opposes", "demands", "conditional", "offers", "silent", "undecided"]
PositionBasis = Literal["explicit", "implied", "presupposed"]
HedgeKind = Literal["hedge", "scare_quote", "evaluation"]


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every entry without characters of its own has in common: strict keys, frozen values."""


class Reader(Entry, frozen=True, kw_only=True):
    """Who read: versions and content hashes of everything that decides the result. No clock, no host."""

    coranto: str
    pipeline: str
    pipeline_sha256: str
    knowledge_sha256: str
    codebooks: tuple[str, ...]
    options: dict[str, Any] = msgspec.field(default_factory=dict)


class OtherValue(Entry, frozen=True, kw_only=True):
    """A value a time expression could also have, and why."""

    value: str
    reason: str


class Time(Span, frozen=True, kw_only=True):
    """A time expression: `value` as TIMEX3 / ISO 8601, `earliest` and `latest` as whole days, both inclusive."""

    id: str
    type: TimeType
    value: str | None
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    earliest: str | None = None
    latest: str | None = None
    anchor: int | None = None
    alternatives: tuple[OtherValue, ...] = ()
    rule: str


class OtherPlace(Entry, frozen=True, kw_only=True):
    """A place the same words could also mean; `score` compares it with the chosen one, higher is likelier."""

    name: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    ids: dict[str, int | str] = msgspec.field(default_factory=dict)
    score: float | None = None
    reason: str = ""


class Place(Span, frozen=True, kw_only=True):
    """A place name: degrees WGS 84, both null when unresolved; `radius_km` is the uncertainty in kilometres."""

    id: str
    kind: PlaceKind
    name: str
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: Precision | None = None
    radius_km: float | None = None
    ids: dict[str, int | str] = msgspec.field(default_factory=dict)
    alternatives: tuple[OtherPlace, ...] = ()
    reason: str


class Focus(Entry, frozen=True, kw_only=True):
    """A country, or a province of it, that a report is about; `share` of its places, 1.0 for all, with the words."""

    country: str
    admin1: str | None = None
    share: float
    evidence: tuple[Span, ...]


class Mention(Span, frozen=True, kw_only=True):
    """Words that stand for an actor."""

    form: MentionForm


class Role(Entry, frozen=True, kw_only=True):
    """An office or part the report gives an actor, with the words that do."""

    title: str
    of: str | None
    evidence: Span


class Actor(Entry, frozen=True, kw_only=True):
    """Somebody who acts: every mention of one chain, with country (ISO 3166-1 alpha-3) and PLOVER sectors."""

    id: str
    name: str
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    public_role: bool = False
    part_of: str | None = None
    aligned_with: str | None = None
    count: int | None = None
    ids: dict[str, str | None] = msgspec.field(default_factory=dict)
    roles: tuple[Role, ...] = ()
    basis: KnownFrom
    mentions: tuple[Mention, ...]
    reason: str


class Source(Entry, frozen=True, kw_only=True):
    """Who answers for an entry: a statement, the actor who made it, or the outlet itself."""

    statement: str | None = None
    actor: str | None = None
    outlet: bool = False


class Figure(Span, frozen=True, kw_only=True):
    """A number that is news: `low`, `best` and `high` in `unit`s, null where the text leaves the side open."""

    id: str
    kind: FigureKind
    low: float | None = None
    best: float | None = None
    high: float | None = None
    approximate: str | None = None
    unit: str | None = None
    of: Span | None = None
    according_to: tuple[Source, ...] = ()


class Speaker(Entry, frozen=True, kw_only=True):
    """Who speaks: the resolved actor, the words nearest the cue, and a name to print."""

    actor: str | None
    span: Span | None
    name: str | None


class Addressee(Entry, frozen=True, kw_only=True):
    """Who is spoken to, only where the text says so."""

    actor: str | None
    span: Span | None


class Statement(Entry, frozen=True, kw_only=True):
    """Who said, refused to say, or was silent about what; `content` has several parts where the cue interrupts."""

    id: str
    kind: StatementKind
    form: Form
    speaker: Speaker
    speakers: tuple[str, ...] = ()
    principal: str | None = None
    source_type: SourceType
    addressee: Addressee | None = None
    cue: Span | None = None
    content: tuple[Span, ...] = ()
    inside: str | None = None
    polarity: Polarity = "asserts"
    certainty: Certainty = "unknown"
    time: int | None = None
    rule: str


class EventDate(Entry, frozen=True, kw_only=True):
    """When an event took place: whole days, both inclusive; an open side is null."""

    earliest: str | None
    latest: str | None
    precision: DatePrecision


class Event(Entry, frozen=True, kw_only=True):
    """An act: PLOVER type and mode, who to whom, status, place, date, and according to whom."""

    id: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    status: Status
    negated: bool = False
    background: bool = False
    certainty: Certainty = "unknown"
    count: int = 1
    condition: Span | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    actor_spans: tuple[Span, ...] = ()
    recipient_spans: tuple[Span, ...] = ()
    instrument: Span | None = None
    trigger: Span
    triggers: tuple[Span, ...]
    content_of: str | None = None
    place: int | None = None
    time: int | None = None
    date: EventDate | None = None
    figures: tuple[int, ...] = ()
    according_to: tuple[Source, ...]
    evidence: tuple[Span, ...]
    quad: str
    intensity: float | None = None
    cameo: str | None = None
    confidence: float | None = None
    rule: str


class Position(Entry, frozen=True, kw_only=True):
    """Where an actor stands on an issue."""

    id: str
    actor: str
    via: str | None = None
    issue: str
    proposition: str
    stance: Stance
    basis: PositionBasis
    target: str | None = None
    condition: Span | None = None
    evidence: tuple[Span, ...]
    statement: str | None = None
    time: int | None = None


class Hedge(Span, frozen=True, kw_only=True):
    """What the writer doubts or judges, and whose word a term in scare quotes is."""

    id: str
    kind: HedgeKind
    owner: str
    owners: tuple[str, ...] = ()
    scope: Span | None = None


class Problem(Entry, frozen=True, kw_only=True):
    """What could not be read or resolved; `start` and `end` when it lies at certain characters."""

    stage: str
    message: str
    start: int | None = None
    end: int | None = None


class Reading(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Everything understood of one report. Indexes (`event.place`, `event.time` ...) hold inside this reading."""

    schema: Literal["coranto.reading/1"] = SCHEMA
    report: Report
    reader: Reader
    passages: tuple[Passage, ...] = ()
    references: tuple[Reference, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    focus: tuple[Focus, ...] = ()
    actors: tuple[Actor, ...] = ()
    figures: tuple[Figure, ...] = ()
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    positions: tuple[Position, ...] = ()
    hedges: tuple[Hedge, ...] = ()
    problems: tuple[Problem, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The reading as plain dicts and lists: exactly the JSON that `coranto extract` prints."""
        built: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))
        return built

    @classmethod
    def from_dict(cls, plain: dict[str, Any]) -> Reading:
        """The reading that `to_dict` gave; raises `CodecError` naming the field that does not fit."""
        from .codec import from_plain

        return from_plain(plain)
