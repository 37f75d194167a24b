"""The rows of each table that can be exported, and their columns."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import Any, Final

import msgspec

from ..book import Book
from ..book.linked import Support
from ..book.people import veiled
from ..book.rows import COLUMNS as ROWS
from ..book.rows import Cell, rows_of, shown

__all__ = ["COLUMNS", "Cell", "Row", "rows", "shown"]

Row = dict[str, Any]  # cells; lists only where a row has ids of several things

_SUPPORT: Final = ("act", "reports", "outlets", "origins", "origin_names", "grade")
COLUMNS: Final[dict[str, tuple[str, ...]]] = {
    **{table: (*columns, "version") for table, columns in ROWS.items()},
    "events": (*ROWS["events"], *_SUPPORT, "version"),
    "statements": (*ROWS["statements"], "origins", "origin_names", "version"),
    "clusters": ("report_id", "input_id", "event_id", "event_ids", "thread_ids", "copy_group", "origin_ids"),
    "claims": ("id", "event_id", "kind", "of", "date", "disagree", "report_id", "published", "outlet", "url",
               "evidence", "start", "end", "low", "best", "high", "approximate", "according_to", "origins", "revised",
               "version"),
    "threads": ("id", "name", "first", "last", "reports", "happenings", "report_ids"),
    "timeline": ("date", "text", "weight", "event_ids", "evidence"),
}  # fmt: skip


def rows(book: Book, table: str) -> Iterator[Row]:
    """The rows of a table in the order of the reports; memory does not grow with their number.

    `version` is a hash of the row: it changes when anything in the row does.
    """
    yield from _OTHERS.get(table, _of_record)(book, table)


def _of_record(book: Book, table: str) -> Iterator[Row]:
    for record in book.records():
        more = _BESIDE[table](book, record.reading.report.id) if table in _BESIDE else None
        for row in rows_of(veiled(record), table):
            yield _versioned({**row, **(more(str(row["id"])) if more is not None else {})})


def _supported(book: Book, report: str) -> Callable[[str], Row]:
    found = book.supports(report)
    return lambda event: _told(found.get(event))


def _of_origins(book: Book, report: str) -> Callable[[str], Row]:
    found = book.statement_origins(report)
    return lambda statement: {
        "origins": len(found.get(statement, ())),
        "origin_names": "; ".join(each.name for each in found.get(statement, ())) or None,
    }


def _told(support: Support | None) -> Row:
    """Who tells an event: how many reports and outlets without copies, and the origins, never outlets for origins."""
    if support is None:
        return dict.fromkeys(_SUPPORT)
    return {
        "act": support.id,
        "reports": len(support.reports),
        "outlets": len(support.outlets),
        "origins": len(support.origins),
        "origin_names": "; ".join(each.name for each in support.origins) or None,
        "grade": support.grade,
    }


def _clusters(book: Book, _: str) -> Iterator[Row]:
    for record, links in book.all_links():
        yield {
            "report_id": links.report,
            "input_id": record.reading.report.extra.get("id"),
            "event_id": links.happening,
            "event_ids": list(dict.fromkeys(links.acts.values())),
            "thread_ids": list(links.threads),
            "copy_group": links.copying.group if links.copying else None,
            "origin_ids": [each.key for each in links.origins if each.kind != "outlet"],
        }


def _claims(book: Book, _: str) -> Iterator[Row]:
    headings = {
        each.reading.report.id: (each.reading.report.outlet, each.reading.report.url) for each in book.records()
    }
    for happening, one, names in book.claims():
        identity = hashlib.sha256(f"{happening}{one.kind}{one.of}{one.date}".encode()).hexdigest()[:20]
        for claim in one.claims:
            outlet, url = headings[claim.report]
            yield _versioned(
                {
                    "id": f"claim-{identity}",
                    "event_id": happening,
                    "kind": one.kind,
                    "of": one.of,
                    "date": one.date,
                    "disagree": one.disagree,
                    "report_id": claim.report,
                    "published": claim.day,
                    "outlet": outlet,
                    "url": url,
                    "evidence": claim.span.text,
                    "start": claim.span.start,
                    "end": claim.span.end,
                    "low": claim.low,
                    "best": claim.best,
                    "high": claim.high,
                    "approximate": claim.approximate,
                    "according_to": "; ".join(names[key] or outlet or "" for key in claim.origins) or None,
                    "origins": len(claim.origins),
                    "revised": claim.revised,
                }
            )


def _timeline(book: Book, _: str) -> Iterator[Row]:
    for day in book.timeline():
        for place, told in enumerate(day.told):
            yield {
                "date": day.date,
                "text": told.span.text,
                "weight": round(day.weight - place * 1e-5, 5),
                "event_ids": list(told.events),
                "evidence": {"report_id": told.report, "start": told.span.start, "end": told.span.end},
            }


def _threads(book: Book, _: str) -> Iterator[Row]:
    for thread in book.threads():
        yield {
            "id": thread.id,
            "name": thread.name,
            "first": thread.first,
            "last": thread.last,
            "reports": len(thread.instalments),
            "happenings": len(thread.happenings),
            "report_ids": [each.report for each in thread.instalments],
        }


_BESIDE: Final = {"events": _supported, "statements": _of_origins}
_OTHERS: Final[dict[str, Callable[[Book, str], Iterator[Row]]]] = {
    "clusters": _clusters,
    "claims": _claims,
    "threads": _threads,
    "timeline": _timeline,
}


def _versioned(row: Row) -> Row:
    return {**row, "version": _version(row)}


def _version(row: Row) -> str:
    return hashlib.sha256(msgspec.json.encode(row, order="deterministic")).hexdigest()[:12]
