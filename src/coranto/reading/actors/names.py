"""Names of people and bodies: those we know, those the parser finds, and every repetition of what was found."""

from __future__ import annotations

from collections.abc import Mapping

from ...knowledge.countries import countries
from ...knowledge.folding import fold
from ...knowledge.known import INTERNATIONAL
from ...model.reading import Place
from ..people import Draft, Ground, government, head_of, indices_of, words_of
from ..tree import Token
from .governments import acts_as_country
from .known import KnownName, known_names
from .parsed import entity_at
from .phrase import is_phrase
from .repeated import with_repetitions


def find_names(ground: Ground) -> list[Draft]:
    """Every name in text order, none overlapping."""
    known = _of_this_report(ground, known_names(ground))
    places = {index: place for place in ground.places for index in indices_of(ground.parse, place)}
    found: list[Draft] = []
    index, parse = 0, ground.parse
    while index < len(parse):
        draft = _at(ground, index, known, places)
        if draft is None:
            index += 1
        else:
            found.append(draft)
            index = max(draft.last, index + 1)
    return with_repetitions(ground, found, places)


def _of_this_report(ground: Ground, known: Mapping[int, KnownName]) -> dict[int, KnownName]:
    """Without general names of countries that are not told: "the Senate" in a report of Nigeria is not America's."""
    by_id, general = ground.knowledge.known.by_id, ground.knowledge.words.general_names
    countries_of = {index: {by_id[each].country for each in name.ids} for index, name in known.items()}
    distinct = {index for index, name in known.items() if not set(name.key.split()) <= general}
    seats = [range(known[index].first, known[index].last) for index in distinct]
    told = {country for index in distinct for country in countries_of[index]}
    for place in ground.places:
        tokens = indices_of(ground.parse, place)
        if not any(each in seat for seat in seats for each in tokens):
            told.add(place.country)
    told -= {None, *INTERNATIONAL}
    return {
        index: name
        for index, name in known.items()
        if index in distinct or not told or countries_of[index] & (told | {None, *INTERNATIONAL})
    }


def _at(ground: Ground, index: int, known: Mapping[int, KnownName], places: Mapping[int, Place]) -> Draft | None:
    """The name that begins at a token: the longer of what is known and what the parser says."""
    name = known.get(index)
    entity = entity_at(ground, index, places)
    if name is None:
        return None if entity is None or _holds_known(ground, entity, known) else entity
    longer = entity is not None and entity.last > name.last
    if longer and entity is not None and not _is_known_with_roles(ground, name, entity):
        return entity
    return _known(ground, name, places) or entity


def _holds_known(ground: Ground, entity: Draft, known: Mapping[int, KnownName]) -> bool:
    """ "Iraqi Peshmerga", "US National Security Adviser John Bolton": a known name behind titles or a demonym."""
    parse = ground.parse
    for index in range(entity.first, entity.last):
        name = known.get(index)
        if name is not None and name.last >= entity.last:
            before = parse.tokens[entity.first : index]
            return all(_is_title(ground, token) or countries().by_demonym(token.text) for token in before)
    return False


def _is_title(ground: Ground, token: Token) -> bool:
    key = fold(token.text)
    return key in ground.knowledge.titles or key in ground.knowledge.roles or token.pos in {"DET", "PUNCT"}


def _is_known_with_roles(ground: Ground, name: KnownName, entity: Draft) -> bool:
    """ "Foreign Office Minister": what follows the known name is a role, not more of the name."""
    rest = ground.parse.tokens[name.last : entity.last]
    return all(_is_title(ground, token) or token.tag == "POS" for token in rest)


def _known(ground: Ground, name: KnownName, places: Mapping[int, Place]) -> Draft | None:
    by_id = ground.knowledge.known.by_id
    actors = [by_id[each] for each in name.ids]
    place = places.get(name.last - 1)
    if place is not None and " " not in name.key and all(actor.kind == "person" for actor in actors):
        return None  # "Cameron" the town
    first = actors[0]
    if place is not None and first.kind == "government" and not _acts(ground, name):
        return None  # "in Abkhazia"
    if first.stands_for_government and first.country:
        return government(name.first, name.last, first.country, form="metonym")
    people = [actor for actor in actors if actor.kind == "person"]
    same = {actor.country for actor in actors}
    return Draft(
        first=name.first,
        last=name.last,
        head=head_of(ground.parse, name.first, name.last).index,
        form="name",
        kind="person" if people else first.kind,
        key=name.key,
        name=first.name if len(actors) == 1 else words_of(ground.parse, name.first, name.last),
        country=first.country if len(same) == 1 else None,
        sectors=tuple(each for each in first.sectors if all(each in actor.sectors for actor in actors)),
        known=name.ids,
        gender=next((actor.gender for actor in people if actor.gender), "unknown") if people else "thing",
        public=True,
    )


def _acts(ground: Ground, name: KnownName) -> bool:
    return is_phrase(ground) or acts_as_country(ground, ground.parse.tokens[name.last - 1])
