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


def test_a_second_part_behind_the_cue_is_of_the_same_statement(read: Read) -> None:
    said = only(read("“If the bridge stays closed,” the driver says, “what do we eat in the winter?”").statements)
    assert [part.text for part in said.content] == [
        "“If the bridge stays closed,”",
        "“what do we eat in the winter?”",
    ]


def test_a_name_and_a_colon_introduce_a_quotation(read: Read) -> None:
    said = only(read('The talks went on all night.\n\nLavrov: "We shall meet again in October."').statements)
    assert said.speaker.span is not None and said.speaker.span.text == "Lavrov"


def test_a_name_behind_a_dash_is_the_speaker(read: Read) -> None:
    said = only(read("“The harbour has been shut since the spring.” ― António Guterres").statements)
    assert said.speaker.span is not None and said.speaker.span.text == "António Guterres"


def test_the_turns_of_a_transcript_have_their_speakers(read: Read) -> None:
    reading = read(
        'The minutes of the meeting read as follows:\n\n"GUTERRES: Will the road be opened this week?\n\n'
        '"LAVROV: I have told you that it will.'
    )
    spoken = [statement for statement in reading.statements if statement.rule == "quotation/transcript"]
    assert [statement.speaker.span.text for statement in spoken if statement.speaker.span] == ["GUTERRES", "LAVROV"]
    assert spoken[1].content[0].text == "I have told you that it will."


def test_who_spoke_before_a_colon_or_in_the_paragraph_before_speaks_on(read: Read) -> None:
    text = "The driver said that he had waited for two days.\n\n“Nobody at the gate knew why it was closed.”"
    said = only(read(text).statements)
    assert said.speaker.span is not None and said.speaker.span.text in {"The driver", "he"}


def test_the_title_of_a_programme_is_no_statement(read: Read) -> None:
    reading = read("On the evening show “Across The Border,” the minister was a guest and said nothing of the raid.")
    assert [statement for statement in reading.statements if statement.kind == "direct"] == []
