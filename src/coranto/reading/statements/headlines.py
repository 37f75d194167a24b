"""Headlines: `NAME: C`, `NAME Verb C`, `NAME Verb to NAME — C`. Capitals mislead the parser, so the words decide.

Those of other reports, to which a line of this one refers, are read the same way; no parser sees them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence

from ...model.reading import Polarity
from ...model.report import Passage
from ...model.span import Span, span_of
from .ground import Draft, Ground
from .labels import DASH, find_label
from .lines import LONGEST_NAME, bare, is_known, subject_before, without_stops
from .transcripts import is_transcript, turn_of

HEADLINES = {"headline", "deck", "kicker", "teaser"}
_WORD = re.compile(r"\S+")


def find_headlines(ground: Ground) -> Iterator[Draft]:
    """The statements of headlines and of transcripts' turns."""
    known = _names(ground)
    transcript = is_transcript(ground)
    for passage in ground.passages:
        start = passage.start
        if passage.kind == "reference":
            start += passage.text.find(": ") + 1
        elif passage.kind not in HEADLINES and not _is_title(passage):
            if passage.kind == "paragraph" and (turn := turn_of(ground, passage, transcript=transcript)) is not None:
                yield turn
            continue
        yield from _in_line(ground, start, passage.end, known, parsed=passage.kind != "reference")


def _is_title(passage: Passage) -> bool:
    """A short line in which every word of some length begins with a capital."""
    words = [word for word in passage.text.split() if len(word) > 3 and word[0].isalpha()]
    return 2 < len(words) < 20 and sum(word[0].isupper() for word in words) > 0.8 * len(words)


def _names(ground: Ground) -> dict[str, str]:
    """The actors of the report by the names they bear in it, and by a role in capitals: "Army Spurns"."""
    found: dict[str, str] = {}
    for actor in ground.actors:
        for mention in actor.mentions:
            if mention.form in {"name", "metonym"} or " " in mention.text:
                found[mention.text] = actor.id
                if actor.kind == "person":
                    found.setdefault(mention.text.split()[-1].removeprefix("al-"), actor.id)
            elif mention.form == "role":
                found.setdefault(mention.text.title(), actor.id)
    return found


def _in_line(ground: Ground, start: int, end: int, known: Mapping[str, str], *, parsed: bool) -> Iterator[Draft]:
    text = ground.parse.text
    while start < end and text[start].isspace():
        start += 1
    words = [span_of(text, start + match.start(), start + match.end()) for match in _WORD.finditer(text[start:end])]
    label, done = find_label(ground, words, start, end, known)
    if label is not None:
        yield label
    if done:
        return
    if parsed and not _is_title(Passage(start, end, text[start:end], kind="headline")):
        return  # ordinary sentences, which the parser reads
    places = [
        place
        for place in range(1, len(words))
        if _verb_at(ground, words, place) and subject_before(words, place, known)
    ]
    yield from _nouns(ground, words, known)
    before: Draft | None = None
    for place, following in itertools.pairwise([*places, len(words)]):
        draft = _told(ground, words, place, following, known, before)
        if draft is not None:
            yield draft
            before = draft


def _verb_at(ground: Ground, words: Sequence[Span], place: int) -> tuple[Polarity, int] | None:
    """The polarity of the headline verb at a place, and the number of its words."""
    verbs = ground.knowledge.headline_verbs
    for width in (2, 1):
        key = " ".join(bare(word).lower() for word in words[place : place + width])
        if key in verbs and place + width <= len(words):
            return verbs[key], width
    return None


def _nouns(ground: Ground, words: Sequence[Span], known: Mapping[str, str]) -> Iterator[Draft]:
    """ "US Pressure Over Withdrawal", "Army Warning on Floods": a noun that says something, between a name and C."""
    for place in range(1, len(words) - 2):
        polarity = ground.knowledge.headline_nouns.get(bare(words[place]).lower())
        subject = subject_before(words, place, known) if polarity is not None else None
        if polarity is None or subject is None:
            continue
        if words[place + 1].text.lower() in ground.knowledge.words.noun_prepositions:
            yield Draft(
                content=(without_stops(ground.parse.text, words[place + 2].start, words[-1].end),),
                cue=(words[place].start, words[place].end),
                speakers=(),
                speaker_words=(words[subject[0]].start, words[place - 1].end),
                speaker_ids=tuple(subject[1]),
                lemma=bare(words[place]).lower(),
                polarity=polarity,
                rule="headline/noun",
            )


def _told(  # noqa: PLR0917
    ground: Ground, words: Sequence[Span], place: int, following: int, known: Mapping[str, str], before: Draft | None
) -> Draft | None:
    said, subject = _verb_at(ground, words, place), subject_before(words, place, known)
    if said is None or subject is None:
        return None
    polarity, width = said
    stop = following
    if following < len(words) and (second := subject_before(words, following, known)) is not None:
        stop = second[0] - words[second[0] - 1].text.islower()  # without the "and" before it
    first, last = _content(ground, words, place + width, stop, known)
    content = (words[first].start, words[last - 1].end) if first < last else None
    if content is None and before is not None:
        content = before.content[0]  # "... and Russia Pushes Back": on what stands before
    if content is None:
        return None
    return Draft(
        content=(without_stops(ground.parse.text, *content),),
        cue=(words[place].start, words[place + width - 1].end),
        speakers=(),
        speaker_words=(words[subject[0]].start, words[place - 1].end),
        speaker_ids=tuple(subject[1]),
        lemma=bare(words[place]).lower(),
        polarity=polarity,
        rule="headline/verb",
    )


def _content(ground: Ground, words: Sequence[Span], first: int, last: int, known: Mapping[str, str]) -> tuple[int, int]:
    """Behind a dash; behind the preposition after the one addressed: "Knocks Back Russia on Refugees"; else all."""
    for at in range(first, last):
        if DASH.fullmatch(words[at].text):
            told = words[first + (words[first].text.lower() in ground.knowledge.words.addressee) : at]
            name = " ".join(bare(word) for word in told)
            whom = not told or is_known(name, known)
            return (at + 1, last) if whom else (first, at)
    for at in range(first + 1, min(first + LONGEST_NAME, last)):
        name = " ".join(bare(word) for word in words[first:at])
        if words[at].text.lower() in ground.knowledge.words.noun_prepositions and (is_known(name, known)):
            return at + 1, last
    return first, last
