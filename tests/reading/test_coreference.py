"""Mentions of one actor: names, offices, descriptions, pronouns, first persons in quotations."""

from __future__ import annotations

import time

import msgspec
from tests.conftest import Read

from coranto.knowledge.known import KnownActors
from coranto.knowledge.passages import load_passages
from coranto.model.reading import Actor, Reading
from coranto.pipeline import Ready
from coranto.reading.actors import find_actors
from coranto.reading.coreference import link_actors
from coranto.reading.passages import find_passages
from coranto.reading.people import Ground


def actor_of(reading: Reading, words: str) -> Actor:
    return next(actor for actor in reading.actors if any(mention.text == words for mention in actor.mentions))


def mentions(reading: Reading, words: str) -> set[str]:
    return {mention.text for mention in actor_of(reading, words).mentions}


def test_every_link_says_how(read: Read) -> None:
    reading = read("President Emmanuel Macron spoke in Paris. Macron said he was content.")
    assert actor_of(reading, "Emmanuel Macron").reason.endswith("3 mentions linked: known beforehand, pronoun")


def test_a_surname_belongs_to_whom_it_can_already_mean(read: Read) -> None:
    reading = read(
        "Former president Bill Clinton left for Haiti. Clinton spoke to reporters.\n\n"
        "Secretary of State Hillary Clinton joined him on Tuesday."
    )
    assert "Clinton" in mentions(reading, "Bill Clinton")
    assert actor_of(reading, "Hillary Clinton").id != actor_of(reading, "Bill Clinton").id


def test_a_surname_two_people_bear_is_nobodys(read: Read) -> None:
    reading = read("Hillary Clinton spoke in Ohio. Bill Clinton spoke in Iowa. Clinton left early.")
    assert "Clinton" not in mentions(reading, "Hillary Clinton") | mentions(reading, "Bill Clinton")


def test_the_office_tells_which_of_two_is_meant(read: Read) -> None:
    reading = read(
        "President Bill Clinton flew to Haiti. Secretary of State Hillary Clinton stayed. "
        "President Clinton returned on Friday."
    )
    assert sum(mention.text == "Clinton" for mention in actor_of(reading, "Bill Clinton").mentions) == 1


def test_a_person_and_a_country_of_one_name_are_two(read: Read) -> None:
    reading = read(
        "Congressman Jim Jordan thanked the firemen of Amman. Jordan said that he would return to Jordan in May."
    )
    kinds = {actor.kind for actor in reading.actors if any("Jordan" in mention.text for mention in actor.mentions)}
    assert "person" in kinds
    assert "Jordan" in mentions(reading, "Jim Jordan")


def test_she_is_never_a_man_whom_a_title_tells(read: Read) -> None:
    reading = read("Mr Guterres met the ambassador of Norway on Friday. She thanked him for the bread.")
    assert "She" in mentions(reading, "ambassador of Norway")
    assert "him" in mentions(reading, "Guterres")


def test_whom_a_verb_hits_is_not_who_does_it(read: Read) -> None:
    reading = read("Vladimir Putin met Recep Tayyip Erdogan in Sochi. Erdogan praised him.")
    assert "him" in mentions(reading, "Vladimir Putin")


def test_it_is_no_actor_where_a_thing_is_meant(read: Read) -> None:
    reading = read("The ministry printed a leaflet. The leaflet was found in the street, where rain had spoilt it.")
    assert all(mention.text != "it" for actor in reading.actors for mention in actor.mentions)


def test_i_is_the_speaker_and_we_whom_he_speaks_for(read: Read) -> None:
    reading = read('"I have no house," said a farmer in Idlib. "We sleep under the trees," he said.')
    assert mentions(reading, "farmer") >= {"I", "he"}
    assert mentions(reading, "We") == {"We"}


def test_we_of_a_body_is_the_body(read: Read) -> None:
    reading = read('"We counted nine strikes," the Syrian Observatory for Human Rights said.')
    assert "We" in mentions(reading, "Syrian Observatory for Human Rights")


