"""All place names of a report resolved together: each chosen place votes for its country and province."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

import msgspec

from ...knowledge.countries import countries
from ...knowledge.gazetteer import Candidate
from .mentions import Named

ROUNDS = 3  # of choosing and voting
# Weights set by hand; population alone never decides.
_MAIN, _CAPITAL, _COUNTRY, _SHARE, _PROVINCE, _PAIR_PROVINCE, _PAIR_COUNTRY, _UNIT = (
    0.8,
    1.0,
    4.0,
    4.5,
    2.2,
    6.0,
    5.0,
    4.0,
)


class Choice(msgspec.Struct, frozen=True):
    """What a name was taken for, the runners-up with their scores, and how many others lie in the same country."""

    candidate: Candidate
    score: float
    others: tuple[tuple[Candidate, float], ...]
    votes: int
    pair: str | None = None


class _Votes(msgspec.Struct, frozen=True):
    countries: Counter[str]
    provinces: Counter[tuple[str, str]]


def resolve(names: Sequence[Named], pairs: dict[int, Named]) -> dict[int, Choice]:
    """The choice for each name that has candidates, by its place in `names`.

    `pairs` gives for a name the one after its comma: "Idlib, Syria". One sense per text: a name that is told apart
    by its pair or its unit lends its sense to the same name elsewhere.
    """
    votes = _Votes(Counter(), Counter())
    chosen: dict[int, Choice] = {}
    for _ in range(ROUNDS):
        chosen = {n: _choose(name, pairs.get(n), votes) for n, name in enumerate(names) if name.candidates}
        chosen = _one_sense(names, chosen, pairs)
        votes = _count(names, chosen)
    return chosen


def _choose(name: Named, pair: Named | None, votes: _Votes) -> Choice:
    country = _plain_country(name)
    if country and not pair:
        return Choice(country, 10.0, (), votes.countries[country.country or ""])
    scored = sorted(
        ((one, _score(one, name, pair, votes)) for one in name.candidates),
        key=lambda each: (-each[1], each[0].feature, each[0].geonames or 0),
    )
    best, score = scored[0]
    others = tuple(scored[1:6])
    paired = pair.key if pair and _fits_pair(best, pair) else None
    return Choice(best, score, others, votes.countries[best.country or ""], paired)


def _plain_country(name: Named) -> Candidate | None:
    """The country of that name, unless the name is open: Georgia, Jordan."""
    table = countries()
    code = table.by_name(name.key)
    if code is None or table.by_code[code].open or name.unit == "town":
        return None
    return next((one for one in name.candidates if one.feature == "country"), None)


def _score(one: Candidate, name: Named, pair: Named | None, votes: _Votes) -> float:
    table = countries()
    total = sum(votes.countries.values())
    score = math.log10(one.population + 10) + (_MAIN if one.main else 0.0)
    if one.feature == "country":
        score += _COUNTRY
    elif one.country and one.feature == "town":
        code = table.by_capital(name.key)
        score += _CAPITAL if code == one.country else 0.0
    if total and one.country:
        score += _SHARE * votes.countries[one.country] / total
    if one.country and one.admin1_code:
        score += min(_PROVINCE, votes.provinces[one.country, one.admin1_code] / 4 * _PROVINCE)
    if pair:
        score += _pair_score(one, pair)
    if name.unit:
        fits = (one.feature == "admin1") == (name.unit == "province")
        score += _UNIT if fits else 0.0
    elif one.feature == "admin1" and any(
        each.feature == "town" and each.admin1 == one.admin1 for each in name.candidates
    ):
        score -= 1.5  # the city, where city and province share a name and no unit noun stands by
    return score


def _pair_score(one: Candidate, pair: Named) -> float:
    if not _fits_pair(one, pair):
        return 0.0
    return _PAIR_COUNTRY if any(each.feature == "country" for each in pair.candidates) else _PAIR_PROVINCE


def _fits_pair(one: Candidate, pair: Named) -> bool:
    """The name after the comma is the candidate's country or province."""
    for outer in pair.candidates:
        if outer.feature == "country" and outer.country == one.country and one.feature != "country":
            return True
        same_code = outer.country == one.country and outer.admin1_code == one.admin1_code
        if outer.feature == "admin1" and same_code and one.feature == "town":
            return True
    return False


def _one_sense(names: Sequence[Named], chosen: dict[int, Choice], pairs: dict[int, Named]) -> dict[int, Choice]:
    sure = {names[n].key: choice for n, choice in chosen.items() if choice.pair}
    return {
        n: sure[names[n].key] if names[n].key in sure and not choice.pair and n not in pairs else choice
        for n, choice in chosen.items()
    }


def _count(names: Sequence[Named], chosen: dict[int, Choice]) -> _Votes:
    votes = _Votes(Counter(), Counter())
    seen: set[str] = set()
    for n, choice in sorted(chosen.items()):
        one, key = choice.candidate, names[n].key
        if key in seen or one.country is None:
            continue
        seen.add(key)
        spread = len({each.country for each in names[n].candidates})
        votes.countries[one.country] += 2 if one.feature == "country" or spread == 1 else 1
        if one.admin1_code:
            votes.provinces[one.country, one.admin1_code] += 3 if one.feature == "admin1" else 1
    for name in names:
        code = countries().by_demonym(name.key) if name.kind == "demonym" else None
        if code and name.key not in seen:
            seen.add(name.key)
            votes.countries[code] += 1
    return votes
