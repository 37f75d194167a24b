"""What speaks for a candidate by itself: how well known it is, its name, the words beside it, the outlet's name."""

from __future__ import annotations

import math
from collections.abc import Iterable

import msgspec

from ...knowledge.countries import countries
from ...knowledge.gazetteer import Candidate
from .home import Home
from .mentions import Named

# Weights set by hand, in powers of ten of people.
MAIN, CAPITAL, COUNTRY, OPEN_COUNTRY, PAIR, UNIT, CITY = 0.8, 1.0, 4.0, 1.0, 6.0, 4.0, 1.5
SEAT = 0.6  # for the town a province is named after
PART = 3.0  # for the province in "western Aleppo"
HOME_TOWN, HOME_PEOPLE = 4.5, 0.25  # instead of people, for a town the outlet's name can stand for
UNCOUNTED = 3000  # people, for a town whose people nobody counted: it is there as the seat of a district
LISTED = 4.5  # for a town of our own files, which has no population
FOUND = 2.0  # for a hill or a spring of a dump that the user added
SMALL = {"admin1": 5.5, "admin2": 4.0, "region": 7.5, "place": 5.0}  # instead of people


class Group(msgspec.Struct, frozen=True):
    """The mentions of one name in one sense, with their candidates; `pairs` stand behind its comma, `inners` before."""

    key: str
    unit: str | None
    candidates: tuple[Candidate, ...]
    pairs: tuple[Named, ...]
    inners: tuple[Named, ...]


def preference(one: Candidate, group: Group, home: Home | None) -> float:
    """The score of a candidate before the other names are heard."""
    table = countries()
    score = _standing(one)
    if home and home.may_be(one):
        # which of the towns of its name an outlet means, the rest of the report decides, and a little the people
        score = HOME_TOWN + HOME_PEOPLE * math.log10(one.population + 10)
    score += MAIN if one.main else 0.0
    if one.feature == "country":
        score += OPEN_COUNTRY if table.by_code[one.country or ""].open else COUNTRY
    elif one.feature == "town" and one.country and table.by_capital(group.key) == one.country:
        score += CAPITAL
    elif one.feature == "town" and any(_is_province_of(each, one) for each in group.candidates):
        score += SEAT
    if any(fits_pair(one, pair.candidates) for pair in group.pairs):
        score += PAIR
    if any(fits_pair(each, (one,)) for inner in group.inners for each in inner.candidates):
        score += PAIR
    return score + _unit_score(one, group)


def _is_province_of(province: Candidate, one: Candidate) -> bool:
    """A province with the name of a town in it: the town is its seat."""
    same = (province.country, province.admin1_code) == (one.country, one.admin1_code)
    return same and province.feature == "admin1" and province.main


def _standing(one: Candidate) -> float:
    """How well known a place is, in powers of ten of people."""
    if one.feature in {"region", "place"} and not one.listed:
        return FOUND
    return SMALL.get(one.feature) or (LISTED if one.listed else math.log10((one.population or UNCOUNTED) + 10))


def _unit_score(one: Candidate, group: Group) -> float:
    if group.unit == "part":
        return PART if one.feature == "admin1" else 0.0
    if group.unit:
        return UNIT if (one.feature in {"admin1", "admin2"}) == (group.unit == "province") else 0.0
    if one.feature != "admin1":
        return 0.0
    # the city, where city and province share a name and no unit noun stands by
    namesake = any(each.feature == "town" and each.admin1_code == one.admin1_code for each in group.candidates)
    return -CITY if namesake else 0.0


def fits_pair(one: Candidate, outers: Iterable[Candidate]) -> bool:
    """The name after the comma is the candidate's country, province or district."""
    for outer in outers:
        if outer.country != one.country or outer == one:
            continue
        if outer.feature == "country" and one.feature != "country":
            return True
        same = outer.admin1_code == one.admin1_code
        if outer.feature in {"admin1", "admin2"} and same and one.feature in {"town", "place", "admin2"}:
            return True
    return False
