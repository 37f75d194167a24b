"""Whatever people and readers do, in whatever order: nothing is lost, and replaying it gives the same record."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from bench.synthetic import reading as made_up
from bench.synthetic import reread
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coranto.book import Book, corrections, log
from coranto.errors import NotInBook, UsageError
from coranto.exports import COLUMNS, write
from coranto.model.reading import Actor, Event, Reading
from coranto.model.record import Correction

AT = datetime(2026, 2, 1, tzinfo=UTC)
REPORTS = 3
ACTIONS = ("confirm", "reject", "edit", "rename", "recode", "merge", "split", "hide", "release")

Step = tuple[str, int, int, int]
STEPS = st.lists(
    st.tuples(
        st.sampled_from([*ACTIONS, "undo", "undo", "read", "read", "everywhere"]),
        st.integers(0, REPORTS - 1),
        st.integers(0, 10_000),
        st.integers(0, 10_000),
    ),
    min_size=1,
    max_size=25,
)


def exported(book: Book) -> bytes:
    stream = BytesIO()
    for table in COLUMNS:
        write(book, table, "jsonl", stream)
    return stream.getvalue()


def details_for(action: str, entry: Any, other: Any) -> dict[str, Any]:
    if action == "merge":
        return {"into": other.id}
    if action == "split":
        words = entry.triggers if isinstance(entry, Event) else getattr(entry, "mentions", ())
        return {"words": [(each.start, each.end) for each in words[:1]]}
    if action == "rename":
        return {"values": {"name": "another name"}}
    if action == "recode":
        return {"values": {"type": "ASSAULT", "mode": "aerial"} if isinstance(entry, Event) else {"kind": "other"}}
    return {"values": {"certainty": "probable"}} if action == "edit" else {}


def act(book: Book, step: Step, number: int, made: list[Correction], given_readings: list[Reading]) -> None:
    """One step; what makes no sense at this point is refused, which is as good."""
    action, report, one, two = step
    at = AT + timedelta(minutes=number)
    if action == "read":
        reading = reread(made_up(report), one, f"{number}")
        given_readings.append(reading)
        book.add(reading, at=at)
        return
    record = book.record(made_up(report).report.id).reading
    if action == "undo":
        target: Any = made[one % len(made)].id if made else "correction-none"
        details: dict[str, Any] = {}
    else:
        there: list[Any] = [*record.events, *record.actors, *record.statements, *record.positions, *record.places]
        if action == "everywhere":
            there = [*record.actors]
        entry = there[one % len(there)]
        kind = [each for each in there if isinstance(each, type(entry))]
        target, details = entry.id, details_for(action, entry, kind[two % len(kind)])
        details["report"] = record.report.id
        if action == "everywhere":
            action, details = "rename", {"values": {"name": f"name {two}"}, "everywhere": isinstance(entry, Actor)}
    try:
        done = book.correct(action, target, author="A. Editor", at=at, reason=f"step {number}", **details)  # type: ignore[arg-type]
    except (UsageError, NotInBook):
        return
    made.append(done)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_nothing_is_lost_and_a_replay_gives_the_same_record(steps: list[Step]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        made: list[Correction] = []
        readings = [made_up(number) for number in range(REPORTS)]
        with Book.open(Path(folder) / "a.db") as book:
            for one in readings:
                book.add(one, at=AT)
            for number, step in enumerate(steps, start=1):
                act(book, step, number, made, readings)
            kept = list(book.corrections())
            assert [each.correction for each in kept] == made, "all are there, in their order, as they were made"
            for each in kept:
                simply = each.state in {"applied", "agreed", "undone"}
                assert simply or each.note, "what is not simply applied is listed with a reason"
            assert list(book.verify()) == []
            assert book.rebuild().changed == ()
            with Book.open(Path(folder) / "b.db") as replayed:
                replay(book, replayed, readings)
                assert exported(replayed) == exported(book)
                assert last_seal(replayed) == last_seal(book)
                assert list(replayed.changes()) == list(book.changes())


def replay(book: Book, other: Book, readings: list[Reading]) -> None:
    """Do in another book what the log of the first says, in its order."""
    from coranto.book.shelf import packed

    by_hash = {packed(one)[0]: one for one in readings}
    decided = {each.version: each.correction for each in book.corrections()}
    with book._reading() as connection:
        lines = list(log.lines(connection))
    for line in lines:
        if line.act == "read":
            other.add(by_hash[line.after], at=datetime.fromisoformat(line.at) if line.at else None)
        else:
            correction = decided[line.version]
            assert correction is not None
            with other._writing() as connection:
                corrections.put(connection, correction)
            other._freshen()


def last_seal(book: Book) -> str:
    with book._reading() as connection:
        return list(log.lines(connection))[-1].hash
