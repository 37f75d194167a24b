"""Who did what to whom."""

from __future__ import annotations

import pytest
from tests.conftest import Read

from coranto.model.reading import Event, Reading
from coranto.model.report import Captured


def event_of(reading: Reading, kind: str) -> Event:
    return next(event for event in reading.events if event.type == kind)


def names(reading: Reading, ids: tuple[str, ...]) -> list[str]:
    return [next(actor.name for actor in reading.actors if actor.id == each) for each in ids]


def test_a_passive_has_its_sides_the_right_way_round(read: Read) -> None:
    reading = read("Syrian soldiers were attacked by Turkish rebels.", published="2018-08-27")
    event = event_of(reading, "ASSAULT")
    assert [span.text for span in event.actor_spans] == ["Turkish rebels"]
    assert [span.text for span in event.recipient_spans] == ["Syrian soldiers"]


def test_both_sides_of_a_list_are_actors(read: Read) -> None:
    reading = read("Russia, Iran and Turkey rejected the American proposal.")
    assert len(event_of(reading, "REJECT").actors) == 3


@pytest.mark.parametrize(
    ("text", "kind", "status"),
    [
        ("The army attacked the town.", "ASSAULT", "happened"),
        ("The army did not attack the town.", "ASSAULT", "denied"),
        ("The army may attack the town.", "ASSAULT", "possible"),
        ("The army tried to attack the town.", "ASSAULT", "attempted"),
        ("The army is attacking the town.", "ASSAULT", "ongoing"),
        ("If the army attacked the town, people would flee.", "ASSAULT", "hypothetical"),
        ("The council demanded the withdrawal of the army.", "RETREAT", "demanded"),
        ("The army threatened to attack the town.", "ASSAULT", "threatened"),
    ],
)
def test_the_words_around_an_act_decide_its_status(read: Read, text: str, kind: str, status: str) -> None:
    assert event_of(read(text), kind).status == status


def test_an_act_inside_a_demand_is_linked_to_it(read: Read) -> None:
    reading = read("The envoy called for the withdrawal of Iranian forces.")
    assert event_of(reading, "RETREAT").content_of == event_of(reading, "REQUEST").id


def test_a_promise_of_harm_is_a_threat(read: Read) -> None:
    assert next(event.type for event in read("Iran vowed to attack the base.").events) == "THREATEN"


def test_what_the_army_must_do_is_a_request_of_the_speaker(read: Read) -> None:
    reading = read("Egypt said that Sudan must withdraw its troops.")
    event = event_of(reading, "REQUEST")
    assert names(reading, event.actors) == ["Government of Egypt"]
    assert names(reading, event.recipients) == ["Government of Sudan"]


def test_day_and_place_come_from_the_clause(read: Read) -> None:
    reading = read("The ministers of Egypt and Sudan met in Geneva on Friday.", published="2018-08-27")
    event = event_of(reading, "CONSULT")
    assert event.place is not None and reading.places[event.place].name == "Geneva"
    assert event.date is not None and event.date.earliest == event.date.latest == "2018-08-24"


def test_without_a_date_the_past_lies_on_or_before_publication(read: Read) -> None:
    event = event_of(read("The army attacked the town.", published="2018-08-27"), "ASSAULT")
    assert event.date is not None
    assert (event.date.earliest, event.date.latest, event.date.precision) == (None, "2018-08-27", "unknown")


def test_who_answers_for_an_event_is_the_speaker_not_the_outlet(read: Read) -> None:
    reading = read("The Kremlin said that Ukraine had attacked the base.", outlet="Test Wire")
    [source] = event_of(reading, "ASSAULT").according_to
    assert source.outlet is False
    assert names(reading, (source.actor or "",)) == ["Government of Russia"]


def test_one_happening_told_twice_is_one_event(read: Read) -> None:
    reading = read("Iran and Iraq met in Geneva. Iran and Iraq met on Friday.", published="2018-08-27")
    consults = [event for event in reading.events if event.type == "CONSULT"]
    assert len(consults) == 1
    assert len(consults[0].triggers) == 2


def test_links_to_other_instalments_tell_no_event(read: Read) -> None:
    reading = read("The river is high. It rained.\n\nSee Delta Daily, March 3: Army Attacks the Town")
    assert reading.events == ()


def test_the_same_text_read_twice_gives_the_same_bytes(
    read: Read, sample_reads: list[tuple[Captured, Reading]]
) -> None:
    from coranto.model.codec import to_json

    text = sample_reads[0][1].report.text
    assert to_json(read(text, published="2018-08-27")) == to_json(read(text, published="2018-08-27"))
