"""Roles, bodies and groups without a name: "Russian officials", "displaced Syrians", "the Defence Minister of Iran"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from ...knowledge.countries import countries
from ...knowledge.numbers import value_of
from ...model.reading import ActorKind
from ..people import Draft, Ground, Office, capitalised, words_of
from ..tree import Token, children, conjuncts, subtree, tokens_between
from .offices import country_around, is_alignment
from .sectors import Told, told_by

INSIDE = {"amod", "compound", "nmod", "poss", "nummod", "case", "det", "npadvmod", "quantmod", "advmod"}
WHOLE = {"nummod", "poss"}  # "at least 12", "Prime Minister Abiy Ahmed's": kept with all that stands before them
MODIFYING = {"compound", "amod", "nmod", "npadvmod"}
ACTING = {"nsubj", "nsubjpass", "agent"}


class Phrase(msgspec.Struct, frozen=True):
    """A noun phrase taken for somebody: its tokens `[first, last)`, its head, its article, who owns it."""

    head: Token
    first: int
    last: int
    article: Token | None
    owner: Token | None


def find_phrases(ground: Ground, names: Sequence[Draft]) -> list[Draft]:
    """Noun phrases whose head is a role, a body or people; `names` are found already."""
    by_token = {index: draft for draft in names for index in range(draft.first, draft.last)}
    located = {
        token.index
        for place in ground.places
        for token in tokens_between(ground.parse, place.start, place.end)
        if token.pos == "PROPN" and place.kind == "place"
    }
    found = [
        draft
        for token in ground.parse.tokens
        if token.pos in {"NOUN", "PROPN", "ADJ"}
        and token.index not in by_token
        and token.index not in located
        and (draft := _draft_at(ground, token, by_token))
    ]
    return [one for draft in found for one in _apart(ground, draft)]


def _apart(ground: Ground, draft: Draft) -> list[Draft]:
    """ "Syrian and Iranian state media" are two: the first stands on its demonym, the last on the rest."""
    tokens = ground.parse.tokens
    codes = [
        (index, code)
        for index in range(draft.first, draft.head)
        if capitalised(tokens[index]) and (code := countries().by_adjective(tokens[index].text))
    ]
    if len(codes) < 2 or len({code for _, code in codes}) < len(codes) or draft.kind == "person":
        return [draft]
    joined = {token.pos for token in tokens[codes[0][0] + 1 : codes[-1][0]] if token.index not in dict(codes)}
    if not joined <= {"CCONJ", "PUNCT"} or "CCONJ" not in joined:
        return [draft]
    rest = words_of(ground.parse, codes[-1][0] + 1, draft.last)
    *others, (last, code) = codes
    return [
        *(
            msgspec.structs.replace(
                draft,
                first=index,
                last=index + 1,
                head=index,
                country=other,
                key=f"{tokens[index].lower} {draft.key.split()[-1]}",
                name=f"{tokens[index].text} {rest}",
            )
            for index, other in others
        ),
        msgspec.structs.replace(draft, first=last, country=code, name=words_of(ground.parse, last, draft.last)),
    ]


def _draft_at(ground: Ground, head: Token, names: Mapping[int, Draft]) -> Draft | None:
    if not _may_be_somebody(ground, head):
        return None
    phrase = _phrase(ground, head)
    tokens = ground.parse.tokens[phrase.first : head.index + 1]
    inside = [names[index] for index in range(phrase.first, phrase.last) if index in names]
    told = told_by(ground, tokens, head, inside)
    if told.kind is None:
        told = _people_by_demonym(head)
    return None if told.kind is None else _draft(ground, phrase, told.kind, told.sectors)


def _may_be_somebody(ground: Ground, head: Token) -> bool:
    words = ground.knowledge.words
    if head.dep in MODIFYING:
        return False
    if head.lemma in words.states:
        return head.tag == "NN"
    owned = head.lemma in words.not_owned and any(each.dep == "poss" for each in children(ground.parse, head))
    nobody = head.lemma in words.only_of and not any(each.lower in words.of for each in children(ground.parse, head))
    if head.lemma in words.not_actors or owned or nobody:
        return False
    if head.pos == "ADJ":  # "the wounded", "the displaced"
        return head.dep not in {"acomp", "conj", "ROOT", "advcl"} and any(
            each.lower in words.definite for each in children(ground.parse, head)
        )
    return True


def _only_again(ground: Ground, head: Token) -> bool:
    """Machines and buildings are somebody when they act; elsewhere, and "the country", only if named before."""
    words = ground.knowledge.words
    if head.lemma in words.states:
        return True
    return (head.lemma in words.equipment or head.lemma in words.premises) and head.dep not in ACTING


def _people_by_demonym(head: Token) -> Told:
    if countries().by_demonym(head.text) and capitalised(head) and head.pos != "ADJ":
        return Told("people" if head.tag in {"NNS", "NNPS"} or head.pos == "NOUN" else None, ("CVL",))
    return Told(None)


def _phrase(ground: Ground, head: Token) -> Phrase:
    """The tokens of the phrase: modifiers before, and an of-phrase for offices and bodies."""
    parse = ground.parse
    first, last = _extent(ground, head)
    article = owner = None
    for each in children(parse, head):
        if each.dep == "poss":
            owner = each
    token = parse.tokens[first]
    if token.pos == "DET" and last - first > 1:
        article, first = token, first + 1
    return Phrase(head, first, last, article, owner)


def _extent(ground: Ground, head: Token) -> tuple[int, int]:
    parse = ground.parse
    first = head.index
    for each in children(parse, head):
        if each.index < head.index and each.dep in INSIDE:
            whole = subtree(parse, each) if each.dep in WHOLE else children(parse, each)
            modifiers = (one.index for one in whole if each.dep in WHOLE or one.dep in INSIDE or one.dep == "conj")
            first = min(first, each.index, *modifiers)
    last = head.index + 1
    for each in children(parse, head):
        if each.dep == "prep" and each.lower in ground.knowledge.words.of and each.index == last:
            for inner in children(parse, each):
                if inner.dep == "pobj":
                    last = max(last, *(one.index + 1 for one in conjuncts(parse, inner)))
    return first, last


def _draft(ground: Ground, phrase: Phrase, kind: ActorKind, sectors: tuple[str, ...]) -> Draft:
    head, first, last = phrase.head, phrase.first, phrase.last
    parse, words = ground.parse, ground.knowledge.words
    around = parse.tokens[first:last]
    country = country_around(ground, around)
    article = phrase.article.lower if phrase.article is not None else None
    offices: tuple[Office, ...] = ()
    if kind == "person":
        offices = (_office(ground, around, head, country),)
    return Draft(
        first=first,
        last=last,
        head=head.index,
        form="role",
        kind=kind,
        key=_core(around, head),
        name=words_of(parse, first, last),
        country=country,
        sectors=sectors,
        aligned=_aligned(ground, around),
        offices=offices,
        count=_count(ground, head),
        gender=_gender(ground, head, kind),
        plural=head.tag in {"NNS", "NNPS"} or head.lemma in words.plural_nouns,
        definite=None if article is None else article in words.definite,
        demonstrative=article in words.demonstrative,
        owner=phrase.owner.index if phrase.owner is not None else None,
        only_again=_only_again(ground, head),
    )


def _office(ground: Ground, around: tuple[Token, ...], head: Token, country: str | None) -> Office:
    """The office a phrase names, without whose it is: "foreign minister" of "the Jordanian foreign minister"."""
    own = [token for token in around if token.index <= head.index]
    while len(own) > 1 and (own[0].dep in {"poss", "case"} or countries().by_demonym(own[0].text)):
        own = own[1:]
    return Office(
        title=" ".join(ground.parse.text[own[0].start : head.end].split()),
        of=country,
        start=around[0].start,
        end=around[-1].end,
        former=any(token.lower in ground.knowledge.words.former for token in around if token.index < head.index),
    )


def _aligned(ground: Ground, around: tuple[Token, ...]) -> str | None:
    """On whose side a group is: "pro-Iranian", "Turkish-backed"; the government it is aligned with."""
    words = ground.knowledge.words
    for token in around:
        if capitalised(token) and is_alignment(ground.parse, token, words.aligned | words.led - words.against):
            code = countries().by_demonym(token.text) or countries().by_name(token.text)
            if code and not is_alignment(ground.parse, token, words.against):
                return f"gov.{code.lower()}"
    return None


def _gender(ground: Ground, head: Token, kind: ActorKind):  # type: ignore[no-untyped-def]
    if kind not in {"person", "people"}:
        return "thing"
    genders = ground.knowledge.words.genders
    return next((gender for gender, nouns in genders.items() if head.lemma in nouns), "unknown")


def _core(around: tuple[Token, ...], head: Token) -> str:
    """The phrase without articles and numbers: what two mentions of one group share."""
    kept = [token.lemma for token in around if token.pos not in {"DET", "NUM", "PUNCT", "PART"} or token is head]
    return " ".join(kept)


def _count(ground: Ground, head: Token) -> int | None:
    for each in children(ground.parse, head):
        if each.dep == "nummod":
            value = value_of(each.text, ground.knowledge.numbers)
            return round(value) if value is not None else None
    return None
