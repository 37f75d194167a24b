"""Countries that act, capitals that stand for their governments, and "the Assad regime"."""

from __future__ import annotations

from ...knowledge.countries import countries
from ...knowledge.folding import fold
from ...model.reading import Place
from ..people import Draft, Ground, government
from ..tree import Token, ancestors, children, head, token_at, tokens_between


def find_governments(ground: Ground, taken: frozenset[int]) -> list[Draft]:
    """The governments a report names by country, by capital, or as the regime of somebody."""
    found = [
        draft
        for place in ground.places
        if (draft := _country(ground, place, taken) or _capital(ground, place, taken)) is not None
    ]
    return [*found, *_regimes(ground)]


def _country(ground: Ground, place: Place, taken: frozenset[int]) -> Draft | None:
    if place.country is None or place.precision not in {"country", "region"}:
        return None
    tokens = [token for token in tokens_between(ground.parse, place.start, place.end) if token.index not in taken]
    named = [token for token in tokens if token.text[:1].isupper()]
    if not named:
        return None
    words = ground.parse.text[named[0].start : named[-1].end]
    if place.kind == "place" and (countries().by_name(words) != place.country or place.text != words):
        return None  # "northwest Syria" is where, not who
    last = named[-1]
    if not _acts(ground, last, demonym=place.kind == "demonym"):
        return None
    return government(named[0].index, last.index + 1, place.country, metonym=False, key=f"gov:{place.country}")


def _acts(ground: Ground, token: Token, *, demonym: bool) -> bool:
    """True where the country does or suffers something, not where it says in which country."""
    if demonym:
        return token.dep in {"amod", "compound", "nmod"}
    if token.dep != "pobj":
        return True
    above = head(ground.parse, token)
    return above is None or above.lower not in ground.knowledge.words.locative


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
    return government(token.index, token.index + 1, code, metonym=True, key=f"gov:{code}")


def _stands_for_government(ground: Ground, token: Token) -> bool:
    words = ground.knowledge.words
    while token.dep == "conj":
        above = head(ground.parse, token)
        if above is None:
            return False
        token = above
    verb = next((each for each in ancestors(ground.parse, token) if each.pos in {"VERB", "AUX"}), None)
    if token.dep == "nsubj":
        return verb is not None and verb.lemma not in words.place_verbs
    if token.dep == "pobj":
        above = head(ground.parse, token)
        return above is not None and above.lower in words.metonym_prepositions
    return False


def _regimes(ground: Ground) -> list[Draft]:
    """ "the Assad regime", "the Syrian government"; "the regime" alone is the one told of last."""
    found: list[Draft] = []
    words, latest = ground.knowledge.words, None
    for token in ground.parse.tokens:
        if token.lower not in words.government_heads or token.pos not in {"NOUN", "PROPN"}:
            continue
        around = list(children(ground.parse, token))
        modifiers = [each for each in around if each.index < token.index and each.dep in _MODIFIERS]
        definite = any(each.lower in words.definite for each in around if each.dep == "det")
        code = _country_of(ground, modifiers) or (latest if definite and not modifiers else None)
        if code is not None:
            latest = code
            first = min((each.index for each in modifiers), default=token.index)
            found.append(government(first, token.index + 1, code, metonym=False, key=f"gov:{code}"))
    return found


_MODIFIERS = {"amod", "compound", "nmod", "poss"}


def _country_of(ground: Ground, modifiers: list[Token]) -> str | None:
    table = countries()
    for each in modifiers:
        code = table.by_demonym(each.text) or table.by_name(each.text)
        if code:
            return code
        key = fold(each.text)
        for known in ground.knowledge.known.values():
            if known.kind == "person" and known.country and fold(known.name).replace("-", " ").split()[-1] == key:
                return known.country
    return None
