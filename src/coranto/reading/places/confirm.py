"""Names that wait, taken by what the rest of the report says: the same name is sure, or it lies at home or nearby."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .coherence import LOCAL
from .globe import Point, kilometres
from .home import Home
from .mentions import Named
from .resolve import Choice

HOME_KM = 80.0
NEAR_KM = 60.0
WIDEST = 2  # degrees of longitude in which 60 km lie up to 70 degrees north
LONG = 6  # letters of a spelling that is hardly a person

Cells = Mapping[tuple[int, int], set[Point]]


def confirmed(names: Sequence[Named], choices: Iterable[Choice], home: Home | None) -> list[Named]:
    """The names that are sure, and those that wait and are confirmed. `choices` are those of the sure names."""
    known = {name.key for name in names if not name.waits}
    chosen = [each.candidate for each in choices]
    points = _in_cells((one.lat, one.lon) for one in chosen if one.feature in LOCAL)
    attested = {one.country for one in chosen if one.country}
    return [
        name
        for name in names
        if not name.waits
        or name.key in known
        or (not name.doubted and (_is_home(name, home) or _is_near(name, points) or _is_attested(name, attested)))
    ]


def _is_home(name: Named, home: Home | None) -> bool:
    return home is not None and any(
        far <= HOME_KM for one in name.candidates if one.main and one.feature in LOCAL for far, _ in home.towards(one)
    )


def _in_cells(points: Iterable[Point]) -> Cells:
    """The points by the whole degrees they lie at, so that only a few are compared."""
    cells: dict[tuple[int, int], set[Point]] = {}
    for lat, lon in points:
        cells.setdefault((round(lat), round(lon)), set()).add((lat, lon))
    return cells


def _is_near(name: Named, cells: Cells) -> bool:
    return any(
        kilometres((one.lat, one.lon), point) <= NEAR_KM
        for one in name.candidates
        if one.feature in LOCAL
        for north in (-1, 0, 1)
        for east in range(-WIDEST, WIDEST + 1)
        for point in cells.get((round(one.lat) + north, round(one.lon) + east), ())
    )


def _is_attested(name: Named, countries: set[str]) -> bool:
    """A country, or a province of one, that other places of the report lie in.

    A town of one counts after "from" or "to" and with a name of several words; another spelling only when it is long.
    """
    areas = {"country", "admin1", "town", "place"} if name.led or name.last - name.first > 1 else {"country", "admin1"}
    return any(
        (one.main or len(name.key) >= LONG) and one.feature in areas and one.country in countries
        for one in name.candidates
    )