def test_anothers_father_is_another_father(read: Read) -> None:
    reading = read("Emmanuel Macron visited his father. Olaf Scholz visited his father too.")
    fathers = [actor for actor in reading.actors if any(mention.text == "his father" for mention in actor.mentions)]
    assert len(fathers) == 2


def test_a_counterpart_behind_a_comma_holds_the_same_office(read: Read) -> None:
    reading = read("Egyptian Foreign Minister Sameh Shoukry met his Jordanian counterpart, Ayman Safadi, in Amman.")
    safadi = actor_of(reading, "Ayman Safadi")
    assert (safadi.country, safadi.roles[0].title, safadi.roles[0].of) == ("JOR", "Foreign Minister", "JOR")


def test_two_countries_before_one_noun_are_two_actors(read: Read) -> None:
    reading = read(
        "The Russian and Turkish delegations left. Syrian, Iraqi and Iranian state media reported the talks."
    )
    countries = [actor.country for actor in reading.actors if set(actor.sectors) >= {"GOV", "JRN"}]
    assert sorted(filter(None, countries)) == ["IRN", "IRQ", "SYR"]


def test_a_group_says_on_whose_side_it_is(read: Read) -> None:
    reading = read("Turkish-backed rebels left the town. Pro-Iranian militiamen came. Forces opposed to both stayed.")
    assert actor_of(reading, "Turkish-backed rebels").aligned_with == "gov.tur"
    assert actor_of(reading, "Turkish-backed rebels").country != "TUR"
    assert actor_of(reading, "Pro-Iranian militiamen").aligned_with == "gov.irn"


def test_pronouns_alone_are_nobody(read: Read) -> None:
    reading = read("He said it was theirs. She told him that they had taken it.")
    assert [actor for actor in reading.actors if actor.kind != "person"] == []


def test_a_headline_names_the_office_and_the_text_the_man(read: Read) -> None:
    reading = read(
        "Iraqi defence minister in Ankara\n\nThabet al-Abbasi arrived on Sunday. Al-Abbasi will meet officers.",
        published="2023-05-04",
    )
    assert "Al-Abbasi" in mentions(reading, "Thabet al-Abbasi")


def test_a_country_is_a_place_where_things_lie_and_a_government_where_it_acts(read: Read) -> None:
    reading = read(
        "Turkey refused the offer. Shells fell in Turkey. The minister flew to Turkey and spoke with Turkey."
    )
    kinds = [place.kind for place in reading.places if place.text == "Turkey"]
    assert kinds == ["metonym", "place", "place", "metonym"]
    forms = [mention.form for mention in actor_of(reading, "Turkey").mentions if mention.text == "Turkey"]
    assert forms == ["metonym", "metonym"]


def test_unverified_dates_decide_nothing(read: Read) -> None:
    """Two presidents of one surname: without a document that was opened, the day of the report does not choose."""
    reading = read("George Bush spoke in Ohio.", published="2003-05-04")
    bush = actor_of(reading, "George Bush")
    assert bush.country == "USA"


def test_two_thousand_names_take_time_that_grows_with_them(ready: Ready) -> None:
    """Real office holders, whom this knowledge does not hold beforehand."""
    known = ready.tools.actors.known.by_id.values()
    people = sorted({actor.name for actor in known if actor.kind == "person" and actor.name.count(" ") == 1})[::3]
    nobody = msgspec.structs.replace(ready.tools.actors, known=KnownActors({}, {}, frozenset(), {}))

    def seconds(count: int) -> float:
        rows = [people[n : n + 20] for n in range(0, count, 20)]
        text = "\n\n".join(" ".join(f"{name} met the mayor. He thanked him." for name in row) for row in rows)
        passages, _ = find_passages(text, None, load_passages("en"))
        [parse] = ready.tools.parser.parse([(text, passages)])
        ground = Ground(report="a", parse=parse, passages=passages, quotes=(), places=(), knowledge=nobody)
        began = time.process_time()
        actors = link_actors(ground, find_actors(ground))
        assert len(actors) > count / 2
        return time.process_time() - began

    assert len(people) >= 2000
    seconds(100)
    assert min(seconds(2000), seconds(2000)) < 8 * max(seconds(500), seconds(500))


