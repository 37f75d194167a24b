"""Words of a report that may name a place: the parser's names, and the gazetteer's wherever a name can stand.

What the words around a name say about it stands in `evidence`. A name that waits is taken when the report has it as a
place elsewhere, when it lies at the outlet's home, or when it is near the places that are sure (`find_places`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from typing import Literal

import msgspec

from ...knowledge.countries import countries
from ...knowledge.folding import fold
from ...knowledge.gazetteer import Candidate, Gazetteer
from ...knowledge.places import PlaceWords
from ..tree import Parse, Token
from .evidence import PLACE_LABELS, is_led, judge, unit_of

LONGEST = 7  # tokens of a name
LONGEST_TOKEN = 60  # characters: longer words are no names
NOUNS = frozenset({"PROPN", "NOUN", "ADJ", "X", "VERB", "INTJ"})  # parts of speech a name of one word can have


class Named(msgspec.Struct, frozen=True, kw_only=True):
    """Tokens `[first, last)` that name a place, characters `[start, end)`; `key` is what the gazetteer knows it by.

    `unit` is set when a unit noun stands by: "province" or "town"; "part" behind "western". `label` is what the parser
    calls the name around it. `waits` is True for a name that only the rest of the report can confirm, `doubted` where
    it also names a person, `after_comma` where a comma stands right before it, `led` where a preposition does or
    another name of its list.
    """

    first: int
    last: int
    start: int
    end: int
    key: str
    kind: Literal["place", "demonym"]
    candidates: tuple[Candidate, ...] = ()
    unit: str | None = None
    label: str = ""
    waits: bool = False
    doubted: bool = False
    after_comma: bool = False
    led: bool = False


def find_names(parse: Parse, gazetteer: Gazetteer, words: PlaceWords) -> list[Named]:
    """Every name in text order, none overlapping: the longest that is known. Those that wait are among them."""
    found: list[Named] = []
    index, tokens = 0, parse.tokens
    while index < len(tokens):
        named = _name_at(parse, index, gazetteer, words)
        if named is None:
            index += 1
        else:
            found.append(named)
            index = named.last
    found = _listed(parse, found, words)
    surnames = _surnames(parse, {name.first for name in found if name.last - name.first > 1})
    return [_doubt(parse, name, words) if name.key in surnames else name for name in found]


def _listed(parse: Parse, names: list[Named], words: PlaceWords) -> list[Named]:
    """A name in one list with the one before it is led as that one is."""
    found: list[Named] = []
    for name in names:
        before = found[-1] if found else None
        link = parse.tokens[before.last : name.first] if before else ()
        joined = 0 < len(link) <= 2 and all(each.text == "," or each.lower in words.and_ for each in link)
        led = name.led or (joined and before is not None and (before.led or not before.waits))
        found.append(msgspec.structs.replace(name, led=led) if led else name)
    return found


def _surnames(parse: Parse, places: set[int]) -> set[str]:
    """The last words of the names of people: "Bell" is no place where the report names a "Robert Bell"."""
    found = set()
    begun = 0
    for token in parse.tokens:
        if token.begins_entity:
            begun = token.index
        following = parse.tokens[token.index + 1] if token.index + 1 < len(parse) else None
        ends = following is None or following.entity != "PERSON" or following.begins_entity
        if token.entity == "PERSON" and not token.begins_entity and ends and begun not in places:
            found.add(fold(token.text))
    return found


def _doubt(parse: Parse, name: Named, words: PlaceWords) -> Named:
    """A namesake of a person is firm only where the parser sees a place and "in" or a unit noun stands by."""
    before = parse.tokens[name.first - 1].lower if name.first else ""
    firm = name.label in PLACE_LABELS and (before in words.place_prepositions or name.unit in {"province", "town"})
    return name if firm or name.kind == "demonym" else msgspec.structs.replace(name, waits=True, doubted=True)


def _name_at(parse: Parse, index: int, gazetteer: Gazetteer, words: PlaceWords) -> Named | None:
    token = parse.tokens[index]
    if token.lower in words.directions and token.lower == token.text:
        return _area_named(parse, index, gazetteer, words)
    if not _may_begin(token, words):
        return None
    for last in _ends(parse, index):
        named = _known(parse, index, last, gazetteer, words)
        if named is not None:
            return named
    front = _in_front_of_hyphen(token, gazetteer)
    if front is not None:
        return front
    inner = next(_inside(parse, index, gazetteer, words), None)
    return inner if inner is not None and inner.candidates else _unknown(parse, index)


def _in_front_of_hyphen(token: Token, gazetteer: Gazetteer) -> Named | None:
    """ "U.S." of "U.S.-led", "S.C." of "D-S.C.", where the parser leaves the word whole."""
    at = token.start
    for part in token.text.split("-") if "-" in token.text else ():
        found = [one for one in gazetteer.candidates(fold(part)) if one.main and one.feature in {"country", "admin1"}]
        if part[:1].isupper() and len(part) > 1 and found:
            return Named(first=token.index, last=token.index + 1, start=at, end=at + len(part), key=fold(part),
                         kind="place", candidates=tuple(found), label=token.entity)  # fmt: skip
        at += len(part) + 1
    return None


def _area_named(parse: Parse, index: int, gazetteer: Gazetteer, words: PlaceWords) -> Named | None:
    """ "north Africa", "western Europe": an area of its own name, though its first word is small."""
    for last in _ends(parse, index):
        named = _known(parse, index, last, gazetteer, words) if last - index > 1 else None
        if named is not None and any(one.main and one.feature == "region" for one in named.candidates):
            return named
    return None


def _inside(parse: Parse, index: int, gazetteer: Gazetteer, words: PlaceWords) -> Iterator[Named]:
    """Names further on in the same name of the parser: "The United States", "Northeast Georgia", "Air Zimbabwe"."""
    label = parse.tokens[index].entity
    for start in range(index + 1, min(index + 3 * LONGEST, len(parse))):
        token = parse.tokens[start]
        if not label or token.entity != label or token.begins_entity:
            return
        if _may_begin(token, words):
            for last in _ends(parse, start):
                named = _known(parse, start, last, gazetteer, words)
                if named is not None:
                    yield named


def _may_begin(token: Token, words: PlaceWords) -> bool:
    if len(token.text) > LONGEST_TOKEN:
        return False
    return _is_capital(token.text) or (token.lower in words.particles and token.pos in {"PROPN", "X", "NOUN"})


def _is_capital(word: str) -> bool:
    """A capital, or a letter of a script without them: "حلب"."""
    return word[:1].isupper() or unicodedata.category(word[:1] or " ") == "Lo"


def _ends(parse: Parse, index: int) -> Iterator[int]:
    """The ends of names that begin here, the longest first; a name ends with a capital or a number."""
    sentence = parse.sentences[parse.tokens[index].sentence]
    limit = min(index + LONGEST, sentence.last)
    for last in range(limit, index, -1):
        if _is_capital(parse.tokens[last - 1].text):
            yield last


def _known(parse: Parse, first: int, last: int, gazetteer: Gazetteer, words: PlaceWords) -> Named | None:
    tokens = parse.tokens[first:last]
    start, end = tokens[0].start, tokens[-1].end
    key = fold(parse.text[start:end])
    if (
        not key
        or key in words.not_places
        or (last - first == 1 and (_is_plain(key, words) or not _may_be_name(parse, tokens[0], words)))
    ):
        return None
    unit = unit_of(parse, first, last, words)
    label = next((token.entity for token in tokens if token.entity), "")
    candidates = _candidates(key, parse, last, gazetteer, words)
    homes = _homes_of_people(key, gazetteer)
    if homes and not _is_place_here(parse, last, unit, candidates):
        if label == "LANGUAGE":
            return None
        return Named(first=first, last=last, start=start, end=end, key=key, kind="demonym", label=label,
                     candidates=homes)  # fmt: skip
    says = judge(parse, first, last, candidates, words) if candidates else "no"
    if says == "no":
        return None
    return Named(
        first=first,
        last=last,
        start=start,
        end=end,
        key=key,
        kind="place",
        candidates=candidates,
        unit=unit,
        label=label,
        waits=says == "waits",
        after_comma=first > 0 and parse.tokens[first - 1].text == ",",
        led=is_led(parse, first, words),
    )


def _homes_of_people(key: str, gazetteer: Gazetteer) -> tuple[Candidate, ...]:
    """What a word of a people stands for: a region, province or town, then the country."""
    people, code = gazetteer.home_of_people(key), countries().by_adjective(key)
    named = gazetteer.candidates(fold(countries().by_code[code].name)) if code else ()
    country = [one for one in named if one.feature == "country" and one.country == code]
    return (*([people] if people else []), *country[:1])


def _is_place_here(parse: Parse, last: int, unit: str | None, candidates: tuple[Candidate, ...]) -> bool:
    """ "the Caribbean" and "the Amhara region" name the area itself, "Caribbean islands" does not."""
    if not any(one.main and one.feature in {"admin1", "region"} for one in candidates):
        return False
    token = parse.tokens[last - 1]
    return unit in {"province", "town"} or (
        token.pos in {"PROPN", "NOUN"} and token.dep not in {"amod", "compound", "nmod"}
    )


def _may_be_name(parse: Parse, token: Token, words: PlaceWords) -> bool:
    """No small word of the language in capitals, but "Portland, ME"."""
    if token.lower in words.function_words:
        return token.index > 0 and parse.tokens[token.index - 1].text == "," and token.text.isupper()
    return token.pos in NOUNS or token.text.isupper()


def _is_plain(key: str, words: PlaceWords) -> bool:
    plain = key in words.not_places or key in words.directions
    return plain or key in words.parts or key in words.town_units


def _candidates(key: str, parse: Parse, last: int, gazetteer: Gazetteer, words: PlaceWords) -> tuple[Candidate, ...]:
    """What the gazetteer knows; before a unit noun of districts, "Travis counties", the districts of that name too."""
    found = gazetteer.candidates(key)
    short, _, rest = key.partition(" ")
    if not found and short in words.abbreviations and rest:
        found = gazetteer.candidates(f"{words.abbreviations[short]} {rest}")
    noun = words.districts.get(parse.tokens[last].lower) if last < len(parse) else None
    return (*found, *gazetteer.candidates(f"{key} {noun}")) if noun else found


def _begins_name(parse: Parse, index: int) -> bool:
    """True at the first token of the parser's name, and behind its article."""
    token = parse.tokens[index]
    before = parse.tokens[index - 1] if index else token
    return token.begins_entity or (before.begins_entity and before.pos == "DET")


def _unknown(parse: Parse, index: int) -> Named | None:
    """A name the parser takes for a place and nobody knows: kept, unresolved."""
    token = parse.tokens[index]
    if token.entity not in PLACE_LABELS or not _begins_name(parse, index):
        return None
    last = index + 1
    while (
        last < min(index + LONGEST, len(parse))
        and parse.tokens[last].entity == token.entity
        and not parse.tokens[last].begins_entity
    ):
        last += 1
    end = parse.tokens[last - 1].end
    written = parse.text[token.start : end]
    if written.isupper() or not written[0].isupper() or any(map(str.isdigit, written)):
        return None  # a body's initials, a word of a heading, a road by its number
    return Named(first=index, last=last, start=token.start, end=end, key=fold(written), kind="place",
                 label=token.entity)  # fmt: skip
