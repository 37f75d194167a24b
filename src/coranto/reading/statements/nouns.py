"""Cues that are nouns: with an owner, or carried by a verb that says little itself."""

from __future__ import annotations

from collections.abc import Iterator

from ..frames import Clause, clause_of
from ..tree import Token, ancestors, child, children, head, tokens_between
from .contents import Parts, stretch
from .ground import Draft, Ground, is_read


def find_nouns(ground: Ground) -> Iterator[Draft]:
    """The statements that nouns cue: "demands by A for B", "issued a warning that C"."""
    words = ground.knowledge.words
    cues = words.support_nouns | words.nouns
    for token in ground.parse.tokens:
        lemma = token.lemma.lower()
        if token.pos not in {"NOUN", "PROPN"} or lemma not in cues or not is_read(ground, token):
            continue
        draft = _carried(ground, token) if lemma in words.support_nouns else None
        draft = draft or (_owned(ground, token) if lemma in words.nouns else None)
        if draft is not None:
            yield draft


def _carried(ground: Ground, noun: Token) -> Draft | None:
    """ "voiced concern over C", "issued a warning that C", "made the case for C"."""
    words, parse = ground.knowledge.words, ground.parse
    verb = head(parse, noun)
    if verb is None or noun.dep not in {"dobj", "nsubjpass"} or verb.pos != "VERB":
        return None
    particle = child(parse, verb, "prt")
    if (f"{verb.lemma} {particle.lower}" if particle else verb.lemma) not in words.support_verbs:
        return None
    clause = clause_of(parse, verb, ground.classes)
    if clause.negated or not clause.subjects:
        return None
    content = _complement(ground, clause_of(parse, noun, ground.classes), noun, clause)
    if content is None:
        return None
    addressees = tuple(
        token for word, token in clause.prepositions if word in words.addressee and ground.who.at(token) is not None
    )
    return Draft(
        content=content,
        cue=(min(verb.start, noun.start), max(verb.end, noun.end)),
        speakers=clause.subjects,
        addressees=(*clause.indirect, *addressees)[:1],
        lemma=noun.lemma,
        rule="support/verb and noun",
    )


def _complement(ground: Ground, clause: Clause, noun: Token, verb: Clause | None = None) -> Parts | None:
    """What a noun of saying is about: a clause, an infinitive, or "for", "about", "over" something."""
    words = ground.knowledge.words
    if clause.content is not None and clause.content.index > noun.index:
        return _without_that(ground, stretch(ground, [clause.content], noun))
    if clause.infinitive is not None:
        return stretch(ground, [clause.infinitive], noun)
    for each in (clause, verb):
        if each is None:
            continue
        heads = [
            token for word, token in each.prepositions if word in words.noun_prepositions and token.index > noun.index
        ]
        if heads:
            return stretch(ground, heads, noun)
    if verb is not None and verb.infinitive is not None and verb.infinitive.index > noun.index:
        return stretch(ground, [verb.infinitive], noun)
    if verb is not None and verb.content is not None and verb.content.index > noun.index:
        return _without_that(ground, stretch(ground, [verb.content], noun))
    return None


def _without_that(ground: Ground, parts: Parts | None) -> Parts | None:
    """The clause behind "that"."""
    if not parts:
        return parts
    start, end = parts[0]
    first = next(iter(tokens_between(ground.parse, start, end)), None)
    if first is not None and first.lower in ground.knowledge.words.that and first.end + 1 < end:
        return (first.end + 1, end), *parts[1:]
    return parts


def _owned(ground: Ground, noun: Token) -> Draft | None:
    """ "demands by the council for elections", "the minister's claim that"."""
    clause = clause_of(ground.parse, noun, ground.classes)
    words = ground.knowledge.words
    owners = tuple(each for each in clause.subjects if ground.who.at(each) is not None)
    if not owners and (clause.content is not None or clause.infinitive is not None):
        behind = (each for word, each in clause.prepositions if word in words.owner_prepositions)
        owners = tuple(each for each in behind if ground.who.at(each) is not None)
    if not owners:
        return None
    content = _complement(ground, clause, noun) or _hung_lower(ground, owners) or _hung_higher(ground, noun)
    if content is None:
        return None
    content = tuple(part for part in content if not any(part[0] <= each.start < part[1] for each in owners))
    return (
        Draft(
            content=content,
            cue=(noun.start, noun.end),
            speakers=owners,
            lemma=noun.lemma,
            rule="noun/with its owner",
        )
        if content
        else None
    )


def _hung_lower(ground: Ground, owners: tuple[Token, ...]) -> Parts | None:
    """ "demands by the miners for back pay": the parser hangs "for" on the miners."""
    words = ground.knowledge.words
    for owner in owners:
        for each in children(ground.parse, owner):
            inner = child(ground.parse, each, "pobj")
            if each.lower in words.noun_prepositions - ground.classes.of and inner is not None:
                return stretch(ground, [inner], owner)
    return None


def _hung_higher(ground: Ground, noun: Token) -> Parts | None:
    """The parser hangs "for" of "the challenges of demands by A for B" on an earlier noun: take it from the tokens."""
    words = ground.knowledge.words
    for above in ancestors(ground.parse, noun):
        if above.pos not in {"NOUN", "ADP", "PROPN"}:
            return None
        for each in children(ground.parse, above):
            if each.index > noun.index and each.lower in words.noun_prepositions:
                inner = child(ground.parse, each, "pobj")
                return stretch(ground, [inner], noun) if inner is not None else None
    return None
