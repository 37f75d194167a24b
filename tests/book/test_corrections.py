"""What people decide stays: through later readings, visibly, in order, and until it is undone."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from bench.synthetic import reading as made_up
from bench.synthetic import reread
from msgspec.structs import replace

from coranto.book import Book, Correction, tell
from coranto.brief import brief
from coranto.errors import NotInBook, UsageError
from coranto.exports import write
from coranto.model.ids import event_id
from coranto.model.reading import Reading

AT = datetime(2026, 2, 1, 12, 0, tzinfo=UTC)


class Desk:
    """An editor at work: every decision a minute after the last."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.at = AT

    def __call__(self, action: Any, target: str, **details: Any) -> Correction:
        self.at += timedelta(minutes=1)
        details.setdefault("reason", "seen on the page")
        return self.book.correct(action, target, author="A. Editor", at=self.at, **details)

    def state(self, one: Correction) -> tuple[str, str | None]:
        return next((each.state, each.note) for each in self.book.corrections() if each.id == one.id)


@pytest.fixture
def desk(book: Book) -> Desk:
    return Desk(book)


@pytest.fixture
def first() -> Reading:
    return made_up(0)


def newer(one: Reading, version: str = "9", **changes: Any) -> Reading:
    return replace(one, reader=replace(one.reader, coranto=version), **changes)


def exported(book: Book, table: str) -> list[dict[str, Any]]:
    stream = BytesIO()
    write(book, table, "jsonl", stream)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def row(book: Book, table: str, identity: str) -> dict[str, Any]:
    return next(each for each in exported(book, table) if each["id"] == identity)


def test_an_edit_shows_everywhere_and_says_who_made_it(desk: Desk, book: Book, first: Reading) -> None:
    event = next(each for each in first.events if each.status == "happened")
    desk("edit", event.id, values={"status": "planned"})
    assert book.reading(first.report.id).events[0] == first.events[0], "the reading is what the machine said"
    found = row(book, "events", event.id)
    assert found["status"] == "planned" and found["corrected"] == "edited by A. Editor on 2026-02-01: seen on the page"
    told = "\n".join(line.text for line in tell(book.entry(event.id)).lines)
    assert "planned" in told and "by hand  edited by A. Editor" in told and 'status was "happened"' in told
    hit = next(each for each in book.search("report").hits if each.report_id == first.report.id)
    assert hit.corrected == 1
    written = brief(book, on=book.record(first.report.id).reading.report.published.value)  # type: ignore[union-attr]
    assert "Entries corrected or confirmed by hand: 1" in written.compiled


def test_the_brief_names_the_correction_in_its_notes(sample_reads: Any, tmp_path: Any) -> None:
    with Book.open(tmp_path / "samples.db") as book:
        for captured, one in sample_reads:
            book.add(one, captured, at=AT)
        entry = brief(book, on="2018-09-07").lead
        assert entry is not None
        book.correct("confirm", entry.evidence[0].entry, author="A. Editor", at=AT, reason="seen")
        written = brief(book, on="2018-09-07")
        assert "confirmed by A. Editor on 2026-02-01: seen" in " ".join(written.text.split())
        assert "confirmed by A. Editor on 2026-02-01: seen" in written.markdown


def test_a_rejected_entry_leaves_the_record_and_can_still_be_shown(desk: Desk, book: Book, first: Reading) -> None:
    event = first.events[3]
    before = book.counts()
    desk("reject", event.id)
    assert event.id not in {each["id"] for each in exported(book, "events")}
    assert book.counts().events == before.events - 1
    told = "\n".join(line.text for line in tell(book.entry(event.id)).lines)
    assert "not in the record: rejected by A. Editor" in told
    with pytest.raises(NotInBook, match="taken out of the record"):
        desk("confirm", event.id)


def test_a_rejected_report_is_out_of_everything(desk: Desk, book: Book, first: Reading) -> None:
    total = book.search("report").total
    desk("reject", first.report.id[:10], reason="satire")
    assert book.search("report").total == total - 1
    assert first.report.id not in {record.reading.report.id for record in book.records()}
    assert {each["report_id"] for each in exported(book, "statements")}.isdisjoint({first.report.id})
    desk("undo", first.report.id)
    assert book.search("report").total == total


