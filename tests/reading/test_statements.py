"""According to whom."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import Read

from coranto.model.reading import Statement


def only(statements: tuple[Statement, ...], kind: str = "direct") -> Statement:
    [found] = [statement for statement in statements if statement.kind == kind]
    return found


def test_a_quotation_with_its_speaker_after_it(read: Read) -> None:
    said = only(read("“The road is open to everybody,” the mayor said.").statements)
    assert (said.speaker.span.text if said.speaker.span else None) == "the mayor"
    assert said.content[0].text == "“The road is open to everybody,”"


def test_a_quotation_interrupted_by_its_cue_is_one_statement(read: Read) -> None:
    said = only(read("“The road is open,” the mayor said. “We will keep it open all winter.”").statements)
    assert len(said.content) == 2


def test_a_support_verb_with_a_noun_cues_a_quotation(read: Read) -> None:
    said = only(
        read("The governor issued the usual declaration, “The bonds between our two towns are strong.”").statements
    )
    assert said.speaker.span is not None and said.speaker.span.text == "The governor"
    assert said.cue is not None and said.cue.text.startswith("issued")


def test_several_speakers_of_one_content_are_one_statement(read: Read) -> None:
    reading = read("The UN, France and Germany said that the camp was full.")
    said = only(reading.statements, "indirect")
    assert len(said.speakers) == 3


def test_silence_is_recorded_and_asserts_nothing(read: Read) -> None:
    reading = read("The minister did not comment on the raid. No details were given by the army.")
    assert {statement.form for statement in reading.statements} == {"silent", "no_details"}


def test_a_term_in_quotation_marks_is_no_statement(read: Read) -> None:
    reading = read("The army entered the “safe zone” on Friday.")
    assert [statement for statement in reading.statements if statement.kind == "direct"] == []


def test_a_mark_without_a_partner_loses_nothing(read: Read) -> None:
    reading = read('"The road is open, the mayor said.\n\n"It is safe," a driver said.')
    assert any("It is safe" in part.text for statement in reading.statements for part in statement.content)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(['"', "“", "”", "'", "’", "«", "he said", "The road is open", ",", ".", "\n\n"]), max_size=30
    )
)
def test_no_marks_raise_and_every_span_is_its_slice(read: Read, parts: list[str]) -> None:
    text = " ".join(["They met.", *parts])
    reading = read(text)
    assert [problem for problem in reading.problems if problem.stage == "reading"] == []
    for statement in reading.statements:
        assert all(text[part.start : part.end] == part.text for part in statement.content)
