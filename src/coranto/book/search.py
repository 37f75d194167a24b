"""Full text over the reports: words, phrases and beginnings of words; counts that agree with what is found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, text

_MARK_START, _MARK_END = "\ue000", "\ue001"
_WORD = re.compile(r'"([^"]*)"(\*?)|(\S+)')
_TOKEN = re.compile(r"[^\W_]+", re.UNICODE)
_RANKED = "(select rowid as report, rank from words where words match :query order by rank limit -1)"
OUTLETS = "-"  # beside the facets in one result

# What can be counted: the value of each, and the rows it is taken from. An event's type and status hold of one event.
FACETS: Final[dict[str, tuple[str, str]]] = {
    "outlet": ("heading.outlet", "heading"),
    "month": ("substr(heading.published, 1, 7)", "heading"),
    "day": ("heading.published", "heading"),
    "country": ("place.country", "place"),
    "place": ("place.name", "place"),
    "actor": ("actor.name", "actor"),
    "type": ("event.type", "event"),
    "status": ("event.status", "event"),
    "thread": ("threaded.label", "threaded"),
}
_CONDITIONS: Final = {
    "outlet": ("heading", "heading.outlet = :outlet"),
    "since": ("heading", "heading.published >= :since"),
    "until": ("heading", "heading.published <= :until"),
    "country": ("place", "place.country = :country"),
    "place": ("place", "place.name = :place"),
    "actor": ("actor", "(actor.name = :actor or actor.id = :actor)"),
    "event_type": ("event", "event.type = :event_type"),
    "status": ("event", "event.status = :status"),
    "thread": ("threaded", "(threaded.label = :thread or threaded.id = :thread)"),
}
# Which reports stand in which threads is given with the question: threads are worked out when they are asked for.
_THREADED = (
    "threaded(report, id, label) as materialized (select json_extract(value, '$[0]'), json_extract(value, '$[1]'), "
    "json_extract(value, '$[2]') from json_each(:threaded))"
)
Threaded = tuple[int, str, str]  # the number of a report, the id of a thread, its name and first day


class Filter(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which reports count: outlet, days (both included), and what they tell.

    `country` and `place` hold of one place they name, `event_type` and `status` of one event; `actor` is a name or id,
    `thread` an id, or its name and first day as the facet has them.
    """

    outlet: str | None = None
    country: str | None = None
    place: str | None = None
    actor: str | None = None
    event_type: str | None = None
    status: str | None = None
    thread: str | None = None
    since: str | None = None
    until: str | None = None


class Hit(msgspec.Struct, frozen=True):
    """A report with the words around the match; `spans` are offsets of the matched words in `snippet`.

    `corrected` counts the corrections that hold in the report.
    """

    report_id: str
    title: str | None
    outlet: str | None
    day: str | None
    snippet: str
    spans: tuple[tuple[int, int], ...]
    corrected: int = 0


class Found(msgspec.Struct, frozen=True):
    """The best hits, how many there are in all, and how many reports have each value of the facets asked for.

    The count of a value is the `total` of the same search with that value as a filter.
    """

    total: int
    hits: tuple[Hit, ...]
    outlets: dict[str, int]
    facets: dict[str, dict[str, int]] = {}

    @property
    def json(self) -> bytes:
        """The result as JSON."""
        return msgspec.json.encode(self)


def search(
    connection: Connection,
    words: str,
    chosen: Filter,
    *,
    limit: int,
    facets: Sequence[str] = (),
    most: int = 20,
    threaded: Sequence[Threaded] = (),
) -> Found:
    """The reports that hold all the words, best first; words of any kind are safe.

    Without words the reports that the filter chooses, latest first. `most` is the longest list of a facet's values.
    """
    query = _query(words)
    if not query and (words.strip() or chosen == Filter()):
        return Found(0, (), {}, {each: {} for each in facets})
    values = {name: value for name in Filter.__struct_fields__ if (value := getattr(chosen, name)) is not None}
    values |= {"query": query} if query else {}
    if chosen.thread is not None or "thread" in facets:
        values["threaded"] = msgspec.json.encode(threaded).decode()
    best, counted = _best(connection, values, limit), _counted(connection, values, facets)
    outlets = counted.pop(OUTLETS)
    shown = {facet: dict(list(counted[facet].items())[:most]) for facet in facets}
    return Found(sum(outlets.values()), _hits(connection, values.get("query"), best), outlets, shown)


def _query(words: str) -> str:
    """What FTS5 is asked: each word in quotation marks, so that nothing a person types is an operator."""
    parts = []
    for match in _WORD.finditer(words):
        phrase = " ".join(_TOKEN.findall(match[1] or match[3] or ""))
        begins = match[2] or (match[3] or "").endswith("*")
        if phrase:
            parts.append(f'"{phrase}"' + ("*" if begins else ""))
    return " ".join(parts)


