"""People who can be harmed: their names stay at the desk; of an erased report nothing is left but its tombstone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from bench.synthetic import captured, reading
from msgspec.structs import replace

from coranto.book import Book
from coranto.brief import brief
from coranto.errors import Erased, NotInBook, UsageError
from coranto.exports import COLUMNS, formats, write
from coranto.model.ids import local_actor_id
from coranto.model.reading import Actor, Mention, Reading, Role
from coranto.model.span import Span

AT = datetime(2026, 2, 1, 12, 0, tzinfo=UTC)
NAME = "Report 0"  # words of the made-up report stand in for a name: nobody is named in our tests


def with_person(one: Reading, *, public: bool) -> tuple[Reading, Actor]:
    """The reading with its title's words as the name of a person who also speaks."""
    first = Mention(0, len(NAME), NAME, form="name")
    person = Actor(
        id=local_actor_id(one.report.id, Span(0, len(NAME), NAME)), name=NAME, kind="person", public_role=public,
        roles=(Role(title="medic", of=None, evidence=one.statements[0].cue or one.events[0].trigger),),
        basis="report", mentions=(first,), reason="made up",
    )  # fmt: skip
    told = replace(one.events[0], actors=(person.id,), evidence=(Span(0, 12, one.report.text[:12]),))
    speaker = replace(one.statements[0].speaker, actor=person.id, name=NAME)
    said = replace(one.statements[0], speaker=speaker, speakers=(person.id,))
    changed = replace(
        one, actors=(*one.actors, person), events=(told, *one.events[1:]), statements=(said, *one.statements[1:])
    )
    return changed, person


def leaving(book: Book) -> str:
    """Everything that leaves the desk."""
    stream = BytesIO()
    for table in COLUMNS:
        for form in formats():
            write(book, table, form, stream)
    day = brief(book)
    changes = "".join(str(change) for change in book.changes())
    return stream.getvalue().decode() + day.text + day.markdown + day.rendered("json") + changes


@pytest.fixture
def person(tmp_path: Path) -> Iterator[tuple[Book, Actor]]:
    one, actor = with_person(reading(0), public=True)
    with Book.open(tmp_path / "a.db") as book:
        book.add(one, captured(one), at=AT)
        yield book, actor


def test_a_hidden_name_leaves_the_desk_nowhere_from_then_on(person: tuple[Book, Actor]) -> None:
    book, actor = person
    assert NAME in leaving(book)
    book.correct("hide", actor.id, author="A. Editor", at=AT, reason="a witness")
    version = book.version
    stream = BytesIO()
    for table in COLUMNS:
        write(book, table, "jsonl", stream)
    told = stream.getvalue().decode() + brief(book).rendered("json") + brief(book).text
    assert NAME not in told and "████" in told and "medic" in told
    latest = [change for change in book.changes(since=version - 1) if change.after]
    assert latest and all(NAME not in str(change.after) for change in latest)
    assert NAME in book.reading(reading(0).report.id).report.text


def test_a_name_can_be_released_with_a_reason(tmp_path: Path) -> None:
    one, actor = with_person(reading(0), public=False)
    with Book.open(tmp_path / "a.db") as book:
        book.add(one, at=AT)
        stream = BytesIO()
        write(book, "actors", "csv", stream)
        assert NAME not in stream.getvalue().decode()
        book.correct("release", actor.id, author="A. Editor", at=AT, reason="holds an office")
        stream = BytesIO()
        write(book, "actors", "csv", stream)
        assert f"{NAME},person" in stream.getvalue().decode()
        assert "name released by A. Editor" in stream.getvalue().decode()


def test_a_hidden_name_stays_hidden_when_the_report_is_read_again(person: tuple[Book, Actor]) -> None:
    book, actor = person
    book.correct("hide", actor.id, author="A. Editor", at=AT, reason="a witness")
    one, _ = with_person(reading(0), public=True)
    book.add(replace(one, reader=replace(one.reader, coranto="9")))
    stream = BytesIO()
    for table in COLUMNS:
        write(book, table, "jsonl", stream)
    assert NAME not in stream.getvalue().decode()


