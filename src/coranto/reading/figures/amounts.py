"""Numbers in digits and words: where they begin and end, and what they are worth."""

from __future__ import annotations

import re

import msgspec

from ...knowledge.figures import FigureKnowledge
from ...knowledge.numbers import value_of
from ..tree import Parse, Token

_DIGITS = re.compile(r"[$€£¥₽₹₺₪₦]?\d{1,3}(?:,\d{3})+(?:\.\d+)?|[$€£¥₽₹₺₪₦]?\d+(?:\.\d+)?")
NAMES = {"PERSON", "ORG", "PRODUCT", "LAW", "EVENT", "FAC", "WORK_OF_ART", "ORDINAL"}


class Amount(msgspec.Struct, frozen=True):
    """A number: tokens `[first, last)` and its value; `open_` where the word leaves it open ("dozens")."""

    first: int
    last: int
    value: float
    open_: bool = False


def amount_at(parse: Parse, index: int, knowledge: FigureKnowledge) -> Amount | None:
    """The number that begins at a token, with its scale: "3.5 billion", "forty-one", "dozens"."""
    token = parse.tokens[index]
    if token.entity in NAMES or _is_part(parse, token):
        return None
    if token.lower in knowledge.words.round:
        return _round_at(parse, index, knowledge)
    value, last = _number_at(parse, index, knowledge)
    if value is None:
        return None
    while last < len(parse) and (scale := _scale(parse, last, knowledge)) is not None:
        value, last = value * scale, last + 1
    return Amount(index, last, value)


def _is_part(parse: Parse, token: Token) -> bool:
    """ "F-16", "[3]", "No 4", "19-year-old": a number that is part of a word or a mark."""
    text = parse.text
    before, after = text[token.start - 1 : token.start], text[token.end : token.end + 1]
    if before in {"[", "#", "№"}:
        return True
    if not token.text[:1].isdigit():
        return False
    if before == "-" and text[token.start - 2 : token.start - 1].isalpha():
        return True
    return after == "]" or (after == "-" and text[token.end + 1 : token.end + 2].isalpha()) or before.isalpha()


def _number_at(parse: Parse, index: int, knowledge: FigureKnowledge) -> tuple[float | None, int]:
    token = parse.tokens[index]
    digits = _DIGITS.fullmatch(token.text)
    if digits:
        return float(re.sub(r"[^\d.]", "", token.text)), index + 1
    numbers = knowledge.numbers
    if token.lower not in numbers.units and not set(token.lower.split("-")) <= numbers.units.keys():
        return None, index
    last = index + 1
    while last < len(parse) and _goes_on(parse, last, knowledge):
        last += 1
    words = parse.text[token.start : parse.tokens[last - 1].end]
    return value_of(words, numbers), last


def _goes_on(parse: Parse, index: int, knowledge: FigureKnowledge) -> bool:
    numbers, token = knowledge.numbers, parse.tokens[index]
    if token.lower in numbers.units or token.lower in numbers.scales:
        return token.sentence == parse.tokens[index - 1].sentence
    joins = token.text == "-" or token.lower == numbers.and_
    following = parse.tokens[index + 1] if index + 1 < len(parse) else None
    joined = following is not None and following.lower in numbers.units and parse.tokens[index - 1].lower not in {""}
    if token.lower == numbers.and_:  # "two hundred and five", not "two and three"
        return joins and joined and parse.tokens[index - 1].lower in numbers.scales
    return joins and joined and parse.text[token.start - 1 : token.start].isalpha()


def _scale(parse: Parse, index: int, knowledge: FigureKnowledge) -> int | None:
    token = parse.tokens[index]
    words = knowledge.words
    if token.sentence != parse.tokens[index - 1].sentence:
        return None
    scale = words.scales.get(token.lower) or words.multiples.get(token.lower)
    return scale if scale is not None and (len(token.lower) > 2 or token.start == parse.tokens[index - 1].end) else None


def _round_at(parse: Parse, index: int, knowledge: FigureKnowledge) -> Amount | None:
    """ "dozens", "tens of thousands", "hundreds of thousands": the least the word can mean."""
    words = knowledge.words
    value, last = words.round[parse.tokens[index].lower], index + 1
    if last + 1 < len(parse) and parse.tokens[last + 1].lower in words.round:
        inner = words.round[parse.tokens[last + 1].lower] // 2
        return Amount(index, last + 2, value * inner, open_=True)
    if parse.tokens[index].lower in words.round_only_of or parse.tokens[index].pos == "VERB":
        return None
    return Amount(index, last, value, open_=True)
