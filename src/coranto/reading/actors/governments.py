"""Countries that act, capitals that stand for their governments, and "the Assad regime"."""

from __future__ import annotations

from collections.abc import Iterable

from ...knowledge.countries import countries
from ...knowledge.folding import fold
from ...model.reading import MentionForm, Place
from ..people import Draft, Ground, capitalised, government
from ..tree import Token, ancestors, children, head, token_at, tokens_between

MODIFIERS = {"amod", "compound", "nmod", "poss"}


def find_governments(ground: Ground, taken: frozenset[int]) -> list[Draft]:
    """The governments a report names by country, by capital, or as the regime of somebody."""
    found = [
        draft
        for place in ground.places
        if (draft := _country(ground, place, taken) or _capital(ground, place, taken)) is not None
    ]
    return [*found, *_regimes(ground, taken)]


def _country(ground: Ground, place: Place, taken: frozenset[int]) -> Draft | None:
    if place.country is None or place.precision not in {"country", "region"}:
        return None
    tokens = [token for token in tokens_between(ground.parse, place.start, place.end) if token.index not in taken]
    named = [token for token in tokens if capitalised(token)]
    if not named:
        return None
    words = ground.parse.text[named[0].start : named[-1].end]
    if place.kind == "place" and (countries().by_name(words) != place.country or place.text != words):
        return None  # "northwest Syria" is where, not who
    last = named[-1]
    acts = _qualifies(ground, last) if place.kind == "demonym" else acts_as_country(ground, last)
    if not acts:
        return None
    form: MentionForm = "name" if place.kind == "demonym" else "metonym"
    return government(named[0].index, last.index + 1, place.country, form=form)


def _qualifies(ground: Ground, token: Token) -> bool:
    """ "Russian air strikes" are Russia's; a Chinese restaurant is nobody's act."""
    above = head(ground.parse, token)
    return token.dep in MODIFIERS and (above is None or above.lemma not in ground.knowledge.words.located)


def acts_as_country(ground: Ground, token: Token) -> bool:
    """True where the country does or suffers something, not where it says in which country."""
    words, token = ground.knowledge.words, _first_of_row(ground, token)
    above = head(ground.parse, token)
    if token.dep in {"dobj", "nsubjpass"}:
        return above is None or above.lemma not in words.visited
    if token.dep in MODIFIERS:
        return above is None or above.lemma not in words.located
    if token.dep == "nsubj":
        return above is None or above.lemma not in words.lying
    if token.dep != "pobj":
        return token.dep in {"dative", "agent", "attr", "oprd", "csubj"}
    if above is None:
        return True
    if above.lower in words.going_to:
        verb = head(ground.parse, above)
        return verb is not None and verb.lemma in words.told_to
    if above.lower in words.of:
        noun = head(ground.parse, above)
        return noun is not None and noun.lemma in words.of_states
    return above.lower in words.metonym_prepositions


def _first_of_row(ground: Ground, token: Token) -> Token:
    """The first of what is coordinated: "Turkey" of "Turkey, Russia and Iran"."""
    while token.dep in {"conj", "appos"}:
        above = head(ground.parse, token)
        if above is None or above.pos not in {"PROPN", "NOUN"}:
            return token
        token = above
    return token


def _capital(ground: Ground, place: Place, taken: frozenset[int]) -> Draft | None:
    """ "Ankara has held out": a capital does not hold out, its government does."""
    if place.kind != "place" or place.precision != "town":
        return None
    token = token_at(ground.parse, place.end - 1)
    code = countries().by_capital(place.text)
    if token is None or code is None or code != place.country or token.index in taken:
        return None
    if not _stands_for_government(ground, token):
        return None
    first = token_at(ground.parse, place.start) or token
    return government(first.index, token.index + 1, code, form="metonym")


def _stands_for_government(ground: Ground, token: Token) -> bool:
    words, token = ground.knowledge.words, _first_of_row(ground, token)
    verb = next((each for each in ancestors(ground.parse, token) if each.pos in {"VERB", "AUX"}), None)
    if token.dep == "nsubj":
        return verb is not None and verb.lemma not in words.place_verbs
    if token.dep == "pobj":
        above = head(ground.parse, token)
        return above is not None and above.lower in words.metonym_prepositions
    return False


def _regimes(ground: Ground, taken: frozenset[int]) -> list[Draft]:
    """ "the Assad regime", "the Syrian government"; "the regime" alone is the one told of last."""
    found: list[Draft] = []
    words, latest = ground.knowledge.words, None
    for token in ground.parse.tokens:
        if token.lower not in words.government_heads or token.pos not in {"NOUN", "PROPN"} or token.index in taken:
            continue
        around = list(children(ground.parse, token))
        modifiers = _modifiers(ground, token)
        definite = any(each.lower in words.definite for each in around if each.dep == "det")
        named = next(((each, code) for each in modifiers if (code := country_named(ground, [each]))), None)
        code = named[1] if named else _of(ground, token) or (latest if definite and not modifiers else None)
        if code is not None:
            latest = code
            first = named[0].index if named else min((each.index for each in modifiers), default=token.index)
            found.append(government(first, _end(ground, token), code, form="name", head=token.index))
    return found


def _modifiers(ground: Ground, token: Token) -> list[Token]:
    """What stands before a noun and tells whose it is, the nearest first: "Assad" of "Iran and Assad regime"."""
    found = [each for each in children(ground.parse, token) if each.index < token.index and each.dep in MODIFIERS]
    for each in found:
        found.extend(one for one in children(ground.parse, each) if one.dep == "conj" and one.index < token.index)
    return sorted(found, key=lambda each: -each.index)


def _of(ground: Ground, token: Token) -> str | None:
    """ "the Government of Iraq"."""
    for each in children(ground.parse, token):
        if each.dep == "prep" and each.lower in ground.knowledge.words.of:
            return country_named(ground, children(ground.parse, each))
    return None


def _end(ground: Ground, token: Token) -> int:
    for each in children(ground.parse, token):
        is_of = each.dep == "prep" and each.lower in ground.knowledge.words.of and each.index == token.index + 1
        if is_of and country_named(ground, children(ground.parse, each)):
            return max((inner.index for inner in children(ground.parse, each)), default=token.index) + 1
    return token.index + 1


def country_named(ground: Ground, tokens: Iterable[Token]) -> str | None:
    """The country that one of some tokens names: by name, demonym, capital, or the surname of who rules it."""
    table = countries()
    for each in tokens:
        code = table.by_demonym(each.text) or table.by_name(each.text) if capitalised(each) else None
        if code:
            return code
        for known in ground.knowledge.known.names.get(fold(each.text), ()) if capitalised(each) else ():
            actor = ground.knowledge.known.by_id[known]
            if actor.kind == "person" and actor.country:
                return actor.country
    return None
