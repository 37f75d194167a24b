"""The links between reports, brought up to date: who is a copy, who tells of the same happening, whose news it is.

The result follows from the set of reports alone, whatever their order: when one comes or goes, everything that could
change is made anew - its neighbours in time, and the components of alike reports that they stand in - and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec
from sqlalchemy import Connection, delete, func, insert, select

from ..linking import Origins, origins_of, profile_of, sampled, shingles
from ..linking.acts import acts_of
from ..model.record import Record
from . import derived, schema, telling
from .copying import link_copies
from .happening import group
from .neighbours import LEAST, UNDATED, month_of, near, relate, sample
from .prepared import put, put_all
from .shelf import read, record_of

SAMPLED = -1  # in place of a month: the sample of the book
STIRRED, RELATE, GROUP = range(3)  # what is to be done about a month
AT_ONCE = 25  # reports looked at in one step


class Left(msgspec.Struct, frozen=True):
    """What is still to be done: reports to look at, months to compare and to put together."""

    reports: int
    months: int


def step(connection: Connection) -> Left:
    """Do some of what is to be done, little enough that nobody waits long; what is left after it."""
    some = list(connection.execute(select(derived.unlinked.c.report).order_by("report").limit(AT_ONCE)).scalars())
    if some:
        _look_at(connection, some)
    elif months := _at(connection, STIRRED):
        _stir(connection, _affected(connection, months), RELATE)
        _done(connection, months, STIRRED)
    elif months := _at(connection, RELATE):
        month = min(months)
        relate(connection, month)
        _done(connection, {month}, RELATE)
        _stir(connection, {month}, GROUP)
    elif months := _at(connection, GROUP):
        month = min(months)
        group(connection, month)
        telling.merge(connection, month)
        _done(connection, {month}, GROUP)
    reports = connection.execute(select(func.count()).select_from(derived.unlinked)).scalar() or 0
    months_left = connection.execute(select(func.count()).select_from(derived.stirred)).scalar() or 0
    return Left(reports, months_left)


def _at(connection: Connection, stage: int) -> set[int]:
    return set(connection.execute(select(derived.stirred.c.month).where(derived.stirred.c.stage == stage)).scalars())


def _done(connection: Connection, months: set[int], stage: int) -> None:
    columns = derived.stirred.c
    connection.execute(delete(derived.stirred).where(columns.stage == stage, columns.month.in_(months)))


def _stir(connection: Connection, months: Iterable[int], stage: int) -> None:
    rows = [{"month": each, "stage": stage} for each in months]
    if rows:
        connection.execute(insert(derived.stirred).prefix_with("or ignore"), rows)


def _look_at(connection: Connection, numbers: list[int]) -> None:
    """Keep what reports are compared by, and find whose copies they are; those that were taken out are forgotten."""
    before = sample(connection)
    kept: list[int] = []
    months: set[int] = set()
    for number in numbers:
        record = _record(connection, number)
        if record is None or record.withdrawn is not None:
            forget(connection, number)
        else:
            months |= _profiled(connection, number, record)
            kept.append(number)
    link_copies(connection, kept)
    if sample(connection) != before:
        months.add(SAMPLED)
    _stir(connection, months, STIRRED)
    connection.execute(delete(derived.unlinked).where(derived.unlinked.c.report.in_(numbers)))


def forget(connection: Connection, number: int) -> None:
    """Take a report out of all links: what it was alike to is to be looked at again."""
    month = connection.execute(select(derived.profiles.c.month).where(derived.profiles.c.report == number)).scalar()
    if month is None:
        return
    _stir(connection, {month, SAMPLED} if number in sample(connection) else {month}, STIRRED)
    alike = connection.execute(
        select(derived.edges.c.other).where(derived.edges.c.one == number)
        .union(select(derived.edges.c.one).where(derived.edges.c.other == number))
    ).scalars().all()  # fmt: skip
    group = select(derived.copies.c.copy_group).where(derived.copies.c.report == number).scalar_subquery()
    alike = [
        *alike,
        *connection.execute(select(derived.copies.c.report).where(derived.copies.c.copy_group == group)).scalars(),
    ]
    mark(connection, [each for each in alike if each != number])
    for table in derived.LINKED:
        connection.execute(delete(table).where(table.c.report == number))
    for table in derived.BETWEEN:
        connection.execute(delete(table).where((table.c.one == number) | (table.c.other == number)))
    connection.execute(delete(derived.unlinked).where(derived.unlinked.c.report == number))


def mark(connection: Connection, reports: Iterable[int]) -> None:
    """Reports that are to be linked anew."""
    rows = [{"report": each} for each in reports]
    if rows:
        connection.execute(insert(derived.unlinked).prefix_with("or ignore"), rows)


def waiting(connection: Connection) -> bool:
    """True when links are out of date."""
    for table in (derived.unlinked, derived.stirred):
        if connection.execute(select(table).limit(1)).first() is not None:
            return True
    return False


def _profiled(connection: Connection, number: int, record: Record) -> set[int]:
    """Keep what a report is compared by; the months of it before and now."""
    table = derived.profiles
    before = connection.execute(select(table.c.month).where(table.c.report == number)).scalar()
    for each in (table, derived.shingles, derived.origins, derived.citing):
        connection.execute(delete(each).where(each.c.report == number))
    profile, report, whose = profile_of(record.reading), record.reading.report, origins_of(record.reading)
    month = month_of(profile.day)
    put(connection, table, {
        "report": number, "id": report.id, "month": month, "letters": len(report.text),
        "day": report.published.value if report.published else None, "json": msgspec.json.encode(profile),
        "acts": msgspec.json.encode(acts_of(record.reading, whose)),
    })  # fmt: skip
    put_all(connection, derived.shingles, ((each, number) for each in sampled(shingles(report.text))))
    put_all(connection, derived.origins, _origin_rows(number, whose))
    cited = sorted({(each.series, each.date) for each in record.reading.references if each.date})
    put_all(connection, derived.citing, ((number, *each) for each in cited))
    return {month} if before is None else {month, before}


def _record(connection: Connection, number: int) -> Record | None:
    columns = schema.readings.c
    packed = connection.execute(select(columns.json).where(columns.report == number, columns.current)).scalar()
    return record_of(connection, read(packed), number)[0] if packed is not None else None


def _origin_rows(number: int, origins: Origins) -> Iterator[tuple[object, ...]]:
    for n, each in enumerate(origins.all):
        resting = sorted(statement for statement, keys in origins.of_statement.items() if each.key in keys)
        words = [[span.start, span.end] for span in each.evidence]
        carriers = "; ".join(each.carriers) or None
        yield (number, n, each.key, each.name, each.kind, carriers, each.interested,
               msgspec.json.encode(words).decode(), msgspec.json.encode(resting).decode())  # fmt: skip


def _affected(connection: Connection, months: set[int]) -> set[int]:
    """The months whose reports are to be compared anew: those in whose rarity of words one of these counts."""
    again = {each + step for each in months if each > UNDATED for step in (-1, 0, 1)} | ({UNDATED} & months)
    columns = derived.profiles.c
    query = select(columns.month, func.count()).group_by(columns.month)
    counts = {row[0]: row[1] for row in connection.execute(query)}
    if SAMPLED in months:
        again |= {each for each in counts if sum(counts.get(beside, 0) for beside in near(each)) < LEAST}
    return again & (counts.keys() | months)  # also those of which no report is left
