"""What the words around a name say about it: that it must be a place, that it can be one, or that it is none.

A name is *firm* where a preposition of place, a unit noun, a dateline, its province after a comma, a verb that takes
places or another place in the same list says so. A name the gazetteer alone knows *waits* for the rest of the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from ...knowledge.gazetteer import Candidate
from ...knowledge.places import PlaceWords
from ..tree import Parse, Token

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
BODIES = frozenset({"ORG", "NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"})
AREAS = frozenset({"country", "region", "place", "admin1", "admin2"})
LARGE = 150_000  # people: a town this large is known without help of the context
ABBREVIATION = 3  # letters
LONG_ENOUGH = 5  # letters of a town that may stand in capitals
_DATELINE = re.compile(r"(?:,[^()\n]{0,40})?\s*(?:\([^)\n]{1,40}\)\s*)?(?:[-–—]|:\s)")

Says = Literal["sure", "waits", "no"]


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """A name in its sentence: `label` is that of the parser's name around it, `fills` True where that is no longer.

    `firm`: its surroundings take only places.
    """

    label: str
    fills: bool
    firm: bool
    begins: bool
    common: bool


def look_around(parse: Parse, first: int, last: int, words: PlaceWords) -> Around:
    """What stands around the tokens `[first, last)`."""
    label = next((token.entity for token in parse.tokens[first:last] if token.entity), "")
    return Around(
        label=label,
        fills=fills(parse, first, last),
        firm=_is_firm(parse, first, last, words),
        begins=begins_sentence(parse, first),
        common=last - first == 1 and parse.tokens[first].lower in words.common_words,
    )


def judge(parse: Parse, first: int, last: int, candidates: Sequence[Candidate], words: PlaceWords) -> Says:
    """Whether the tokens `[first, last)`, which the gazetteer knows, name a place here."""
    around = look_around(parse, first, last, words)
    if is_acronym(parse, first, last, candidates) or goes_on(parse, last, candidates, words):
        return "no"
    if around.common:
        return "sure" if _is_place_after_all(around) else "no"
    if around.firm:
        return "sure" if around.label != "PERSON" or around.fills else "waits"
    if around.label in PLACE_LABELS:
        return "sure" if around.fills or _leaves_words(parse, first, last, words) else "waits"
    if around.label == "PERSON":
        return "waits" if around.fills else "no"
    return _judge_by_size(parse, first, last, candidates, words, around)


def _judge_by_size(
    parse: Parse, first: int, last: int, candidates: Sequence[Candidate], words: PlaceWords, around: Around
) -> Says:
    area = any(one.main and one.feature in AREAS for one in candidates)
    sure = area and not is_abbreviated(parse, first, last, candidates)
    large = any(one.main and one.population >= LARGE for one in candidates)
    if around.label in BODIES:
        head = parse.tokens[last].text if last < len(parse) else ""
        return "sure" if sure or large or head in words.heads_after_place else "waits"
    return "sure" if sure or (large and parse.tokens[first].pos == "PROPN") else "waits"


def _is_place_after_all(around: Around) -> bool:
    """ "Reading" and "Nice" are places where the parser sees one and more than a sentence's capital speaks for it."""
    return around.label in PLACE_LABELS and around.fills and (around.firm or not around.begins)


def _is_firm(parse: Parse, first: int, last: int, words: PlaceWords) -> bool:
    """True after "in", before a dateline's dash, with a unit noun beside it, or as what troops seized."""
    before = parse.tokens[first - 1] if first else None
    if before is not None and before.lower in words.place_prepositions:
        return True
    end = parse.tokens[last - 1].end
    if begins_sentence(parse, first) and parse.text[parse.tokens[first].start : end].isupper():
        return _DATELINE.match(parse.text, end) is not None
    if unit_of(parse, first, last, words) is not None and not begins_sentence(parse, first):
        return True
    return _is_taken(parse, first, last, words) or _names_thing(parse, last, words)


def _is_taken(parse: Parse, first: int, last: int, words: PlaceWords) -> bool:
    """ "Rebels seized Bunagana", "shells hit Siversk": the object of a verb that takes places."""
    top = _top(parse, first, last)
    while top.dep == "conj" and top.head != top.index:
        top = parse.tokens[top.head]
    return top.dep == "dobj" and parse.tokens[top.head].lemma in words.place_verbs


def _names_thing(parse: Parse, last: int, words: PlaceWords) -> bool:
    """ "the Lachin road", "the Roki tunnel": a lower-case noun of something that stands in a place."""
    return last < len(parse) and parse.tokens[last].text in words.place_nouns


def _top(parse: Parse, first: int, last: int) -> Token:
    """The token of a name that the others hang on."""
    return next(
        (token for token in parse.tokens[first:last] if not first <= token.head < last or token.head == token.index),
        parse.tokens[last - 1],
    )


def goes_on(parse: Parse, last: int, candidates: Sequence[Candidate], words: PlaceWords) -> bool:
    """ "Black Rock" of "Black Rock Desert" is no town."""
    after = parse.tokens[last] if last < len(parse) else None
    if after is None or after.lower not in words.feature_nouns or not after.text[:1].isupper():
        return False
    return not any(one.main and one.feature in {"country", "admin1"} for one in candidates)


def is_acronym(parse: Parse, first: int, last: int, candidates: Sequence[Candidate]) -> bool:
    """ "BA" and "APC" are bodies, though towns are spelled so; "UAE" is a country, and a line may stand in capitals."""
    written = parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]
    if not written.isupper() or any(one.feature in {"country", "region", "admin1"} for one in candidates):
        return False
    if _DATELINE.match(parse.text, parse.tokens[last - 1].end) and begins_sentence(parse, first):
        return False
    if len(written) >= LONG_ENOUGH and any(one.main and one.population >= LARGE for one in candidates):
        return False
    sentence = parse.sentences[parse.tokens[first].sentence]
    others = [each.text for each in parse.tokens[sentence.first : sentence.last] if each.text.isalpha()]
    return sum(word.isupper() for word in others) < 0.6 * len(others)


def is_abbreviated(parse: Parse, first: int, last: int, candidates: Sequence[Candidate]) -> bool:
    """ "PA" is a state after a town and a comma only: "Erie, PA"; "D-S.C." and "U.S." are sure."""
    written = parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]
    if len(written) > ABBREVIATION or any(one.feature in {"country", "region"} for one in candidates):
        return False
    return not first or parse.tokens[first - 1].text not in {",", "-"}


def fills(parse: Parse, first: int, last: int) -> bool:
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


def begins_sentence(parse: Parse, first: int) -> bool:
    """True for the first token of a sentence."""
    return parse.sentences[parse.tokens[first].sentence].first == first


def unit_of(parse: Parse, first: int, last: int, words: PlaceWords) -> str | None:
    """ "Hama Province" and "the province of Hama" give "province", "the city of Hama" gives "town"."""
    after = parse.tokens[last].lower if last < len(parse) else ""
    if after in words.units:
        return "province"
    if after in words.town_units:
        return "town"
    if first >= 2 and parse.tokens[first - 1].lower in words.of:
        noun = parse.tokens[first - 2].lower
        return "province" if noun in words.units else "town" if noun in words.town_units else None
    return None