def _where(values: dict[str, Any]) -> str:
    """The conditions on a report, as SQL; several on one table hold of one row of it."""
    conditions = ["not heading.withdrawn"]
    for table in ("heading", "place", "actor", "event", "threaded"):
        own = _own_conditions(table, values)
        if table == "heading":
            conditions += own
        elif own:
            own = [f"{table}.report = heading.report", *own]
            conditions.append(f"exists (select 1 from {table} where {' and '.join(own)})")
    return " and ".join(conditions)


def _own_conditions(table: str, values: dict[str, Any]) -> list[str]:
    return [condition for name, (of, condition) in _CONDITIONS.items() if of == table and name in values]


def _best(connection: Connection, values: dict[str, Any], limit: int) -> list[int]:
    """The numbers of the best reports, best first, the latest of equals.

    With words, whether a report is meant is asked from the best one down, until enough are.
    """
    source = _RANKED if "query" in values else "(select report, 0.0 as rank from heading)"
    latest = "" if "query" in values else "order by heading.published desc, heading.report"
    rows = connection.execute(
        text(
            (f"with {_THREADED} " if "threaded" in values else "")
            + f"select found.report, found.rank, heading.published from {source} found "
            f"cross join heading on heading.report = found.report where {_where(values)} {latest} limit :limit"
        ),
        values | {"limit": limit},
    ).all()
    rows = sorted(rows, key=lambda row: row.published or "", reverse=True)
    return [int(row.report) for row in sorted(rows, key=lambda row: row.rank)]


def _counted(connection: Connection, values: dict[str, Any], facets: Sequence[str]) -> dict[str, dict[str, int]]:
    """The counts, most first: all from one pass over what is meant, which needs no rank (half the work of a search)."""
    parts = [
        f"select '{OUTLETS}' as facet, coalesce(outlet, '') as value, count(*) as number from meant group by 2",
        *(_facet(each, values) for each in facets),
    ]
    source = "words cross join heading on heading.report = words.rowid" if "query" in values else "heading"
    matched = "words match :query and " if "query" in values else ""
    meant = f"select heading.report, heading.outlet, heading.published from {source} where {matched}{_where(values)}"
    rows = connection.execute(
        text(
            f"with {_THREADED + ', ' if 'threaded' in values else ''}"
            f"meant as {'materialized ' if facets else ''}({meant}) "
            + f"{' union all '.join(parts)} order by facet, number desc, value"
        ),
        values,
    )
    counted: dict[str, dict[str, int]] = {OUTLETS: {}, **{each: {} for each in facets}}
    for row in rows:
        counted[row.facet][str(row.value)] = int(row.number)
    return counted


def _facet(facet: str, values: dict[str, Any]) -> str:
    value, table = FACETS[facet]
    if table == "heading":
        value = value.replace("heading.", "meant.")
        return f"select '{facet}', {value}, count(*) from meant where {value} is not null group by 2"
    own = " and ".join([f"{value} is not null", *_own_conditions(table, values)])
    return (
        f"select '{facet}', {value}, count(distinct {table}.report) from meant "
        f"cross join {table} on {table}.report = meant.report where {own} group by 2"
    )


def _hits(connection: Connection, query: str | None, best: list[int]) -> tuple[Hit, ...]:
    """The hits with their snippets, which cost more than all the rest: only the best have one."""
    if not best:
        return ()
    listed = ", ".join(map(str, best))
    rows = connection.execute(
        text(
            "select report.number, report.id, heading.title, heading.outlet, heading.published, "
            "substr(page.text, 1, 200) as text, "
            "(select count(*) from outcome where outcome.report = report.number and state <> 'undone') as corrected "
            "from report join heading on heading.report = report.number join page on page.report = report.number "
            f"where report.number in ({listed})"
        )
    )
    by_number = {row.number: row for row in rows}
    marked = _snippets(connection, query, listed)
    return tuple(_hit(by_number[each], marked.get(each, by_number[each].text)) for each in best)


def _snippets(connection: Connection, query: str | None, listed: str) -> dict[int, str]:
    if query is None:
        return {}
    rows = connection.execute(
        text(
            f"select rowid, snippet(words, -1, '{_MARK_START}', '{_MARK_END}', '…', 24) from words "
            f"where words match :query and +rowid in ({listed})"
        ),
        {"query": query},
    )
    return {int(number): str(snippet) for number, snippet in rows}


def _hit(row: Any, marked: str) -> Hit:
    snippet, spans = "", []
    for part in re.split(f"([{_MARK_START}{_MARK_END}])", marked):
        if part == _MARK_START:
            spans.append((len(snippet), len(snippet)))
        elif part == _MARK_END and spans:
            spans[-1] = (spans[-1][0], len(snippet))
        elif part != _MARK_END:
            snippet += part.replace("\n", " ")
    return Hit(row.id, row.title, row.outlet, row.published, snippet, tuple(spans), row.corrected)
