"""The words of a headline: capitals mislead the parser, so the words themselves decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ...knowledge.countries import countries
from ...model.span import Span
from .ground import Draft, Ground

LONGEST_NAME = 5  # words of an actor's name
_EDGE = " \t.,;:!?’'‘\"“”()"


def bare(word: Span) -> str:
    """A word without the marks around it."""
    return word.text.strip(_EDGE)


def subject_before(words: Sequence[Span], place: int, known: Mapping[str, str]) -> tuple[int, list[str]] | None:
    """The word at which the actors before a verb begin, and who they are: "Iran and Syria Reject"."""
    actors: list[str] = []
    first = place
    while first > 0:
        found = next(
            (
                (begin, known.get(name) or government_of(name))
                for begin in range(max(0, first - LONGEST_NAME), first)
                if is_known(name := " ".join(bare(word) for word in words[begin:first]), known)
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


def is_known(name: str, known: Mapping[str, str]) -> bool:
    """True of an actor of the report, of a country and of a capital."""
    return name in known or government_of(name) != ""


def government_of(name: str) -> str:
    """The key of the government that a country or a capital stands for in a headline; "" for another name."""
    code = countries().by_name(name) or countries().by_capital(name)
    return f"gov.{code.lower()}" if code is not None and name[:1].isupper() else ""


def without_stops(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without the stops at its end."""
    while end > start and text[end - 1] in ".,;:":
        end -= 1
    return start, end


def named(ground: Ground, name: tuple[int, int], end: int, rule: str) -> Draft:
    """The statement of `NAME: words`."""
    start = name[1] + 1
    while start < end and ground.parse.text[start].isspace():
        start += 1
    return Draft(content=((start, end),), cue=None, speakers=(), speaker_words=name, rule=rule)
