"""How times are said in one language: word lists, rules, joins and cues, compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from ..errors import KnowledgeError
from .load import DATA, load
from .numbers import Numbers, number_pattern

Bound = Literal["from", "to", "before", "after"]


class TimeExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence, the expression found in it, and its value as of Monday, 27 August 2018 (empty: none)."""

    text: str
    finds: str
    value: str


class TimeRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A rule or join as its file states it.

    `with` gives the operation what the words do not say; a join is not made on what a rule of `unless` found.
    """

    name: str
    pattern: str
    operation: str
    needs: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    mod: str | None = None
    with_: dict[str, str] = msgspec.field(default={}, name="with")
    unless: tuple[str, ...] = ()
    examples: tuple[TimeExample, ...]
    not_: tuple[str, ...] = msgspec.field(default=(), name="not")


class _WordList(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    forms: dict[str, str]
    case: bool = False


class TimeCues(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Words that decide direction, mode and exclusion."""

    coming_day: str
    perhaps_coming_day: str
    coming_weekday: str
    past_day: str
    scheduled: tuple[str, ...]
    future: tuple[str, ...]
    pluperfect: tuple[str, ...]
    perfect: tuple[str, ...]
    present: tuple[str, ...]
    to_be: tuple[str, ...]
    is_now: str
    people_entities: tuple[str, ...]
    named_after_days: tuple[str, ...]
    names_before_days: tuple[str, ...]
    papers: tuple[str, ...]
    planned: tuple[str, ...]
    simple_present_tags: tuple[str, ...]
    numbered: tuple[str, ...]
    verb_particles: tuple[str, ...]
    plural_tags: tuple[str, ...]
    ordinal_units: tuple[str, ...]
    part_of: tuple[str, ...]
    auxiliary_labels: tuple[str, ...]
    open_complements: tuple[str, ...]
    clauses: tuple[str, ...]
    adjectives: tuple[str, ...]
    rate_labels: tuple[str, ...]
    count_labels: tuple[str, ...]
    past_tags: tuple[str, ...]
    simple_past_tags: tuple[str, ...]
    infinitive_tags: tuple[str, ...]
    bounds: dict[str, Bound]
    range_openings: tuple[str, ...]
    range_words: tuple[str, ...]
    range_marks: tuple[str, ...]
    counted: dict[str, int]
    links: tuple[str, ...]
    not_year_after: tuple[str, ...]
    year_prepositions: tuple[str, ...]
    open_months: tuple[str, ...]
    month_prepositions: tuple[str, ...]
    title_words: tuple[str, ...]


class Rule(msgspec.Struct, frozen=True):
    """A rule with its pattern compiled."""

    entry: TimeRule
    pattern: re.Pattern[str]


