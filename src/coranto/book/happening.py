"""Which reports tell of the same happening.

Reports are put together in runs of some days, each run at once; then the parts of two runs that are each other's best
are joined. So one more report changes its own run and the joints of it, however long the war.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

import msgspec
from sqlalchemy import Connection, bindparam, delete, select, text

from ..linking.grouping import THRESHOLD, Pair, grouped, score_between
from ..model.ids import happening_id
from . import derived
from .prepared import put_all

RUN = 8  # days
UNDATED = 0  # the run of reports without a stated day
_Slots = dict[str, float]


def group(connection: Connection, month: int) -> None:
    """Make the happenings anew that reports of this month tell of."""
    runs = {UNDATED} if month == UNDATED else _runs(month)
    loose = _part_names(connection, runs) | _joined_to(connection, runs)
    for run in sorted(runs):
        _make_parts(connection, run)
    joints = derived.joints
    gone = [{"run": run} for run in runs]
    for column in (joints.c.one_run, joints.c.other_run) if gone else ():
        connection.execute(delete(joints).where(column == bindparam("run")), gone)
    for one, other in sorted(_meeting(connection, runs)):
        put_all(connection, joints, _joints(connection, one, other))
    _name(connection, loose | _part_names(connection, runs) | _joined_to(connection, runs))


def _runs(month: int) -> set[int]:
    """The runs that the days of a month lie in, also where no report is left."""
    first, last = (date((each - 1) // 12, (each - 1) % 12 + 1, 1).toordinal() for each in (month, month + 1))
    return set(range(first // RUN, (last - 1) // RUN + 1))


def _make_parts(connection: Connection, run: int) -> None:
    """Put the reports of a run together."""
    columns, table = derived.profiles.c, derived.happenings
    query = select(columns.report, columns.id, columns.day)
    if run == UNDATED:
        query = query.where(columns.month == UNDATED)
    else:
        first, last = (date.fromordinal(run * RUN + step).isoformat() for step in (0, RUN - 1))
        query = query.where(columns.month != UNDATED, columns.day >= first, columns.day <= last)
    reports = {number: (identity, day or "9999") for number, identity, day in connection.execute(query)}
    connection.execute(delete(table).where(table.c.run == run))
    for some in chunks(sorted(reports)):
        connection.execute(delete(table).where(table.c.report.in_(some)))
    edges = {
        _ends(reports[one][0], reports[other][0]): pair
        for one, other, pair in _edges(connection, reports)
        if one in reports and other in reports
    }
    day_of = dict(reports.values())
    part = {each: _oldest(group, day_of) for group in grouped(edges) for each in group}
    rows = (
        (number, run, part.get(identity, identity), happening_id(part.get(identity, identity)))
        for number, (identity, _) in sorted(reports.items())
    )
    put_all(connection, table, rows)


def _edges(connection: Connection, reports: Iterable[int]) -> Iterator[tuple[int, int, Pair]]:
    """The edges from each of these reports to those behind it."""
    columns = derived.edges.c
    for some in chunks(sorted(reports)):
        query = select(columns.one, columns.other, columns.likeness, columns.slots).where(columns.one.in_(some))
        for one, other, alike, slots in connection.execute(query):
            yield one, other, Pair(alike, msgspec.json.decode(slots, type=_Slots))


def _ends(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def _oldest(group: Iterable[str], day_of: dict[str, str]) -> str:
    return min(group, key=lambda each: (day_of[each], each))


def _part_names(connection: Connection, runs: Iterable[int]) -> set[str]:
    columns = derived.happenings.c
    return {
        part for run in runs for part in connection.execute(select(columns.part).where(columns.run == run)).scalars()
    }


def _joined_to(connection: Connection, runs: Iterable[int]) -> set[str]:
    """The parts that are joined to one of these runs."""
    columns = derived.joints.c
    found: set[str] = set()
    for run in runs:
        for near, far in ((columns.one_run, columns.other), (columns.other_run, columns.one)):
            found |= set(connection.execute(select(far).where(near == run)).scalars())
    return found


_MEETING = text(
    "select distinct mine.run, theirs.run from happening mine join edge on edge.one = mine.report "
    "join happening theirs on theirs.report = edge.other where mine.run = :run and theirs.run <> :run "
    "union select distinct mine.run, theirs.run from happening mine join edge on edge.other = mine.report "
    "join happening theirs on theirs.report = edge.one where mine.run = :run and theirs.run <> :run"
)


def _meeting(connection: Connection, runs: Iterable[int]) -> set[tuple[int, int]]:
    """The pairs of runs, one of them of these, that have reports alike."""
    found: set[tuple[int, int]] = set()
    for run in runs:
        for one, other in connection.execute(_MEETING, {"run": run}):
            found.add((min(one, other), max(one, other)))
    return found


_BETWEEN = text(
    "select mine.part, theirs.part, edge.likeness, edge.slots from happening mine join edge on edge.one = mine.report "
    "join happening theirs on theirs.report = edge.other where mine.run = :one and theirs.run = :other "
    "union all select mine.part, theirs.part, edge.likeness, edge.slots from happening mine "
    "join edge on edge.other = mine.report join happening theirs on theirs.report = edge.one "
    "where mine.run = :one and theirs.run = :other"
)


def _joints(connection: Connection, one: int, other: int) -> list[tuple[str, str, int, int, float]]:
    """The parts of two runs that are each other's best, and good enough."""
    edges: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for mine, theirs, alike, slots in connection.execute(_BETWEEN, {"one": one, "other": other}):
        edges[mine, theirs].append(Pair(alike, msgspec.json.decode(slots, type=_Slots)))
    sizes = _sizes(connection, (one, other))
    scores: dict[tuple[str, str], float] = {}
    for (mine, theirs), pairs in edges.items():
        pairs.sort(key=lambda each: (each.likeness, sorted(each.slots.items())))
        score = round(score_between(pairs, sizes[mine] * sizes[theirs]), 6)
        if score >= THRESHOLD:
            scores[mine, theirs] = score
    best: dict[tuple[int, str], tuple[float, tuple[str, str]]] = {}
    for ends, score in sorted(scores.items()):
        for side, end in enumerate(ends):
            best[side, end] = max(best.get((side, end), (0.0, ends)), (score, ends))
    return [
        (mine, theirs, one, other, score)
        for (mine, theirs), score in sorted(scores.items())
        if best[0, mine][1] == best[1, theirs][1] == (mine, theirs)
    ]


def _sizes(connection: Connection, runs: Iterable[int]) -> Counter[str]:
    columns = derived.happenings.c
    return Counter(
        part for run in runs for part in connection.execute(select(columns.part).where(columns.run == run)).scalars()
    )


def _name(connection: Connection, parts: set[str]) -> None:
    """Give the reports of these parts, and of all that are joined to them, the id of the oldest."""
    joints, happened, profile = derived.joints.c, derived.happenings, derived.profiles.c
    left = set(parts)
    while left:
        found, ahead = set(), [left.pop()]
        while ahead:
            each = ahead.pop()
            if each in found:
                continue
            found.add(each)
            for near, far in ((joints.one, joints.other), (joints.other, joints.one)):
                ahead += connection.execute(select(far).where(near == each)).scalars()
        left -= found
        query = select(profile.id, profile.day).where(profile.id.in_(sorted(found)))
        day_of = {identity: day or "9999" for identity, day in connection.execute(query)}
        if day_of:
            identity = happening_id(_oldest(day_of, day_of))
            table = happened.c
            connection.execute(happened.update().where(table.part.in_(sorted(found))).values(id=identity))


def chunks(numbers: list[int], size: int = 500) -> Iterator[list[int]]:
    """The numbers, some at a time."""
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]
