"""The worked example of the README is true."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_worked_example_prints_what_it_says(tmp_path: Path) -> None:
    report = re.search(r"`note.txt`:\n\n```\n(.*?)```", README, re.DOTALL)
    example = re.search(r"```console\n(.*?)```", README, re.DOTALL)
    assert report and example
    (tmp_path / "note.txt").write_text(report[1], encoding="utf-8")
    steps = re.findall(r"^\$ coranto (.*)\n((?:(?!\$ ).*\n)*)", example[1], re.MULTILINE)
    assert len(steps) == 3
    for arguments, expected in steps:
        done = subprocess.run(
            [sys.executable, "-m", "coranto.cli", *shlex.split(arguments)],
            cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={**os.environ, "NO_COLOR": "1"},
        )  # fmt: skip
        assert done.stdout == expected


def test_the_python_example_runs() -> None:
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert code
    done = subprocess.run([sys.executable, "-c", code[1]], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("CONSULT ")


def test_every_linked_document_exists() -> None:
    links = re.findall(r"\]\(([^)#]+)\)", README)
    assert links
    assert [link for link in links if "://" not in link and not (ROOT / link).is_file()] == []


def test_every_command_and_setting_is_documented() -> None:
    from coranto.cli import coranto
    from coranto.settings import Settings

    documents = README + "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md"))
    assert [name for name in coranto.commands if f"coranto {name}" not in documents] == []
    assert [name for name in Settings.__struct_fields__ if f"`{name}`" not in documents] == []


def test_every_event_type_is_documented() -> None:
    from coranto.knowledge.events import load_events

    page = (ROOT / "docs" / "how-it-reads.md").read_text(encoding="utf-8")
    assert [name for name in load_events("en").types if name not in page] == []
