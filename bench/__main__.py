"""`make bench`: every development set that is present, and speed; writes bench/SCOREBOARD.md."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

from coranto.samples import samples_folder

from .peers import PEERS
from .speed import measure, sample_texts

SCOREBOARD = Path(__file__).parent / "SCOREBOARD.md"
MARK = "<!-- measured: everything below is written by make bench -->"
SETS = {
    "times": ("seed", "aquaint", "timebank", "wikiwars_dev"),
    "places": ("lgl", "geowebnews", "tudloc"),
    "actors": ("re3d", "coref_gum_news", "ngec_actor_resolution", "plover_gsr_actors"),
    "statements": ("seed", "polnear_dev"),
    "events": ("seed", "plover_gsr", "cameo_manual", "wikievents_dev", "muc4_dev"),
}


def main() -> int:
    """Measure and write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--shared", type=Path, default=Path("../shared"), help="where gold/ and score/ lie")
    arguments.add_argument("--only", choices=[*SETS, "speed"], help="one capability")
    chosen = arguments.parse_args()
    about = f"Measured {datetime.now(UTC):%Y-%m-%d} at commit {_commit()}."
    lines = [MARK, "", about, ""]
    if (chosen.shared / "score" / "score.py").is_file():
        for capability, names in SETS.items():
            if chosen.only in {None, capability}:
                lines += _quality(chosen.shared, capability, names)
    else:
        lines += ["The development sets are not here: quality was not measured.", ""]
    if chosen.only in {None, "speed"}:
        lines += ["## Speed", "", *measure(sample_texts(samples_folder())), ""]
    _write(lines)
    return 0


def _quality(shared: Path, capability: str, names: tuple[str, ...]) -> list[str]:
    lines = [f"## {capability}", "", "| set | metric | figure | peer or prototype |", "|---|---|---|---|"]
    for name in names:
        gold = (shared / "gold" / capability / f"{name}.jsonl").resolve()
        if not gold.is_file():
            continue
        print(f"{capability}/{name} ...", file=sys.stderr, flush=True)
        for metric, figure in _scores(shared, capability, gold).items():
            peer = PEERS.get((capability, name, metric), "")
            lines.append(f"| {name} | {metric} | {figure} | {peer} |")
    return [*lines, ""]


def _scores(shared: Path, capability: str, gold: Path) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        command = [sys.executable, "score.py", capability, str(gold), "--json", str(result),
                   "--run", f"{sys.executable} -m coranto.cli extract -q"]  # fmt: skip
        subprocess.run(command, cwd=shared / "score", check=True, stdout=subprocess.DEVNULL)
        found = json.loads(result.read_text(encoding="utf-8"))
    rows = found["result"]
    return {
        metric: text
        for metric, value in rows.items()
        if not metric.startswith("  ") and (text := _figure(value)) is not None
    }


def _figure(value: object) -> str | None:
    if not isinstance(value, dict):
        return None
    if "F1" in value:
        return f"P {value['P']:.3f} R {value['R']:.3f} F1 {value['F1']:.3f}"
    if isinstance(value.get("value"), int | float):
        return f"{value['value']:.3f}{value.get('unit', '')}"
    return None


def _commit() -> str:
    done = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True)
    return done.stdout.strip() or "unknown"


def _write(lines: list[str]) -> None:
    kept = SCOREBOARD.read_text(encoding="utf-8").split(MARK)[0].rstrip() if SCOREBOARD.is_file() else "# Scoreboard"
    SCOREBOARD.write_text("\n".join([kept, "", *lines]).rstrip() + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
