"""According to whom."""

from __future__ import annotations

import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import Read

from coranto import reading
from coranto.model.reading import Statement
from coranto.model.report import Captured
from coranto.pipeline import Ready
from coranto.sources import Given, read_string


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


def test_a_source_behind_a_phrase(read: Read) -> None:
    for phrase in (
        "According to the ministry, the road",
        "Per the ministry, the road",
        "In the view of the ministry, the road",
    ):
        said = only(read(f"{phrase} was open on Monday.").statements, "indirect")
        assert said.speaker.span is not None and said.speaker.span.text == "the ministry", phrase
        assert said.content[0].text.startswith("the road was open")


def test_according_to_a_measure_nobody_speaks(read: Read) -> None:
    assert read("Everything went according to plan. Prices differ according to the season.").statements == ()


def test_a_cue_between_commas_leaves_what_is_said_on_both_sides(read: Read) -> None:
    said = only(read("The road, the mayor said, would be closed for a week.").statements, "indirect")
    assert [part.text for part in said.content] == ["The road", "would be closed for a week"]


def test_a_verb_that_goes_on_with_the_cue_is_not_said(read: Read) -> None:
    first, second = read("Kenya said that the truce had failed and vowed to send troops.").statements
    assert [part.text for part in first.content] == ["the truce had failed"]
    assert [part.text for part in second.content] == ["to send troops"]
    assert first.speakers == second.speakers == ("gov.ken",)


def test_whoever_is_quoted_by_another_is_the_speaker(read: Read) -> None:
    for text in (
        "State television quoted the army as saying that the road was open.",
        "The army was quoted as saying that the road was open.",
    ):
        said = read(text).statements[-1]
        assert said.speaker.span is not None and said.speaker.span.text.lower() == "the army", text


def test_a_negated_cue_asserts_nothing(read: Read) -> None:
    text = (
        "Kenya did not say that the road was open. Nobody said that it was shut. They left without saying that it was."
    )
    assert [each for each in read(text).statements if each.form == "says"] == []


def test_what_a_silence_governs_is_not_said(read: Read) -> None:
    [statement] = read("Kenya would not say whether it plans to leave.").statements
    assert statement.form == "refuses"


def test_things_neither_claim_nor_fall_silent(read: Read) -> None:
    text = "The flood claimed 40 lives. The guns fell silent. The engine refused to start."
    assert read(text).statements == ()


def test_statements_inside_statements_are_chained(read: Read) -> None:
    outer, inner = read("Kenya said that Uganda had announced that the road was open.").statements
    assert inner.inside == outer.id and outer.inside is None


def test_the_time_of_saying_is_not_that_of_what_is_said(read: Read) -> None:
    reading = read("Kenya said on Friday that the road had been open since Monday.", published="2018-08-27")
    [statement] = reading.statements
    assert statement.time is not None and reading.times[statement.time].text.endswith("Friday")


def test_certainty_is_the_sources(read: Read) -> None:
    certainties = [
        read(text).statements[0].certainty
        for text in (
            "Kenya confirmed that the road was open.",
            "Kenya believes that the road is open.",
            "Kenya said that the road may be open.",
            "Kenya said that the road was open.",
        )
    ]
    assert certainties == ["certain", "possible", "possible", "unknown"]


def test_phrasal_cues_deny(read: Read) -> None:
    said = read("Kenya ruled out any role for Uganda.").statements[0]
    assert said.polarity == "denies" and said.content[0].text == "any role for Uganda"


def test_headlines_name_their_source_at_either_end(read: Read) -> None:
    for title, who in (
        ("Army: convoy hit by mine near Kidal", "Army"),
        ("Bridge at Kherson will stay shut – governor", "governor"),
        ("Kenya to Uganda: Open the Road", "Kenya"),
        ("Kenya Rejects Truce in Kismayo", "Kenya"),
    ):
        said = read(f"{title}\n\nThe town was quiet on Monday.").statements[0]
        assert said.speaker.span is not None and said.speaker.span.text == who, title


def test_a_verb_whose_lemma_the_parser_misses_is_still_a_cue(read: Read) -> None:
    assert read("Diplomats hoped that the truce would hold.").statements != ()


def test_a_report_that_quotes_in_single_marks_has_direct_speech(read: Read) -> None:
    text = "‘The road to the border is open to everybody who wants to leave,’ the mayor said."
    assert read(text).statements[0].kind == "direct"


def test_a_page_full_of_marks_takes_linear_time(ready: Ready) -> None:
    def seconds(count: int) -> float:
        text = " ".join(("“The road is shut" if each % 3 else "”and the bridge,” he said.") for each in range(count))
        prepared = reading.prepare(captured(text))
        [parse] = ready.tools.parser.parse([reading.to_parse(prepared)])
        begun = time.perf_counter()
        reading.understand(prepared, parse, ready.tools)
        return time.perf_counter() - begun

    seconds(200)
    assert seconds(6000) < 14 * seconds(1000)  # quadratic would be 36 times


def test_ten_thousand_marks_lose_nothing(ready: Ready) -> None:
    for text in ('"' * 10_000, "“" * 5_000 + "”" * 5_000, '"word ' * 10_000):
        prepared = reading.prepare(captured(text))
        [parse] = ready.tools.parser.parse([reading.to_parse(prepared)])
        assert reading.understand(prepared, parse, ready.tools).problems == ()


def captured(text: str) -> Captured:
    found = read_string(text, Given(published="2018-08-27"))
    assert isinstance(found, Captured)
    return found


def test_the_name_beside_an_office_is_the_speaker(read: Read) -> None:
    [said] = read("Kenya's President William Ruto called for a summit.").statements
    assert said.speaker.name == "William Ruto"


def test_two_denials_joined_are_a_refusal(read: Read) -> None:
    [said] = read("Hezbollah neither claimed nor denied the raid.").statements
    assert said.form == "refuses"
