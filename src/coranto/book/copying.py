"""Whose texts are copies: found by the shingles they share, then compared in full."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, select, text

from ..linking.copies import COMMON, FEWEST, Copied, copied, groups
from . import derived, schema
from .happening import chunks
from .prepared import put_all

HELD = 200  # texts held while they are compared


def link_copies(connection: Connection, changed: list[int]) -> None:
    """Find whose texts are copies, and make the copy groups of every report touched anew."""
    touched = set(changed)
    groups_of = text("select report from copied where copy_group in (select copy_group from copied where report = :n)")
    for number in changed:
        touched.update(connection.execute(groups_of, {"n": number}).scalars())
    found: dict[frozenset[int], Copied | None] = {}
    ahead, page = sorted(touched), _Pages(connection)
    while ahead:
        number = ahead.pop()
        for other in _sharing(connection, number):
            pair = frozenset((number, other))
            if pair not in found:
                found[pair] = copied(*page(number), *page(other))
            if found[pair] is not None and other not in touched:
                touched.add(other)
                ahead.append(other)
    made = [each for each in found.values() if each is not None]
    order, numbers = _copy_order(connection, touched)
    table = derived.copies
    gone = [{"number": number} for number in touched]
    if gone:
        connection.execute(delete(table).where(table.c.report == bindparam("number")), gone)
    shares = {frozenset((each.one, each.other)): each.share for each in made}
    for group in groups(made, order):
        identity = f"copy-{group[0][:20]}"
        rows = (
            (numbers[each], identity, numbers[group[0]], _share(each, group, shares) if each != group[0] else None)
            for each in group
        )
        put_all(connection, table, rows)


class _Pages:
    """The ids and texts of reports by their numbers, the last held."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._held: dict[int, tuple[str, str]] = {}

    def __call__(self, number: int) -> tuple[str, str]:
        if number not in self._held:
            if len(self._held) >= HELD:
                self._held.clear()
            pages, reports = derived.pages.c, schema.reports.c
            query = select(reports.id, pages.text).join(derived.pages, pages.report == reports.number)
            row = self._connection.execute(query.where(reports.number == number)).one()
            self._held[number] = (row.id, row.text)
        return self._held[number]


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


def _copy_order(connection: Connection, numbers: set[int]) -> tuple[dict[str, tuple[str, int, str]], dict[str, int]]:
    """What makes a text the original: the earliest day, of one day the longest, of these the smallest hash."""
    columns = derived.profiles.c
    order: dict[str, tuple[str, int, str]] = {}
    found: dict[str, int] = {}
    for some in chunks(sorted(numbers)):
        query = select(columns.report, columns.id, columns.day, columns.letters).where(columns.report.in_(some))
        for number, identity, day, letters in connection.execute(query):
            order[identity] = (day or "9999", -letters, identity)
            found[identity] = number
    return order, found
