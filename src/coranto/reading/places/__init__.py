"""Every place name of a report, resolved with all the others, or honestly left open."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

import msgspec

from ...knowledge.countries import countries
from ...knowledge.gazetteer import Candidate, Gazetteer
from ...knowledge.numbers import Numbers
from ...knowledge.places import PlaceWords, sites_by_demonym
from ...model.ids import mention_id
from ...model.reading import OtherPlace, Place, Precision
from ...model.span import Span
from ..tree import Parse
from .confirm import confirmed
from .coordinates import find_coordinates
from .directions import Extent, extent_of, moved, radius
from .home import Home, home_of
from .mentions import Named, find_names
from .relations import find_relations
from .resolve import Choice, resolve

_PRECISION: dict[str, Precision] = {
    "country": "country", "admin1": "admin1", "admin2": "admin2", "town": "town", "region": "region", "place": "point"
}  # fmt: skip
MOST_OTHERS = 5

__all__ = ["Home", "find_places", "home_of"]


def find_places(
    parse: Parse, gazetteer: Gazetteer, words: PlaceWords, numbers: Numbers, home: Home | None = None
) -> tuple[Place, ...]:
    """The places of a report in text order; an unresolved one has no coordinates and says why.

    Names do not overlap; areas that a relation of names gives ("between Hama and Homs") stand beside their names.
    `home` is where the outlet writes from, as evidence.
    """
    names = _with_shared_units(parse, find_names(parse, gazetteer, words), words)
    sure = [name for name in names if not name.waits]
    if len(sure) < len(names):
        names = confirmed(names, resolve(sure, home).values(), home)
    choices = resolve(names, home)
    places: list[Place] = []
    for number, name in enumerate(names):
        extent = extent_of(parse, name, words, numbers)
        start, end = min(parse.tokens[extent.first].start, name.start), max(parse.tokens[extent.last - 1].end, name.end)
        if places and start < places[-1].end:
            start = name.start
        span = Span(start, end, parse.text[start:end])
        places.append(_place(span, name, extent, choices.get(number), words))
    written = find_coordinates(parse.text, words.reasons)
    places = [place for place in places if not any(_overlap(place, other) for other in written)]
    related = find_relations(parse, places, gazetteer, words, _country(places))
    return tuple(sorted((*places, *written, *related), key=lambda place: (place.start, -place.end)))


def _overlap(one: Place, other: Place) -> bool:
    return one.start < other.end and other.start < one.end


def _country(places: Sequence[Place]) -> str | None:
    """The country that most places lie in."""
    counted = Counter(place.country for place in places if place.country and place.kind == "place")
    return counted.most_common(1)[0][0] if counted else None


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
    lat, lon = moved(one, extent)
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
        precision="region" if precision == "country" and _is_part(extent) else precision,
        radius_km=radius(one, extent),
        ids={"geonames": one.geonames} if one.geonames else {},
        alternatives=tuple(_other(other, score, words) for other, score in choice.others[:MOST_OTHERS]),
        reason=_reason(choice, extent, words),
    )


def _is_part(extent: Extent) -> bool:
    return extent.word is not None and not extent.beside


def _demonym(span: Span, identity: str, name: Named, words: PlaceWords) -> Place:
    region = sites_by_demonym().get(name.key)
    if region is not None:
        alone = region.countries[0] if len(region.countries) == 1 else None
        return Place(
            span.start,
            span.end,
            span.text,
            id=identity,
            kind="demonym",
            name=region.name,
            country=alone,
            lat=region.point[0],
            lon=region.point[1],
            precision="region",
            radius_km=region.radius_km,
            reason=words.reasons["demonym"].format(country=region.name),
        )
    code = countries().by_adjective(name.key) or ""
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
    if extent.kilometres is not None:
        direction = extent.word or said["any_direction"]
        reason += "; " + said["distance"].format(kilometres=f"{extent.kilometres:g}", direction=direction)
    elif extent.word:
        reason += "; " + said["beside_it" if extent.beside else "direction"].format(direction=extent.word)
    return reason
