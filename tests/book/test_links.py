"""Links follow from the set of reports, whatever the order in which they came, went and came back."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from bench.synthetic import readings
from msgspec.structs import replace
from sqlalchemy import text

from coranto.book import Book
from coranto.model.ids import report_id
from coranto.model.reading import Reading
from coranto.model.report import Published

from .conftest import AT

TABLES = {
    "happening": "select report.id, happening.id from happening join report on number = report order by 1",
    "copied": "select report.id, copy_group, share from copied join report on number = report order by 1",
    "origin": "select report.id, n, key, kind from origin join report on number = report order by 1, 2",
    "merged": "select report.id, event, merged.id, origins from merged join report on number = report order by 1, 2",
}


def alike(number: int, text_: str, day: str = "2016-01-02") -> Reading:
    """A reading of another text by the entries of a made-up one, none of which it needs."""
    one = next(readings(number, number + 1))
    report = replace(
        one.report, id=report_id(text_.encode()), text=text_, outlet=f"Outlet {number}", title=None,
        published=Published(value=day, basis="given", confidence=1.0),
    )  # fmt: skip
    bare = dict.fromkeys(("places", "actors", "statements", "events", "positions"), ())
    return replace(one, report=report, passages=(), **bare)


def some() -> list[Reading]:
    """Twelve reports, two of them copies of others."""
    found = list(readings(0, 10))
    return [*found, alike(20, found[0].report.text[:900]), alike(21, found[5].report.text + " And a line more.")]


def state(book: Book) -> dict[str, list[Any]]:
    book.link()
    with book._reading() as connection:
        return {name: [tuple(row) for row in connection.execute(text(query))] for name, query in TABLES.items()}


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_arrival_changes_nothing(tmp_path: Path, seed: int) -> None:
    found = some()
    with Book.open(tmp_path / "one.db") as book:
        book.add_all(found, at=AT)
        at_once = state(book)
    random.Random(seed).shuffle(found)
    with Book.open(tmp_path / "other.db") as book:
        for one in found:
            book.add(one, at=AT)
            book.link()
        assert state(book) == at_once
    assert len(at_once["copied"]) == 4


def test_a_report_taken_out_leaves_no_trace_and_comes_back(tmp_path: Path) -> None:
    found = some()
    with Book.open(tmp_path / "whole.db") as book:
        book.add_all(found, at=AT)
        whole = state(book)
        gone = found[0].report.id
        book.correct("reject", gone, author="A. Editor", at=AT, reason="a test")
        without = state(book)
        assert gone not in str(without)
        book.correct("undo", gone, author="A. Editor", at=AT, reason="a test")
        assert state(book) == whole
    with Book.open(tmp_path / "fewer.db") as book:
        book.add_all(found[1:], at=AT)
        assert state(book) == without


def test_an_erased_report_is_in_no_link(tmp_path: Path) -> None:
    found = some()
    with Book.open(tmp_path / "erased.db") as book:
        book.add_all(found, at=AT)
        state(book)
        book.erase(found[0].report.id, author="A. Editor", at=AT, reason="a test")
        left = state(book)
        assert found[0].report.id[:20] not in str(left)
        assert list(book.verify()) == []
    with Book.open(tmp_path / "fewer.db") as book:
        book.add_all(found[1:], at=AT)
        assert state(book) == left


def test_a_rebuilt_book_has_the_same_links(tmp_path: Path) -> None:
    with Book.open(tmp_path / "book.db") as book:
        book.add_all(some(), at=AT)
        before = state(book)
        assert book.rebuild().changed == ()
        assert state(book) == before


def test_adding_a_copy_never_raises_the_number_of_origins(tmp_path: Path) -> None:
    found = list(readings(0, 6))
    copy = replace(found[0], report=replace(found[0].report, id="c" * 64, outlet="Another Outlet"))
    with Book.open(tmp_path / "book.db") as book:
        book.add_all(found, at=AT)
        before = {event: len(each.origins) for event, each in book.supports(found[0].report.id).items()}
        book.add(copy, at=AT)
        after = book.supports(found[0].report.id)
        assert before and all(len(after[event].origins) <= count for event, count in before.items())


def test_a_book_that_is_only_looked_at_shows_the_links_it_has(tmp_path: Path) -> None:
    path = tmp_path / "book.db"
    with Book.open(path) as book:
        book.add_all(some(), at=AT)
        wanted = state(book)["happening"]
    path.chmod(0o400)
    tmp_path.chmod(0o500)
    try:
        with Book.open(path) as book:
            assert [(links.report, links.happening) for _, links in book.all_links()]
            assert len(wanted) == len(list(book.all_links()))
    finally:
        tmp_path.chmod(0o700)
