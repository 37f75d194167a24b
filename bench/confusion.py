"""Which type is taken for which: the matrix of a set of single sentences, and what costs most."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from .scorer import readings_of

FIRST_LAYER = {
    "happened",
    "ongoing",
    "attempted",
    "possible",
}  # of an act inside a demand or threat the set says nothing
NOTHING, BESIDE = "nothing", "beside"
COSTLIEST = 10


def confusion(shared: Path, gold: Path) -> list[str]:
    """The matrix of types of a set in lines of Markdown, with the costliest pairs.

    A row is a type of the set; on the diagonal it was found, elsewhere this type, or `nothing`, was coded instead.
    The last row counts types coded beside those that are right.
    """
    print(f"confusion of {gold.stem} ...", file=sys.stderr, flush=True)
    found: Counter[tuple[str, str]] = Counter()
    for row, reading in readings_of(shared, "events", gold):
        found.update(_pairs(row, reading))
    kinds = sorted({kind for pair in found for kind in pair} - {NOTHING, BESIDE})
    columns = [*kinds, NOTHING]
    lines = [
        f"**{gold.stem}**: rows are the set's types, columns ours; dots are zeros.",
        "",
        "| | " + " | ".join(kind[:4].title() if kind != NOTHING else kind for kind in columns) + " |",
        "|---" * (len(columns) + 1) + "|",
    ]
    for kind in (*kinds, BESIDE):
        lines.append(f"| {kind} | " + " | ".join(str(found[kind, each] or "·") for each in columns) + " |")
    wrong = Counter({pair: number for pair, number in found.items() if pair[0] != pair[1]})
    costliest = ", ".join(f"{one} as {other} {number}" for (one, other), number in wrong.most_common(COSTLIEST))
    return [*lines, "", f"Costliest: {costliest}.", ""]


def _pairs(row: dict[str, Any], reading: dict[str, Any]) -> Counter[tuple[str, str]]:
    wanted = {event["type"] for event in row["events"] if event["type"]}
    coded = {event["type"] for event in reading["events"] if event["status"] in FIRST_LAYER}
    pairs = Counter({(kind, kind): 1 for kind in wanted & coded})
    extra = coded - wanted
    for kind in wanted - coded:
        pairs.update((kind, other) for other in extra or {NOTHING})
    if wanted <= coded:
        pairs.update((BESIDE, other) for other in extra)
    return pairs
