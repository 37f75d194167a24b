"""The book: what is put in stays, once, and can be found and proved."""

from __future__ import annotations

import json
import sqlite3
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coranto.book import Book, tell
from coranto.book.verify import span_faults
from coranto.errors import BookError, NotInBook
from coranto.exports import COLUMNS, formats, write
from coranto.model.reading import Reading
from coranto.model.report import Captured, Failure

AT = datetime(2026, 1, 1, tzinfo=UTC)
Samples = list[tuple[Captured, Reading]]


def exported(book: Book) -> bytes:
    stream = BytesIO()
    for table in COLUMNS:
        for form in formats():
            write(book, table, form, stream)
    return stream.getvalue()


def test_the_same_report_twice_changes_nothing(sample_reads: Samples, tmp_path: Path) -> None:
    with Book.open(tmp_path / "a.db") as book:
        first = [book.add(reading, captured, at=AT) for captured, reading in sample_reads]
        before, counts = exported(book), book.counts()
        again = [book.add(reading, captured, at=AT) for captured, reading in sample_reads]
        assert set(first) == {"new"} and set(again) == {"known"}
        assert (exported(book), book.counts()) == (before, counts)


def test_the_order_of_arrival_does_not_change_the_exports(sample_reads: Samples, tmp_path: Path) -> None:
    with Book.open(tmp_path / "a.db") as one, Book.open(tmp_path / "b.db") as other:
        for captured, reading in sample_reads:
            one.add(reading, captured, at=AT)
        for captured, reading in reversed(sample_reads):
            other.add(reading, captured, at=AT)
        assert exported(one) == exported(other)


def test_a_newer_reader_replaces_the_current_reading_and_keeps_the_old(sample_reads: Samples, tmp_path: Path) -> None:
    import msgspec

    captured, reading = sample_reads[0]
    newer = msgspec.structs.replace(reading, events=(), reader=msgspec.structs.replace(reading.reader, coranto="9"))
    with Book.open(tmp_path / "a.db") as book:
        assert book.add(reading, captured, at=AT) == "new"
        assert book.add(newer, captured, at=AT) == "read again"
        assert book.reading(reading.report.id).events == ()
        assert book.knows(reading.report.id, newer.reader) and not book.knows(reading.report.id, reading.reader)
        assert book.counts().events == 0
    kept = sqlite3.connect(tmp_path / "a.db").execute("select count(*) from readings").fetchone()
    assert kept == (2,)


def test_every_entry_can_be_shown_with_its_words(sample_book: Book, sample_reads: Samples) -> None:
    reading = next(reading for _, reading in sample_reads if reading.events and reading.statements)
    ids = [event.id for event in reading.events]
    ids += [statement.id for statement in reading.statements] + [actor.id for actor in reading.actors[:3]]
    for entry in ids:
        told = tell(sample_book.entry(entry))
        assert any("why" in line.text for line in told.lines)
        marked = [line.text[start:end] for line in told.lines for start, end in line.spans]
        assert marked, entry


def test_a_report_is_found_by_eight_characters_of_its_id(sample_book: Book, sample_reads: Samples) -> None:
    report = sample_reads[0][1].report
    assert sample_book.entry(report.id[:8]).reading.report.id == report.id
    with pytest.raises(NotInBook, match="nothing in"):
        sample_book.entry("ffffffff-no")


def test_search_folds_accents_and_counts_what_it_finds(sample_book: Book) -> None:
    plain, accented = sample_book.search("cavusoglu"), sample_book.search("Çavuşoğlu")
    assert plain.total == accented.total > 0
    everything = sample_book.search("idl*", limit=1000)
    assert everything.total == len(everything.hits) == sum(everything.outlets.values())
    for hit in everything.hits:
        assert all(hit.snippet[start:end].lower().startswith("id") for start, end in hit.spans)


def test_a_phrase_is_narrower_than_its_words(sample_book: Book) -> None:
    assert 0 < sample_book.search('"Idlib Province"').total <= sample_book.search("Idlib Province").total


