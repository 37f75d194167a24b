"""The scorer as a function: one call for a set, one for a single row of it with a reading at hand."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

RUN = ("--run", f"{sys.executable} -m coranto.cli extract -q")


def score(shared: Path, capability: str, gold: Path, *arguments: str) -> dict[str, Any]:
    """The figures by metric; `arguments` say where the readings come from."""
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        command = [sys.executable, "score.py", capability, str(gold), "--json", str(result), *arguments]
        subprocess.run(command, cwd=shared / "score", check=True, stdout=subprocess.DEVNULL)
        found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))["result"]
        return found


def readings_of(shared: Path, capability: str, gold: Path) -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Each row of a set with its reading."""
    with tempfile.TemporaryDirectory() as folder:
        saved = Path(folder) / "readings.jsonl"
        score(shared, capability, gold, *RUN, "--save", str(saved))
        rows, readings = (path.read_text(encoding="utf-8").splitlines() for path in (gold, saved))
        return [(json.loads(row), json.loads(reading)) for row, reading in zip(rows, readings, strict=True)]


def row_by_row(
    shared: Path, capability: str, read: list[tuple[dict[str, Any], dict[str, Any]]]
) -> Iterator[dict[str, Any]]:
    """The figures of each row alone, for what the scorer keeps of one row only."""
    with tempfile.TemporaryDirectory() as folder:
        one, own = Path(folder) / "row.jsonl", Path(folder) / "own.jsonl"
        for row, reading in read:
            one.write_text(json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
            own.write_text(json.dumps(reading, ensure_ascii=False) + "\n", encoding="utf-8")
            yield score(shared, capability, one, "--predictions", str(own))
