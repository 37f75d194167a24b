"""The links between reports, brought up to date: who is a copy, who tells of the same happening, whose news it is.

The result follows from the set of reports alone, whatever their order: when one comes or goes, everything that could
change is made anew - its neighbours in time, and the components of alike reports that they stand in - and nothing else.
"""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

import msgspec
from sqlalchemy import Connection, bindparam, delete, func, insert, select, text

from ..linking import (
    Origins,
    Pair,
    Profile,
    Rarity,
    Vectors,
    compared,
    copied,
    counts_for,
    grouped,
    likeness,
    origins_of,
    profile_of,
    rarity_of,
    sampled,
    shingles,
    vectors_of,
)
from ..linking.copies import COMMON, FEWEST, Copied, groups
from ..model.ids import happening_id
from ..model.record import Record
from . import derived, schema
from .prepared import put, put_all
from .shelf import read, record_of

WINDOW = 4  # days between the publication of two reports of one happening
EDGE = 0.10  # likeness from which on two reports are looked at
THRESHOLD = 0.12  # score from which on two clusters are one happening (bench/SCOREBOARD.md has the grid)
LEAST = 60  # reports by which the rarity of words can be told; fewer are helped out by a sample of the book
SAMPLE = 500
UNDATED, SAMPLED = 0, -1  # in place of a month: reports without a stated day; the sample of the book
STIRRED, RELATE, GROUP = range(3)  # what is to be done about a month
AT_ONCE = 25  # reports looked at in one step
HELD = 6  # months whose profiles are held in memory
_Pool = dict[int, Profile]


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
        _relate(connection, month)
        _done(connection, {month}, RELATE)
        _stir(connection, {month}, GROUP)
    elif months := _at(connection, GROUP):
        month = min(months)
        _group(connection, month)
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
    before = _sample(connection)
    kept: list[int] = []
    months: set[int] = set()
    for number in numbers:
        record = _record(connection, number)
        if record is None or record.withdrawn is not None:
            forget(connection, number)
        else:
            months |= _profiled(connection, number, record)
            kept.append(number)
    _link_copies(connection, kept)
    if _sample(connection) != before:
        months.add(SAMPLED)
    _stir(connection, months, STIRRED)
    connection.execute(delete(derived.unlinked).where(derived.unlinked.c.report.in_(numbers)))


def forget(connection: Connection, number: int) -> None:
    """Take a report out of all links: what it was alike to is to be looked at again."""
    month = connection.execute(select(derived.profiles.c.month).where(derived.profiles.c.report == number)).scalar()
    if month is None:
        return
    _stir(connection, {month, SAMPLED} if number in _sample(connection) else {month}, STIRRED)
    alike = connection.execute(
        select(derived.edges.c.other).where(derived.edges.c.one == number)
        .union(select(derived.edges.c.one).where(derived.edges.c.other == number))
    ).scalars().all()  # fmt: skip
    group = select(derived.copies.c.copy_group).where(derived.copies.c.report == number).scalar_subquery()
    alike = [*alike, *connection.execute(select(derived.copies.c.report).where(derived.copies.c.copy_group == group)).scalars()]
    mark(connection, [each for each in alike if each != number])
    for table in derived.LINKED:
        if table is derived.edges:
            connection.execute(delete(table).where((table.c.one == number) | (table.c.other == number)))
        else:
            connection.execute(delete(table).where(table.c.report == number))
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
    for each in (table, derived.shingles, derived.origins):
        connection.execute(delete(each).where(each.c.report == number))
    profile, report = profile_of(record.reading), record.reading.report
    month = _month(profile.day)
    put(connection, table, {
        "report": number, "id": report.id, "month": month, "letters": len(report.text),
        "day": report.published.value if report.published else None, "json": msgspec.json.encode(profile),
    })  # fmt: skip
    put_all(connection, derived.shingles, ((each, number) for each in sampled(shingles(report.text))))
    put_all(connection, derived.origins, _origin_rows(number, origins_of(record.reading)))
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


