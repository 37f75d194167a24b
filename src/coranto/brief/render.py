"""The brief as text, Markdown or JSON: the same sentences, with a numbered note for the words behind each."""

from __future__ import annotations

import re
from collections.abc import Callable
from textwrap import fill

import msgspec

from ..errors import UsageError
from ..knowledge.brief import load_brief
from .sentence import Brief, Evidence, Listed, Sentence, sentences_of

WIDTH = 96
LANGUAGE = "en"


def render(brief: Brief, form: str) -> str:
    """The brief in the form `text`, `markdown` or `json`."""
    forms: dict[str, Callable[[Brief], str]] = {"text": _text, "markdown": _markdown, "json": _json}
    if form not in forms:
        raise UsageError(f"a brief has no format {form!r}; there are: {', '.join(forms)}")
    return forms[form](brief)


def _text(brief: Brief) -> str:
    words = load_brief(LANGUAGE).words
    numbers = _numbers(brief)
    lines = [brief.title.text, "=" * len(brief.title.text)]
    if brief.lead:
        lines += ["", fill(_marked(brief.lead, numbers), WIDTH)]
    elif brief.day:
        lines += ["", _no_news(brief)]
    for item in brief.items:
        lines += ["", fill(" ".join(_marked(sentence, numbers) for sentence in item.sentences), WIDTH)]
    if brief.earlier:
        lines += ["", words["earlier"]]
        lines += [f"  {link.text}" for link in brief.earlier]
    lines += ["", words["unconfirmed"]]
    lines += [
        fill(_marked(one, numbers), WIDTH, initial_indent="  - ", subsequent_indent="    ") for one in brief.unconfirmed
    ] or [f"  {words['nothing_open']}"]
    lines += ["", words["sources"], *(f"  - {_source(listed)}" for listed in brief.sources)]
    lines += ["", words["notes"]]
    lines += [
        fill(f"[{number}] {_note(one)}", WIDTH, initial_indent="  ", subsequent_indent="      ")
        for number, one in enumerate(sentences_of(brief), start=1)
    ]
    return "\n".join([*lines, "", brief.compiled])


def _markdown(brief: Brief) -> str:
    words = load_brief(LANGUAGE).words
    numbers = _numbers(brief)
    lines = [f"# {brief.title.text}"]
    if brief.lead:
        lines += ["", f"**{_escaped(brief.lead.text)}**{_reference(brief.lead, numbers)}"]
    elif brief.day:
        lines += ["", _no_news(brief)]
    for item in brief.items:
        lines += ["", " ".join(_escaped(one.text) + _reference(one, numbers) for one in item.sentences)]
    if brief.earlier:
        lines += ["", f"## {words['earlier']}", "", *(f"- {_escaped(link.text)}" for link in brief.earlier)]
    lines += ["", f"## {words['unconfirmed']}", ""]
    lines += [f"- {_escaped(one.text)}{_reference(one, numbers)}" for one in brief.unconfirmed] or [
        words["nothing_open"]
    ]
    lines += [
        "",
        f"## {words['sources']}",
        "",
        *(f"- {_markdown_source(listed)}" for listed in brief.sources),
    ]
    lines += ["", f"## {words['notes']}", ""]
    lines += [f"[^{number}]: {_escaped(_note(one))}" for number, one in enumerate(sentences_of(brief), start=1)]
    return "\n".join([*lines, "", f"*{brief.compiled}*"])


def _json(brief: Brief) -> str:
    return msgspec.json.format(msgspec.json.encode(brief), indent=2).decode("utf-8")


def _numbers(brief: Brief) -> dict[Sentence, int]:
    """The number of each sentence's note, from 1 in reading order."""
    return {sentence: number for number, sentence in enumerate(sentences_of(brief), start=1)}


def _marked(sentence: Sentence, numbers: dict[Sentence, int]) -> str:
    return f"{sentence.text} [{numbers[sentence]}]"


def _reference(sentence: Sentence, numbers: dict[Sentence, int]) -> str:
    return f"[^{numbers[sentence]}]"


def _note(sentence: Sentence) -> str:
    """Every source of a sentence with its words and the id that `coranto show` opens."""
    return "; ".join(
        f"{evidence.outlet or evidence.report[:12]}: “{' '.join(evidence.span.text.split())}” ({_entry(evidence)})"
        for evidence in sentence.evidence
    )


def _entry(evidence: Evidence) -> str:
    return f"{evidence.entry}; {evidence.corrected}" if evidence.corrected else evidence.entry


def _source(listed: Listed) -> str:
    parts = (listed.outlet, listed.title, listed.day, listed.url, listed.report[:12])
    return ", ".join(part for part in parts if part)


def _markdown_source(listed: Listed) -> str:
    title = _escaped(listed.title or listed.report[:12])
    linked = f"[{title}](<{listed.url}>)" if listed.url and "://" in listed.url else title
    parts = (_escaped(listed.outlet or ""), linked, listed.day, f"`{listed.report[:12]}`")
    return ", ".join(part for part in parts if part)


def _no_news(brief: Brief) -> str:
    words = load_brief(LANGUAGE).words
    number = len(brief.sources)
    reports = words["one_report"] if number == 1 else words["several_reports"].format(n=number)
    return words["empty_day"].format(reports=reports)


def _escaped(words: str) -> str:
    """Words of a report as plain text in Markdown."""
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", words)
