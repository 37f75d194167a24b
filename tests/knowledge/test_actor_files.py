"""The actor files: ours have no faults, a user's are checked with them, and what is compiled is what was read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from coranto.errors import KnowledgeError, UsageError
from coranto.knowledge.actors import load_actors
from coranto.knowledge.known import Addition, add_own, check, load_given_names, load_known, own_files
from coranto.knowledge.known.files import our_files, read_file
from coranto.knowledge.known.join import joined

LAVROV = """
- title: Foreign Minister
  of: RUS
  sectors: [GOV]
  source: unverified
  holders:
    - {name: Sergei Lavrov, gender: male, from: "2004-03-09"}
    - {name: Igor Ivanov, gender: male, from: "1998-09", until: "2004-02"}
"""


def written(folder: Path, text: str, name: str = "own.yml") -> Path:
    path = folder / "actors" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def problems(folder: Path, text: str) -> str:
    return "\n".join(map(str, check([written(folder, text)])))


def test_our_files_have_no_faults() -> None:
    assert [str(fault) for fault in check([])] == []


def test_every_verified_entry_names_a_document_and_the_others_say_so() -> None:
    for path in our_files():
        file = read_file(path)
        sources = [body.source for body in file.bodies.values()]
        sources += [holder.source or office.source for office in file.offices for holder in office.holders]
        assert all(len(source) > 8 for source in sources), path


def test_given_names_stand_in_one_list_each() -> None:
    names = load_given_names()
    told = [*names.male, *names.female, *names.both]
    assert len(told) == len(set(told)) > 5000


def test_a_person_of_several_offices_is_one_actor(tmp_path: Path) -> None:
    known = joined([read_file(written(tmp_path, LAVROV.replace("of: RUS", "of: RUS", 1) + LAVROV.replace(
        "Foreign Minister", "Permanent Representative to the UN").replace("2004-03-09", "1994").replace(
        '"1994"', '"1994", until: "2004"'))) ])  # fmt: skip
    assert [role.title for role in known.by_id["sergei-lavrov"].roles] == [
        "Foreign Minister", "Permanent Representative to the UN"]  # fmt: skip


def test_offices_that_overlap_are_named(tmp_path: Path) -> None:
    found = problems(tmp_path, LAVROV.replace('"2004-02"', '"2005"'))
    assert "Igor Ivanov (until 2005) and Sergei Lavrov (from 2004-03-09) hold it at the same time" in found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (LAVROV.replace("of: RUS", "of: RUZ"), "no country has the code 'RUZ'"),
        (LAVROV.replace("[GOV]", "[GVT]"), "no PLOVER sector is called 'GVT'"),
        (LAVROV.replace("2004-03-09", "9.3.2004"), "'9.3.2004' is not a date"),
        (LAVROV.replace("2004-03-09", "2004-02-31"), "'2004-02-31' is not a date"),
        (LAVROV.replace('"1998-09", until: "2004-02"', '"1998-09", until: "1997"'), "ends (1997) before it begins"),
        (LAVROV.replace("title:", "titel:"), "unknown field `titel`"),
        ("a: {name: A, kind: armed_group, part_of: nobody, source: unverified}", "part_of names 'nobody'"),
        ("a: {name: A B, kind: army, source: unverified}", "Invalid enum value 'army'"),
        ("a: {name: Kremlin, kind: government, country: TGO, source: unverified}", "goes by 'kremlin' as kremlin does"),
        ("a: {name: A, kind: people, source: unverified}\na: {name: B, kind: people, source: unverified}", "duplicate"),
        ("a: [", "not valid YAML"),
        ("a: {name: A B C, kind: armed_group, part_of: b, source: unverified}\n"
         "b: {name: D E F, kind: armed_group, part_of: a, source: unverified}", "is part of itself: a > b > a"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, said: str) -> None:
    found = problems(tmp_path, text)
    assert said in found
    assert "own.yml" in found


def test_a_file_with_faults_is_never_read_in_silence(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match="RUZ"):
        load_known([written(tmp_path, LAVROV.replace("of: RUS", "of: RUZ"))], tmp_path / "cache")


def test_what_is_compiled_is_what_was_read(tmp_path: Path) -> None:
    first, second = load_known((), tmp_path), load_known((), tmp_path)
    [compiled] = tmp_path.glob("actors-*.msgpack")
    assert first == second
    compiled.write_bytes(b"half a file")
    assert load_known((), tmp_path) == first


def test_a_cache_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert load_known((), tmp_path / "file").names["nato"] == ("nato",)


def test_an_addition_is_known_and_can_be_replaced(tmp_path: Path) -> None:
    for until in ("2020", "2021"):
        path = add_own(
            "Prefect of Kara", Addition(country="TGO", sectors=("GOV",), title="Prefect", until=until), tmp_path
        )
    known = load_known(own_files(tmp_path), tmp_path / "cache")
    assert known.by_id["prefect-of-kara"].roles[0].until == "2021"
    assert path.read_text(encoding="utf-8").count("Prefect of Kara") == 1


def test_an_addition_with_a_fault_changes_nothing(tmp_path: Path) -> None:
    path = add_own("Guards of Kara", Addition(kind="armed_group", country="TGO", sectors=("PRM",)), tmp_path)
    before = path.read_bytes()
    for wrong in (
        Addition(country="XXX"),
        Addition(sectors=("ARMY",)),
        Addition(country="TGO", title="Mayor", from_="soon"),
    ):
        with pytest.raises(KnowledgeError):
            add_own("Guards of Lome", wrong, tmp_path)
    with pytest.raises(UsageError, match="--country"):
        add_own("Guards of Lome", Addition(title="Mayor"), tmp_path)
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["guards-of-kara.yml"]


def run(*arguments: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "-m", "coranto.cli", *arguments], cwd=cwd, input=stdin, capture_output=True)


def test_added_found_checked_and_read_on_the_command_line(tmp_path: Path) -> None:
    report = b"The Sons of Kara shelled the barracks on Friday. The group said it had lost two men."
    before = json.loads(run("extract", "-", cwd=tmp_path, stdin=report).stdout)
    added = run(
        "actors", "add", "Sons of Kara", "--kind", "armed_group", "--country", "TGO", "--sector", "REB", cwd=tmp_path
    )
    assert added.returncode == 0, added.stderr
    after = json.loads(run("extract", "-", cwd=tmp_path, stdin=report).stdout)
    [sons] = [actor for actor in after["actors"] if actor["id"] == "sons-of-kara"]
    assert (sons["country"], sons["sectors"], sons["basis"]) == ("TGO", ["REB"], "knowledge")
    assert {mention["text"] for mention in sons["mentions"]} >= {"Sons of Kara", "group", "it"}
    assert before["reader"]["options"] == {} and after["reader"]["options"]["actors"].keys() == {"sons-of-kara.yml"}
    assert b"Sons of Kara" in run("actors", "find", "sons of kara", cwd=tmp_path).stdout
    assert run("actors", "check", cwd=tmp_path).returncode == 0
    written(tmp_path / "coranto.knowledge", "a: {name: Kremlin, kind: government, source: unverified}", "more.yml")
    checked, read = run("actors", "check", cwd=tmp_path), run("extract", "-", cwd=tmp_path, stdin=report)
    assert checked.returncode == 3 and b"goes by 'kremlin'" in checked.stderr
    assert read.returncode != 0 and b"goes by 'kremlin'" in read.stderr and b"Traceback" not in read.stderr


def test_our_terms_give_way_to_ones_own_and_ids_stay(tmp_path: Path) -> None:
    ours = load_known((), tmp_path / "cache").by_id["sergei-lavrov"]
    add_own(
        "Sergei Lavrov", Addition(country="RUS", sectors=("GOV",), title="Foreign Minister", until="2030"), tmp_path
    )
    known = load_known(own_files(tmp_path), tmp_path / "cache")
    lavrov = known.by_id["sergei-lavrov"]
    assert [role.until for role in lavrov.roles if role.title == "Foreign Minister"] == ["2030"]
    assert {role.title for role in lavrov.roles} == {role.title for role in ours.roles}
    assert known.names["sergei lavrov"] == ("sergei-lavrov",)


def test_many_may_add_at_once(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "coranto.cli", "actors", "add", "--country", "TGO"]
    running = [subprocess.Popen([*command, f"Chief {name}"], cwd=tmp_path) for name in ("A", "B", "C")]
    assert [each.wait() for each in running] == [0, 0, 0]
    assert {"chief-a", "chief-b", "chief-c"} <= load_known(own_files(tmp_path / "coranto.knowledge")).by_id.keys()


@pytest.mark.parametrize("name", ["", "!!!", "..."])
def test_a_name_has_a_letter(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError, match="no letter"):
        add_own(name, Addition(country="TGO"), tmp_path)


def test_an_entry_of_ones_own_may_give_away_an_alias(tmp_path: Path) -> None:
    text = "hamas: {name: Hamas, kind: armed_group, country: PSE, source: unverified}\n"
    text += "other: {name: Islamic Resistance Movement, kind: armed_group, country: TGO, source: unverified}\n"
    assert problems(tmp_path, text) == ""


def test_an_empty_file_holds_nobody(tmp_path: Path) -> None:
    assert problems(tmp_path, "# nothing yet\n") == ""


def test_a_name_can_mean_several_people_of_one_country(tmp_path: Path) -> None:
    found = run("actors", "find", "George Bush", "--json", cwd=tmp_path)
    assert {each["country"] for each in json.loads(found.stdout)} == {"USA"}
    assert len(json.loads(found.stdout)) == 2


def test_nobody_is_said_to_be_nobody(tmp_path: Path) -> None:
    found = run("actors", "find", "Xyzzy Qwert", cwd=tmp_path)
    assert (found.stdout, found.returncode) == (b"", 0)
    assert b"Nobody known goes by 'Xyzzy Qwert'" in found.stderr


def test_the_words_of_a_language_do_not_overlap_without_sense() -> None:
    words = load_actors("en").words
    assert not words.told_to & words.visited
    assert not words.locative & words.metonym_prepositions
    assert words.groups.keys().isdisjoint(words.states)
