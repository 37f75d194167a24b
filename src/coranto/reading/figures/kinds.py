"""What a number counts, and what became of those counted."""

from __future__ import annotations

from collections.abc import Iterator

from ...knowledge.figures import FigureKnowledge
from ...model.reading import FigureKind
from ...model.span import Span, span_of
from ..tree import Parse, Token, ancestors, child, children, head
from .amounts import Amount


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
    verbs = list(_verbs(parse, noun))
    for verb, position in verbs:
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
    top = noun
    while top.dep in {"conj", "appos", "pobj", "prep"} and top.head != top.index:
        top = parse.tokens[top.head]
        if top.pos in {"VERB"}:
            break
    token = noun if noun.dep not in {"conj", "pobj"} else top
    above = head(parse, token)
    if above is not None and above.pos == "VERB":
        yield above, "passive" if token.dep == "nsubjpass" else "subject" if token.dep == "nsubj" else "object"
        yield from ((other, "object") for other in ancestors(parse, above) if other.dep == "xcomp")
    yield from (
        (each, "passive") for each in children(parse, noun) if each.dep in {"acl", "relcl"} and each.tag == "VBN"
    )


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
    if noun is None or noun.lemma in words.not_counted or token.tag == "NNP":
        return False
    own = noun.index == parse.tokens[amount.last - 1].index  # the number stands alone
    following = parse.tokens[amount.last].lower if amount.last < len(parse) else ""
    if token.lower in words.not_before_of and (own or following in words.of):
        return False
    if own and not amount.open_:
        return (
            noun.dep in {"nsubj", "nsubjpass", "dobj", "pobj"}
            and amount.value < 1900
            and _says_kind(parse, noun, knowledge)
        )
    return own or noun.index > amount.first or not token.text.isdigit()  # "Resolution 2254", "Article 5"


def _says_kind(parse: Parse, noun: Token, knowledge: FigureKnowledge) -> bool:
    """ "killing 12": a number alone is news where its verb says of what."""
    return _by_verb(parse, noun, knowledge) is not None or any(
        parse.tokens[noun.index + 1 : noun.index + 2] and parse.tokens[noun.index + 1].lower in kind.after
        for kind in knowledge.words.kinds.values()
    )
