"""The acts that several reports tell, put together: one act with every telling of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, bindparam, delete, select, text

from ..linking.acts import Act
from ..linking.pairing import pairs, together
from ..model.ids import merged_id
from . import derived
from .happening import chunks
from .neighbours import days_about
from .prepared import put_all

ALIKE = 0.25  # likeness from which on the words of two reports speak for their acts being one
_Told = tuple[int, str]  # the number of a report, an event of it
_ACTS = msgspec.json.Decoder(tuple[Act, ...])


def merge(connection: Connection, month: int) -> None:
    """Put the acts of the reports of a month together with those of their neighbours in time."""
    own, acts = _acts(connection, month)
    numbers = {act.report: number for number, found in acts.items() for act in found}
    names = {number: name for name, number in numbers.items()}
    alike = {
        frozenset((names[one], names[other]))
        for one, other in _alike(connection, own)
        if one in names and other in names
    }
    _drop(connection, own)
    rows = []
    for found in pairs(
        [act for _, each in sorted(acts.items()) for act in each], {names[n] for n in own & names.keys()}, alike
    ):
        ends = sorted((numbers[report], event) for report, event in (found.one, found.other))
        rows.append((*ends[0], *ends[1], found.score, found.why))
    put_all(connection, derived.act_edges, rows)
    left = {(number, act.id) for number in own for act in acts.get(number, ())}
    alone = left - _paired(connection, own)
    _put_alone(connection, own, {each: acts[each[0]] for each in alone})
    left -= alone
    while left:
        component = _component(connection, left.pop())
        left -= component
        _put_together(connection, component)


def _acts(connection: Connection, month: int) -> tuple[set[int], dict[int, tuple[Act, ...]]]:
    """The reports of a month; the acts of these and of all published about the same days."""
    columns = derived.profiles.c
    query = select(columns.report, columns.day).where(columns.month == month)
    own = {row[0]: row[1] for row in connection.execute(query)}
    near = sorted({about for day in own.values() for about in days_about(day)})
    parts = [columns.day.in_(near[start : start + 500]) for start in range(0, len(near), 500)]
    found: dict[int, tuple[Act, ...]] = {}
    for condition in (columns.month == month, *parts):
        query = select(columns.report, columns.acts).where(condition)
        found |= {number: _ACTS.decode(packed) for number, packed in connection.execute(query)}
    return set(own), found


def _alike(connection: Connection, own: Iterable[int]) -> Iterable[tuple[int, int]]:
    edges = derived.edges.c
    for some in chunks(sorted(own)):
        for column in (edges.one, edges.other):
            query = select(edges.one, edges.other).where(column.in_(some), edges.likeness >= ALIKE)
            yield from connection.execute(query)


def _drop(connection: Connection, own: Iterable[int]) -> None:
    table, rows = derived.act_edges, [{"number": each} for each in own]
    for column in (table.c.one, table.c.other) if rows else ():
        connection.execute(delete(table).where(column == bindparam("number")), rows)


def _paired(connection: Connection, own: Iterable[int]) -> set[_Told]:
    """The acts of these reports that are one with another."""
    edges = derived.act_edges.c
    found: set[_Told] = set()
    for some in chunks(sorted(own)):
        for report, event in ((edges.one, edges.one_event), (edges.other, edges.other_event)):
            found |= set(connection.execute(select(report, event).where(report.in_(some))))
    return found


def _put_alone(connection: Connection, own: Iterable[int], acts: Mapping[_Told, Sequence[Act]]) -> None:
    """Acts that one report tells; the rows of reports that are put together follow."""
    table = derived.merged
    gone = [{"number": number} for number in own]
    if gone:
        connection.execute(delete(table).where(table.c.report == bindparam("number")), gone)
    by_id = {(number, act.id): act for (number, _), found in acts.items() for act in found}
    put_all(connection, table, (_row(each, each, by_id[each]) for each in sorted(acts)))


def _row(told: _Told, leader: _Told, act: Act) -> tuple[object, ...]:
    return *told, merged_id(leader[1]), msgspec.json.encode(act.origins).decode()


_FORTH = text("select other, other_event, score from act_edge where one = :report and one_event = :event")
_BACK = text("select one, one_event, score from act_edge where other = :report and other_event = :event")


def _component(connection: Connection, start: _Told) -> set[_Told]:
    found, ahead = {start}, [start]
    while ahead:
        report, event = ahead.pop()
        for query in (_FORTH, _BACK):
            for number, other, _ in connection.execute(query, {"report": report, "event": event}):
                if (number, other) not in found:
                    found.add((number, other))
                    ahead.append((number, other))
    return found


def _put_together(connection: Connection, component: set[_Told]) -> None:
    table, profile = derived.merged, derived.profiles.c
    days: dict[int, tuple[str, str]] = {}
    acts: dict[_Told, Act] = {}
    for some in chunks(sorted({number for number, _ in component})):
        query = select(profile.report, profile.day, profile.id, profile.acts).where(profile.report.in_(some))
        for number, day, identity, packed in connection.execute(query):
            days[number] = (day or "9999", identity)
            acts |= {(number, act.id): act for act in _ACTS.decode(packed)}
    found = []
    for report, event in component if len(component) > 1 else ():
        for number, other, score in connection.execute(_FORTH, {"report": report, "event": event}):
            found.append(((days[report][1], event), (days[number][1], other), score))
    numbers = {identity: number for number, (_, identity) in days.items()}
    leader: dict[_Told, _Told] = {}
    for group in together(found):
        told = [(numbers[report], event) for report, event in group]
        first = min(told, key=lambda each: (days[each[0]], each[1]))
        leader |= dict.fromkeys(told, first)
    rows = [_row(each, leader.get(each, each), acts[each]) for each in sorted(component & acts.keys())]
    gone = [{"number": report, "name": event} for report, event in component]
    connection.execute(
        delete(table).where(table.c.report == bindparam("number"), table.c.event == bindparam("name")), gone
    )
    put_all(connection, table, rows)
