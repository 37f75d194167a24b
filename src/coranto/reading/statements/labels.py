"""Who is named at an end of a headline: `NAME: C`, `NAME to NAME — C`, "Police: C", "C - police"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ...model.span import Span
from .ground import Draft, Ground
from .lines import LONGEST_NAME, bare, is_known, named, subject_before, without_stops
from .turns import opening_name

DASH = re.compile(r"[—–-]{1,2}")
_FIRST = re.compile(r"(?P<source>[^:—–\n“”\"]{2,40}?)(?::| [—–-]{1,2}) +(?=\S)")
_LAST = re.compile(r"(?::| [—–-]{1,2}) (?P<source>[^:—–\n“”\"]{2,40}?)\.?\s*\Z")


def find_label(
    ground: Ground, words: Sequence[Span], start: int, end: int, known: Mapping[str, str]
) -> tuple[Draft | None, bool]:
    """The statement of a line that names its source, and whether the line is done with."""
    draft = _addressed(ground, words, known) or _source_at_an_end(ground, start, end, known)
    if draft is not None:
        return draft, True
    name = opening_name(ground.parse.text, start, end, ground.knowledge)
    if name is None:
        return None, False
    rubric = _is_rubric(ground.parse.text[name[0] : name[1]], known)
    return None if rubric else named(ground, name, end, "headline/name and colon"), True


def _source_at_an_end(ground: Ground, start: int, end: int, known: Mapping[str, str]) -> Draft | None:
    """ "Police: 14 dead in blast", "14 dead in blast - police", "“We lost everything”: survivors"."""
    text = ground.parse.text
    first, last = _FIRST.match(text, start, end), _LAST.search(text[:end], start)
    if first is not None and _is_source(ground, first["source"], known):
        return _sourced(ground, first.span("source"), (first.end(), end))
    if last is not None and _is_source(ground, last["source"], known):
        return _sourced(ground, last.span("source"), (start, last.start()))
    return None


def _is_source(ground: Ground, words: str, known: Mapping[str, str]) -> bool:
    """The name of a source, or some words whose last is a kind of source."""
    if len(words.split()) > LONGEST_NAME:
        return False
    last = words.split()[-1].lower()
    return last in ground.knowledge.words.headline_sources or is_known(words, known)


def _sourced(ground: Ground, source: tuple[int, int], content: tuple[int, int]) -> Draft:
    parts = (without_stops(ground.parse.text, *content),)
    return Draft(content=parts, cue=None, speakers=(), speaker_words=source, rule="headline/source at an end")


def _is_rubric(name: str, known: Mapping[str, str]) -> bool:
    """ "MORNING READ: Why ...": the name of a column, not of somebody."""
    return name.isupper() and " " in name and name.title() not in known


def _addressed(ground: Ground, words: Sequence[Span], known: Mapping[str, str]) -> Draft | None:
    """ "NAME to NAME: C", "NAME to NAME — C"; what begins with a verb is asked of the second."""
    addressee, no_orders = ground.knowledge.words.addressee, ground.knowledge.words.no_orders
    to = next((place for place, word in enumerate(words[:LONGEST_NAME]) if word.text.lower() in addressee), 0)
    subject = subject_before(words, to, known)
    if to == 0 or subject is None:
        return None
    for last in range(to + 2, min(to + 2 + LONGEST_NAME, len(words))):
        closes = words[last - 1].text.endswith(":")
        if closes or DASH.fullmatch(words[last].text):
            first = last if closes else last + 1
            name = " ".join(bare(word) for word in words[to + 1 : last])
            if first >= len(words) or not is_known(name, known):
                return None
            said = {bare(word).lower() for word in words[first : first + 3]} & no_orders
            return Draft(
                content=(without_stops(ground.parse.text, words[first].start, words[-1].end),),
                cue=(words[to].start, words[to].end),
                speakers=(),
                speaker_words=(words[0].start, words[to - 1].end),
                speaker_ids=tuple(subject[1]),
                polarity="asserts" if said else "demands",
                rule="headline/to somebody",
            )
    return None
