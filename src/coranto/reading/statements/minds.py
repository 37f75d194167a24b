"""Cues that are no verbs of saying but tell a mind: adjectives, and words that stand for or against by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from ..frames import clause_of
from ..tree import Token, child, children, head, subtree
from .contents import stretch
from .ground import Draft, Ground, is_read


def find_minds(ground: Ground) -> Iterator[Draft]:
    """The statements of adjectives and of "against": "is hopeful that C", "are opposed to C", "is against C"."""
    words = ground.knowledge.words
    for token in ground.parse.tokens:
        draft: Draft | None = None
        if token.pos in {"ADJ", "VERB"} and {token.lemma, token.lower} & words.adjectives:
            draft = _felt(ground, token) or _felt_about(ground, token)
        elif token.lower in words.standing:
            draft = _stands(ground, token)
        if draft is not None and is_read(ground, token):
            yield draft


def _felt(ground: Ground, adjective: Token) -> Draft | None:
    """ "is hopeful that C", "was worried about C"."""
    parse = ground.parse
    clause = clause_of(parse, adjective, ground.classes)
    verb = head(parse, adjective)
    if clause.negated or not clause.subjects or verb is None:
        return None
    target = clause.content or next(
        (each for each in children(parse, verb) if each.dep == "ccomp" and each.index > adjective.index), None
    )
    if target is None:
        return None
    content = stretch(ground, [target], adjective)
    if content is None or not any(each.lower in ground.knowledge.words.that for each in subtree(parse, target)[:1]):
        return None
    return Draft(
        content=content,
        cue=(adjective.start, adjective.end),
        speakers=clause.subjects,
        lemma=adjective.lemma,
        rule="belief/adjective",
    )


def _felt_about(ground: Ground, adjective: Token) -> Draft | None:
    """ "is opposed to the plan", "was worried about the truce"."""
    clause = clause_of(ground.parse, adjective, ground.classes)
    verb = head(ground.parse, adjective)
    if adjective.dep != "acomp" or clause.negated or verb is None:
        return None
    subjects = clause.subjects or clause_of(ground.parse, verb, ground.classes).subjects
    heads = [token for word, token in clause.prepositions if word in ground.knowledge.words.felt_prepositions]
    if adjective.lower not in ground.knowledge.words.sides:
        return None
    content = stretch(ground, heads[:1], adjective) if heads and subjects else None
    if content is None:
        return None
    cue = (adjective.start, adjective.end)
    return Draft(
        content=content, cue=cue, speakers=subjects, lemma=adjective.lower, rule="belief/adjective and preposition"
    )


def _stands(ground: Ground, word: Token) -> Draft | None:
    """ "is against the boycott", "are in favour of a truce"."""
    verb = head(ground.parse, word)
    while verb is not None and verb.pos == "ADP":
        verb = head(ground.parse, verb)
    if verb is None or verb.lemma != "be":
        return None
    clause = clause_of(ground.parse, verb, ground.classes)
    behind = (
        word if word.pos == "ADP" else next((each for each in children(ground.parse, word) if each.dep == "prep"), None)
    )
    inner = child(ground.parse, behind, "pobj", "pcomp") if behind is not None else None
    if inner is None or clause.negated or not any(ground.who.at(each) is not None for each in clause.subjects):
        return None
    content = stretch(ground, [inner], word)
    cue = (word.start, word.end)
    if content is None:
        return None
    return Draft(content=content, cue=cue, speakers=clause.subjects, lemma=word.lower, rule="attitude/standing")
