"""Numbers that are news: how many dead, hurt, driven out, held; sums, distances, counts; how sure, and who says so."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ...knowledge.figures import FigureKnowledge
from ...model.ids import mention_id
from ...model.reading import Figure, Place, Source, Statement, Time
from ...model.span import span_of
from ..stretches import voices_of
from ..tree import Parse, tokens_between
from .amounts import Amount, amount_at
from .kinds import counted, is_news, kind_of_noun, kind_of_unit, kind_told, words_counted

_BOUND_WORDS = 4  # words of the longest bound
LETTERS_OF_COORDINATES = 6  # "36 12 05 N, 37 09 40 E" and words for degrees in short
EXACT, AT_LEAST, AT_MOST, ABOUT = "exact", "at_least", "at_most", "about"


def find_figures(
    parse: Parse, times: Sequence[Time], places: Sequence[Place], knowledge: FigureKnowledge, people: frozenset[int]
) -> tuple[Figure, ...]:
    """The figures of a report in text order; `people` are the tokens that head a mention of people."""
    elsewhere = (*times, *(place for place in places if _is_coordinates(place)))
    taken = {token.index for span in elsewhere for token in tokens_between(parse, span.start, span.end)}
    found: list[Figure] = []
    index = 0
    while index < len(parse):
        amount = None if index in taken else amount_at(parse, index, knowledge)
        figure = _figure(parse, amount, knowledge, people) if amount is not None else None
        if figure is not None:
            found.append(figure)
        index = amount.last if amount is not None else index + 1
    return tuple(found)


def _is_coordinates(place: Place) -> bool:
    """Degrees are no figures; the distance in "40 km from Aleppo" is one."""
    return sum(map(str.isalpha, place.text)) <= LETTERS_OF_COORDINATES


def attributed(figures: Sequence[Figure], statements: Sequence[Statement]) -> tuple[Figure, ...]:
    """The figures with who answers for each: the innermost statement whose content holds it, else the outlet."""
    voices = voices_of(statements)
    return tuple(
        msgspec.structs.replace(figure, according_to=(_source(voices.innermost(figure.start, figure.end)),))
        for figure in figures
    )


def _source(statement: Statement | None) -> Source:
    return Source(outlet=True) if statement is None else Source(statement=statement.id, actor=statement.speaker.actor)


def _figure(parse: Parse, amount: Amount, knowledge: FigureKnowledge, people: frozenset[int]) -> Figure | None:
    first, bound = _bound(parse, amount, knowledge)
    noun = counted(parse, amount, knowledge.words.of)
    unit, last = _unit(parse, first, amount.last, knowledge)
    if unit is None and amount.open_ and noun is not None:  # "tens of millions of dollars"
        unit = knowledge.currencies.get(noun.lemma)
        last = noun.index + 1 if unit is not None else last
    if unit is None and not is_news(parse, amount, noun, knowledge):
        return None
    kind = kind_of_unit(unit, knowledge) or kind_told(parse, noun, last, knowledge) or kind_of_noun(noun, people)
    low, best, high = _values(amount, bound)
    start, end = parse.tokens[first].start, parse.tokens[last - 1].end
    end -= parse.text[start:end].endswith(".")  # the parser's "5 m." at the end of a sentence
    span = span_of(parse.text, start, end)
    words = " ".join(parse.text[start : parse.tokens[amount.first].start].split())
    return Figure(
        span.start,
        span.end,
        span.text,
        id=mention_id("figure", start, end),
        kind=kind,
        low=low,
        best=best,
        high=high,
        approximate=_approximate(parse, amount, words, bound),
        unit=unit,
        of=words_counted(parse, noun) if unit is None else None,
    )


def _approximate(parse: Parse, amount: Amount, words: str, bound: str) -> str | None:
    if amount.open_:
        return parse.text[parse.tokens[amount.first].start : parse.tokens[amount.last - 1].end]
    return words.rstrip("$€£¥₽₹₺₪₦ ") or None if bound != EXACT else None


def _values(amount: Amount, bound: str) -> tuple[float | None, float | None, float | None]:
    value = amount.value
    if amount.upper is not None:
        return value, None, amount.upper
    if amount.open_ or bound == AT_LEAST:
        return value, None, None
    if bound == AT_MOST:
        return None, None, value
    return (None, value, None) if bound == ABOUT else (value, value, value)


def _bound(parse: Parse, amount: Amount, knowledge: FigureKnowledge) -> tuple[int, str]:
    """Where the figure begins with the words before it, and what they leave open."""
    first = amount.first
    if first > 0 and parse.tokens[first - 1].text.lower() in knowledge.currencies:
        first -= 1
    begin = parse.sentences[parse.tokens[first].sentence].first
    for length in range(_BOUND_WORDS, 0, -1):
        if first - length < begin:
            continue
        words = " ".join(token.lower for token in parse.tokens[first - length : first])
        if words in knowledge.bounds:
            return first - length, knowledge.bounds[words]
    if first > begin and amount.upper is not None and parse.tokens[first - 1].lower in knowledge.words.between:
        return first - 1, EXACT
    behind = " ".join(token.lower for token in parse.tokens[amount.last : amount.last + 2])
    return first, knowledge.behind.get(behind, EXACT)


def _unit(parse: Parse, first: int, last: int, knowledge: FigureKnowledge) -> tuple[str | None, int]:
    """Currency or measure, before or behind the number, and the stretch with it."""
    inside = [token.text.lower() for token in parse.tokens[first:last]]
    mark = next((each for each in inside if each in knowledge.currencies or each[:1] in knowledge.currencies), None)
    if mark is not None:
        return knowledge.currencies.get(mark) or knowledge.currencies[mark[:1]], last
    for length in (2, 1):
        behind = parse.tokens[last : last + length]
        if len(behind) < length or behind[0].sentence != parse.tokens[last - 1].sentence:
            continue
        words = " ".join([*(token.lower for token in behind[:-1]), behind[-1].lemma])
        unit = knowledge.currencies.get(words) or knowledge.units.get(words) or knowledge.units.get(behind[-1].lower)
        if unit is not None and (length == 1 or words in knowledge.units or words in knowledge.currencies):
            return unit, last + length
    return None, last