def test_mr_and_mrs_are_two(read: Read) -> None:
    reading = read("Mr Clinton met Mrs Clinton. Barack Obama and Michelle Obama came. Mrs Obama sang.")
    assert len([actor for actor in reading.actors if actor.name == "Clinton"]) == 2
    assert mentions(reading, "Michelle Obama") == {"Michelle Obama", "Obama"}
    assert actor_of(reading, "Barack Obama").id != actor_of(reading, "Michelle Obama").id


def test_a_surname_of_the_report_beats_a_body_of_that_name(read: Read) -> None:
    reading = read("Ontario's premier, Doug Ford, said no. Ford said he was angry.")
    assert mentions(reading, "Doug Ford") >= {"Ford", "he"}


def test_the_former_president_is_who_was_it(read: Read) -> None:
    reading = read("Former president Donald Trump attacked President Joe Biden. The former president laughed.")
    assert "former president" in mentions(reading, "Donald Trump")


def test_two_offices_with_their_names_are_two_people(read: Read) -> None:
    reading = read("The defense minister, Lloyd Austin, and the secretary of state, Antony Blinken, flew to Kyiv.")
    assert [role.title for role in actor_of(reading, "Lloyd Austin").roles] == ["defense minister"]
    assert "secretary of state" in mentions(reading, "Antony Blinken")


def test_people_of_other_callings_are_other_people(read: Read) -> None:
    reading = read("The teacher met the mayor. The lawyer praised the judge. An aide to the president said no.")
    assert len([actor for actor in reading.actors if actor.kind == "person"]) == 6


def test_where_something_is_told_by_a_country_it_is_a_place(read: Read) -> None:
    reading = read("A blast in Iran's capital killed ten. Floods hit Pakistan's Sindh province. Italy lies in Europe.")
    kinds = {place.text: place.kind for place in reading.places}
    assert (kinds["Iran"], kinds["Pakistan"], kinds["Italy"]) == ("place", "place", "place")
    assert [actor.name for actor in reading.actors if actor.kind == "government"] == []


def test_where_a_man_is_from_does_not_make_him_a_government(read: Read) -> None:
    reading = read("A Turkish man was arrested. President Assad's forces left. The head of the Syrian army said no.")
    assert actor_of(reading, "Turkish man").sectors == ("UNK",)
    assert actor_of(reading, "President Assad's forces").sectors == ("MIL",)
    assert actor_of(reading, "head of the Syrian army").sectors == ("MIL",)


def test_the_office_decides_even_behind_a_bare_surname(read: Read) -> None:
    reading = read(
        "Foreign Secretary David Miliband met Energy Secretary Ed Miliband. Miliband said yes. "
        "Energy Secretary Miliband left."
    )
    assert sum(mention.text == "Miliband" for mention in actor_of(reading, "Ed Miliband").mentions) == 1


def test_a_number_of_a_thousand_digits_breaks_nothing(read: Read) -> None:
    assert read(f"{'9' * 1000} people fled. The army left.").problems == ()


def test_her_mother_is_one_mother(read: Read) -> None:
    reading = read("Angela Merkel wrote to her mother on Friday. Her mother answered at once.")
    mothers = [actor for actor in reading.actors if any("mother" in mention.text for mention in actor.mentions)]
    assert [len(actor.mentions) for actor in mothers] == [2]


def test_a_title_and_a_surname_tell_the_country(read: Read) -> None:
    bush = actor_of(read("President Bush spoke in Ohio. The president left."), "Bush")
    assert (bush.country, bush.sectors[0], bush.id.startswith("actor-")) == ("USA", "GOV", True)


def test_a_phrase_may_have_a_wrong_letter(read: Read) -> None:
    for phrase, country in (("Zimbabwaen police", "ZWE"), ("President Emmanuel Macorn", "FRA")):
        assert [actor.country for actor in read(phrase).actors][:1] == [country], phrase
