"""Full text over the reports: words, phrases and beginnings of words; counts that agree with what is found."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import msgspec
from sqlalchemy import Connection, text

_MARK_START, _MARK_END = "\ue000", "\ue001"
_WORD = re.compile(r'"([^"]*)"|(\S+)')
_TOKEN = re.compile(r"[^\W_]+", re.UNICODE)


class Filter(msgspec.Struct, frozen=True, kw_only=True):
    """Which reports count: outlet, a country they name a place in, an event type, and days, both included."""

    outlet: str | None = None
    country: str | None = None
    event_type: str | None = None
    since: str | None = None
    until: str | None = None


class Hit(msgspec.Struct, frozen=True):
    """A report with the words around the match; `spans` are offsets of the matched words in `snippet`."""

    report_id: str
    title: str | None
    outlet: str | None
    day: str | None
    snippet: str
    spans: tuple[tuple[int, int], ...]


class Found(msgspec.Struct, frozen=True):
    """The best hits, and how many there are in all."""

    total: int
    hits: tuple[Hit, ...]
    outlets: dict[str, int]

    @property
    def json(self) -> bytes:
        """The result as JSON."""
        return msgspec.json.encode(self)


def search(connection: Connection, words: str, limit: int, chosen: Filter) -> Found:
    """The reports that hold all the words, best first; words of any kind are safe."""
    query = _query(words)
    if not query:
        return Found(0, (), {})
    where, values = _where(chosen)
    values |= {"query": query}
    base = f"from words join reports on reports.rowid = words.rowid where words match :query {where}"
    rows = connection.execute(
        text(
            "select reports.id, reports.title, reports.outlet, reports.published, "
            f"snippet(words, -1, '{_MARK_START}', '{_MARK_END}', '…', 24) {base} "
            "order by bm25(words), reports.id limit :limit"
        ),
        values | {"limit": limit},
    ).all()
    outlets = connection.execute(
        text(f"select coalesce(reports.outlet, ''), count(*) {base} group by 1 order by 2 desc, 1"), values
    ).all()
    counted = {str(outlet): int(count) for outlet, count in outlets}
    return Found(sum(counted.values()), tuple(_hit(row) for row in rows), counted)


def _query(words: str) -> str:
    """What FTS5 is asked: each word in quotation marks, so that nothing a person types is an operator."""
    parts = []
    for match in _WORD.finditer(words):
        phrase = " ".join(_TOKEN.findall(match[1] or match[2] or ""))
        if phrase:
            parts.append(f'"{phrase}"' + ("*" if (match[2] or "").endswith("*") else ""))
    return " ".join(parts)


def _where(chosen: Filter) -> tuple[str, dict[str, Any]]:
    conditions = {
        "outlet": "reports.outlet = :outlet",
        "country": "reports.id in (select report from places where country = :country)",
        "event_type": "reports.id in (select report from events where type = :event_type)",
        "since": "reports.published >= :since",
        "until": "reports.published <= :until",
    }
    values = {name: value for name in conditions if (value := getattr(chosen, name)) is not None}
    return "".join(f" and {conditions[name]}" for name in values), values


def _hit(row: Sequence[Any]) -> Hit:
    report, title, outlet, day, marked = row
    snippet, spans = "", []
    for part in re.split(f"([{_MARK_START}{_MARK_END}])", marked):
        if part == _MARK_START:
            spans.append((len(snippet), len(snippet)))
        elif part == _MARK_END:
            spans[-1] = (spans[-1][0], len(snippet))
        else:
            snippet += part.replace("\n", " ")
    return Hit(report, title, outlet, day, snippet, tuple(spans))
