"""Origins of news on our own passages: which share of them has exactly the origins that the annotation names."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coranto import extract_all
from coranto.linking import Origin, origins_of
from coranto.model.reading import Reading

SETS = Path(__file__).parent / "sets"


def right(wanted: list[dict[str, Any]], found: tuple[Origin, ...], text: str, *, kinds: bool = True) -> bool:
    """True when every origin is found, of the right kind, and none besides."""
    named = [each for each in wanted if each["kind"] != "none"]
    told = [each for each in found if each.kind != "outlet"]
    if len(named) != len(told):
        return False
    left = list(told)
    for each in named:
        start = text.index(each["text"])
        spans = (start, start + len(each["text"]))
        hit = next(
            (one for one in left if _meets(one, spans, each["text"]) and (not kinds or one.kind == each["kind"])), None
        )
        if hit is None:
            return False
        left.remove(hit)
    return True


def _meets(origin: Origin, span: tuple[int, int], text: str) -> bool:
    return any((one.start < span[1] and span[0] < one.end) or one.text in text for one in origin.evidence)


def rows(path: Path) -> Iterator[tuple[dict[str, Any], Reading]]:
    """The rows of a set with their readings."""
    wanted = {row["id"]: row for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())}
    for reading in extract_all([path]):
        yield wanted[reading.report.extra["id"]], reading


def measure(halves: tuple[str, ...] = ("read", "unread"), *, told: bool = False) -> list[str]:
    """Lines of Markdown; with `told` also the passages of the read half that are wrong."""
    lines = ["| half | right | right but for the kind | passages |", "|---|---|---|---|"]
    for half in halves:
        exact = loose = total = 0
        for row, reading in rows(SETS / f"origins_{half}.jsonl"):
            found = origins_of(reading).all
            total += 1
            exact += right(row["origins"], found, row["text"])
            loose += right(row["origins"], found, row["text"], kinds=False)
            if told and half == "read" and not right(row["origins"], found, row["text"]):
                sys.stderr.write(f"{row['id']} {row['text']}\n   {[(o['kind'], o['text']) for o in row['origins']]}\n")
                sys.stderr.write(f"   {[(o.kind, o.evidence[0].text if o.evidence else '', o.key) for o in found]}\n")
        lines.append(f"| {half} | {exact / total:.2f} | {loose / total:.2f} | {total} |")
    return lines


if __name__ == "__main__":
    sys.stdout.write(
        "\n".join(measure(("read",) if "read" in sys.argv else ("read", "unread"), told="told" in sys.argv)) + "\n"
    )
