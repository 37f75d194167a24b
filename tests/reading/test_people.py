"""Who is who in a report."""

from __future__ import annotations

from tests.conftest import Read

from coranto.model.reading import Actor, Reading


def actor_of(reading: Reading, words: str) -> Actor:
    return next(actor for actor in reading.actors if any(mention.text == words for mention in actor.mentions))


def test_an_office_told_first_is_his_who_is_named_next(read: Read) -> None:
    reading = read(
        "The Foreign Minister of Jordan is in Cairo.\n\nAyman Safadi arrived on Sunday. Safadi met the press."
    )
    safadi = actor_of(reading, "Ayman Safadi")
    assert (safadi.country, safadi.sectors[0], safadi.roles[0].title) == ("JOR", "GOV", "Foreign Minister")
    assert len(safadi.mentions) >= 3


def test_a_counterpart_holds_the_same_office_of_the_other_country(read: Read) -> None:
    reading = read("Egyptian Foreign Minister Sameh Shoukry met Jordanian counterpart Ayman Safadi in Amman.")
    safadi = actor_of(reading, "Ayman Safadi")
    assert (safadi.country, safadi.roles[0].title) == ("JOR", "Foreign Minister")


def test_a_capital_that_decides_is_a_government_and_no_place(read: Read) -> None:
    reading = read("Cairo has rejected the plan. The envoy is in Amman.", published="2018-08-27")
    cairo = actor_of(reading, "Cairo")
    assert (cairo.kind, cairo.country, cairo.mentions[0].form) == ("government", "EGY", "metonym")
    assert {place.text: place.kind for place in reading.places} == {"Cairo": "metonym", "Amman": "place"}


def test_a_surname_is_the_person_named_in_full(read: Read) -> None:
    reading = read("President Emmanuel Macron spoke in Paris. Macron said that he was content.")
    macron = actor_of(reading, "Emmanuel Macron")
    assert {mention.text for mention in macron.mentions} >= {"Emmanuel Macron", "Macron", "he"}


def test_two_people_of_one_surname_are_not_merged(read: Read) -> None:
    reading = read("Hillary Clinton spoke in Ohio. Bill Clinton spoke in Iowa. Clinton left early.")
    assert actor_of(reading, "Hillary Clinton").id != actor_of(reading, "Bill Clinton").id


def test_countries_that_only_say_where_are_no_actors(read: Read) -> None:
    reading = read("Shells fell in Syria.")
    assert [actor.name for actor in reading.actors if actor.kind == "government"] == []


def test_a_private_person_has_no_public_role(read: Read) -> None:
    reading = read("A resident of Idlib said that the road was shut.")
    assert actor_of(reading, "resident of Idlib").public_role is False
