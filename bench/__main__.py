"""`make bench`: every development set that is present, and speed; writes bench/SCOREBOARD.md."""

from __future__ import annotations

import argparse
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

from coranto.samples import samples_folder

from . import book, dating, events, killing, linking, places, statements
from .confusion import confusion
from .peers import PEERS
from .scorer import RUN, score
from .speed import measure, sample_texts

SCOREBOARD = Path(__file__).parent / "SCOREBOARD.md"
MARK = "<!-- measured: everything below is written by make bench -->"
KILLS = 200
OWN = Path(__file__).parent / "sets"  # sets written for this project
STATEMENTS = ("reports_read", "reports_unread", "pages_read", "pages_unread")
SETS = {
    "times": ("seed", "aquaint", "timebank", "wikiwars_dev", "read", "unread", "first_read", "first_unread"),
    "places": ("lgl", "geowebnews", "tudloc", "read", "unread", "second_read", "second_unread"),
    "actors": (
        "re3d",
        "coref_gum_news",
        "ngec_actor_resolution",
        "plover_gsr_actors",
        "phrases_read",
        "phrases_unread",
        "reports_read",
        "reports_unread",
    ),
    "statements": ("seed", "polnear_dev", *STATEMENTS),
    "events": (
        "seed",
        "plover_gsr",
        "cameo_manual",
        "wikievents_dev",
        "muc4_dev",
        "sentences_read",
        "sentences_unread",
    ),
}


def main() -> int:
    """Measure and write."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--shared", type=Path, default=Path("../shared"), help="where gold/ and score/ lie")
    arguments.add_argument("--only", choices=[*SETS, "links", "book", "speed"], help="one capability")
    chosen = arguments.parse_args()
    about = f"Measured {datetime.now(UTC):%Y-%m-%d} at commit {_commit()}."
    sections: dict[str, list[str]] = {}
    if chosen.only == "book":
        pass  # it needs no development set
    elif (chosen.shared / "score" / "score.py").is_file():
        for capability, names in SETS.items():
            if chosen.only in {None, capability}:
                sections[capability] = [about, "", *_quality(chosen.shared, capability, names)]
        sections |= _own(chosen.shared, chosen.only, about, sections)
    else:
        print("The development sets are not here: quality is not measured.", file=sys.stderr)
    if chosen.only in {None, "book"}:
        sections["the book"] = [about, "", *book.measure()]
        sections["the book, killed while reading"] = [about, "", *killing.measure(KILLS)]
    if chosen.only in {None, "speed"}:
        sections["speed"] = [about, "", *measure(sample_texts(samples_folder()))]
    _write(sections)
    return 0


def _own(shared: Path, only: str | None, about: str, quality: dict[str, list[str]]) -> dict[str, list[str]]:
    """What the scorer does not print; what belongs to a table of `quality` is added to it."""
    sections: dict[str, list[str]] = {}
    if only in {None, "statements"}:
        sections["statements, row by row"] = [about, "", *_rows(shared)]
        sections["statements, by class of cue"] = [about, "", *statements.classes()]
        sections["statements, sentence by sentence"] = [about, "", *statements.sentences(OWN / "statements")]
    if only in {None, "events"}:
        sections["events, our own sets"] = [about, "", *events.measure(shared, OWN / "events")]
        sets = (shared / "gold/events/plover_gsr.jsonl", OWN / "events/sentences_read.jsonl")
        tables = [line for gold in sets for line in confusion(shared, gold.resolve())]
        sections["events, confusion of types"] = [about, "", *tables]
    if only in {None, "links"}:
        sections["links"] = [about, "", *linking.measure(shared.resolve())]
    if only in {None, "places"}:
        quality["places"] += [f"| lgl | {name} | {figure} | |" for name, figure in _learnt(shared)]
        sections["places, time and memory"] = [about, "", *places.measure()]
    if only in {None, "times"}:
        sections["dating"] = [about, "", *_dating(shared)]
    return sections


def _quality(shared: Path, capability: str, names: tuple[str, ...]) -> list[str]:
    lines = ["| set | metric | figure | peer or prototype |", "|---|---|---|---|"]
    for name in names:
        places = (shared / "gold" / capability / f"{name}.jsonl", OWN / capability / f"{name}.jsonl")
        gold = next((place.resolve() for place in places if place.is_file()), None)
        if gold is None:
            continue
        print(f"{capability}/{name} ...", file=sys.stderr, flush=True)
        for metric, figure in _scores(shared, capability, gold).items():
            if name in STATEMENTS and metric.startswith(statements.SAMPLE):
                continue  # the scorer gives those of the last row only; below they are row by row
            peer = PEERS.get((capability, name, metric), "")
            lines.append(f"| {name} | {metric} | {figure} | {peer} |")
    return lines


def _rows(shared: Path) -> list[str]:
    lines = ["| set | metric | figure |", "|---|---|---|"]
    for name in STATEMENTS:
        print(f"statements/{name}, row by row ...", file=sys.stderr, flush=True)
        gold = (OWN / "statements" / f"{name}.jsonl").resolve()
        lines += [
            f"| {name} | {metric} | {figure} |" for metric, figure in statements.measure_own(shared, gold).items()
        ]
    return lines


def _learnt(shared: Path) -> list[tuple[str, str]]:
    gold = shared / "gold" / "places" / "lgl.jsonl"
    return list(places.learnt(gold.resolve()).items()) if gold.is_file() else []


def _dating(shared: Path) -> list[str]:
    lines = ["| set | metric | figure |", "|---|---|---|"]
    for name in ("timebank", "aquaint"):
        gold = shared / "gold" / "times" / f"{name}.jsonl"
        if gold.is_file():
            print(f"dating/{name} ...", file=sys.stderr, flush=True)
            lines += [f"| {name} | {metric} | {figure} |" for metric, figure in dating.measure(gold).items()]
    return lines


def _scores(shared: Path, capability: str, gold: Path) -> dict[str, str]:
    return {
        metric: text
        for metric, value in score(shared, capability, gold, *RUN).items()
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


def _write(sections: dict[str, list[str]]) -> None:
    """The sections measured now; the others stay as they were."""
    written = SCOREBOARD.read_text(encoding="utf-8") if SCOREBOARD.is_file() else f"# Scoreboard\n\n{MARK}\n"
    head, _, measured = written.partition(MARK)
    kept = {title.strip(): body.strip().splitlines() for title, body in _sections(measured)} | sections
    lines = [line for title, body in kept.items() for line in (f"## {title}", "", *body, "")]
    SCOREBOARD.write_text("\n".join([head.rstrip(), "", MARK, "", *lines]).rstrip() + "\n", encoding="utf-8")


def _sections(measured: str) -> list[tuple[str, str]]:
    return [(title, body) for title, _, body in (part.partition("\n") for part in measured.split("\n## ")[1:])]


if __name__ == "__main__":
    sys.exit(main())
