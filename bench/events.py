"""Our own sets of events: whole reports and pages row by row, as the scorer takes one row, and neutral sentences."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from .scorer import readings_of, row_by_row

PAGES = ("reports_read", "reports_unread", "pages_read", "pages_unread", "briefs_read", "briefs_unread")
NULL = ("null_read", "null_unread")


def measure(shared: Path, own: Path) -> list[str]:
    """A table of the figures of our own sets of events."""
    lines = ["| set | metric | figure |", "|---|---|---|"]
    for name in (*PAGES, *NULL):
        print(f"events/{name} ...", file=sys.stderr, flush=True)
        figures = _pages if name in PAGES else _null
        gold = (own / f"{name}.jsonl").resolve()
        lines += [f"| {name} | {metric} | {figure} |" for metric, figure in figures(shared, gold)]
    return lines


def _null(shared: Path, gold: Path) -> list[tuple[str, str]]:
    read = readings_of(shared, "events", gold)
    told = sum(bool(reading["events"]) for _, reading in read)
    return [("neutral sentences with an event", f"{told} of {len(read)}")]


def _pages(shared: Path, gold: Path) -> list[tuple[str, str]]:
    counts: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for result in row_by_row(shared, "events", readings_of(shared, "events", gold)):
        for metric, value in result.items():
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
