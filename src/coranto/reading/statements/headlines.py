"""Headlines: `NAME: C`, `NAME Verb C`, `NAME Verb to NAME — C`. Capitals mislead the parser, so the words decide.

Those of other reports, to which a line of this one refers, are read the same way; no parser sees them.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ...knowledge.countries import countries
from ...model.reading import Polarity
from ...model.report import Passage
from ...model.span import Span, span_of
from .ground import Draft, Ground
from .turns import opening_name

HEADLINES = {"headline", "deck", "kicker", "teaser"}
TURNS = 3  # that make a transcript
LONGEST_NAME = 5  # words of an actor's name
_WORD = re.compile(r"\S+")
_DASH = re.compile(r"\s+[—–-]{1,2}\s+")
_FIRST = re.compile(r"(?P<source>[^:—–\n“”\"]{2,40}?)(?::| [—–-]{1,2}) +(?=\S)")
_LAST = re.compile(r"(?::| [—–-]{1,2}) (?P<source>[^:—–\n“”\"]{2,40}?)\.?\s*\Z")
_EDGE = " \t.,;:!?’'‘\"“”()"


def find_headlines(ground: Ground) -> Iterator[Draft]:
    """The statements of headlines and of transcripts' turns."""
    known = _names(ground)
    transcript = _is_transcript(ground)
    for passage in ground.passages:
        start = passage.start
        if passage.kind == "reference":
            start += passage.text.find(": ") + 1
        elif passage.kind not in HEADLINES and not _is_title(passage):
            if passage.kind == "paragraph" and (turn := _turn(ground, passage, transcript=transcript)) is not None:
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


def _is_transcript(ground: Ground) -> bool:
    """True where several paragraphs open with a name and a colon, one of the names twice."""
    names = Counter(
        ground.parse.text[slice(*name)]
        for passage in ground.passages
        if passage.kind == "paragraph"
        and (name := opening_name(ground.parse.text, passage.start, passage.end, ground.knowledge)) is not None
    )
    return names.total() >= TURNS and max(names.values()) > 1


def _turn(ground: Ground, passage: Passage, *, transcript: bool) -> Draft | None:
    """A turn of a transcript; elsewhere the name must stand in capitals."""
    name = opening_name(ground.parse.text, passage.start, passage.end, ground.knowledge)
    if name is None or not (transcript or ground.parse.text[name[0] : name[1]].isupper()):
        return None
    return _named(ground, name, passage.end, "transcript/name and colon")


def _in_line(ground: Ground, start: int, end: int, known: Mapping[str, str], *, parsed: bool) -> Iterator[Draft]:
    text = ground.parse.text
    while start < end and text[start].isspace():
        start += 1
    words = [span_of(text, start + match.start(), start + match.end()) for match in _WORD.finditer(text[start:end])]
    addressed = _addressed(ground, words, known)
    if addressed is not None:
        yield addressed
        return
    source = _source_at_an_end(ground, start, end, known)
    if source is not None:
        yield source
        return
    name = opening_name(text, start, end, ground.knowledge)
    if name is not None:
        if not _is_rubric(text[name[0] : name[1]], known):
            yield _named(ground, name, end, "headline/name and colon")
        return
    if parsed and not _is_title(Passage(start, end, text[start:end], kind="headline")):
        return  # ordinary sentences, which the parser reads
    places = [
        place for place in range(1, len(words)) if _verb_at(ground, words, place) and _subject(words, place, known)
    ]
    yield from _nouns(ground, words, known)
    before: Draft | None = None
    for place, following in itertools.pairwise([*places, len(words)]):
        draft = _told(ground, words, place, following, known, before)
        if draft is not None:
            yield draft
            before = draft


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
    return last in ground.knowledge.words.headline_sources or words in known or bool(countries().by_name(words))


def _sourced(ground: Ground, source: tuple[int, int], content: tuple[int, int]) -> Draft:
    parts = (_trimmed(ground.parse.text, *content),)
    return Draft(content=parts, cue=None, speakers=(), speaker_words=source, rule="headline/source at an end")


def _is_rubric(name: str, known: Mapping[str, str]) -> bool:
    """ "MORNING READ: Why ...": the name of a column, not of somebody."""
    return name.isupper() and " " in name and name.title() not in known


def _addressed(ground: Ground, words: Sequence[Span], known: Mapping[str, str]) -> Draft | None:
    """ "NAME to NAME: C", "NAME to NAME — C"; what begins with a verb is asked of the second."""
    addressee, no_orders = ground.knowledge.words.addressee, ground.knowledge.words.no_orders
    to = next((place for place, word in enumerate(words[:LONGEST_NAME]) if word.text.lower() in addressee), 0)
    subject = _subject(words, to, known)
    if to == 0 or subject is None:
        return None
    for last in range(to + 2, min(to + 2 + LONGEST_NAME, len(words))):
        closes = words[last - 1].text.endswith(":")
        if closes or _DASH.fullmatch(f" {words[last].text} "):
            first = last if closes else last + 1
            name = " ".join(_bare(word) for word in words[to + 1 : last])
            if first >= len(words) or not (name in known or countries().by_name(name)):
                return None
            said = {_bare(word).lower() for word in words[first : first + 3]} & no_orders
            return Draft(
                content=(_trimmed(ground.parse.text, words[first].start, words[-1].end),),
                cue=(words[to].start, words[to].end),
                speakers=(),
                speaker_words=(words[0].start, words[to - 1].end),
                speaker_ids=tuple(subject[1]),
                polarity="asserts" if said else "demands",
                rule="headline/to somebody",
            )
    return None