def test_nothing_of_an_erased_report_is_left(book: Book, tmp_path: Path) -> None:
    one, other = reading(0), reading(1)
    words = one.report.text[20:60].encode()
    book.correct("edit", one.events[0].id, author="A. Editor", at=AT, reason="seen", values={"count": 3})
    book.correct("merge", other.events[0].id, author="A. Editor", at=AT, reason="same", into=one.events[0].id)
    book.backup(tmp_path / "before.db", at=AT)
    stone, copies = book.erase(one.report.id[:12], author="A. Editor", at=AT, reason="asked for")
    book.backup(tmp_path / "after.db", at=AT)
    assert (stone.report, stone.reason) == (one.report.id, "asked for")
    assert [copy.path for copy in copies] == [str(tmp_path / "before.db")]
    for path in (book.path, book.path.with_name(book.path.name + "-wal"), tmp_path / "after.db"):
        assert not path.exists() or words not in path.read_bytes()
    assert words in (tmp_path / "before.db").read_bytes()
    assert not book.archive.has(one.report.id)
    assert list(book.verify()) == [], "the chain still verifies"
    assert book.erasures() == (stone,)
    assert one.report.id not in {record.reading.report.id for record in book.records()}
    assert {each.state for each in book.corrections()} == {"erased"}
    assert book.record(other.report.id).same == {}
    with pytest.raises(NotInBook):
        book.record(one.report.id)


def test_an_erased_report_is_not_taken_in_again(book: Book) -> None:
    one = reading(0)
    book.erase(one.report.id, author="A. Editor", at=AT, reason="asked for")
    with pytest.raises(Erased, match=r"erased on 2026-02-01 \(asked for\)"):
        book.add(one, captured(one), at=AT)
    assert not book.archive.has(one.report.id)
    assert book.add_all([one, reading(50)]) == {"erased": 1, "new": 1}


def test_an_erasure_is_told_in_the_changes_with_its_tombstone(book: Book) -> None:
    one, version = reading(0), book.version
    book.erase(one.report.id, author="A. Editor", at=AT, reason="asked for")
    told = list(book.changes())
    assert [(change.act, change.id, change.reason) for change in told if change.version > version] == [
        ("erased", one.report.id, "asked for")
    ]
    before = [change for change in told if change.report == one.report.id and change.version <= version]
    assert [(change.act, change.after, change.erased) for change in before] == [("added", None, True)]


def test_an_erasure_that_was_interrupted_is_named_and_finished(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    one = reading(0)
    with monkeypatch.context() as patch:
        patch.setattr(Book, "_sweep", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            book.erase(one.report.id, author="A. Editor", at=AT, reason="asked for")
    assert any("erasure was interrupted" in fault for fault in book.verify())
    book.erase(one.report.id, author="A. Editor", at=AT, reason="again")
    assert list(book.verify()) == [] and book.erasures()[0].reason == "asked for"


def test_an_interrupted_erasure_is_finished_before_the_next(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Book, "_sweep", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            book.erase(reading(0).report.id, author="A. Editor", at=AT, reason="first")
    book.erase(reading(1).report.id, author="A. Editor", at=AT, reason="second")
    assert [stone.reason for stone in book.erasures()] == ["first", "second"]
    assert list(book.verify()) == [] and not book.archive.has(reading(0).report.id)


def test_an_erasure_needs_a_report_an_author_and_a_reason(book: Book) -> None:
    with pytest.raises(UsageError):
        book.erase(reading(0).report.id, author="", at=AT, reason="x")
    with pytest.raises(NotInBook):
        book.erase("f" * 64, author="A. Editor", at=AT, reason="x")
    assert book.counts().reports == 6
