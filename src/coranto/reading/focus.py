"""Which countries and provinces a report is about: where its places lie, those told first counting most."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping, Sequence

from ..model.reading import Focus, Place
from ..model.report import Passage
from ..model.span import Span

HEADLINE, OPENING, LATER = 3.0, 2.0, 1.0  # what a place counts in the title, in the first paragraph, and after it
STANDING = 0.5  # of that for a word of a people, or for a place that stands for a government
LEAST_COUNTRY, LEAST_PROVINCE = 0.15, 0.2  # shares from which a report is about one
MOST_EVIDENCE = 5  # spans kept
_HEADINGS = frozenset({"headline", "deck", "kicker"})

Area = tuple[str, str | None]


def find_focus(places: Sequence[Place], passages: Sequence[Passage]) -> tuple[Focus, ...]:
    """The countries a report is about, each followed by its provinces; the largest share first.

    A share is that of all the report's places in countries, weighted: 1.0 is the whole report.
    """
    weights = _weights(passages)
    relations = {one.id for one, inner in itertools.pairwise(places) if inner.start < one.end}  # its names are counted
    countries: dict[Area, list[tuple[float, Place]]] = {}
    provinces: dict[Area, list[tuple[float, Place]]] = {}
    for place in places:
        if place.country is None or place.id in relations:
            continue
        weight = _weight(place, weights) * (1.0 if _is_there(place) else STANDING)
        countries.setdefault((place.country, None), []).append((weight, place))
        if place.admin1 and place.kind == "place":
            provinces.setdefault((place.country, place.admin1), []).append((weight, place))
    total = sum(weight for each in countries.values() for weight, _ in each)
    found: list[Focus] = []
    for country in _shared(countries, total, LEAST_COUNTRY):
        found.append(country)
        inside = {area: each for area, each in provinces.items() if area[0] == country.country}
        found.extend(_shared(inside, total, LEAST_PROVINCE))
    return tuple(found)


def _is_there(place: Place) -> bool:
    """A place, or a country that acts; but neither a word of a people nor a capital for its government."""
    return place.kind == "place" or (place.kind == "metonym" and place.precision == "country")


def _shared(areas: Mapping[Area, list[tuple[float, Place]]], total: float, least: float) -> list[Focus]:
    shares = [(sum(weight for weight, _ in each) / total, area, each) for area, each in areas.items()]
    chosen = sorted((each for each in shares if each[0] >= least), key=lambda each: (-each[0], str(each[1])))
    return [
        Focus(country=country, admin1=admin1, share=round(share, 3), evidence=_evidence(each))
        for share, (country, admin1), each in chosen
    ]


def _evidence(weighted: Iterable[tuple[float, Place]]) -> tuple[Span, ...]:
    """The words that count most, in text order."""
    heaviest = sorted(weighted, key=lambda each: (-each[0], each[1].start))[:MOST_EVIDENCE]
    places = sorted((place for _, place in heaviest), key=lambda place: place.start)
    return tuple(Span(place.start, place.end, place.text) for place in places)


def _weights(passages: Sequence[Passage]) -> list[tuple[int, int, float]]:
    first = next((passage for passage in passages if passage.kind == "paragraph"), None)
    return [
        (passage.start, passage.end, HEADLINE if passage.kind in _HEADINGS else OPENING)
        for passage in passages
        if passage.kind in _HEADINGS or passage is first
    ]


def _weight(place: Place, weights: Iterable[tuple[int, int, float]]) -> float:
    return next((weight for start, end, weight in weights if start <= place.start < end), LATER)
