"""Numbers in digits and words: where they begin and end, and what they are worth."""

from __future__ import annotations

import re

import msgspec

from ...knowledge.figures import FigureKnowledge
from ...knowledge.numbers import value_of
from ..tree import Parse, Token

_MARKS = "$€£¥₽₹₺₪₦"
_DIGITS = re.compile(
    rf"([{_MARKS}]?)(\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d{{1,15}}(?:\.\d+)?)([a-z]{{1,3}})?", re.IGNORECASE
)
_RANGE = re.compile(r"(\d{1,9}(?:,\d{3})*)[–-](\d{1,9}(?:,\d{3})*)")
_THOUSANDS = re.compile(r"\d{3}")
THOUSANDS = 1000
NAMES = {"PERSON", "ORG", "PRODUCT", "LAW", "EVENT", "FAC", "WORK_OF_ART", "ORDINAL"}


class Amount(msgspec.Struct, frozen=True):
    """A number: tokens `[first, last)`, value, `upper` end of a range; `open_` is "dozens", which says no more."""

    first: int
    last: int
    value: float
    upper: float | None = None
    open_: bool = False


def amount_at(parse: Parse, index: int, knowledge: FigureKnowledge) -> Amount | None:
    """The number or range that begins at a token, with its scale: "3.5 billion", "forty-one", "dozens", "10 to 15"."""
    amount = _one_at(parse, index, knowledge)
    if amount is None or amount.open_ or amount.upper is not None:
        return amount
    other = _other_end(parse, amount, knowledge)
    return amount if other is None else Amount(index, other.last, amount.value, upper=other.value)


def _one_at(parse: Parse, index: int, knowledge: FigureKnowledge) -> Amount | None:
    token = parse.tokens[index]
    if token.entity in NAMES or _is_part(parse, token):
        return None
    if token.lower in knowledge.words.round:
        return _round_at(parse, index, knowledge)
    ends = _RANGE.fullmatch(token.text)
    if ends is not None:
        low, high = (float(end.replace(",", "")) for end in ends.groups())
        return Amount(index, index + 1, low, upper=high) if low < high else None
    value, last = _number_at(parse, index, knowledge)
    if value is None:
        return None
    while last < len(parse) and (scale := _scale(parse, last, knowledge)) is not None:
        value, last = value * scale, last + 1
    return Amount(index, last, value)


def _other_end(parse: Parse, amount: Amount, knowledge: FigureKnowledge) -> Amount | None:
    """The second number of a range: "10 to 20", "between 10 and 20"."""
    if amount.last + 1 >= len(parse):
        return None
    join = parse.tokens[amount.last]
    if join.lower not in knowledge.words.to:
        return None
    other = _one_at(parse, amount.last + 1, knowledge)
    if other is None or other.open_ or parse.tokens[other.first].sentence != join.sentence:
        return None
    opened = amount.first > 0 and parse.tokens[amount.first - 1].lower in knowledge.words.between
    changed = amount.first > 0 and parse.tokens[amount.first - 1].lower in knowledge.words.changed
    joined = join.pos == "CCONJ" and not opened
    return None if joined or changed or other.value < amount.value else other


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
    if digits is not None:
        return _in_digits(parse, index, digits, knowledge)
    if (parts := _in_parts(parse, index, knowledge)) is not None:
        return parts
    numbers = knowledge.numbers
    if token.lower not in numbers.units and not set(token.lower.split("-")) <= numbers.units.keys():
        return None, index
    last = index + 1
    while last < len(parse) and _goes_on(parse, last, knowledge):
        last += 1
    words = parse.text[token.start : parse.tokens[last - 1].end]
    return value_of(words, numbers), last


def _in_digits(parse: Parse, index: int, digits: re.Match[str], knowledge: FigureKnowledge) -> tuple[float | None, int]:
    """ "2,300", "10 000", "£3bn"; letters behind that are no scale make it no number."""
    mark, number, letters = digits.groups()
    value, last = float(number.replace(",", "")), index + 1
    if letters:
        scale = knowledge.words.scales.get(letters.lower())
        marked = bool(mark) or parse.tokens[index - 1].text.lower() in knowledge.currencies if index else bool(mark)
        return (value * scale, last) if scale is not None and (marked or len(letters) > 1) else (None, index)
    while "," not in number and "." not in number and last < len(parse) and value < THOUSANDS**3:
        following = parse.tokens[last]
        if not _THOUSANDS.fullmatch(following.text) or following.start - parse.tokens[last - 1].end != 1:
            break
        value, last = value * THOUSANDS + int(following.text), last + 1
    return value, last


def _in_parts(parse: Parse, index: int, knowledge: FigureKnowledge) -> tuple[float, int] | None:
    """ "half a million", "a dozen", "a hundred"."""
    words, tokens = knowledge.words, parse.tokens
    at, value = index, 1.0
    if tokens[at].lower in words.halves:
        at, value = at + 1, 0.5
    if at < len(tokens) and tokens[at].lower in knowledge.numbers.one:
        at += 1
    if at == index or at >= len(tokens) or tokens[at].sentence != tokens[index].sentence:
        return None
    scale = words.scales.get(tokens[at].lower) or words.multiples.get(tokens[at].lower)
    return (value * scale, at + 1) if scale is not None and len(tokens[at].lower) > 2 else None


def _goes_on(parse: Parse, index: int, knowledge: FigureKnowledge) -> bool:
    numbers, token = knowledge.numbers, parse.tokens[index]
    if token.lower in numbers.units or token.lower in numbers.scales:
        return token.sentence == parse.tokens[index - 1].sentence
    following = parse.tokens[index + 1] if index + 1 < len(parse) else None
    if following is None or following.lower not in numbers.units:
        return False
    if token.lower == numbers.and_:  # "two hundred and five", not "two and three"
        return parse.tokens[index - 1].lower in numbers.scales
    return token.text == "-" and parse.text[token.start - 1 : token.start].isalpha()


def _scale(parse: Parse, index: int, knowledge: FigureKnowledge) -> int | None:
    """ "million" behind a number; a single letter only right behind a sum: "$5m", not a wall of 5m."""
    token, words = parse.tokens[index], knowledge.words
    if token.sentence != parse.tokens[index - 1].sentence:
        return None
    word = token.lower.rstrip(".")
    scale = words.scales.get(word) or words.multiples.get(word)
    if scale is None or len(word) > 2:
        return scale
    glued = token.start == parse.tokens[index - 1].end
    marked = index > 1 and parse.tokens[index - 2].text.lower() in knowledge.currencies
    return scale if glued and (marked or parse.tokens[index - 1].text[:1] in _MARKS) else None


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