def test_a_rejected_actor_leaves_nothing_pointing_at_it(desk: Desk, book: Book, first: Reading) -> None:
    desk("reject", first.events[0].actors[0], report=first.report.id)
    record = book.record(first.report.id).reading
    there = {actor.id for actor in record.actors}
    assert first.events[0].actors[0] not in there
    for event in record.events:
        assert {*event.actors, *event.recipients} <= there and event.according_to
    assert all(position.actor in there for position in record.positions)


def test_a_rejected_place_leaves_the_events_at_the_others(desk: Desk, book: Book, first: Reading) -> None:
    desk("reject", first.places[2].id, report=first.report.id)
    record = book.record(first.report.id).reading
    assert record.events[2].place is None
    assert [record.places[e.place].id for e in record.events if e.place is not None] == [
        place.id for place in first.places if place.id != first.places[2].id
    ]


def test_a_recoding_brings_what_follows_from_the_type(desk: Desk, book: Book, first: Reading) -> None:
    desk("recode", first.events[0].id, values={"type": "ASSAULT", "mode": "aerial"})
    event = book.record(first.report.id).reading.events[0]
    assert (event.type, event.mode, event.quad, event.intensity, event.id) == (
        "ASSAULT", "aerial", "material conflict", -9.5, first.events[0].id
    )  # fmt: skip


def test_what_makes_no_sense_is_refused_and_nothing_is_written(desk: Desk, book: Book, first: Reading) -> None:
    event, version = first.events[0].id, book.version
    actor = first.events[0].actors[0]
    for action, target, details, words in (
        ("edit", event, {"values": {"trigger": "x"}}, "no value 'trigger'"),
        ("edit", event, {"values": {"status": "maybe"}}, "status"),
        ("edit", event, {"values": {"status": first.events[0].status}}, "says so already"),
        ("edit", event, {"values": {"place": "place:1-2"}}, "names no place"),
        ("edit", event, {}, "nothing is said"),
        ("recode", event, {"values": {"type": "DANCE"}}, "no event type"),
        ("recode", event, {"values": {"type": "ASSAULT", "mode": "phone"}}, "no mode"),
        ("rename", event, {"values": {"name": "x"}}, "has no name"),
        ("merge", event, {}, "needs the entry that stays"),
        ("merge", event, {"into": event}, "with itself"),
        ("merge", event, {"into": first.statements[0].id}, "of the kind statement"),
        ("split", event, {"words": [(0, 3)]}, "does not have all of these words"),
        ("split", first.places[0].id, {"words": [(0, 3)], "report": first.report.id}, "cannot be split"),
        ("hide", actor, {"report": first.report.id}, "is no person"),
        ("confirm", actor, {}, "stands in .* reports"),
        ("confirm", event, {"everywhere": True}, "stands in one report"),
        ("confirm", event, {"reason": " "}, "needs an author and a reason"),
    ):
        with pytest.raises(UsageError, match=words):
            desk(action, target, **details)
    for action, target in (("confirm", "event-none"), ("undo", "correction-none"), ("confirm", "ffffffffff")):
        with pytest.raises(NotInBook):
            desk(action, target)
    assert book.version == version


def test_merged_events_are_one_with_the_words_of_both(desk: Desk, book: Book, first: Reading) -> None:
    one, other = first.events[1], first.events[4]
    desk("merge", one.id, into=other.id)
    record = book.record(first.report.id).reading
    merged = next(each for each in record.events if each.id == other.id)
    assert one.id not in {each.id for each in record.events}
    assert set(merged.triggers) == {one.trigger, other.trigger} and merged.trigger == other.trigger
    assert set(merged.evidence) == {*one.evidence, *other.evidence}