def _month(day: str | None) -> int:
    return int(day[:4]) * 12 + int(day[5:7]) if day else UNDATED


def _sample(connection: Connection) -> list[int]:
    """Some reports of the whole book, the same whatever their order: those whose hashes are the smallest."""
    columns = derived.profiles.c
    return list(connection.execute(select(columns.report).order_by(columns.id).limit(SAMPLE)).scalars())


def _affected(connection: Connection, months: set[int]) -> set[int]:
    """The months whose reports are to be compared anew: those in whose rarity of words one of these counts."""
    again = {each + step for each in months if each > UNDATED for step in (-1, 0, 1)} | ({UNDATED} & months)
    columns = derived.profiles.c
    query = select(columns.month, func.count()).group_by(columns.month)
    counts = {month: number for month, number in connection.execute(query).tuples()}
    if SAMPLED in months:
        again |= {each for each in counts if sum(counts.get(near, 0) for near in _near(each)) < LEAST}
    return again & counts.keys()


def _near(month: int) -> tuple[int, ...]:
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
            rows = self._connection.execute(query).tuples()
            self._months[month] = {number: _DECODER.decode(packed) for number, packed in rows}
            _bound(self._months)
        return self._months[month]

    def rarity(self, month: int) -> Rarity:
        """How rare words are among the reports of a month and its neighbours."""
        if month not in self._rarities:
            pool = {number: each for near in _near(month) for number, each in self.month(near).items()}
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
            rows = self._connection.execute(query).tuples()
            self._sampled = {number: _DECODER.decode(packed) for number, packed in rows}
        return self._sampled


_DECODER = msgspec.json.Decoder(Profile)


def _bound(held: OrderedDict[int, object]) -> None:  # type: ignore[type-arg]
    while len(held) > HELD:
        held.popitem(last=False)


def _relate(connection: Connection, month: int) -> None:
    """Compare the reports of a month with all that may tell of the same happening."""
    shelf = _Shelf(connection)
    columns = derived.profiles.c
    query = select(columns.report, columns.day).where(columns.month == month)
    own = {number: day for number, day in connection.execute(query).tuples()}
    months, by_day = _around(connection, own.values())
    months |= dict.fromkeys(own, month)
    undated = sorted(own) if month == UNDATED else []
    _drop_edges(connection, sorted(own))
    for number, day in sorted(own.items()):
        found = set(undated)
        for near in _days(day):
            found.update(by_day.get(near, ()))
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
    wanted = sorted({near for day in days for near in _days(day)})
    for start in range(0, len(wanted), 500):
        query = select(columns.report, columns.month, columns.day).where(columns.day.in_(wanted[start : start + 500]))
        for number, month, day in connection.execute(query).tuples():
            months[number] = month
            by_day[day].append(number)
    return months, by_day


def _days(day: str | None) -> list[str]:
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


def _group(connection: Connection, month: int) -> None:
    """Make the happenings of every component of alike reports that has a report of this month."""
    columns = derived.profiles.c
    left = set(connection.execute(select(columns.report).where(columns.month == month)).scalars())
    while left:
        component = _component(connection, left.pop())
        left -= component
        _happenings(connection, component)


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
    for some in _chunks(sorted(component)):
        query = select(columns.report, columns.day, columns.id).where(columns.report.in_(some))
        names |= {number: (day or "9999", identity) for number, day, identity in connection.execute(query).tuples()}
    ids = {number: identity for number, (_, identity) in names.items()}
    for number in component if len(component) > 1 else ():
        rows = connection.execute(text("select other, likeness, slots from edge where one = :n"), {"n": number})
        for other, alike, slots in rows.tuples():
            low, high = sorted((ids[number], ids[other]))
            edges[low, high] = Pair(alike, msgspec.json.decode(slots, type=dict[str, float]))
    together = {each: group for group in grouped(edges, THRESHOLD) for each in group}
    oldest = {identity: day for day, identity in names.values()}
    connection.execute(delete(table).where(table.c.report == bindparam("number")), [{"number": n} for n in component])
    rows = (
        (number, happening_id(min(together.get(each, [each]), key=lambda one: (oldest[one], one))))
        for number, each in sorted(ids.items())
    )
    put_all(connection, table, rows)


