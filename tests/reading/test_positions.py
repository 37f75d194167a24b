"""Where each actor stands, on what, and by which words."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import Read

from coranto.errors import KnowledgeError
from coranto.knowledge.positions import load_positions, own_issues
from coranto.model.reading import Position, Reading


def stands(reading: Reading) -> set[tuple[str, str, str]]:
    names = {actor.id: actor.name for actor in reading.actors}
    return {(names[each.actor], each.issue, each.stance) for each in reading.positions}


def only(reading: Reading) -> Position:
    [position] = reading.positions
    return position


@pytest.mark.parametrize(
    ("text", "issue", "stance"),
    [
        ("Norway backs a ceasefire.", "ceasefire", "supports"),
        ("Norway rejected a ceasefire.", "ceasefire", "opposes"),
        ("Norway called for a ceasefire.", "ceasefire", "demands"),
        ("Norway offered to mediate.", "talks", "offers"),
        ("Norway vowed never to negotiate.", "talks", "opposes"),
        ("Norway said that the sanctions must go on.", "sanctions", "demands"),
        ("Norway said there would be no talks.", "talks", "opposes"),
        ("Norway ruled out new sanctions.", "sanctions", "opposes"),
        ("Norway is against an embargo.", "sanctions", "opposes"),
        ("Norway demanded an end to the blockade.", "end to siege", "demands"),
    ],
)
def test_a_stance_follows_from_the_cue_or_from_what_is_said(read: Read, text: str, issue: str, stance: str) -> None:
    assert stands(read(text)) == {("Government of Norway", issue, stance)}


def test_a_name_of_the_report_tells_one_issue_from_another(read: Read) -> None:
    found = stands(read("Kenya opposes an offensive on Kismayo. Uganda demanded the Ethiopian withdrawal."))
    assert ("Government of Kenya", "Kismayo offensive", "opposes") in found
    assert ("Government of Uganda", "Ethiopia withdrawal", "demands") in found


def test_what_points_back_means_the_issue_spoken_of(read: Read) -> None:
    found = stands(read("Kenya opposes an offensive on Kismayo. Uganda has given its full support to the plan."))
    assert ("Government of Uganda", "Kismayo offensive", "supports") in found


def test_a_condition_is_kept_and_presupposes_support(read: Read) -> None:
    reading = read(
        "France and Germany said that there will be no reconstruction until there is a political transition."
    )
    conditional = [each for each in reading.positions if each.stance == "conditional"]
    assert len(conditional) == 2
    assert all(each.condition is not None and each.condition.text.startswith("until") for each in conditional)
    presupposed = [each for each in reading.positions if each.basis == "presupposed"]
    assert {each.issue for each in presupposed} == {"political transition"}
    assert {each.stance for each in presupposed} == {"supports"}


def test_a_ministers_stance_is_his_governments_and_his_silence_his_own(read: Read) -> None:
    reading = read(
        "Russia sent a note. Russian Foreign Minister Sergei Lavrov called for talks. "
        "Lavrov has kept silent on the truce."
    )
    names = {actor.id: actor.name for actor in reading.actors}
    said = {names[each.actor]: each for each in reading.positions}
    assert said["Government of Russia"].via is not None
    assert names[said["Government of Russia"].via or ""] == "Sergei Lavrov"
    assert said["Sergei Lavrov"].stance == "silent" and said["Sergei Lavrov"].issue == "ceasefire"


def test_a_spokesman_speaks_for_his_principal(read: Read) -> None:
    reading = read("The army shelled the hill. A spokesman for the army said that the road was shut.")
    [statement] = reading.statements
    assert statement.principal is not None
    assert next(actor.name for actor in reading.actors if actor.id == statement.principal).lower() == "army"


def test_a_silence_without_a_topic_is_a_position_only_where_it_lasts(read: Read) -> None:
    issue = "Kenya backs a ceasefire. "
    assert ("Government of Uganda", "ceasefire", "silent") in stands(read(issue + "Uganda has remained silent."))
    assert all(who != "Government of Uganda" for who, _, _ in stands(read(issue + "Uganda could not be reached.")))


def test_no_concession_is_undecided(read: Read) -> None:
    found = stands(read("Kenya called for the Ethiopian withdrawal, but Ethiopia made no concession."))
    assert ("Government of Ethiopia", "Ethiopia withdrawal", "undecided") in found


def test_a_mind_inside_anothers_words_is_a_position_of_its_owner(read: Read) -> None:
    reading = read("Norway said that Chad wants the truce to end.")
    position = next(each for each in reading.positions if each.issue.endswith("ceasefire"))
    assert position.statement in {statement.id for statement in reading.statements}
    assert ("Government of Chad", position.issue) in {(who, what) for who, what, _ in stands(reading)}


def test_a_headline_of_another_report_shows_a_position_with_its_date(read: Read) -> None:
    text = (
        "Kenya opens the road\n\nThe road was open on Monday.\n\n"
        "See Lake Daily, August 25: Kenya Rejects Truce\n\nUganda was quiet."
    )
    reading = read(text, published="2018-08-27")
    [position] = [each for each in reading.positions if each.stance == "opposes"]
    assert position.evidence[0].text == "Kenya Rejects Truce"
    assert position.time is not None and reading.times[position.time].value == "2018-08-25"


@pytest.mark.parametrize(
    "text",
    [
        "Kenya said that the road was open.",
        "The dam broke on Monday.",
        "Reporters rejected the truce.",
        "Uganda met Kenya.",
    ],
)
def test_what_takes_no_side_is_no_position(read: Read, text: str) -> None:
    assert read(text).positions == ()


def test_evidence_is_its_slice_and_ids_differ(read: Read) -> None:
    text = "Kenya backs a ceasefire. Uganda rejects a ceasefire. Togo demands sanctions."
    reading = read(text)
    assert len({each.id for each in reading.positions}) == len(reading.positions) == 3
    assert all(text[span.start : span.end] == span.text for each in reading.positions for span in each.evidence)


def test_the_users_issues_come_first(tmp_path: Path) -> None:
    folder = tmp_path / "issues"
    folder.mkdir()
    (folder / "dam.yml").write_text(
        '- name: filling of the dam\n  proposition: "The dam should be filled."\n  words: [filling, dam]\n',
        encoding="utf-8",
    )
    known = load_positions("en", tuple(own_issues(tmp_path)))
    assert known.issues["filling of the dam"].proposition == "The dam should be filled."
    assert known.named["dam"][0][1].name == "filling of the dam"


def test_an_issue_file_that_does_not_fit_names_itself(tmp_path: Path) -> None:
    folder = tmp_path / "issues"
    folder.mkdir()
    (folder / "dam.yml").write_text("- name: dam\n  words: filling\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"dam\.yml"):
        load_positions("en", tuple(own_issues(tmp_path)))


def test_if_possible_is_no_condition(read: Read) -> None:
    assert all(each.condition is None for each in read("Norway demands a ceasefire, if possible this week.").positions)


def test_what_is_said_not_to_be_so_is_nobodys_side(read: Read) -> None:
    text = "It is not true that Kenya asked for a ceasefire, the mayor of Mombasa said."
    assert ("Government of Kenya", "ceasefire", "demands") not in stands(read(text))


def test_a_refusal_to_act_on_a_condition(read: Read) -> None:
    [position] = read("Norway will not recognise the vote unless the roads are opened.").positions
    assert position.stance == "conditional" and position.evidence[0].text.startswith("Norway will not recognise")