def test_events_of_two_reports_can_be_said_to_be_one(desk: Desk, book: Book, first: Reading) -> None:
    one, other = first.events[0], made_up(1).events[0]
    desk("merge", one.id, into=other.id)
    assert row(book, "events", one.id)["same_as"] == other.id
    told = "\n".join(line.text for line in tell(book.entry(one.id)).lines)
    assert f"same as  {other.id}" in told


def test_an_actor_merged_into_one_of_another_report_becomes_that_one(desk: Desk, book: Book, first: Reading) -> None:
    one = next(each for each in first.actors if each.basis == "report")
    other = next(each for each in made_up(1).actors if each.basis == "report")
    desk("merge", one.id, into=other.id)
    record = book.record(first.report.id).reading
    ids = {actor.id for actor in record.actors}
    assert other.id in ids and one.id not in ids
    assert any(other.id in statement.speakers for statement in record.statements)


def test_a_split_actor_takes_the_acts_its_words_did(desk: Desk, book: Book, first: Reading) -> None:
    actor = next(each for each in first.actors if len(each.mentions) > 1 and each.basis == "knowledge")
    event = next(each for each in first.events if actor.id in each.actors)
    span = event.actor_spans[0]
    desk("split", actor.id, report=first.report.id, words=[(span.start, span.end)], values={"name": "the new side"})
    record = book.record(first.report.id).reading
    new = next(each for each in record.actors if each.name == "the new side")
    moved = next(each for each in record.events if each.id == event.id)
    assert new.id in moved.actors and [(m.start, m.end) for m in new.mentions] == [(span.start, span.end)]
    old = next(each for each in record.actors if each.id == actor.id)
    assert len(old.mentions) == len(actor.mentions) - 1


def test_a_merge_can_be_split_again(desk: Desk, book: Book, first: Reading) -> None:
    one, other = first.events[1], first.events[4]
    desk("merge", one.id, into=other.id)
    desk("split", other.id, words=[(one.trigger.start, one.trigger.end)])
    record = book.record(first.report.id).reading
    new = event_id(first.report.id, one.trigger, other.type)
    assert {new, other.id} <= {each.id for each in record.events}


def test_an_actor_can_be_renamed_in_every_report_and_in_later_ones(desk: Desk, book: Book, first: Reading) -> None:
    actor = first.events[0].actors[0]
    desk("rename", actor, values={"name": "the capital"}, everywhere=True)
    later = next(made_up(n) for n in range(6, 60) if actor in {each.id for each in made_up(n).actors})
    book.add(later)
    names = {each["name"] for each in exported(book, "actors") if each["id"] == actor}
    assert names == {"the capital"}
    desk("undo", actor)
    names = {each["name"] for each in exported(book, "actors") if each["id"] == actor}
    assert "the capital" not in names and names


def test_corrections_survive_a_reader_that_finds_the_same(desk: Desk, book: Book, first: Reading) -> None:
    done = desk("edit", first.events[0].id, values={"status": "denied"})
    assert book.add(newer(first)) == "read again"
    assert book.record(first.report.id).reading.events[0].status == "denied"
    assert desk.state(done) == ("applied", None)


def test_a_correction_follows_its_words_to_another_id(desk: Desk, book: Book, first: Reading) -> None:
    old = first.events[0]
    done = desk("edit", old.id, values={"status": "denied"})
    moved = replace(old, type="YIELD", id=event_id(first.report.id, old.trigger, "YIELD"))
    book.add(newer(first, events=(moved, *first.events[1:])))
    assert book.record(first.report.id).reading.events[0].status == "denied"
    assert desk.state(done) == ("applied", f"now {moved.id}")


def test_a_correction_whose_words_are_gone_is_open_not_dropped(desk: Desk, book: Book, first: Reading) -> None:
    done = desk("edit", first.events[0].id, values={"status": "denied"})
    book.add(newer(first, events=first.events[1:]))
    state, note = desk.state(done)
    assert state == "open" and note is not None and "no longer has this entry" in note
    book.add(newer(first, version="10"))
    assert desk.state(done)[0] == "applied", "a still newer reader finds it again"


