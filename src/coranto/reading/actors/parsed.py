"""Names as the parser sees them, without its titles, articles, things and places."""

from __future__ import annotations

from collections.abc import Mapping

from ...knowledge.actors import Gender
from ...knowledge.countries import countries
from ...knowledge.folding import fold
from ...model.reading import ActorKind, Place
from ..people import Draft, Ground, capitalised, ends_of, head_of, words_of
from ..tree import Parse, Token, head

NAMED = {"PERSON", "ORG"}


def entity_at(ground: Ground, index: int, places: Mapping[int, Place]) -> Draft | None:
    """The person, body or people whose name the parser begins at a token."""
    token = ground.parse.tokens[index]
    if token.entity in NAMED and token.begins_entity:
        return _named_at(ground, index, places)
    people = token.tag == "NNPS" or (token.tag == "NNP" and token.dep not in {"amod", "compound", "nmod"})
    if token.entity == "NORP" and people and token.begins_entity and not countries().by_adjective(token.text):
        return _people(token)
    return None


def _people(token: Token) -> Draft:
    """ "Kurds", "Muslims", "Republicans": a people or following by its name."""
    return Draft(
        first=token.index,
        last=token.index + 1,
        head=token.index,
        form="name",
        kind="people",
        key=fold(token.text),
        name=token.text,
        sectors=("CVL",),
        plural=True,
    )


def _named_at(ground: Ground, index: int, places: Mapping[int, Place]) -> Draft | None:
    parse = ground.parse
    label = parse.tokens[index].entity
    last = _end_of_name(parse, index)
    first = _without_article(parse, index, last)
    last = _without_possessive(parse, first, last)
    if label == "PERSON":
        first = _after_titles(ground, first, last)
    if first >= last or not any(capitalised(each) for each in parse.tokens[first:last]):
        return None
    words = words_of(parse, first, last)
    if countries().by_name(words) or is_no_name(ground, first, last) or _is_a_place(ground, first, last, places):
        return None
    return named(ground, first, last, label)


def _end_of_name(parse: Parse, index: int) -> int:
    last, label = index + 1, parse.tokens[index].entity
    sentence = parse.sentences[parse.tokens[index].sentence]
    while last < sentence.last and parse.tokens[last].entity == label and not parse.tokens[last].begins_entity:
        last += 1
    # The parser cuts names with hyphens and articles: "Bashar al", "-", "Assad".
    while last + 1 < sentence.last and parse.tokens[last].text == "-" and parse.tokens[last + 1].pos == "PROPN":
        last += 2
    return last


def _without_article(parse: Parse, first: int, last: int) -> int:
    return first + 1 if last - first > 1 and parse.tokens[first].pos == "DET" else first


def _without_possessive(parse: Parse, first: int, last: int) -> int:
    return last - 1 if last - first > 1 and parse.tokens[last - 1].tag == "POS" else last


def _after_titles(ground: Ground, first: int, last: int) -> int:
    """Titles inside what the parser calls the name are roles: "Gen. Amir Hatami"."""
    tokens, titles = ground.parse.tokens, ground.knowledge.titles
    while last - first > 1 and (fold(tokens[first].text) in titles or tokens[first].text == "."):
        first += 1
    return first


def is_no_name(ground: Ground, first: int, last: int) -> bool:
    """Things the parser takes for bodies: "UAV", "Operation Steel", "Resolution 2254"."""
    words = ground.knowledge.words
    tokens = ground.parse.tokens
    while last - first > 1 and tokens[last - 1].text.isdigit():
        last -= 1
    ends = {fold(tokens[first].text), fold(tokens[last - 1].text)}
    return bool(ends & words.not_names) or tokens[last - 1].lemma in words.not_names


def _is_a_place(ground: Ground, first: int, last: int, places: Mapping[int, Place]) -> bool:
    """A name that the places stage resolved and that stands where places do: "near Tal Afar"."""
    if not all(index in places for index in range(first, last)):
        return False
    place = places[first]
    above = head(ground.parse, head_of(ground.parse, first, last))
    located = above is not None and above.lower in ground.knowledge.words.locative
    return located or (place.lat is not None and place.precision != "region" and _whole(ground, place, first, last))


def _whole(ground: Ground, place: Place, first: int, last: int) -> bool:
    tokens = ground.parse.tokens
    return place.start <= tokens[first].start and tokens[last - 1].end <= place.end


def named(ground: Ground, first: int, last: int, label: str) -> Draft:
    """The mention that tokens `[first, last)` with a label of the parser are."""
    words = words_of(ground.parse, first, last)
    kind, sectors = kind_of_name(ground, words, label)
    return Draft(
        first=first,
        last=last,
        head=head_of(ground.parse, first, last).index,
        form="name",
        kind=kind,
        key=fold(words),
        name=words,
        sectors=sectors,
        gender=gender_of(ground, words) if kind == "person" else "thing",
    )


def _before_of(ground: Ground, key: str) -> list[str]:
    """The ends of what stands before "of": "university" of "University of Lagos"."""
    words = key.split()
    place = next((at for at, word in enumerate(words) if word in ground.knowledge.words.of), 0)
    return list(ends_of(" ".join(words[:place]))) if place else []


def gender_of(ground: Ground, name: str) -> Gender:
    """The gender a given name tells, of a name of two words or more."""
    words, given = fold(name).split(), ground.knowledge.given
    if len(words) < 2:
        return "unknown"
    return given.get(" ".join(words[:2])) or given.get(words[0], "unknown")


def kind_of_name(ground: Ground, words: str, label: str) -> tuple[ActorKind, tuple[str, ...]]:
    """Kind and sectors that the words of a name tell: by their last words, else by a given name."""
    key = fold(words)
    if label == "PERSON":
        return "person", ()
    for tail in (*ends_of(key), *_before_of(ground, key)):
        heads = ground.knowledge.heads.get(tail)
        if heads is not None:
            return heads.kind, heads.sectors
        sectors = ground.knowledge.roles.get(tail)
        if sectors is not None:
            return "organisation", sectors
    if " " in key and key.split()[0] in ground.knowledge.given and len(key.split()) <= 4:
        return "person", ()
    return "organisation", ()