def _chunks(numbers: list[int], size: int = 500) -> Iterator[list[int]]:
    for start in range(0, len(numbers), size):
        yield numbers[start : start + size]


def _link_copies(connection: Connection, changed: list[int]) -> None:
    """Find whose texts are copies, and make the copy groups of every report touched anew."""
    pairs: dict[int, set[int]] = defaultdict(set)
    touched = set(changed)
    groups_of = text("select report from copied where copy_group in (select copy_group from copied where report = :n)")
    for number in changed:
        touched.update(connection.execute(groups_of, {"n": number}).scalars())
    ahead = sorted(touched)
    while ahead:
        number = ahead.pop()
        for other in _sharing(connection, number):
            pairs[number].add(other)
            if other not in touched:
                touched.add(other)
                ahead.append(other)
    found = list(_compared_in_full(connection, pairs))
    order, numbers = _copy_order(connection, touched)
    table = derived.copies
    connection.execute(delete(table).where(table.c.report == bindparam("number")), [{"number": n} for n in touched])
    shares = {frozenset((each.one, each.other)): each.share for each in found}
    for group in groups(found, order):
        identity = f"copy-{group[0][:20]}"
        rows = (
            (numbers[each], identity, numbers[group[0]], _share(each, group, shares) if each != group[0] else None)
            for each in group
        )
        put_all(connection, table, rows)


def _share(report: str, group: list[str], shares: dict[frozenset[str], float]) -> float | None:
    """How much of a copy stands in the original, or where the two do not meet, in the nearest of the group."""
    direct = shares.get(frozenset((report, group[0])))
    return direct or max((shares[pair] for pair in shares if report in pair), default=None)


_SHARING = text(
    "select other.report from shingle mine join shingle other on other.hash = mine.hash "
    "where mine.report = :n and other.report <> :n "
    "and (select count(*) from (select 1 from shingle each where each.hash = mine.hash limit :most)) < :most "
    "group by other.report having count(*) >= :fewest order by other.report"
)


def _sharing(connection: Connection, number: int) -> list[int]:
    values = {"n": number, "most": COMMON + 1, "fewest": FEWEST}
    return list(connection.execute(_SHARING, values).scalars())


def _compared_in_full(connection: Connection, pairs: dict[int, set[int]]) -> Iterator[Copied]:
    pages, reports = derived.pages.c, schema.reports.c
    texts: dict[int, tuple[str, str]] = {}

    def page(number: int) -> tuple[str, str]:
        if number not in texts:
            query = select(reports.id, pages.text).join(derived.pages, pages.report == reports.number)
            row = connection.execute(query.where(reports.number == number)).one()
            texts[number] = (row.id, row.text)
        return texts[number]

    for one, others in sorted(pairs.items()):
        for other in sorted(others):
            if one < other or one not in pairs.get(other, ()):
                (a, first), (b, second) = page(one), page(other)
                if (pair := copied(a, b, first, second)) is not None:
                    yield pair
        if len(texts) > COMMON * 10:
            texts.clear()


def _copy_order(connection: Connection, numbers: set[int]) -> tuple[dict[str, tuple[str, int, str]], dict[str, int]]:
    """What makes a text the original: the earliest day, of one day the longest, of these the smallest hash."""
    columns = derived.profiles.c
    order: dict[str, tuple[str, int, str]] = {}
    found: dict[str, int] = {}
    for some in _chunks(sorted(numbers)):
        query = select(columns.report, columns.id, columns.day, columns.letters).where(columns.report.in_(some))
        for number, identity, day, letters in connection.execute(query).tuples():
            order[identity] = (day or "9999", -letters, identity)
            found[identity] = number
    return order, found
