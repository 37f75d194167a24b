"""Words of a report that may name a place: the parser's names, and the gazetteer's wherever a name can stand.

A name is taken at once where something says so: the parser, a preposition, a unit noun, a dateline, the comma before
its country, or that it is a country or province. A name inside the name of a body, or one only the gazetteer knows,
waits: it is taken when the report has it as a place elsewhere, or when it is a large town or lies at the outlet's home.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from ...knowledge.countries import countries
from ...knowledge.folding import fold
from ...knowledge.gazetteer import Candidate, Gazetteer
from ...knowledge.places import PlaceWords, sites_by_demonym
from ..tree import Parse, Token
from .home import Home

LONGEST = 7  # tokens of a name
LARGE = 150_000  # people: a town this large is known without help of the context
HOME_KM = 80.0
PLACE_NAMES = {"GPE", "LOC", "FAC"}
AREAS = {"country", "region", "place", "admin1", "admin2"}
ABBREVIATION = 3  # letters
LONG_ENOUGH = 5  # letters of a town that may stand in capitals
BODIES = {"ORG", "NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"}
NOUNS = {"PROPN", "NOUN", "ADJ", "X"}  # parts of speech a name of one word can have
_DATELINE = re.compile(r"(?:,[^()\n]{0,40})?\s*(?:\([^)\n]{1,40}\)\s*)?[-–—]")

Says = Literal["sure", "waits", "no"]


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """Tokens `[first, last)` that name a place; `key` is what the gazetteer knows it by.

    `unit` is set when a unit noun stands by: "province" or "town". `inside` is the parser's name around it, `waits` is
    True for a name that only the rest of the report can confirm.
    """

    first: int
    last: int
    key: str
    kind: Literal["place", "demonym"]
    candidates: tuple[Candidate, ...]
    unit: str | None = None
    inside: str = ""
    waits: bool = False


def find_names(parse: Parse, gazetteer: Gazetteer, words: PlaceWords, home: Home | None = None) -> list[Named]:
    """Every name in text order, none overlapping: the longest that is known."""
    found: list[Named] = []
    surnames = _surnames(parse)
    index, tokens = 0, parse.tokens
    while index < len(tokens):
        named = _name_at(parse, index, gazetteer, words)
        if named is None:
            index += 1
        else:
            found.append(named)
            index = named.last
    found = [
        name for name in found if name.key not in surnames or name.kind == "demonym" or _is_firm(parse, name, words)
    ]
    known = {name.key for name in found if not name.waits}
    return [name for name in found if not name.waits or name.key in known or _is_local(name, home)]


def _surnames(parse: Parse) -> set[str]:
    """The last words of the names of people: "Bell" is no place where the report names a "Robert Bell"."""
    found = set()
    for token, following in zip(parse.tokens, [*parse.tokens[1:], None], strict=True):
        ends = following is None or following.entity != "PERSON" or following.begins_entity
        if token.entity == "PERSON" and not token.begins_entity and ends:
            found.add(fold(token.text))
    return found


def _is_firm(parse: Parse, name: Named, words: PlaceWords) -> bool:
    """True for a namesake of a person only where the parser sees a place and "in" or a unit noun stands by."""
    before = parse.tokens[name.first - 1].lower if name.first else ""
    return name.inside in PLACE_NAMES and (before in words.place_prepositions or name.unit is not None)


def _is_local(name: Named, home: Home | None) -> bool:
    return home is not None and any(
        far <= HOME_KM
        for one in name.candidates
        if one.main and one.feature in {"town", "admin2"}
        for far, _ in home.towards(one)
    )


def _name_at(parse: Parse, index: int, gazetteer: Gazetteer, words: PlaceWords) -> Named | None:
    token = parse.tokens[index]
    if not _may_begin(token, words):
        return None
    for last in _ends(parse, index):
        named = _known(parse, index, last, gazetteer, words)
        if named is not None:
            return named
    inner = next(_inside(parse, index, gazetteer, words), None)
    return inner if inner is not None and inner.candidates else _unknown(parse, index)


def _inside(parse: Parse, index: int, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[Named]:
    """Names further on in the same name of the parser: "The United States", "Northeast Georgia", "Air Zimbabwe"."""
    label = parse.tokens[index].entity
    for start in range(index + 1, len(parse)):
        token = parse.tokens[start]
        if not label or token.entity != label or token.begins_entity:
            return
        if _may_begin(token, words):
            for last in _ends(parse, start):
                named = _known(parse, start, last, gazetteer, words)
                if named is not None:
                    yield named


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
    if countries().by_demonym(key) or key in sites_by_demonym():
        return Named(first=first, last=last, key=key, kind="demonym", candidates=())
    unit = _unit(parse, first, last, words)
    candidates = _candidates(key, parse, last, gazetteer, words)
    says = _is_place(parse, first, last, candidates, words) if candidates else "no"
    if says == "no":
        return None
    return Named(first=first, last=last, key=key, kind="place", candidates=candidates, unit=unit,
                 inside=_name_around(tokens), waits=says == "waits")  # fmt: skip


def _candidates(key: str, parse: Parse, last: int, gazetteer: Gazetteer, words: PlaceWords) -> tuple[Candidate, ...]:
    """What the gazetteer knows; before a unit noun of districts, "Travis counties", the districts of that name too."""
    found = gazetteer.candidates(key)
    noun = words.districts.get(parse.tokens[last].lower) if last < len(parse) else None
    return (*found, *gazetteer.candidates(f"{key} {noun}")) if noun else found


def _is_place(parse: Parse, first: int, last: int, candidates: Sequence[Candidate], words: PlaceWords) -> Says:
    around = _name_around(parse.tokens[first:last])
    if _is_acronym(parse, first, last, candidates) or _goes_on(parse, last, candidates, words):
        return "no"
    if _is_led(parse, first, last, words):
        return "sure" if around != "PERSON" or _fills(parse, first, last) else "waits"
    if around in PLACE_NAMES:
        return "sure" if _fills(parse, first, last) or _leaves_words(parse, first, last, words) else "waits"
    if around == "PERSON":
        return "waits" if _fills(parse, first, last) else "no"
    sure = any(one.main and one.feature in AREAS for one in candidates) and not _is_abbreviated(
        parse, first, last, candidates
    )
    large = any(one.main and one.population >= LARGE for one in candidates)
    if around in BODIES:
        head = parse.tokens[last].text if last < len(parse) else ""
        return "sure" if sure or large or head in words.heads_after_place else "waits"
    known = large and parse.tokens[first].pos == "PROPN"
    return "sure" if sure or known else "waits"


def _goes_on(parse: Parse, last: int, candidates: Sequence[Candidate], words: PlaceWords) -> bool:
    """ "Black Rock" of "Black Rock Desert" is no town."""
    after = parse.tokens[last] if last < len(parse) else None
    if after is None or after.lower not in words.feature_nouns or not after.text[:1].isupper():
        return False
    return not any(one.main and one.feature in {"country", "admin1"} for one in candidates)


def _is_acronym(parse: Parse, first: int, last: int, candidates: Sequence[Candidate]) -> bool:
    """ "BA" and "APC" are bodies, though towns are spelled so; "UAE" is a country, and a line may stand in capitals."""
    written = parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]
    if not written.isupper() or any(one.feature in {"country", "region", "admin1"} for one in candidates):
        return False
    if _DATELINE.match(parse.text, parse.tokens[last - 1].end) and _begins_sentence(parse, first):
        return False
    if len(written) >= LONG_ENOUGH and any(one.main and one.population >= LARGE for one in candidates):
        return False
    sentence = parse.sentences[parse.tokens[first].sentence]
    others = [each.text for each in parse.tokens[sentence.first : sentence.last] if each.text.isalpha()]
    return sum(word.isupper() for word in others) < 0.6 * len(others)


def _is_abbreviated(parse: Parse, first: int, last: int, candidates: Sequence[Candidate]) -> bool:
    """ "PA" is a state after a town and a comma only: "Erie, PA"; "D-S.C." and "U.S." are sure."""
    written = parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]
    if len(written) > ABBREVIATION or any(one.feature in {"country", "region"} for one in candidates):
        return False
    return not first or parse.tokens[first - 1].text not in {",", "-"}


def _is_led(parse: Parse, first: int, last: int, words: PlaceWords) -> bool:
    """True after "in", before a dateline's dash, and with a unit noun beside it."""
    if first and parse.tokens[first - 1].lower in words.place_prepositions:
        return True
    end = parse.tokens[last - 1].end
    if parse.text[parse.tokens[first].start : end].isupper() and _begins_sentence(parse, first):
        return _DATELINE.match(parse.text, end) is not None
    return _unit(parse, first, last, words) is not None and not _begins_sentence(parse, first)


