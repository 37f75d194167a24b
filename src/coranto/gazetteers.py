"""The commands around the user's own gazetteers: add, list, remove, and what a name can mean."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .errors import GazetteerError
from .opening import DONE, NOTHING_DONE, SOME_FAILED, read_here
from .options import global_options, json_option
from .terminal import complain, put, say, waiting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .knowledge.gazetteer import Gazetteer, Meaning, Own


@click.group()
@global_options
def gazetteer() -> None:
    """Add places of your own, so that villages and areas are known which the shipped gazetteer lacks.

    \b
    Examples:
      coranto gazetteer add SY.zip our-areas.geojson
      coranto gazetteer list
      coranto gazetteer find "Kafr Nabl"
      coranto gazetteer remove SY
    """


@gazetteer.command()
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@global_options
def add(files: tuple[str, ...]) -> None:
    """Add a GeoNames dump of a country (SY.zip, SY.txt) or areas and points in GeoJSON; again, it is replaced.

    Dumps lie at download.geonames.org/export/dump (CC BY 4.0); one unpacks to 1 GB at most. A GeoJSON feature has the
    properties name, and where you know them aliases, country and kind; a file has 200 MB at most. What is added lies in
    the folder `knowledge` of coranto.toml; reports read before count as unread, so that coranto read reads them again.

    \b
    Examples:
      coranto gazetteer add SY.zip
      coranto gazetteer add fronts.geojson camps.geojson
    """
    from .knowledge.gazetteer import add as compile_into

    failed = 0
    for file in files:
        try:
            with waiting() as progress:
                added = compile_into(Path(file), _folder(), progress)
        except GazetteerError as error:
            failed += 1
            complain(str(error))
        else:
            say(f"{added.name}: {added.rows:,} places from {added.source}" + _licence(added))
    sys.exit(DONE if not failed else SOME_FAILED if failed < len(files) else NOTHING_DONE)


@gazetteer.command("list")
@json_option
@global_options
def list_added(*, as_json: bool) -> None:
    """Say what was added: its name, kind, number of places, and the SHA-256 of the file it came from.

    \b
    Example:
      coranto gazetteer list --json
    """
    from .knowledge.gazetteer import look, names_in

    folder, found, failed = _folder(), [], False
    for name in names_in(folder):
        try:
            found.append(look(folder, name))
        except GazetteerError as error:
            failed = True
            complain(str(error))
    if as_json:
        import msgspec

        put(msgspec.json.encode(found))
    for one in () if as_json else found:
        put(f"{one.name}  {one.kind}  {one.rows:,} places  from {one.source}  sha256 {one.sha256}{_licence(one)}")
    if not (found or failed):
        say(f"Nothing was added to {folder}; begin with: coranto gazetteer add SY.zip")
    sys.exit(DONE if not failed else SOME_FAILED if found else NOTHING_DONE)


@gazetteer.command()
@click.argument("name")
@global_options
def remove(name: str) -> None:
    """Take away what was added under a name.

    \b
    Example:
      coranto gazetteer remove SY
    """
    from .knowledge.gazetteer import remove as take_away

    take_away(name, _folder())
    say(f"{name} is removed")


@gazetteer.command()
@click.argument("name")
@json_option
@global_options
def find(name: str, *, as_json: bool) -> None:
    """Say what a name can mean: every place that goes by it, and where it is known from.

    \b
    Examples:
      coranto gazetteer find Tripoli
      coranto gazetteer find "Kafr Nabl" --json
    """
    from .knowledge.folding import fold

    key = fold(name)
    with waiting() as progress:
        opened = _open(progress)
    found = opened.meanings(key)
    if as_json:
        import msgspec

        put(msgspec.json.encode([_plain(each) for each in found]))
    else:
        for line in _told(found):
            put(line)
    if not found:
        near = ", ".join(opened.similar(key))
        say(f"No place goes by {name!r}." + (f" Written much alike: {near}." if near else "")
            + " Add a gazetteer that has it: coranto gazetteer add FILE")  # fmt: skip
    opened.close()


def _folder() -> Path:
    from .knowledge.gazetteer import folder_in

    return folder_in(Path(read_here().knowledge))


def _open(progress: Callable[[str, float], None]) -> Gazetteer:
    from .knowledge.gazetteer import Gazetteer

    cache = read_here().cache
    return Gazetteer.open(Path(cache) if cache else None, progress, _folder())


def _licence(own: Own) -> str:
    return f" ({own.licence})" if own.licence else ""


def _plain(meaning: Meaning) -> dict[str, object]:
    one = meaning.candidate
    names = ("name", "main", "feature", "country", "admin1", "lat", "lon", "radius_km", "population", "geonames")
    return {name: getattr(one, name) for name in names} | {"sources": meaning.sources}


def _told(meanings: Iterable[Meaning]) -> Iterator[str]:
    """A line for each place: name, what it is, province and country, point, people, where from."""
    from .knowledge.countries import countries

    for meaning in meanings:
        one = meaning.candidate
        country = countries().short_name(one.country or "") or one.country
        within = country if one.feature == "country" else ", ".join(filter(None, (one.admin1, country)))
        parts = [
            one.name if one.main else f"{one.name} (also called so)",
            one.feature,
            within or "no country",
            f"{one.lat:.4f}, {one.lon:.4f}",
            f"{one.population:,} people" if one.population else "",
            f"radius {one.radius_km:g} km" if one.radius_km else "",
            f"GeoNames {one.geonames}" if one.geonames else "",
            f"from {' and '.join(meaning.sources)}",
        ]
        yield "  ".join(filter(None, parts))
