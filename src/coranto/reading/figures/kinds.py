"""What a number counts, and what became of those counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...knowledge.figures import FigureKnowledge
from ...model.reading import FigureKind
from ...model.span import Span, span_of
from ..tree import Parse, Token, ancestors, child, children, head
from .amounts import Amount

YEAR = re.compile(r"(?:19|20)\d\d")


def counted(parse: Parse, amount: Amount, of: frozenset[str]) -> Token | None:
    """The noun a number counts: its head, or what stands behind "of"."""
    following = parse.tokens[amount.last] if amount.last < len(parse) else None
    inner = child(parse, following, "pobj") if following is not None and following.lower in of else None
    if amount.open_ and inner is not None:
        return inner
    token = parse.tokens[amount.last - 1]
    for each in (token, parse.tokens[amount.first]):
        above = head(parse, each)
        if each.dep in {"nummod", "quantmod", "compound", "amod", "conj", "pobj"} and above is not None:
            while (
                above.pos in {"NUM", "ADP"}
                and above.dep in {"nummod", "quantmod", "conj", "prep"}
                and above.head != above.index
            ):
                above = parse.tokens[above.head]
            if above.pos in {"NOUN", "PROPN"} and above.index > amount.first:
                return above
    return inner if inner is not None else token if token.dep != "nummod" else None


def kind_of_unit(unit: str | None, knowledge: FigureKnowledge) -> FigureKind | None:
    """The kind a currency or measure tells."""
    if unit is None:
        return None
    return (
        "money" if unit in knowledge.words.currencies else "distance" if unit in knowledge.words.distances else "other"
    )


def kind_of_noun(noun: Token | None, people: frozenset[int]) -> FigureKind:
    """People where the noun is a mention of people, else a count."""
    return "other" if noun is None else "people" if noun.index in people else "count"


def kind_told(parse: Parse, noun: Token | None, last: int, knowledge: FigureKnowledge) -> FigureKind | None:
    """What the noun, the word behind it or its verb says became of those counted."""
    if noun is None:
        return None
    following = parse.tokens[last].lower if last < len(parse) else ""
    told = (
        kind for kind, words in knowledge.words.kinds.items() if noun.lemma in words.nouns or following in words.after
    )
    return next(told, None) or _by_verb(parse, noun, knowledge)


def _by_verb(parse: Parse, noun: Token, knowledge: FigureKnowledge) -> FigureKind | None:
    words = knowledge.words
    for verb, position in _verbs(parse, noun):
        subject = child(parse, verb, "nsubj", "nsubjpass")
        if subject is not None and subject.lemma in words.tolls and verb.lemma in words.rises:
            return words.tolls[subject.lemma]
        for kind, told in words.kinds.items():
            if verb.lemma not in told.verbs:
                continue
            if position == "object" and verb.lemma not in words.done:
                return kind
            if position == "subject" and verb.lemma in words.done:
                return kind
            if position == "passive" and verb.lemma in words.suffered:
                return kind
    return None


def _verbs(parse: Parse, noun: Token) -> Iterator[tuple[Token, str]]:
    """The verbs that tell what became of a noun, with its position: its governor and the participle behind it."""
    below = noun
    while below.dep in {"conj", "appos", "pobj", "prep"} and below.head != below.index:
        if parse.tokens[below.head].pos == "VERB":
            break
        below = parse.tokens[below.head]
    token = below if noun.dep in {"conj", "pobj"} else noun
    above = head(parse, token)
    if above is not None and above.pos == "VERB":
        places = {"nsubjpass": "passive", "nsubj": "subject", "prep": "behind"}
        yield above, places.get(token.dep, "object")
        yield from ((other, "object") for other in ancestors(parse, above) if other.dep == "xcomp")
    for each in children(parse, noun):
        if each.dep in {"acl", "relcl"} and each.tag == "VBN":
            yield each, "passive"


def words_counted(parse: Parse, noun: Token | None) -> Span | None:
    """The words a number counts, without relative clauses."""
    if noun is None or noun.pos == "NUM":
        return None
    inside = [
        noun,
        *(
            each
            for each in children(parse, noun)
            if each.dep in {"amod", "compound", "nmod"} and each.index < noun.index
        ),
    ]
    first = min(inside, key=lambda each: each.index)
    if any(parse.tokens[index].pos == "NUM" for index in range(first.index, noun.index)):
        first = noun
    return span_of(parse.text, first.start, noun.end)


def is_news(parse: Parse, amount: Amount, noun: Token | None, knowledge: FigureKnowledge) -> bool:
    """False of ages, dates, numbers of articles and roads, and of "one of them"."""
    token = parse.tokens[amount.first]
    words = knowledge.words
    if noun is None or noun.lemma in words.not_counted or token.tag == "NNP" or _is_a_share(parse, amount, knowledge):
        return False
    own = noun.index == parse.tokens[amount.last - 1].index  # the number stands alone
    following = parse.tokens[amount.last].lower if amount.last < len(parse) else ""
    if token.lower in words.not_before_of and (own or following in words.of):
        return False
    if own and not amount.open_ and amount.upper is None:
        return (
            noun.dep in {"nsubj", "nsubjpass", "dobj", "pobj"}
            and not _is_a_year(token)
            and _says_kind(parse, noun, knowledge)
        )
    return own or noun.index > amount.first or not token.text.isdigit()  # "Resolution 2254", "Article 5"


def _is_a_share(parse: Parse, amount: Amount, knowledge: FigureKnowledge) -> bool:
    """ "one in three people": neither number counts people."""
    before = parse.tokens[amount.first - 1].lower if amount.first else ""
    after = parse.tokens[amount.last].lower if amount.last < len(parse) else ""
    following = parse.tokens[amount.last + 1] if amount.last + 1 < len(parse) else None
    told = parse.tokens[amount.first - 2] if amount.first > 1 else None
    shares = knowledge.words.shares
    return (after in shares and following is not None and following.pos == "NUM") or (
        before in shares and told is not None and told.pos == "NUM"
    )


def _is_a_year(token: Token) -> bool:
    return bool(YEAR.fullmatch(token.text))


def _says_kind(parse: Parse, noun: Token, knowledge: FigureKnowledge) -> bool:
    """ "killing 12": a number alone is news where its verb says of what."""
    return _by_verb(parse, noun, knowledge) is not None or any(
        parse.tokens[noun.index + 1 : noun.index + 2] and parse.tokens[noun.index + 1].lower in kind.after
        for kind in knowledge.words.kinds.values()
    )
