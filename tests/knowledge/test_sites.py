"""Our own places: each file is a table that somebody who knows the conflict can add to."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

import msgspec
import pytest

from coranto.errors import KnowledgeError
from coranto.knowledge.countries import countries
from coranto.knowledge.folding import fold
from coranto.knowledge.load import DATA, load
from coranto.knowledge.places import Site, areas, demonyms, provinces, sites
from coranto.pipeline import Ready

FILES = sorted((DATA / "places" / "sites").glob("*.yml"))
FAR = 7.0  # degrees from the nearest province or district of its country: farther away is a slip of the pen
LOCAL = {"town", "neighbourhood", "camp", "square"}


def _rows(path: object) -> Iterator[Site]:
    class File(msgspec.Struct):
        source: str
        sites: tuple[Site, ...]

    return iter(load(path, File).sites)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_name_stands_twice_in_a_file(path: object) -> None:
    twice = [name for name, count in Counter(fold(site.name) for site in _rows(path)).items() if count > 1]
    assert twice == []


def test_points_are_on_the_globe_and_in_a_country_named() -> None:
    inside: dict[str, list[tuple[float, float]]] = {}
    for area in areas():
        inside.setdefault(area.country, []).append(area.point)
    astray = []
    for site in sites():
        assert -90 <= site.point[0] <= 90 and -180 <= site.point[1] <= 180, site.name
        assert set(site.countries) <= countries().by_code.keys(), site.name
        near = [math.dist(site.point, point) for code in site.countries for point in inside.get(code, ())]
        if near and min(near) > FAR and site.kind in LOCAL:
            astray.append(site.name)
    assert astray == []


def test_wide_places_say_how_wide_they_are() -> None:
    assert [site.name for site in sites() if site.kind in {"region", "area", "desert"} and not site.radius_km] == []


def test_every_site_has_a_source() -> None:
    assert all(site.source for site in sites())


def test_an_unknown_kind_is_refused_by_name(tmp_path: object) -> None:
    path = tmp_path / "sites.yml"  # type: ignore[operator]
    path.write_text('source: unverified\nsites:\n  - {name: "X", kind: castle, point: [1, 2]}\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match="castle"):
        list(_rows(path))


def test_words_of_people_lead_to_the_place_they_are_of(ready: Ready) -> None:
    gazetteer = ready.tools.gazetteer
    lost = [
        word
        for one in demonyms()
        for word in one.words
        if (home := gazetteer.home_of_people(word)) is None or home.country != one.country
    ]
    assert lost == []
    chechen = gazetteer.home_of_people("Chechens")
    assert chechen is not None and chechen.name == "Chechnya"


def test_provinces_are_known_by_their_codes() -> None:
    codes = {(area.country, area.code) for area in areas() if area.feature == "admin1"}
    assert [one.name for one in provinces() if (one.country, one.code) not in codes] == []


def test_the_parts_of_a_province_lie_around_its_middle() -> None:
    idlib = next(area for area in areas() if area.iso == "SY-ID")
    parts = {
        name: tuple(map(float, point.split(",")))
        for name, _, point in (part.partition(":") for part in idlib.parts.split(";"))
    }
    assert parts["N"][0] > idlib.point[0] > parts["S"][0] and parts["E"][1] > idlib.point[1] > parts["W"][1]


def test_neighbours_have_a_border_in_either_order(ready: Ready) -> None:
    one, other = ready.tools.gazetteer.border("SYR", "TUR"), ready.tools.gazetteer.border("TUR", "SYR")
    assert one is not None and one == other
    assert ready.tools.gazetteer.border("SYR", "FRA") is None
