"""What a name becomes in the reading: the place it was resolved to, how precisely, and why."""

from __future__ import annotations

from ...knowledge.countries import countries
from ...knowledge.gazetteer import Candidate
from ...knowledge.places import PlaceWords
from ...model.ids import mention_id
from ...model.reading import OtherPlace, Place, Precision
from ...model.span import Span
from ..tree import Parse
from .directions import Extent, moved, radius
from .mentions import Named
from .resolve import Choice

_PRECISION: dict[str, Precision] = {
    "country": "country", "admin1": "admin1", "admin2": "admin2", "town": "town", "region": "region", "place": "point"
}  # fmt: skip


def place_of(span: Span, name: Named, extent: Extent, choice: Choice | None, words: PlaceWords) -> Place:
    """The entry of a name; `choice` is None where nobody knows it, which is said and leaves it without coordinates."""
    identity = mention_id("place", span.start, span.end)
    if name.kind == "demonym":
        return _demonym(span, identity, name, words)
    if choice is None or choice.undecided:
        return Place(
            span.start, span.end, span.text, id=identity, kind="place", name=span.text,
            alternatives=_undecided(choice, words) if choice else (),
            reason=words.reasons["undecided" if choice else "unresolved"],
        )  # fmt: skip
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
        ids=_ids(one),
        alternatives=tuple(_other(other, score, words) for other, score in choice.others),
        reason=_reason(choice, extent, words),
    )


def _is_part(extent: Extent) -> bool:
    return extent.word is not None and not extent.beside


def _demonym(span: Span, identity: str, name: Named, words: PlaceWords) -> Place:
    """The region, province, town or country whose people or adjective a word is.

    "Chechen" is Chechnya's before it is Russia's; "Soviet", a region of many countries, stays with the country.
    """
    one = next((each for each in name.candidates if each.country), name.candidates[0])
    return Place(span.start, span.end, span.text, id=identity, kind="demonym", name=one.name, country=one.country,
                 admin1=one.admin1, lat=one.lat, lon=one.lon, precision=_PRECISION[one.feature],
                 radius_km=one.radius_km, ids=_ids(one),
                 reason=words.reasons["demonym"].format(country=one.name))  # fmt: skip


def _ids(one: Candidate) -> dict[str, int | str]:
    """GeoNames id and ISO 3166-2 code, as far as there are."""
    known: dict[str, int | str | None] = {"geonames": one.geonames, "iso_3166_2": one.iso}
    return {name: value for name, value in known.items() if value}


def area_of(
    span: Span, point: tuple[float, float], radius: float, *, name: str, country: str | None = None, reason: str
) -> Place:
    """The entry of an area that words of a relation name; `radius` in kilometres."""
    return Place(span.start, span.end, span.text, id=mention_id("place", span.start, span.end), kind="place", name=name,
                 country=country, lat=point[0], lon=point[1], precision="region", radius_km=radius,
                 reason=reason)  # fmt: skip


def span_at(parse: Parse, start: int, end: int) -> Span:
    """The characters `[start, end)` of the report."""
    return Span(start, end, parse.text[start:end])


def _other(one: Candidate, score: float, words: PlaceWords) -> OtherPlace:
    return OtherPlace(
        name=one.name,
        country=one.country,
        admin1=one.admin1,
        lat=one.lat,
        lon=one.lon,
        ids=_ids(one),
        score=round(score, 3),
        reason=words.reasons["main" if one.main else "alternate"],
    )


def _reason(choice: Choice, extent: Extent, words: PlaceWords) -> str:
    said = words.reasons
    parts = [_nature(choice, words)]
    if choice.pair:
        parts.append(said["pair"].format(after=choice.pair))
    if choice.beside:
        parts.append(said["beside"].format(beside=choice.beside))
    if choice.home:
        parts.append(choice.home)
    if extent.kilometres is not None:
        direction = extent.word or said["any_direction"]
        parts.append(said["distance"].format(kilometres=f"{extent.kilometres:g}", direction=direction))
    elif extent.word:
        parts.append(said["beside_it" if extent.beside else "direction"].format(direction=extent.word))
    return "; ".join(parts)


def _undecided(choice: Choice, words: PlaceWords) -> tuple[OtherPlace, ...]:
    return tuple(_other(one, score, words) for one, score in ((choice.candidate, choice.score), *choice.others))


def _nature(choice: Choice, words: PlaceWords) -> str:
    """What the place is, and how many other places of the report lie in its country."""
    one, said = choice.candidate, words.reasons
    country = countries().short_name(one.country or "") or ""
    if one.feature in {"country", "region", "place"}:
        return said["country" if one.feature == "country" else "region"]
    if one.feature in {"admin1", "admin2"}:
        return said["province" if one.feature == "admin1" else "district"].format(votes=choice.votes, country=country)
    if one.listed:
        return said["listed"].format(votes=choice.votes, country=country)
    known = said["candidate" if one.population else "uncounted"]
    return known.format(feature=said["town"], population=one.population, votes=choice.votes, country=country,
                        kind=said["main" if one.main else "alternate"])  # fmt: skip
