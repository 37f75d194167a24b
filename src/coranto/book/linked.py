"""What the links say: of a report whose copy it is and what else tells of the same, of an act who tells it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Connection, select, text

from ..linking import Changed, Origins, changed, origins_of
from ..linking.claims import ClaimSet, claims
from ..linking.grades import UNJUDGED, Credibility, credibility
from ..model.reading import Reading
from . import derived, schema
from .shelf import read, record_of


class Whose(msgspec.Struct, frozen=True, kw_only=True):
    """An origin as it is shown: named, known by role only, or the outlet itself because nobody is given."""

    key: str
    name: str
    kind: str
    interested: bool


class Support(msgspec.Struct, frozen=True, kw_only=True):
    """Who tells something: reports by id, outlets without those that only copied, and whom it all comes from."""

    id: str
    reports: tuple[str, ...]
    outlets: tuple[str, ...]
    origins: tuple[Whose, ...]
    disputed: bool = False

    @property
    def grade(self) -> str:
        """The suggested grade, always as reckoned by the program: "F2"."""
        return f"{UNJUDGED}{self.digit}"

    @property
    def digit(self) -> Credibility:
        """The suggested credibility, 1 to 6."""
        named = [each for each in self.origins if each.kind == "named"]
        return credibility(
            named=sum(not each.interested for each in named),
            interested=sum(each.interested for each in named),
            by_role=sum(each.kind == "role" for each in self.origins),
            disputed=self.disputed,
        )

    @property
    def words(self) -> str:
        """ "3 reports, 2 outlets, 1 origin (Syrian Observatory)": never a bare number."""
        names = ", ".join(each.name or "unstated" for each in self.origins)
        parts = ((len(self.reports), "report"), (len(self.outlets), "outlet"), (len(self.origins), "origin"))
        return ", ".join(f"{number} {word}{'' if number == 1 else 's'}" for number, word in parts) + f" ({names})"


class Copying(msgspec.Struct, frozen=True, kw_only=True):
    """The copy group of a report: its original, and how much of the shorter text stands in the longer."""

    group: str
    original: str
    share: float | None
    changed: Changed | None = None  # what the copy changed; only where one report is asked for


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """What a report has to do with others: `acts` gives the act that each of its events tells."""

    report: str
    happening: str | None
    together: tuple[str, ...]  # the other reports of the happening
    copying: Copying | None
    origins: tuple[Whose, ...]
    acts: dict[str, str]
    threads: tuple[str, ...] = ()


def links_of(connection: Connection, number: int) -> Links:
    """The links of the report with this number."""
    reports, happened = schema.reports.c, derived.happenings.c
    report = connection.execute(select(reports.id).where(reports.number == number)).scalar_one()
    happening = connection.execute(select(happened.id).where(happened.report == number)).scalar()
    together = connection.execute(
        select(reports.id)
        .join(derived.happenings, happened.report == reports.number)
        .where(happened.id == happening, happened.report != number)
        .order_by(reports.id)
    ).scalars()
    merged = derived.merged.c
    acts = connection.execute(select(merged.event, merged.id).where(merged.report == number))
    return Links(
        report=report,
        happening=happening,
        together=tuple(together),
        copying=_copying(connection, number),
        origins=tuple(_origins(connection, number).values()),
        acts={row[0]: row[1] for row in acts},
    )


def with_changes(connection: Connection, links: Links) -> Links:
    """The links of a copy with what it changed of the original, sentence by sentence."""
    copying = links.copying
    if copying is None or copying.original == links.report:
        return links
    reports, pages = schema.reports.c, derived.pages.c
    query = select(pages.text).join(schema.reports, reports.number == pages.report)
    texts = [
        connection.execute(query.where(reports.id == each)).scalar_one() for each in (copying.original, links.report)
    ]
    return msgspec.structs.replace(links, copying=msgspec.structs.replace(copying, changed=changed(*texts)))


def statement_origins(connection: Connection, number: int) -> dict[str, tuple[Whose, ...]]:
    """Whom each statement of a report comes from, by its id; without those of whom nobody is named."""
    columns = derived.origins.c
    found: dict[str, list[Whose]] = {}
    named = _origins(connection, number)
    query = select(columns.key, columns.statements).where(columns.report == number).order_by(columns.n)
    for key, statements in connection.execute(query):
        for statement in msgspec.json.decode(statements, type=list[str]) if named[key].kind != "outlet" else ():
            found.setdefault(statement, []).append(named[key])
    return {statement: tuple(each) for statement, each in found.items()}


def support(connection: Connection, act: str) -> Support | None:
    """Who tells an act; None when there is none of this id."""
    merged = derived.merged.c
    query = select(merged.report, merged.origins).where(merged.id == act).order_by(merged.report)
    rows = connection.execute(query).all()
    return _support(connection, act, [(number, msgspec.json.decode(keys, type=list[str])) for number, keys in rows])


def supports(connection: Connection, number: int) -> dict[str, Support]:
    """Who tells each event of a report, by the event's id."""
    merged = derived.merged.c
    found: dict[str, Support] = {}
    for event, act in connection.execute(select(merged.event, merged.id).where(merged.report == number)):
        if (one := support(connection, act)) is not None:
            found[event] = one
    return found


