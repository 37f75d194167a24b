"""Every place name of a report, resolved with all the others, or honestly left open."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

import msgspec

from ...knowledge.gazetteer import Gazetteer
from ...knowledge.numbers import Numbers
from ...knowledge.places import PlaceWords
from ...model.reading import Place
from ...model.span import Span
from ..tree import Parse
from .confirm import confirmed
from .coordinates import find_coordinates
from .directions import extent_of
from .entries import place_of
from .home import FEWEST, Counted, Home, home_of, learnt_home
from .mentions import Named, find_names
from .relations import find_relations
from .resolve import resolve

__all__ = ["FEWEST", "Counted", "Home", "find_places", "home_of", "learnt_home"]


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
        start = name.start if extent.first == name.first else parse.tokens[extent.first].start
        end = name.end if extent.last == name.last else parse.tokens[extent.last - 1].end
        if places and start < places[-1].end:
            start = name.start
        span = Span(start, end, parse.text[start:end])
        places.append(place_of(span, name, extent, choices.get(number), words))
    written = find_coordinates(parse.text, words)
    places = [place for place in places if not _is_written_over(place, written)]
    related = find_relations(parse, places, gazetteer, words, _country(places))
    return tuple(sorted((*places, *written, *related), key=lambda place: (place.start, -place.end)))


def _is_written_over(place: Place, written: Sequence[Place]) -> bool:
    """True where coordinates in the text share a character with a name; both are in text order."""
    number = bisect_left(written, place.end, key=lambda each: each.start)
    return number > 0 and written[number - 1].end > place.start


def _country(places: Sequence[Place]) -> str | None:
    """The country that most places lie in."""
    counted = Counter(place.country for place in places if place.country and place.kind == "place")
    return counted.most_common(1)[0][0] if counted else None


def _with_shared_units(parse: Parse, names: Sequence[Named], words: PlaceWords) -> list[Named]:
    """ "Idlib, western Aleppo, and northern Hama Provinces": the noun at the end belongs to all of them."""
    found, given = list(names), set[int]()
    for number in range(len(found) - 2, -1, -1):
        one, following = found[number], found[number + 1]
        between = parse.tokens[one.last : following.first]
        linked = between and all(
            each.text == "," or each.lower in words.and_ or each.lower in words.directions for each in between
        )
        shared = parse.tokens[following.last].lower in words.plural_units if following.last < len(parse) else False
        handed = following.unit == "province" and (shared or number + 1 in given)
        if linked and handed and one.unit in {None, "part"} and len(between) <= 3:
            given.add(number)
            found[number] = msgspec.structs.replace(one, unit="province")
    return found
