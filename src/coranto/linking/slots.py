"""Figures, days and names that tell two similar happenings apart: what each report has of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..knowledge.linking import LinkingKnowledge
from ..model.reading import Reading
from .words import SHORTEST, stem

Slots = dict[str, tuple[str, ...]]
_LEAD_ONLY = ("clock", "weekday", "ordinal")
_FIGURES = {"deaths": "dead", "injured": "injured", "money": "money"}


def slots_of(reading: Reading, text: str, lead: str, known: LinkingKnowledge) -> Slots:
    """The values by slot, each once, in the order of the text; `text` and `lead` have split numbers joined."""
    values: dict[str, Iterable[str]] = {
        kind: found(pattern, lead if kind in _LEAD_ONLY else text) for kind, pattern in known.patterns.items()
    }
    values["counted"] = counted(lead, known)
    for figure in reading.figures:
        slot = _FIGURES.get(figure.kind)
        value = figure.best if figure.best is not None else figure.low if figure.low is not None else figure.high
        if slot and value:
            said = f"{value:g} {figure.unit}" if slot == "money" else f"{value:g}"
            values[slot] = (*values.get(slot, ()), said)
    return {name: once for name, each in values.items() if (once := tuple(dict.fromkeys(each)))}


def counted(lead: str, known: LinkingKnowledge) -> Iterator[str]:
    """Each count with the words it may count: "23 captured sailors" gives "23 captur" and "23 sailor"."""
    for match in known.counted.finditer(lead):
        number, words = match[1].lower(), match[2].lower().split()
        value = str(known.numbers[number]) if number in known.numbers else number.replace(",", "")
        if value.isdigit() and 1900 <= int(value) <= 2030:
            continue
        if {words[0], words[0].rstrip("s")} & known.uncounted:
            continue
        for word in words:
            noun = stem(word)
            if len(noun) >= SHORTEST and word not in known.uncounted and word.rstrip("s") not in known.uncounted:
                yield f"{value} {noun}"


def found(pattern: re.Pattern[str], text: str) -> Iterator[str]:
    """The values that a pattern finds: its groups, in the order of the text."""
    for match in pattern.finditer(text):
        yield next(group for group in match.groups() if group).lower()
