"""Clusters and timelines by the scorers of the development sets, each through a book and its exports; and origins."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from . import origins

SETS = {  # the scorer: what is read, and what it is scored against
    "clusters": ("ecbplus_1_35", "ecbplus_1_35"),
    "timelines": ("t17_syria_articles", "t17_syria_timelines"),
}


def measure(shared: Path) -> list[str]:
    """Lines of Markdown: each scorer's figures, and our own passages with origins."""
    lines: list[str] = []
    for name, (given, gold) in SETS.items():
        with tempfile.TemporaryDirectory() as temporary:
            lines += [f"### {name}", "", "```", *_scored(shared, Path(temporary), name, given, gold), "```", ""]
    return [*lines, "### origins of our own passages", "", *origins.measure()]


def _scored(shared: Path, temporary: Path, name: str, given: str, gold: str) -> list[str]:
    sets, scorer = shared / "gold" / name, shared / "score" / "score.py"
    source, book, exported = temporary / "in.jsonl", temporary / "b.db", temporary / "out.jsonl"
    source.write_text((sets / f"{given}.jsonl").read_text(encoding="utf-8"), encoding="utf-8")
    if name == "clusters":  # the ids of the set tell the answer: the scorer gives running numbers
        command = [sys.executable, str(scorer), name, str(sets / f"{gold}.jsonl"), "--inputs"]
        source.write_text(subprocess.run(command, capture_output=True, text=True, check=True).stdout, encoding="utf-8")
    coranto = [str(Path(sys.executable).with_name("coranto")), "--book", str(book)]
    subprocess.run([*coranto, "read", "--workers", "2", str(source)], capture_output=True, check=False)
    table = "clusters" if name == "clusters" else "timeline"
    done = subprocess.run([*coranto, "export", table], capture_output=True, check=True)
    exported.write_bytes(done.stdout)
    command = [sys.executable, str(scorer), name, str(sets / f"{gold}.jsonl"), "--predictions", str(exported)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()


if __name__ == "__main__":
    sys.stdout.write("\n".join(measure(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))) + "\n")
