"""Our own sets of events: whole reports and pages row by row, as the scorer takes one row, and neutral sentences."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

PAGES = ("reports_read", "reports_unread", "pages_read", "pages_unread")
NULL = ("null_read", "null_unread")


def measure(shared: Path, own: Path) -> list[str]:
    """A table of the figures of our own sets of events."""
    lines = ["| set | metric | figure |", "|---|---|---|"]
    for name in PAGES:
        lines += [f"| {name} | {metric} | {figure} |" for metric, figure in _pages(shared, own / f"{name}.jsonl")]
    for name in NULL:
        readings = _read(own / f"{name}.jsonl")
        told = sum(bool(reading["events"]) for reading in readings)
        lines.append(f"| {name} | neutral sentences with an event | {told} of {len(readings)} |")
    return lines


def _read(path: Path) -> list[dict[str, Any]]:
    print(f"events/{path.stem} ...", file=sys.stderr, flush=True)
    rows = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())
    given = "".join(
        json.dumps({"id": row["id"], "text": row["text"], **({"published": row["dct"]} if row.get("dct") else {})})
        + "\n"
        for row in rows
    )
    command = [sys.executable, "-m", "coranto.cli", "extract", "-q"]
    done = subprocess.run(command, input=given, capture_output=True, text=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def _pages(shared: Path, path: Path) -> list[tuple[str, str]]:
    counts: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for line, reading in zip(path.read_text(encoding="utf-8").splitlines(), _read(path), strict=True):
        for metric, value in _scored(shared, line, json.dumps(reading)).items():
            if "F1" in value:
                counts["found"] += round(value["R"] * value["gold"])
                totals["required"] += value["gold"]
                totals["predicted"] += value["predicted"]
            elif value.get("n"):
                counts[metric.strip()] += round((value["value"] or 0) * value["n"])
                totals[metric.strip()] += value["n"]
    precision, recall = counts["found"] / totals["predicted"], counts["found"] / totals["required"]
    f1 = 2 * counts["found"] / (totals["predicted"] + totals["required"])
    fields = [(metric, f"{counts[metric]} of {total}") for metric, total in totals.items() if metric in counts]
    return [("required events", f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f}"), *fields]


def _scored(shared: Path, row: str, reading: str) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        gold, own, result = (Path(folder) / name for name in ("gold.jsonl", "own.jsonl", "result.json"))
        gold.write_text(json.dumps({k: v for k, v in json.loads(row).items() if k != "note"}) + "\n", encoding="utf-8")
        own.write_text(reading + "\n", encoding="utf-8")
        command = [sys.executable, "score.py", "events", str(gold), "--predictions", str(own), "--json", str(result)]
        subprocess.run(command, cwd=shared / "score", check=True, stdout=subprocess.DEVNULL)
        found: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))["result"]
        return found
