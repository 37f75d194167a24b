"""What the words around a name say about it: that it must be a place, that it can be one, or that it is none.

A name is *firm* where a preposition of place, a unit noun, a dateline, its province after a comma, a verb that takes
places or another place in the same list says so. A name the gazetteer alone knows *waits* for the rest of the report.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

import msgspec

from ...knowledge.countries import countries
from ...knowledge.folding import fold
from ...knowledge.gazetteer import Candidate
from ...knowledge.places import PlaceWords
from ..tree import Parse, Token

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
BODIES = frozenset({"ORG", "NORP", "EVENT", "WORK_OF_ART", "PRODUCT", "LAW"})
AREAS = frozenset({"country", "region", "place", "admin1", "admin2"})
LARGE = 150_000  # people: a town this large is known without help of the context
AROUND = 30  # tokens to each side that are looked at
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
        fills=not label or fills(parse, first, last) or _leaves_words(parse, first, last, words),
        firm=_is_firm(parse, first, last, words),
        begins=begins_sentence(parse, first),
        common=last - first == 1 and parse.tokens[first].lower in words.common_words,
    )


def judge(parse: Parse, first: int, last: int, candidates: Sequence[Candidate], words: PlaceWords) -> Says:
    """Whether the tokens `[first, last)`, which the gazetteer knows, name a place here."""
    around = look_around(parse, first, last, words)
    goes = goes_on(parse, last, candidates, words)
    if goes or _is_titled(parse, first, words) or is_acronym(parse, first, last, candidates):
        return "no"
    if around.common:
        return "sure" if _is_place_after_all(around) else "waits" if _is_perhaps_place(around) else "no"
    if around.firm:
        return "sure" if around.label != "PERSON" or around.fills else "waits"
    if around.label in PLACE_LABELS:
        return "sure" if around.fills else "waits"
    if around.label == "PERSON":
        return _judge_person(first, last, candidates, around)
    head = parse.tokens[last].text if last < len(parse) else ""
    if around.label in BODIES and around.label != "NORP" and head in words.heads_after_place:
        return "sure"
    return _judge_by_size(parse, first, last, candidates, around.label)


def _is_plainly_country(candidates: Sequence[Candidate]) -> bool:
    """A country whose name is hardly anything else."""
    codes = [one.country for one in candidates if one.main and one.feature == "country"]
    return any(code and not countries().by_code[code].open for code in codes)


def _judge_person(first: int, last: int, candidates: Sequence[Candidate], around: Around) -> Says:
    if _is_long_area(first, last, candidates):
        return "sure"
    if not around.fills:
        return "no"
    return "sure" if _is_plainly_country(candidates) else "waits"


def _is_long_area(first: int, last: int, candidates: Sequence[Candidate]) -> bool:
    """A region or province of several words: "Nagorno-Karabakh" is nobody."""
    return last - first > 1 and any(one.main and one.feature in {"region", "admin1"} for one in candidates)


def _judge_by_size(parse: Parse, first: int, last: int, candidates: Sequence[Candidate], label: str) -> Says:
    """A country, province or large town is known without help of the context."""
    areas = AREAS - {"admin2"} if label in BODIES and last - first == 1 else AREAS
    area = any(one.main and one.feature in areas for one in candidates)
    large = any(one.main and one.population >= LARGE for one in candidates)
    if label == "NORP":
        return "waits"
    if area and not is_abbreviated(parse, first, last, candidates):
        return "sure"
    return "sure" if large and (label in BODIES or parse.tokens[first].pos == "PROPN") else "waits"


def _is_place_after_all(around: Around) -> bool:
    """ "Reading" and "Nice" are places where the parser sees one and more than a sentence's capital speaks for it."""
    named = around.label in PLACE_LABELS and (around.firm or not around.begins)
    led = around.label in {"ORG", "PERSON", "PRODUCT"} and around.firm and not around.begins
    return around.fills and (named or led)


def _is_perhaps_place(around: Around) -> bool:
    """ "Mocha" and "Sake" where the parser sees some name and the sentence goes on around it."""
    return bool(around.label) and around.label not in PLACE_LABELS and around.fills and not around.begins


def _is_titled(parse: Parse, first: int, words: PlaceWords) -> bool:
    return first > 0 and parse.tokens[first - 1].lower.rstrip(".") in words.titles


def is_led(parse: Parse, first: int, words: PlaceWords) -> bool:
    """True after "from", "to", "through": what comes may be a place."""
    return first > 0 and parse.tokens[first - 1].lower in words.open_prepositions