def _support(connection: Connection, identity: str, told: list[tuple[int, list[str]]]) -> Support | None:
    if not told:
        return None
    reports, outlets, origins = [], [], {}
    for number, keys in told:
        report, outlet, original = _heading(connection, number)
        reports.append(report)
        first = original if original is not None else number
        if first == number or first not in {each for each, _ in told}:
            outlets.append(outlet or report)
        mine, theirs = _origins(connection, number), _origins(connection, first)
        for key in keys:
            whose = mine.get(key)
            if whose is not None and whose.kind == "outlet" and first != number:
                whose = next((each for each in theirs.values() if each.kind == "outlet"), whose)
            if whose is not None:
                origins[whose.key] = whose
    named = sorted(origins.values(), key=lambda each: (each.kind == "outlet", each.kind, each.key))
    return Support(
        id=identity,
        reports=tuple(sorted(set(reports))),
        outlets=tuple(sorted(set(outlets))),
        origins=tuple(_independent(named)),
        disputed=_disputed(connection, identity),
    )


def _disputed(connection: Connection, act: str) -> bool:
    """True when some say that it took place and others deny it."""
    query = text(
        "select count(distinct event.status = 'denied') from merged join event on event.report = merged.report "
        "and event.id = merged.event where merged.id = :act"
    )
    return int(connection.execute(query, {"act": act}).scalar() or 0) > 1


def _independent(origins: list[Whose]) -> list[Whose]:
    """Without outlets that name nobody, where somebody is named: they may rest on the same."""
    named = [each for each in origins if each.kind != "outlet"]
    return named or origins


def _heading(connection: Connection, number: int) -> tuple[str, str | None, int | None]:
    query = text(
        "select report.id, heading.outlet, copied.original from report join heading on heading.report = report.number "
        "left join copied on copied.report = report.number where report.number = :number"
    )
    row = connection.execute(query, {"number": number}).one()
    return row[0], row[1], row[2]


def _copying(connection: Connection, number: int) -> Copying | None:
    copied, reports = derived.copies.c, schema.reports.c
    row = connection.execute(
        select(copied.copy_group, reports.id, copied.share)
        .join(schema.reports, reports.number == copied.original)
        .where(copied.report == number)
    ).first()
    return Copying(group=row[0], original=row[1], share=row[2]) if row is not None else None


def _origins(connection: Connection, number: int) -> dict[str, Whose]:
    columns = derived.origins.c
    query = select(columns.key, columns.name, columns.kind, columns.interested).where(columns.report == number)
    rows = connection.execute(query.order_by(columns.n))
    return {key: Whose(key=key, name=name, kind=kind, interested=interested) for key, name, kind, interested in rows}


def whose_news(connection: Connection, reports: Iterable[str]) -> tuple[Whose, ...]:
    """The origins of some reports, each once, without those of whom nobody is named."""
    found: dict[str, Whose] = {}
    for report in reports:
        number = connection.execute(select(schema.reports.c.number).where(schema.reports.c.id == report)).scalar()
        if number is not None:
            found |= {key: each for key, each in _origins(connection, number).items() if each.kind != "outlet"}
    return tuple(found[key] for key in sorted(found))


def claim_sets(connection: Connection) -> Iterator[tuple[str, ClaimSet, dict[str, str]]]:
    """The figures given side by side: the happening, the set, and the names of the origins by key; a stream."""
    happened = derived.happenings.c
    groups = select(happened.id).distinct().order_by(happened.id)
    for happening in connection.execute(groups).scalars().all():
        told = list(_told(connection, happening))
        names: dict[str, str] = {}
        for _, origins in told:
            for each in origins.all:
                names.setdefault(each.key, each.name)
        for one in claims(told):
            yield happening, one, names


def _told(connection: Connection, happening: str) -> Iterable[tuple[Reading, Origins]]:
    happened, kept = derived.happenings.c, schema.readings.c
    query = (
        select(happened.report, kept.json)
        .join(schema.readings, (kept.report == happened.report) & kept.current)
        .join(schema.reports, schema.reports.c.number == happened.report)
        .where(happened.id == happening)
        .order_by(schema.reports.c.id)
    )
    for number, packed in connection.execute(query):
        reading = record_of(connection, read(packed), number)[0].reading
        yield reading, origins_of(reading)
