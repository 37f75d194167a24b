"""What people say of the record is what the brief tells."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from bench.synthetic import reading

from coranto.book import Book
from coranto.brief import Brief, brief, sentences_of

AT = datetime(2026, 2, 1, tzinfo=UTC)


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """Two made-up reports of one day."""
    with Book.open(tmp_path / "a.db") as opened:
        opened.add_all([reading(0), reading(1)], at=AT)
        yield opened


def entries(written: Brief) -> list[set[str]]:
    return [{evidence.entry for evidence in sentence.evidence} for sentence in sentences_of(written)]


def test_two_events_said_to_be_one_are_one_sentence(book: Book) -> None:
    told = {entry for one in entries(brief(book)) for entry in one}
    one = next(event.id for event in reading(0).events if event.id in told and event.status == "happened")
    other = next(event.id for event in reading(1).events if event.id in told and event.status == "happened")
    assert not any({one, other} <= each for each in entries(brief(book)))
    book.correct("merge", one, into=other, author="A. Editor", at=AT, reason="one battle")
    assert any({one, other} <= each for each in entries(brief(book)))


def test_a_rejected_report_is_no_source_of_the_brief(book: Book) -> None:
    book.correct("reject", reading(0).report.id, author="A. Editor", at=AT, reason="satire")
    assert [listed.report for listed in brief(book).sources] == [reading(1).report.id]


def test_a_book_nobody_touched_says_so(book: Book) -> None:
    assert brief(book).compiled.endswith("nobody has reviewed it.")
