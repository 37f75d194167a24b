"""Pronouns that stand for somebody."""

from __future__ import annotations

from ..people import Draft, Ground
from ..tree import Parse, Token


def find_pronouns(ground: Ground) -> list[Draft]:
    """The personal and possessive pronouns of a report, without "it" that means nothing."""
    found = []
    for token in ground.parse.tokens:
        pronoun = ground.knowledge.words.pronouns.get(token.lower) if token.pos == "PRON" else None
        if pronoun is None or token.dep == "expl" or _is_abbreviation(ground.parse, token):
            continue
        found.append(
            Draft(
                first=token.index,
                last=token.index + 1,
                head=token.index,
                form="pronoun",
                kind="other",
                key=token.lower,
                name=token.text,
                gender=pronoun.gender,
                plural=pronoun.number == "plural",
                person=pronoun.person,
                reflexive=pronoun.reflexive,
            )
        )
    return found


def _is_abbreviation(parse: Parse, token: Token) -> bool:
    """ "US" and "WHO" among words that are not all in capitals."""
    if len(token.text) < 2 or not token.text.isupper():
        return False
    sentence = parse.sentences[token.sentence]
    words = [each.text for each in parse.tokens[sentence.first : sentence.last] if len(each.text) > 1]
    return sum(word.isupper() for word in words) * 2 < len(words)