def test_words_that_several_entries_share_decide_nothing(desk: Desk, book: Book, first: Reading) -> None:
    old = first.events[0]
    done = desk("reject", old.id)
    two = tuple(
        replace(old, type=kind, id=event_id(first.report.id, old.trigger, kind)) for kind in ("YIELD", "REJECT")
    )
    book.add(newer(first, events=(*two, *first.events[1:])))
    assert desk.state(done)[0] == "open"
    assert len(book.record(first.report.id).reading.events) == len(first.events) + 1


def test_a_conflict_with_the_machine_is_listed_and_the_person_heard(desk: Desk, book: Book, first: Reading) -> None:
    old = first.events[0]
    edit = desk("edit", old.id, values={"status": "denied"})
    vouch = desk("confirm", first.events[1].id)
    changed = (replace(old, status="possible"), replace(first.events[1], negated=True), *first.events[2:])
    book.add(newer(first, events=changed))
    assert book.record(first.report.id).reading.events[0].status == "denied"
    state, note = desk.state(edit)
    assert state == "conflict" and note is not None and 'is now "possible"' in note
    state, note = desk.state(vouch)
    assert state == "conflict" and note is not None and "negated was false, is now true" in note
    assert book.record(first.report.id).corrected(first.events[1].id) is None, "nobody has vouched for this"


def test_a_machine_that_comes_to_agree_is_said_to(desk: Desk, book: Book, first: Reading) -> None:
    done = desk("edit", first.events[0].id, values={"status": "denied"})
    book.add(newer(first, events=(replace(first.events[0], status="denied"), *first.events[1:])))
    assert desk.state(done) == ("agreed", "the machine now says the same")


def test_undoing_an_undo_brings_the_correction_back(desk: Desk, book: Book, first: Reading) -> None:
    event = first.events[0].id
    edit = desk("edit", event, values={"status": "denied"})
    undo = desk("undo", edit.id)
    assert book.record(first.report.id).reading == first
    assert desk.state(edit)[0] == "undone"
    desk("undo", undo.id)
    assert book.record(first.report.id).reading.events[0].status == "denied"
    with pytest.raises(UsageError, match="undone already"):
        desk("undo", undo.id)


def test_the_same_decision_twice_is_one(book: Book, first: Reading) -> None:
    event = first.events[0].id

    def decide() -> str:
        return book.correct("confirm", event, author="A. Editor", at=AT, reason="seen").id

    one, version = decide(), book.version
    assert decide() == one and book.version == version
    book.correct("undo", one, author="A. Editor", at=AT, reason="no")
    with pytest.raises(UsageError, match="was undone"):
        decide()


def test_a_link_to_another_report_is_open_while_its_end_is_missing(desk: Desk, book: Book, first: Reading) -> None:
    other = made_up(1)
    done = desk("merge", first.events[0].id, into=other.events[0].id)
    book.add(newer(other, events=other.events[1:]))
    assert desk.state(done)[0] == "open"
    book.add(newer(other, version="10"))
    assert desk.state(done)[0] == "applied"
    assert row(book, "events", first.events[0].id)["same_as"] == other.events[0].id


def test_of_two_hundred_corrections_each_is_applied_or_listed(book: Book) -> None:
    desk, done = Desk(book), 0
    for number in range(6):
        one = made_up(number)
        for identity in [each.id for each in one.events] + [each.id for each in one.statements]:
            desk("edit", identity, values={"certainty": "probable"})
        for event in one.events:
            desk("edit", event.id, values={"count": 2})
        done += 2 * len(one.events) + len(one.statements)
    assert done >= 200
    for number in range(6):
        book.add(reread(made_up(number), number, "9"))
    states = [each.state for each in book.corrections()]
    assert len(states) == done and set(states) <= {"applied", "conflict", "agreed", "open"}
    assert states.count("applied") > done // 2 and states.count("open") > 0
    for each in book.corrections():
        assert each.state == "applied" or each.note, "what is not simply applied says why"
    assert list(book.verify()) == []