def _fills(parse: Parse, first: int, last: int) -> bool:
    """True where the parser's name is no longer than these tokens."""
    before = parse.tokens[first - 1] if first else None
    after = parse.tokens[last] if last < len(parse) else None
    opened = before is None or not before.entity or parse.tokens[first].begins_entity
    return opened and (after is None or not after.entity or after.begins_entity)


def _leaves_words(parse: Parse, first: int, last: int, words: PlaceWords) -> bool:
    """True where what is left of the parser's name only says which part or kind of place it is."""
    left, right = first, last
    while left and not parse.tokens[left].begins_entity and parse.tokens[left].entity:
        left -= 1
    while right < len(parse) and parse.tokens[right].entity and not parse.tokens[right].begins_entity:
        right += 1
    plain = words.directions.keys() | words.parts | words.units | words.town_units | words.of
    rest = [*parse.tokens[left:first], *parse.tokens[last:right]]
    return all(each.lower in plain or each.pos in {"DET", "PUNCT", "CCONJ", "PART", "ADP"} for each in rest)


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
    if token.entity not in PLACE_NAMES or not token.begins_entity:
        return None
    last = index + 1
    while last < len(parse) and parse.tokens[last].entity == token.entity and not parse.tokens[last].begins_entity:
        last += 1
    words = parse.text[token.start : parse.tokens[last - 1].end]
    if words.isupper() or not words[0].isupper():
        return None
    return Named(first=index, last=last, key=fold(words), kind="place", candidates=(), inside=token.entity)
