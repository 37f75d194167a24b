"""Which reports tell of the same happening: the components of alike reports, put together anew."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, bindparam, delete, select, text

from ..linking import Pair, grouped
from ..model.ids import happening_id
from . import derived
from .prepared import put_all

THRESHOLD = 0.12  # score from which on two clusters are one happening (bench/SCOREBOARD.md has the grid)


def group(connection: Connection, month: int) -> None:
    """Make the happenings of every component of alike reports that has a report of this month."""
    columns = derived.profiles.c
    own = set(connection.execute(select(columns.report).where(columns.month == month)).scalars())
    edges = derived.edges.c
    alike: set[int] = set()
    for some in chunks(sorted(own)):
        for column in (edges.one, edges.other):
            alike |= set(connection.execute(select(column).where(column.in_(some))).scalars())
    _put_alone(connection, own - alike)
    left = own & alike
    while left:
        component = _component(connection, left.pop())
        left -= component
        _happenings(connection, component)


def _put_alone(connection: Connection, numbers: set[int]) -> None:
    """Reports that no other is like."""
    columns, table = derived.profiles.c, derived.happenings
    for some in chunks(sorted(numbers)):
        connection.execute(delete(table).where(table.c.report.in_(some)))
        query = select(columns.report, columns.id).where(columns.report.in_(some)).order_by(columns.report)
        rows = connection.execute(query)
        put_all(connection, table, [(number, happening_id(identity)) for number, identity in rows])


def _component(connection: Connection, number: int) -> set[int]:
    found, ahead = {number}, [number]
    forth, back = text("select other from edge where one = :n"), text("select one from edge where other = :n")
    while ahead:
        each = ahead.pop()
        for query in (forth, back):
            for other in connection.execute(query, {"n": each}).scalars():
                if other not in found:
                    found.add(other)
                    ahead.append(other)
    return found


def _happenings(connection: Connection, component: set[int]) -> None:
    columns, table = derived.profiles.c, derived.happenings
    names: dict[int, tuple[str, str]] = {}
    edges: dict[tuple[str, str], Pair] = {}
    for some in chunks(sorted(component)):
        query = select(columns.report, columns.day, columns.id).where(columns.report.in_(some))
        names |= {number: (day or "9999", identity) for number, day, identity in connection.execute(query)}
    ids = {number: identity for number, (_, identity) in names.items()}
    for number in component if len(component) > 1 else ():
        rows = connection.execute(text("select other, likeness, slots from edge where one = :n"), {"n": number})
        for other, alike, slots in rows:
            low, high = sorted((ids[number], ids[other]))
            edges[low, high] = Pair(alike, msgspec.json.decode(slots, type=dict[str, float]))
    together = {each: group for group in grouped(edges, THRESHOLD) for each in group}
    oldest = {identity: day for day, identity in names.values()}
    connection.execute(delete(table).where(table.c.report == bindparam("number")), [{"number": n} for n in component])
    told = (
        (number, happening_id(min(together.get(each, [each]), key=lambda one: (oldest[one], one))))
        for number, each in sorted(ids.items())
    )
    put_all(connection, table, told)


def chunks(numbers: list[int], size: int = 500) -> Iterator[list[int]]:
    """The numbers, some at a time."""
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]