def test_filters_narrow_a_search(sample_book: Book) -> None:
    all_of_it = sample_book.search("Idlib", limit=1000)
    day = [hit for hit in all_of_it.hits if hit.day == "2018-09-07"]
    assert sample_book.search("Idlib", since="2018-09-07", until="2018-09-07").total == len(day)
    assert sample_book.search("Idlib", country="JPN").total == 0


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(max_size=30)
    | st.lists(st.sampled_from(['"', "AND", "NEAR(", "*", "-", "Idlib", ")"]), max_size=8).map(" ".join)
)
def test_no_search_raises(sample_book: Book, words: str) -> None:
    sample_book.search(words)


def test_a_sound_book_has_no_fault(sample_book: Book) -> None:
    assert list(sample_book.verify()) == []


def test_a_flipped_byte_of_an_original_is_named(sample_reads: Samples, tmp_path: Path) -> None:
    captured, reading = sample_reads[0]
    with Book.open(tmp_path / "a.db") as book:
        book.add(reading, captured, at=AT)
        [original] = [path for path in book.archive.folder.rglob("*") if path.is_file()]
        original.write_bytes(bytes([captured.original[0] ^ 1]) + captured.original[1:])
        faults = list(book.verify())
        assert any(original.name in fault and "changed" in fault for fault in faults)


def test_a_span_that_is_not_its_text_is_named(sample_reads: Samples) -> None:
    import msgspec

    _, reading = next(each for each in sample_reads if each[1].times)
    wrong = msgspec.structs.replace(reading.times[0], text="x" * len(reading.times[0].text))
    assert list(span_faults(reading)) == []
    assert len(list(span_faults(msgspec.structs.replace(reading, times=(wrong,))))) == 1


def test_a_failure_is_listed_once(tmp_path: Path) -> None:
    with Book.open(tmp_path / "a.db") as book:
        for _ in range(2):
            book.fail(Failure("x.txt", "sources", "no such file"))
        assert book.counts().problems == 1


def test_what_is_no_book_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("not a database at all, but long enough to look at\n" * 50, encoding="utf-8")
    foreign = sqlite3.connect(tmp_path / "other.db")
    foreign.execute("create table mine (x)")
    foreign.commit()
    newer = sqlite3.connect(tmp_path / "newer.db")
    newer.execute("pragma user_version = 99")
    newer.commit()
    for name, words in (("notes.txt", "not a database"), ("other.db", "not a book"), ("newer.db", "newer Coranto")):
        before = (tmp_path / name).read_bytes()
        with pytest.raises(BookError, match=words):
            Book.open(tmp_path / name)
        assert (tmp_path / name).read_bytes() == before
    with pytest.raises(BookError, match="is a folder"):
        Book.open(tmp_path)
    with pytest.raises(BookError, match="no book there"):
        Book.open(tmp_path / "absent.db", create=False)
    with pytest.raises(BookError, match="server"):
        Book.open("postgresql://localhost/x")


def test_an_empty_book_exports_valid_files(tmp_path: Path) -> None:
    with Book.open(tmp_path / "a.db") as book:
        stream = BytesIO()
        write(book, "events", "csv", stream)
        assert stream.getvalue().decode() == ",".join(COLUMNS["events"]) + "\n"
        write(book, "events", "jsonl", stream)
        assert list(book.readings()) == [] and book.days() == ()


def test_a_private_person_leaves_by_role(sample_book: Book, sample_reads: Samples) -> None:
    private = {
        (reading.report.id, actor.name)
        for _, reading in sample_reads
        for actor in reading.actors
        if actor.kind == "person" and not actor.public_role and any(m.form == "name" for m in actor.mentions)
    }
    stream = BytesIO()
    write(sample_book, "actors", "jsonl", stream)
    rows = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert private and private.isdisjoint((row["report_id"], row["name"]) for row in rows)


def test_pandas_like_readers_can_open_the_file(sample_book: Book) -> None:
    connection = sqlite3.connect(f"file:{sample_book.path}?mode=ro", uri=True)
    rows = connection.execute("select type, actors, recipients from events where type = 'CONSULT'").fetchall()
    assert rows
