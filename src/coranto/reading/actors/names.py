"""Names: known bodies and officials wherever they stand, and the names the parser finds."""

from __future__ import annotations

from collections.abc import Iterator

from ...knowledge.countries import countries
from ...knowledge.folding import fold, keys
from ...model.reading import ActorKind
from ..people import Draft, Ground, government, head_of
from ..tree import Parse, Token

NAMES = {"PERSON", "ORG", "NORP"}


def find_names(ground: Ground) -> list[Draft]:
    """Every name in text order, none overlapping: what is known first, then the parser's persons and bodies."""
    found: list[Draft] = []
    index, parse = 0, ground.parse
    while index < len(parse):
        draft = _known_at(ground, index) or _named_at(ground, index)
        if draft is None:
            index += 1
        else:
            found.append(draft)
            index = draft.last
    return found


def _known_at(ground: Ground, index: int) -> Draft | None:
    """The longest name of our files that begins here."""
    parse, knowledge = ground.parse, ground.knowledge
    token = parse.tokens[index]
    if token.pos == "DET" or (not token.text[:1].isupper() and token.pos != "PROPN"):
        return None
    limit = min(index + 2 * knowledge.longest_name, parse.sentences[token.sentence].last)
    for last in range(limit, index, -1):
        if parse.tokens[last - 1].pos in {"PUNCT", "PART"}:
            continue  # folding would not see the comma
        for key in keys(parse.text[token.start : parse.tokens[last - 1].end]):
            known = knowledge.names.get(key)
            if known is not None and _may_be(parse, index, last, key):
                return _known(ground, index, last, known, key)
    return None


def _may_be(parse: Parse, first: int, last: int, key: str) -> bool:
    """A short common word is a body's name only in capitals: "IS", not "is"."""
    words = parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]
    return len(key) > 3 or words.isupper()


def _known(ground: Ground, first: int, last: int, known: str, key: str) -> Draft:
    actor = ground.knowledge.known[known]
    head = head_of(ground.parse, first, last)
    if actor.stands_for_government and actor.country:
        return government(first, last, actor.country, metonym=True, key=key)
    return Draft(
        first=first,
        last=last,
        head=head.index,
        form="name",
        kind=actor.kind,
        key=key,
        name=actor.name,
        country=actor.country,
        sectors=actor.sectors,
        known=known,
        public=True,
    )


def _named_at(ground: Ground, index: int) -> Draft | None:
    parse = ground.parse
    token = parse.tokens[index]
    if token.entity not in {"PERSON", "ORG"} or not token.begins_entity:
        return None
    last = _end_of_name(parse, index)
    first = _without_article(parse, index, last)
    if first > index and (known := _known_at(ground, first)):
        return known  # "The Security Council", article and all one name to the parser
    last = _without_possessive(parse, first, last)
    first = _after_titles(ground, first, last) if token.entity == "PERSON" else first
    if first >= last or not any(each.text[:1].isupper() for each in parse.tokens[first:last]):
        return None
    if countries().by_name(parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]):
        return None  # "The United States": governments are found apart
    return _named(ground, first, last, token.entity)


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
    while last - first > 1 and fold(ground.parse.tokens[first].text) in ground.knowledge.titles:
        first += 1
    return first


def _named(ground: Ground, first: int, last: int, label: str) -> Draft:
    parse = ground.parse
    words = parse.text[parse.tokens[first].start : parse.tokens[last - 1].end]
    kind, sectors = _kind(ground, words, label)
    return Draft(
        first=first,
        last=last,
        head=head_of(parse, first, last).index,
        form="name",
        kind=kind,
        key=fold(words),
        name=" ".join(words.split()),
        sectors=sectors,
    )


def _kind(ground: Ground, words: str, label: str) -> tuple[ActorKind, tuple[str, ...]]:
    if label == "PERSON":
        return "person", ()
    for tail in _tails(fold(words)):
        heads = ground.knowledge.heads.get(tail)
        if heads is not None:
            return heads.kind, heads.sectors
        sectors = ground.knowledge.roles.get(tail)
        if sectors is not None:
            return "organisation", sectors
    return "organisation", ()


def _tails(key: str) -> Iterator[str]:
    """The ends of a phrase, longest first."""
    words = key.split()
    return (" ".join(words[start:]) for start in range(len(words)))


def tails_of(parse: Parse, tokens: tuple[Token, ...]) -> Iterator[str]:
    """The ends of a phrase as folded words and as lemmas, longest first."""
    if not tokens:
        return
    text = fold(parse.text[tokens[0].start : tokens[-1].end])
    lemma = fold(" ".join([*(token.lower for token in tokens[:-1]), tokens[-1].lemma]))
    for one, other in zip(_tails(text), _tails(lemma), strict=False):
        yield one
        if other != one:
            yield other