class TimeKnowledge(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the times stage knows of a language.

    `seeds` tells for a lower-case word which `needs` of rules it meets, digits meet "digit"; `needing` tells the rules
    by what they need.
    """

    lists: dict[str, dict[str, str]]
    rules: tuple[Rule, ...]
    joins: tuple[Rule, ...]
    cues: TimeCues
    seeds: dict[str, tuple[str, ...]]
    needing: dict[str, tuple[int, ...]]
    numbers: Numbers
    links: frozenset[str]


MARKS = {kind: chr(0xE000 + place) for place, kind in enumerate("DWMYSUTPLN")}
_ANY = {"R": "DWMYSU", "D": "DW"}


@cache
def load_times(language: str) -> TimeKnowledge:
    """The times of a language; raises `KnowledgeError` naming the rule that is wrong."""
    return times_in(DATA / "languages" / language)


def times_in(language: Path) -> TimeKnowledge:
    """The times of the language whose files lie in a folder: `numbers.yml` and `times/`."""
    folder = language / "times"
    words = load(folder / "words.yml", dict[str, _WordList])
    rules = load(folder / "rules.yml", tuple[TimeRule, ...])
    joins = load(folder / "joins.yml", tuple[TimeRule, ...])
    numbers = load(language / "numbers.yml", Numbers)
    slots = _slots(words, numbers)
    cues = load(folder / "cues.yml", TimeCues)
    return TimeKnowledge(
        lists={name: {form.lower(): value for form, value in one.forms.items()} for name, one in words.items()},
        rules=tuple(Rule(rule, _compiled(rule, slots)) for rule in rules),
        joins=tuple(Rule(join, _compiled(join, slots)) for join in joins),
        cues=cues,
        seeds=_seeds(words, rules),
        needing={
            need: tuple(place for place, rule in enumerate(rules) if need in rule.needs) for need in _needs(rules)
        },
        numbers=numbers,
        links=frozenset(cues.links),
    )


def _slots(words: Mapping[str, _WordList], numbers: Numbers) -> dict[str, str]:
    built_in = {
        "n": number_pattern(numbers),
        "nth": rf"(?:(?:\d{{1,3}},)?\d{{1,3}}(?:st|nd|rd|th)|{_alternatives(words['ord'])[3:-1]})"
        if "ord" in words
        else "",
        "dd": r"(?:3[01]|[12]\d|0?[1-9])",
        "mm": r"(?:1[0-2]|0?[1-9])",
        "year": r"(?:1\d{3}|20\d{2})",
        "year2": r"(?:1\d{3}|20\d{2}|\d{2})",
        "bc": r"\d{1,4}",
        "yy": r"\d{2}",
        "dec": r"(?:1\d|20)?\d0",
        "hh": r"(?:2[0-4]|1\d|0?\d)",
        "mi": r"[0-5]\d",
        "yearword": _year_in_words(numbers),
    }
    lists = {name: _alternatives(one) for name, one in words.items()}
    return built_in | lists


def _ordinals(words: Mapping[str, _WordList]) -> str:
    """An ordinal in digits or words, as far as the language lists any."""
    return rf"(?:(?:\d{{1,3}},)?\d{{1,3}}(?:st|nd|rd|th)|{_alternatives(words['ord'])[3:-1]})" if "ord" in words else ""


def _alternatives(words: _WordList) -> str:
    written = [*words.forms, *(form.upper() for form in words.forms)] if words.case else list(words.forms)
    forms = "|".join(_spaced(re.escape(form)) for form in sorted(written, key=len, reverse=True))
    # A shortened month may carry its dot before a number: "Aug. 2".
    return rf"(?-i:(?:{forms})(?:\.(?=\s+\d))?)" if words.case else f"(?:{forms})"


def _year_in_words(numbers: Numbers) -> str:
    names = {value: word for word, value in numbers.units.items()}
    centuries = "|".join(names[value] for value in range(10, 21))
    tens = "|".join(names[value] for value in (*range(10, 20), *range(20, 100, 10)))
    units = "|".join(names[value] for value in range(1, 10))
    thousands = "|".join(scale for scale, value in numbers.scales.items() if value == 1000)
    in_thousands = rf"(?:{names[2]})[- ](?:{thousands})(?: (?:{numbers.and_} )?(?:{tens}|{units})(?:[- ](?:{units}))?)?"
    return rf"(?:(?:{centuries})[- ](?:{tens})(?:[- ](?:{units}))?|{in_thousands})"


def _compiled(rule: TimeRule, slots: Mapping[str, str]) -> re.Pattern[str]:
    pattern = re.sub(r"\{(\w+?)(?::(\w+))?\}", lambda slot: _slot(slot, slots, rule), rule.pattern)
    for kind in re.findall(r"<([A-Z])>", pattern):
        marks = "".join(MARKS[each] for each in _ANY.get(kind, kind))
        pattern = pattern.replace(f"<{kind}>", f"[{marks}]")
    try:
        return re.compile(rf"(?<!\w)(?:{_spaced(pattern)})(?!\w)", re.IGNORECASE)
    except re.error as error:
        raise KnowledgeError(f"times: rule {rule.name!r}: {error}") from error


def _slot(slot: re.Match[str], slots: Mapping[str, str], rule: TimeRule) -> str:
    if slot[1].isdigit() or "," in slot[1]:
        return slot[0]  # a repetition such as \d{4}, not a slot
    if slot[1] not in slots:
        raise KnowledgeError(f"times: rule {rule.name!r}: there is no word list {slot[1]!r}")
    return f"(?P<{slot[2] or slot[1]}>{slots[slot[1]]})"


def _spaced(pattern: str) -> str:
    """A space stands for any white space; for one in a look-behind, and for itself in a set of characters."""
    parts = re.split(r"(\[[^\]]*\]|\(\?<[=!][^)]*\))", pattern.replace(r"\ ", " "))
    return "".join(_widened(part) for part in parts)


def _widened(part: str) -> str:
    if part.startswith("["):
        return part
    if part.startswith("(?<"):
        return part.replace(" ", r"\s")
    return re.sub(r" ([?+*])?", lambda each: rf"\s{each[1] or '+'}", part)


def _seeds(words: Mapping[str, _WordList], rules: tuple[TimeRule, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for need in _needs(rules):
        listed = "ord" if need == "nth" else need
        if listed in words:
            for form in words[listed].forms:
                for word in re.findall(r"[^\W\d_]+|\d+", form.lower()):
                    found.setdefault("0" if word.isdigit() else word, set()).add(need)
        elif need == "digit":
            found.setdefault("0", set()).add(need)
        elif need != "yearword":
            found.setdefault(need, set()).add(need)
    return {word: tuple(sorted(needs)) for word, needs in found.items()}


def _needs(rules: tuple[TimeRule, ...]) -> list[str]:
    return sorted({need for rule in rules for need in rule.needs})