def _is_firm(parse: Parse, first: int, last: int, words: PlaceWords) -> bool:
    """True after "in", before a dateline's dash, with a unit noun beside it, or as what troops seized."""
    before = parse.tokens[first - 1] if first else None
    if before is not None and before.lower in words.place_prepositions:
        return True
    end = parse.tokens[last - 1].end
    if begins_sentence(parse, first) and parse.text[parse.tokens[first].start : end].isupper():
        return _DATELINE.match(parse.text, end) is not None
    if unit_of(parse, first, last, words) in {"province", "town"} and not begins_sentence(parse, first):
        return True
    return _is_measured(parse, first, words) or _is_taken(parse, first, last, words) or _names_thing(parse, last, words)


def _is_measured(parse: Parse, first: int, words: PlaceWords) -> bool:
    """ "southeast of Hobyo", "the outskirts of Hobyo", "200 km from Hobyo"."""
    if first < 2 or parse.tokens[first - 1].lower not in words.of:
        return False
    noun = parse.tokens[first - 2].lower
    return noun in words.directions or noun in words.edges or noun in words.kilometres


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
    """ "BA", "APC" and "SWAT" are bodies, though places are spelled so; "UAE" is a country, and a line may stand in
    capitals."""
    written = parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]
    if not written.isupper() or any(_may_be_short_for(written, one) for one in candidates):
        return False
    if _DATELINE.match(parse.text, parse.tokens[last - 1].end) and begins_sentence(parse, first):
        return False
    if len(written) >= LONG_ENOUGH and any(one.main and _is_well_known(one) for one in candidates):
        return False
    sentence = parse.sentences[parse.tokens[first].sentence]
    near = parse.tokens[max(sentence.first, first - AROUND) : min(sentence.last, last + AROUND)]
    others = [each.text for each in near if each.text.isalpha()]
    return sum(word.isupper() for word in others) < 0.6 * len(others)


def _is_well_known(one: Candidate) -> bool:
    return one.population >= LARGE or one.feature in {"country", "region", "admin1"}


def _may_be_short_for(written: str, one: Candidate) -> bool:
    """ "UAE" and "EU" are short for areas; "SWAT" is not for Swat."""
    return one.feature in {"country", "region", "admin1"} and fold(written) not in fold(one.name).split()


def is_abbreviated(parse: Parse, first: int, last: int, candidates: Sequence[Candidate]) -> bool:
    """ "PA" is a state after a town and a comma only, and "Miss" one with its full stop: "Erie, PA", "Miss.".

    "D-S.C." and "U.S." are sure.
    """
    written = parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]
    if any(one.main and one.feature in {"country", "region"} for one in candidates):
        return False
    provinces = [one for one in candidates if one.main and one.feature == "admin1"]
    cut = "." not in written and bool(provinces) and all(_is_cut(fold(written), one) for one in provinces)
    short = cut or len(written) <= ABBREVIATION
    return short and (not first or parse.tokens[first - 1].text not in {",", "-", "("})


def _is_cut(key: str, one: Candidate) -> bool:
    return fold(one.name) != key and fold(one.name).startswith(key)


def fills(parse: Parse, first: int, last: int) -> bool:
    """True where the parser's name is no longer than these tokens."""
    before = parse.tokens[first - 1] if first else None
    after = parse.tokens[last] if last < len(parse) else None
    opened = before is None or not before.entity or parse.tokens[first].begins_entity
    return opened and (after is None or not after.entity or after.begins_entity)


def _leaves_words(parse: Parse, first: int, last: int, words: PlaceWords) -> bool:
    """True where what is left of the parser's name only says which part or kind of place it is."""
    left, right = first, last
    while left > first - AROUND and left and not parse.tokens[left].begins_entity and parse.tokens[left].entity:
        left -= 1
    while (
        right < min(last + AROUND, len(parse)) and parse.tokens[right].entity and not parse.tokens[right].begins_entity
    ):
        right += 1
    plain = words.directions.keys() | words.parts | words.units | words.town_units | words.of
    rest = [*parse.tokens[left:first], *parse.tokens[last:right]]
    return all(each.lower in plain or each.pos in {"DET", "PUNCT", "CCONJ", "PART", "ADP"} for each in rest)


def begins_sentence(parse: Parse, first: int) -> bool:
    """True for the first token of a sentence."""
    return parse.sentences[parse.tokens[first].sentence].first == first


def unit_of(parse: Parse, first: int, last: int, words: PlaceWords) -> str | None:
    """ "Hama Province" and "the province of Hama" give "province", "the city of Hama" gives "town".

    "western Aleppo" and "Aleppo's western countryside" give "part": of the province rather than of the city.
    """
    after = parse.tokens[last].lower if last < len(parse) else ""
    before = parse.tokens[first - 1].lower if first else ""
    if after in words.units or after in words.town_units:
        return "province" if after in words.units else "town"
    if before in words.of and first >= 2:
        noun = parse.tokens[first - 2].lower
        return "province" if noun in words.units else "town" if noun in words.town_units else None
    owned = parse.tokens[last + 1].lower if after in words.possessives and last + 1 < len(parse) else ""
    return "part" if before in words.province_directions or owned in words.province_directions else None
