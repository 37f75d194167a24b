"""A book can be proved, made again, copied, brought back, and asked what changed."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bench.synthetic import captured, reading, reread

from coranto.book import Book
from coranto.errors import BookError

AT = datetime(2026, 2, 1, 12, 0, tzinfo=UTC)


def tamper(book: Book, statement: str) -> None:
    with closing(sqlite3.connect(book.path)) as connection:
        connection.execute(statement)
        connection.commit()


@pytest.mark.parametrize(
    ("statement", "fault"),
    [
        ("update log set at = '2020-01-01T00:00:00+00:00' where version = 2", "line 2 is not what was sealed"),
        ("delete from log where version = 3", "line 3 is missing"),
        ("update reading set json = x'00' where number = 1", "damaged"),
        ("delete from reading where number = 2", "no current reading"),
        ("update correction set json = replace(json, 'seen', 'same')", "no longer says what was decided"),
        ("delete from correction", "its correction is missing"),
        ("update correction set json = null, report = null", "nothing was erased"),
        ("update page set text = 'other' where report = 1", "its text and its reading differ"),
        ("delete from page where report = 1", "full text"),
        ("insert into capture (report, source, media_type, original, at) values (99, '', '', 'x', '')", "refers to"),
    ],
)
def test_whatever_is_tampered_with_is_named(book: Book, statement: str, fault: str) -> None:
    event = reading(0).events[0]
    book.correct("confirm", event.id, author="A. Editor", at=AT, reason="seen")
    assert list(book.verify()) == []
    tamper(book, statement)
    assert any(fault in each for each in book.verify()), list(book.verify())


def test_rebuilding_mends_rows_that_were_tampered_with_and_says_so(book: Book) -> None:
    assert book.rebuild().changed == ()
    tamper(book, "update event set type = 'PROTEST'")
    assert book.rebuild().changed == ("event",)
    assert book.rebuild().changed == () and list(book.verify()) == []


def test_long_work_is_heard_of(book: Book, tmp_path: Path) -> None:
    heard: list[str] = []

    def hear(what: str, share: float) -> None:
        assert 0 <= share <= 1
        heard.append(what)

    list(book.verify(hear))
    book.rebuild(hear)
    book.backup(tmp_path / "b.db", at=AT, progress=hear)
    assert set(heard) >= {"checking the tables", "making the rows of the record", "comparing", "copying originals"}


def test_a_backup_is_the_book_and_can_be_brought_back(book: Book, tmp_path: Path) -> None:
    event = reading(0).events[0]
    book.correct("edit", event.id, author="A. Editor", at=AT, reason="seen", values={"count": 3})
    copy = book.backup(tmp_path / "b.db", at=AT)
    assert (copy.version, copy.kind) == (book.version, "backup") and book.copies() == (copy,)
    book.add(reading(20), at=AT)
    Book.restore(tmp_path / "b.db", tmp_path / "c.db")
    with Book.open(tmp_path / "c.db", create=False) as back:
        assert list(back.verify()) == [] and back.version == copy.version
        assert back.counts().reports == 6
        assert back.record(reading(0).report.id).reading.events[0].count == 3
    assert sorted(path.name for path in tmp_path.glob("b.db*")) == ["b.db", "b.db.originals"]


def test_nothing_is_overwritten_by_a_copy(book: Book, tmp_path: Path) -> None:
    (tmp_path / "b.db").write_bytes(b"mine")
    with pytest.raises(BookError, match="there already"):
        book.backup(tmp_path / "b.db", at=AT)
    assert book.copies() == ()
    book.backup(tmp_path / "c.db", at=AT)
    with pytest.raises(BookError, match="there already"):
        Book.restore(tmp_path / "c.db", book.path)
    with pytest.raises(BookError, match="not a database"):
        Book.restore(tmp_path / "b.db", tmp_path / "d.db")
    with pytest.raises(BookError, match="no backup there"):
        Book.restore(tmp_path / "none.db", tmp_path / "d.db")
    assert not (tmp_path / "d.db").exists() and (tmp_path / "b.db").read_bytes() == b"mine"


def test_a_backup_names_an_original_that_is_missing(book: Book, tmp_path: Path) -> None:
    book.archive.forget(reading(2).report.id)
    with pytest.raises(BookError, match="the original is missing"):
        book.backup(tmp_path / "b.db", at=AT)


def test_the_changes_since_a_version_are_what_was_done_since(book: Book) -> None:
    one, version = reading(0), book.version
    assert {change.act for change in book.changes()} == {"added"}
    assert list(book.changes(since=version)) == []
    done = book.correct(
        "edit", one.events[0].id, author="A. Editor", at=AT, reason="seen", values={"status": "attempted"}
    )
    [change] = book.changes(since=version)
    assert (change.act, change.kind, change.id, change.cause) == ("changed", "event", one.events[0].id, done.id)
    assert change.before and change.after
    assert (change.before["status"], change.after["status"]) == (one.events[0].status, "attempted")
    book.correct("reject", one.statements[0].id, author="A. Editor", at=AT, reason="none")
    withdrawn = [each for each in book.changes(since=version + 1) if each.act == "withdrawn"]
    assert [(each.kind, each.id, each.after) for each in withdrawn] == [("statement", one.statements[0].id, None)]


def test_a_copy_that_follows_the_changes_is_the_record(book: Book) -> None:
    """Whoever applies every change to a table of rows has the exports."""
    from coranto.book.rows import COLUMNS, rows_of

    for number in range(3):
        book.add(reread(reading(number), 5, "9"), at=AT)
    record = book.record(reading(1).report.id).reading
    book.correct("reject", record.events[0].id, author="A. Editor", at=AT, reason="no")
    followed: dict[tuple[str, str, str], dict[str, object]] = {}
    for change in book.changes():
        key = (change.report, change.kind, change.id)
        if change.after is None:
            assert followed.pop(key) == change.before
        else:
            assert followed.get(key) == change.before
            followed[key] = change.after
    kinds = {table: table.removesuffix("s") for table in COLUMNS}
    there = {
        (str(row["report_id"]), kinds[table], str(row["id"])): row
        for record in book.records()
        for table in COLUMNS
        for row in rows_of(record, table)
    }
    assert followed == there


def test_changes_can_be_asked_for_by_time(book: Book) -> None:
    for day in range(3):
        at = AT + timedelta(days=day)
        book.correct("confirm", reading(day).events[0].id, author="A. Editor", at=at, reason="seen")
    assert len(list(book.changes(since="2026-02-02"))) == 2
    assert len(list(book.changes(since="2026-02-03T12:00:00+00:00"))) == 1
    assert list(book.changes(since="2027-01-01")) == []


def test_many_readings_at_hand_are_recorded_as_one_by_one(tmp_path: Path) -> None:
    made = [reading(number) for number in range(30)]
    with Book.open(tmp_path / "a.db") as many, Book.open(tmp_path / "b.db") as single:
        assert many.add_all([*made, made[0]], at=AT) == {"new": 30, "known": 1}
        for one in made:
            single.add(one, at=AT)
        assert list(many.changes()) == list(single.changes()) and list(many.verify()) == []


def test_readings_captures_and_revisions_are_kept_apart(tmp_path: Path) -> None:
    from msgspec.structs import replace

    one, other = reading(0), reading(1)
    address = "https://news.example/page"
    with Book.open(tmp_path / "a.db") as book:
        for number, each in enumerate((one, one, other)):
            seen = captured(each)
            seen = replace(seen, report=replace(seen.report, url=address), source=f"visit {number}")
            book.add(each, seen, at=AT + timedelta(days=number))
        book.add(reread(one, 1, "9"))
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        assert connection.execute("select count(*) from captures").fetchone() == (3,)
        assert connection.execute("select report_id, earlier_report_id from revisions").fetchall() == [
            (other.report.id, one.report.id)
        ]
        rows = connection.execute("select report_id, current from readings order by sha256").fetchall()
        assert sorted(rows) == sorted([(one.report.id, 0), (one.report.id, 1), (other.report.id, 1)])
