"""Which reports are alike: each compared with those published about the same days, by the rarity of words then."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, delete, select

from ..linking import Profile, Rarity, Vectors, compared, counts_for, likeness, rarity_of, vectors_of
from . import derived
from .prepared import put_all

WINDOW = 4  # days between the publication of two reports of one happening
EDGE = 0.10  # likeness from which on two reports are looked at
LEAST = 60  # reports by which the rarity of words can be told; fewer are helped out by a sample of the book
SAMPLE = 500
UNDATED = 0  # in place of a month: reports without a stated day
HELD = 6  # months whose profiles are held in memory
_Pool = dict[int, Profile]


def month_of(day: str | None) -> int:
    """The month of a day as a number that goes up by one a month."""
    return int(day[:4]) * 12 + int(day[5:7]) if day else UNDATED


def sample(connection: Connection) -> list[int]:
    """Some reports of the whole book, the same whatever their order: those whose hashes are the smallest."""
    columns = derived.profiles.c
    return list(connection.execute(select(columns.report).order_by(columns.id).limit(SAMPLE)).scalars())


def near(month: int) -> tuple[int, ...]:
    """The months whose reports tell how rare a word is in this one."""
    return (month,) if month == UNDATED else (month - 1, month, month + 1)


class _Shelf:
    """Profiles by month, the last few held, with the rarity of words in each month and the vectors by it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._months: OrderedDict[int, _Pool] = OrderedDict()
        self._rarities: OrderedDict[int, Rarity] = OrderedDict()
        self._vectors: OrderedDict[int, dict[int, Vectors]] = OrderedDict()
        self._sampled: _Pool | None = None

    def month(self, month: int) -> _Pool:
        """The profiles of a month by the numbers of their reports."""
        if month not in self._months:
            columns = derived.profiles.c
            query = select(columns.report, columns.json).where(columns.month == month).order_by(columns.report)
            rows = self._connection.execute(query)
            self._months[month] = {number: _DECODER.decode(packed) for number, packed in rows}
            _bound(self._months)
        return self._months[month]

    def rarity(self, month: int) -> Rarity:
        """How rare words are among the reports of a month and its neighbours."""
        if month not in self._rarities:
            pool = {number: profile for each in near(month) for number, profile in self.month(each).items()}
            if len(pool) < LEAST:
                pool = {**self._sample(), **pool}
            self._rarities[month] = rarity_of(pool.values())
            _bound(self._rarities)
        return self._rarities[month]

    def vectors(self, month: int) -> dict[int, Vectors]:
        """The vectors of the reports of a month."""
        if month not in self._vectors:
            rarity = self.rarity(month)
            self._vectors[month] = {number: vectors_of(each, rarity) for number, each in self.month(month).items()}
            _bound(self._vectors)
        return self._vectors[month]

    def _sample(self) -> _Pool:
        if self._sampled is None:
            columns = derived.profiles.c
            query = select(columns.report, columns.json).order_by(columns.id).limit(SAMPLE)
            rows = self._connection.execute(query)
            self._sampled = {number: _DECODER.decode(packed) for number, packed in rows}
        return self._sampled


_DECODER = msgspec.json.Decoder(Profile)


def _bound(held: OrderedDict[int, Any]) -> None:
    while len(held) > HELD:
        held.popitem(last=False)


def relate(connection: Connection, month: int) -> None:
    """Compare the reports of a month with all that may tell of the same happening."""
    shelf = _Shelf(connection)
    columns = derived.profiles.c
    query = select(columns.report, columns.day).where(columns.month == month)
    own = {row[0]: row[1] for row in connection.execute(query)}
    months, by_day = _around(connection, own.values())
    months |= dict.fromkeys(own, month)
    undated = sorted(own) if month == UNDATED else []
    _drop_edges(connection, sorted(own))
    for number, day in sorted(own.items()):
        found = set(undated)
        for about in days_about(day):
            found.update(by_day.get(about, ()))
        rows = (
            row
            for other in sorted(found - {number})
            if other not in own or other > number
            if (row := _edge(shelf, (month, number), (months[other], other))) is not None
        )
        put_all(connection, derived.edges, rows)


def _around(connection: Connection, days: Iterable[str | None]) -> tuple[dict[int, int], dict[str, list[int]]]:
    """The months of the reports published about these days, and the reports by day."""
    columns = derived.profiles.c
    months: dict[int, int] = {}
    by_day: dict[str, list[int]] = defaultdict(list)
    wanted = sorted({near for day in days for near in days_about(day)})
    for start in range(0, len(wanted), 500):
        query = select(columns.report, columns.month, columns.day).where(columns.day.in_(wanted[start : start + 500]))
        for number, month, day in connection.execute(query):
            months[number] = month
            by_day[day].append(number)
    return months, by_day


def days_about(day: str | None) -> list[str]:
    """The days on which others may tell of what a report of this day does."""
    if day is None:
        return []
    middle = date.fromisoformat(day)
    return [(middle + timedelta(days=step)).isoformat() for step in range(-WINDOW, WINDOW + 1)]


def _drop_edges(connection: Connection, reports: list[int]) -> None:
    table = derived.edges
    if reports:
        rows = [{"number": each} for each in reports]
        for column in (table.c.one, table.c.other):
            connection.execute(delete(table).where(column == bindparam("number")), rows)


def _edge(shelf: _Shelf, one: tuple[int, int], other: tuple[int, int]) -> tuple[object, ...] | None:
    """Two reports, each as month and number, compared; None when they are not alike enough."""
    a, b = (shelf.vectors(month)[number] for month, number in (one, other))
    alike = likeness(a, b)
    if alike < EDGE:
        return None
    first, second = (shelf.month(month)[number] for month, number in (one, other))
    if second.report < first.report:
        (one, first), (other, second) = (other, second), (one, first)
    said = compared(first, second, shelf.rarity(one[0]), shelf.rarity(other[0]))
    slots = {slot: round(counts_for(slot, value), 6) for slot, value in said.items()}
    low, high = sorted((one[1], other[1]))
    return low, high, round(alike, 6), msgspec.json.encode(slots).decode()
