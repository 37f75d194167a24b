"""What a report doubts and judges, and whose word a disputed term is."""

from __future__ import annotations

import pytest
from tests.conftest import Read

from coranto.model.reading import Hedge, Reading


def names(reading: Reading) -> dict[str, str]:
    return {actor.id: actor.name for actor in reading.actors} | {"author": "author"}


def of_kind(reading: Reading, kind: str) -> dict[str, Hedge]:
    return {hedge.text: hedge for hedge in reading.hedges if hedge.kind == kind}


def test_every_hedge_is_its_slice_with_an_id_of_its_own(read: Read) -> None:
    text = "Some 40 men may have fled the brutal “cleansing” of the town, the mayor said."
    reading = read(text)
    assert reading.hedges
    assert all(text[hedge.start : hedge.end] == hedge.text for hedge in reading.hedges)
    assert len({hedge.id for hedge in reading.hedges}) == len(reading.hedges)
    assert all(hedge.id == f"{hedge.kind}:{hedge.start}-{hedge.end}" for hedge in reading.hedges)


def test_a_doubt_is_the_authors_unless_it_stands_in_what_somebody_says(read: Read) -> None:
    reading = read("The bridge may fall. Norway said that the dam could break.")
    hedges = of_kind(reading, "hedge")
    assert hedges["may"].owner == "author"
    assert names(reading)[hedges["could"].owner] == "Government of Norway"


def test_a_bound_before_a_number_is_a_hedge_and_the_same_word_elsewhere_is_none(read: Read) -> None:
    hedges = of_kind(read("At least 30 lorries left. They talked about the road."), "hedge")
    assert list(hedges) == ["At least"]
    assert hedges["At least"].scope is not None and "30" in hedges["At least"].scope.text


def test_a_promise_is_open_and_its_speaker_owns_the_doubt(read: Read) -> None:
    reading = read("Kenya has vowed to reopen the border.")
    [hedge] = of_kind(reading, "hedge").values()
    assert hedge.text == "vowed" and names(reading)[hedge.owner] == "Government of Kenya"
    assert hedge.scope is not None and hedge.scope.text == "to reopen the border"


def test_hope_inside_a_statement_is_a_hedge_of_its_speaker(read: Read) -> None:
    reading = read("Ghana told Togo that it was hopeful that the border would open.")
    hedges = of_kind(reading, "hedge")
    assert "hopeful" in hedges and names(reading)[hedges["hopeful"].owner] == "Government of Ghana"


def test_nothing_inside_speech_is_the_reports_doubt(read: Read) -> None:
    reading = read('"They may come tonight, perhaps with 40 men and a massive gun," the mayor said.')
    assert reading.hedges == ()


def test_a_modal_of_a_silence_is_no_doubt(read: Read) -> None:
    assert of_kind(read("The mayor could not be reached for comment."), "hedge") == {}


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("Rwanda said that the “terrorists” had left.", "Government of Rwanda"),
        ("The “safe zone” proclaimed by Kenya was empty.", "Government of Kenya"),
        ("Togo holds the ships under what it calls “rules of inspection”.", "Government of Togo"),
        ("Rain delayed Uganda's claim of work to remove “pirates” from the lake.", "Government of Uganda"),
    ],
)
def test_whose_word_a_term_in_quotation_marks_is(read: Read, text: str, owner: str) -> None:
    reading = read(text)
    [term] = of_kind(reading, "scare_quote").values()
    assert names(reading)[term.owner] == owner


def test_all_who_proclaimed_a_term_own_it(read: Read) -> None:
    reading = read("The “safe zone” proclaimed by Kenya, Uganda and Rwanda was empty.")
    [term] = of_kind(reading, "scare_quote").values()
    assert len(term.owners) == 3 and term.owner == term.owners[0]


@pytest.mark.parametrize(
    "text",
    [
        '"The terrorists are gone," the mayor said.',
        "She spoke on “Meet the Press” on Sunday.",
        "“Go!” the guard shouted.",
    ],
)
def test_speech_and_titles_are_no_terms(read: Read, text: str) -> None:
    assert of_kind(read(text), "scare_quote") == {}


def test_a_judgement_is_the_writers_and_not_the_speakers(read: Read) -> None:
    judged = of_kind(read("The army issued a hollow denial. Togo said that the raid was brutal."), "evaluation")
    assert list(judged) == ["hollow"]
    assert judged["hollow"].owner == "author"


def test_a_standing_label_is_recorded_once(read: Read) -> None:
    judged = of_kind(read("The regime closed the port. The regime opened it again."), "evaluation")
    assert list(judged) == ["regime"]


def test_a_link_to_another_report_is_judged_by_its_words(read: Read) -> None:
    text = (
        "A town was quiet\n\nSee Lake Daily, August 26: Chad Pushes Propaganda Over Dam\n\nThe road was open on Monday."
    )
    judged = of_kind(read(text), "evaluation")
    assert "Propaganda" in judged
