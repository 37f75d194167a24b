"""Words of a report that may name a place: the parser's names, and the gazetteer's wherever a name can stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from ...knowledge.countries import countries
from ...knowledge.folding import fold
from ...knowledge.gazetteer import Candidate, Gazetteer
from ...knowledge.places import PlaceWords
from ..tree import Parse, Token

LONGEST = 7  # tokens of a name
LARGE = 150_000  # people: a town this large is known without help of the context
PLACE_NAMES = {"GPE", "LOC", "FAC"}
NOUNS = {"PROPN", "NOUN", "ADJ", "X"}  # parts of speech a name of one word can have


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """Tokens `[first, last)` that name a place; `key` is what the gazetteer knows it by.

    `unit` is set when a unit noun stands by: "province" or "town". `inside` is the parser's name around it.
    """

    first: int
    last: int
    key: str
    kind: Literal["place", "demonym"]
    candidates: tuple[Candidate, ...]
    unit: str | None = None
    inside: str = ""


def find_names(parse: Parse, gazetteer: Gazetteer, words: PlaceWords) -> list[Named]:
    """Every name in text order, none overlapping: the longest that is known."""
    found: list[Named] = []
    index, tokens = 0, parse.tokens
    while index < len(tokens):
        named = _name_at(parse, index, gazetteer, words)
        if named is None:
            index += 1
        else:
            found.append(named)
            index = named.last
    return found


def _name_at(parse: Parse, index: int, gazetteer: Gazetteer, words: PlaceWords) -> Named | None:
    token = parse.tokens[index]
    if not _may_begin(token, words):
        return None
    for last in _ends(parse, index):
        named = _known(parse, index, last, gazetteer, words)
        if named is not None:
            return named
    following = _name_at(parse, index + 1, gazetteer, words) if _opens_name(parse, index) else None
    return following if following is not None and following.candidates else _unknown(parse, index)


def _opens_name(parse: Parse, index: int) -> bool:
    """True at the article of "The United States" where a sentence begins with it."""
    token = parse.tokens[index]
    return token.pos == "DET" and index + 1 < len(parse) and parse.tokens[index + 1].entity == token.entity != ""


def _may_begin(token: Token, words: PlaceWords) -> bool:
    return token.text[:1].isupper() or (token.lower in words.particles and token.pos in {"PROPN", "X", "NOUN"})


def _ends(parse: Parse, index: int) -> Iterator[int]:
    """The ends of names that begin here, the longest first; a name ends with a capital or a number."""
    sentence = parse.sentences[parse.tokens[index].sentence]
    limit = min(index + LONGEST, sentence.last)
    for last in range(limit, index, -1):
        if parse.tokens[last - 1].text[:1].isupper():
            yield last


def _known(parse: Parse, first: int, last: int, gazetteer: Gazetteer, words: PlaceWords) -> Named | None:
    tokens = parse.tokens[first:last]
    key = fold(parse.text[tokens[0].start : tokens[-1].end])
    if not key or (last - first == 1 and (key in words.not_places or tokens[0].pos not in NOUNS)):
        return None
    if countries().by_demonym(key):
        return Named(first=first, last=last, key=key, kind="demonym", candidates=())
    candidates = gazetteer.candidates(key)
    if not candidates or not _is_place(parse, first, last, candidates, words):
        return None
    inside = _name_around(tokens)
    unit = _unit(parse, first, last, words)
    return Named(first=first, last=last, key=key, kind="place", candidates=candidates, unit=unit, inside=inside)


def _is_place(parse: Parse, first: int, last: int, candidates: Sequence[Candidate], words: PlaceWords) -> bool:
    tokens = parse.tokens[first:last]
    around = _name_around(tokens)
    sure = candidates[0].main and candidates[0].feature in {"country", "region", "place", "admin1"}
    if around in PLACE_NAMES:
        return True
    if around == "PERSON":
        return False
    large = max(one.population for one in candidates) >= LARGE
    after = parse.tokens[last].text if last < len(parse) else ""
    if around in {"ORG", "NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"}:
        return sure or (large and _main(candidates)) or after in words.heads_after_place
    before = parse.tokens[first - 1].lower if first else ""
    if before in words.place_prepositions:
        return True
    return sure or (large and _main(candidates) and tokens[0].pos == "PROPN" and not _begins_sentence(parse, first))


def _main(candidates: Sequence[Candidate]) -> bool:
    return any(one.main and one.population >= LARGE for one in candidates)


def _begins_sentence(parse: Parse, first: int) -> bool:
    return parse.sentences[parse.tokens[first].sentence].first == first


def _name_around(tokens: Sequence[Token]) -> str:
    return next((token.entity for token in tokens if token.entity), "")


def _unit(parse: Parse, first: int, last: int, words: PlaceWords) -> str | None:
    """ "Hama Province", "the province of Hama", "the city of Hama"."""
    after = parse.tokens[last].lower if last < len(parse) else ""
    if after in words.units:
        return "province"
    if after in words.town_units:
        return "town"
    if first >= 2 and parse.tokens[first - 1].lower in words.of:
        noun = parse.tokens[first - 2].lower
        return "province" if noun in words.units else "town" if noun in words.town_units else None
    return None


def _unknown(parse: Parse, index: int) -> Named | None:
    """A name the parser takes for a place and nobody knows: kept, unresolved."""
    token = parse.tokens[index]
    if token.entity not in {"GPE", "LOC"} or not token.begins_entity:
        return None
    last = index + 1
    while last < len(parse) and parse.tokens[last].entity == token.entity and not parse.tokens[last].begins_entity:
        last += 1
    words = parse.text[token.start : parse.tokens[last - 1].end]
    if words.isupper() or not words[0].isupper():
        return None
    return Named(first=index, last=last, key=fold(words), kind="place", candidates=(), inside=token.entity)
