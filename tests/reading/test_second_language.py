"""A second language needs no Python: a folder of Spanish word lists and rules is read by the same code."""

from __future__ import annotations

from pathlib import Path

import pytest

from coranto.knowledge.times import times_in
from coranto.model.report import Passage
from coranto.reading.times import find_times
from coranto.reading.tree import Parse

SPANISH = times_in(Path(__file__).parent / "languages" / "es")
RULES = [rule.entry for rule in (*SPANISH.rules, *SPANISH.joins)]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_a_language_is_data(rule) -> None:  # type: ignore[no-untyped-def]
    for example in rule.examples:
        text = example.text
        unparsed = Parse(text=text, tokens=(), children=(), sentences=(), starts=())
        passage = Passage(0, len(text), text, kind="paragraph")
        times, problems = find_times(text, [passage], unparsed, "2018-08-27", SPANISH)
        assert [(time.text, time.value) for time in times] == [(example.finds, example.value)]
        assert problems == ()


def test_a_history_takes_its_year_in_any_language() -> None:
    text = (
        "La presa se empezó en 1911. Se paró en 1914 y siguió en 1919. Se rompió en marzo de 1921. En junio se desvió."
    )
    unparsed = Parse(text=text, tokens=(), children=(), sentences=(), starts=())
    times, _ = find_times(text, [Passage(0, len(text), text, kind="paragraph")], unparsed, "2018-08-27", SPANISH)
    assert times[-1].value == "1921-06"
