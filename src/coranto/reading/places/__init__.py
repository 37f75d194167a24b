"""Every place name of a report, resolved with all the others, or honestly left open."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import msgspec

from ...knowledge.countries import countries
from ...knowledge.gazetteer import Candidate, Gazetteer
from ...knowledge.places import PlaceWords, sites_by_demonym
from ...model.ids import mention_id
from ...model.reading import OtherPlace, Place, Precision
from ...model.span import Span
from ..tree import Parse
from .directions import Extent, extent_of, moved, radius
from .home import Home, home_of
from .mentions import Named, find_names
from .resolve import Choice, resolve

_PRECISION: dict[str, Precision] = {
    "country": "country", "admin1": "admin1", "admin2": "admin2", "town": "town", "region": "region", "place": "point"
}  # fmt: skip
MOST_OTHERS = 5

__all__ = ["Home", "find_places", "home_of"]


def find_places(parse: Parse, gazetteer: Gazetteer, words: PlaceWords, home: Home | None = None) -> tuple[Place, ...]:
    """The places of a report in text order, none overlapping; an unresolved one has no coordinates and says why.

    `home` is where the outlet writes from, as evidence.
    """
    names = _with_shared_units(parse, find_names(parse, gazetteer, words, home), words)
    choices = resolve(names, _pairs(parse, names), home)
    places: list[Place] = []
    for number, name in enumerate(names):
        extent = extent_of(parse, name, words)
        start, end = parse.tokens[extent.first].start, parse.tokens[extent.last - 1].end
        if places and start < places[-1].end:
            start = parse.tokens[name.first].start
            extent = Extent(first=name.first, last=extent.last)
        span = Span(start, end, parse.text[start:end])
        places.append(_place(span, name, extent, choices.get(number), words))
    return tuple(places)


def _with_shared_units(parse: Parse, names: Sequence[Named], words: PlaceWords) -> list[Named]:
    """ "Idlib, western Aleppo, and northern Hama Provinces": the noun at the end belongs to all of them."""
    found = list(names)
    for number in range(len(found) - 2, -1, -1):
        one, following = found[number], found[number + 1]
        between = parse.tokens[one.last : following.first]
        linked = between and all(each.pos in {"PUNCT", "CCONJ"} or each.lower in words.directions for each in between)
        if linked and following.unit == "province" and one.unit is None and len(between) <= 3:
            found[number] = msgspec.structs.replace(one, unit="province")
    return found


def _pairs(parse: Parse, names: Sequence[Named]) -> dict[int, Named]:
    """For each name the one right after its comma."""
    pairs: dict[int, Named] = {}
    for number, (one, following) in enumerate(itertools.pairwise(names)):
        if following.first == one.last + 1 and parse.tokens[one.last].text == "," and following.kind == "place":
            pairs[number] = following
    return pairs


def _place(span: Span, name: Named, extent: Extent, choice: Choice | None, words: PlaceWords) -> Place:
    identity = mention_id("place", span.start, span.end)
    if name.kind == "demonym":
        return _demonym(span, identity, name, words)
    if choice is None:
        return Place(
            span.start,
            span.end,
            span.text,
            id=identity,
            kind="place",
            name=span.text,
            reason=words.reasons["unresolved"],
        )
    one = choice.candidate
    lat, lon = moved(one.lat, one.lon, extent, one.feature)
    precision = _PRECISION[one.feature]
    return Place(
        span.start,
        span.end,
        span.text,
        id=identity,
        kind="place",
        name=one.name,
        country=one.country,
        admin1=one.admin1,
        lat=lat,
        lon=lon,
        precision="region" if extent.word and precision == "country" else precision,
        radius_km=radius(extent, one.feature),
        ids={"geonames": one.geonames} if one.geonames else {},
        alternatives=tuple(_other(other, score, words) for other, score in choice.others[:MOST_OTHERS]),
        reason=_reason(choice, extent, words),
    )


def _demonym(span: Span, identity: str, name: Named, words: PlaceWords) -> Place:
    code = countries().by_demonym(name.key)
    if code is None:
        region = sites_by_demonym()[name.key]
        return Place(
            span.start,
            span.end,
            span.text,
            id=identity,
            kind="demonym",
            name=region.name,
            lat=region.point[0],
            lon=region.point[1],
            precision="region",
            reason=words.reasons["demonym"].format(country=region.name),
        )
    country = countries().by_code[code]
    lat, lon = country.point or (None, None)
    return Place(
        span.start,
        span.end,
        span.text,
        id=identity,
        kind="demonym",
        name=country.name,
        country=code,
        lat=lat,
        lon=lon,
        precision="country",
        ids={"geonames": country.geonames},
        reason=words.reasons["demonym"].format(country=country.name),
    )


def _other(one: Candidate, score: float, words: PlaceWords) -> OtherPlace:
    return OtherPlace(
        name=one.name,
        country=one.country,
        admin1=one.admin1,
        lat=one.lat,
        lon=one.lon,
        ids={"geonames": one.geonames} if one.geonames else {},
        score=round(score, 3),
        reason=words.reasons["main" if one.main else "alternate"],
    )


def _reason(choice: Choice, extent: Extent, words: PlaceWords) -> str:
    one, said = choice.candidate, words.reasons
    country = countries().short_name(one.country or "") or ""
    if one.feature == "country":
        reason = said["country"]
    elif one.feature in {"region", "place"}:
        reason = said["region"]
    elif one.feature in {"admin1", "admin2"}:
        reason = said["province" if one.feature == "admin1" else "district"].format(votes=choice.votes, country=country)
    else:
        kind = said["main" if one.main else "alternate"]
        reason = said["candidate"].format(
            feature=said["town"], population=one.population, kind=kind, votes=choice.votes, country=country
        )
    if choice.pair:
        reason += "; " + said["pair"].format(after=choice.pair)
    if choice.beside:
        reason += "; " + said["beside"].format(beside=choice.beside)
    if choice.home:
        reason += "; " + said["home"].format(home=choice.home)
    if extent.word:
        reason += "; " + said["direction"].format(direction=extent.word)
    return reason