def _named(ground: Ground, name: tuple[int, int], end: int, rule: str) -> Draft:
    start = name[1] + 1
    while start < end and ground.parse.text[start].isspace():
        start += 1
    return Draft(content=((start, end),), cue=None, speakers=(), speaker_words=name, rule=rule)


def _verb_at(ground: Ground, words: Sequence[Span], place: int) -> tuple[Polarity, int] | None:
    """The polarity of the headline verb at a place, and the number of its words."""
    verbs = ground.knowledge.headline_verbs
    for width in (2, 1):
        key = " ".join(_bare(word).lower() for word in words[place : place + width])
        if key in verbs and place + width <= len(words):
            return verbs[key], width
    return None


def _nouns(ground: Ground, words: Sequence[Span], known: Mapping[str, str]) -> Iterator[Draft]:
    """ "US Pressure Over Withdrawal", "Army Warning on Floods": a noun that says something, between a name and C."""
    for place in range(1, len(words) - 2):
        polarity = ground.knowledge.headline_nouns.get(_bare(words[place]).lower())
        subject = _subject(words, place, known) if polarity is not None else None
        if polarity is None or subject is None:
            continue
        if words[place + 1].text.lower() in ground.knowledge.words.noun_prepositions:
            yield Draft(
                content=(_trimmed(ground.parse.text, words[place + 2].start, words[-1].end),),
                cue=(words[place].start, words[place].end),
                speakers=(),
                speaker_words=(words[subject[0]].start, words[place - 1].end),
                speaker_ids=tuple(subject[1]),
                lemma=_bare(words[place]).lower(),
                polarity=polarity,
                rule="headline/noun",
            )


def _bare(word: Span) -> str:
    return word.text.strip(_EDGE)


def _subject(words: Sequence[Span], place: int, known: Mapping[str, str]) -> tuple[int, list[str]] | None:
    """The word at which the actors before a verb begin, and who they are: "Iran and Syria Reject"."""
    actors: list[str] = []
    first = place
    while first > 0:
        found = next(
            (
                (begin, known.get(name) or "")
                for begin in range(max(0, first - LONGEST_NAME), first)
                if (name := " ".join(_bare(word) for word in words[begin:first])) in known or countries().by_name(name)
            ),
            None,
        )
        if found is None:
            break
        first = found[0]
        actors.insert(0, found[1])
        if first < 2 or not words[first - 1].text.islower() or len(words[first - 1].text) > 3:
            break
        first -= 1  # the "and" between two
    return (first, [actor for actor in actors if actor]) if actors else None


def _told(  # noqa: PLR0917
    ground: Ground, words: Sequence[Span], place: int, following: int, known: Mapping[str, str], before: Draft | None
) -> Draft | None:
    said, subject = _verb_at(ground, words, place), _subject(words, place, known)
    if said is None or subject is None:
        return None
    polarity, width = said
    stop = following
    if following < len(words) and (second := _subject(words, following, known)) is not None:
        stop = second[0] - words[second[0] - 1].text.islower()  # without the "and" before it
    first, last = _content(ground, words, place + width, stop, known)
    content = (words[first].start, words[last - 1].end) if first < last else None
    if content is None and before is not None:
        content = before.content[0]  # "... and Russia Pushes Back": on what stands before
    if content is None:
        return None
    return Draft(
        content=(_trimmed(ground.parse.text, *content),),
        cue=(words[place].start, words[place + width - 1].end),
        speakers=(),
        speaker_words=(words[subject[0]].start, words[place - 1].end),
        speaker_ids=tuple(subject[1]),
        lemma=_bare(words[place]).lower(),
        polarity=polarity,
        rule="headline/verb",
    )


def _content(ground: Ground, words: Sequence[Span], first: int, last: int, known: Mapping[str, str]) -> tuple[int, int]:
    """Behind a dash; behind the preposition after the one addressed: "Knocks Back Russia on Refugees"; else all."""
    for at in range(first, last):
        if _DASH.fullmatch(f" {words[at].text} "):
            told = words[first + (words[first].text.lower() in ground.knowledge.words.addressee) : at]
            name = " ".join(_bare(word) for word in told)
            whom = not told or name in known or bool(countries().by_name(name))
            return (at + 1, last) if whom else (first, at)
    for at in range(first + 1, min(first + LONGEST_NAME, last)):
        name = " ".join(_bare(word) for word in words[first:at])
        if words[at].text.lower() in ground.knowledge.words.noun_prepositions and (
            name in known or countries().by_name(name)
        ):
            return at + 1, last
    return first, last


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while end > start and text[end - 1] in ".,;:":
        end -= 1
    return start, end
