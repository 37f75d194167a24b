"""The user's own gazetteers: a dump or a collection compiled into a file each, beside one another in one folder."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import msgspec

from ...errors import GazetteerError, UsageError
from . import geojson, geonames
from .build import FORMAT, compile_file
from .rows import Entry

FOLDER = "gazetteer"  # in the folder of the user's own knowledge
ENDING = ".sqlite"
READ = {
    ".zip": ("geonames", geonames.read_dump),
    ".txt": ("geonames", geonames.read_dump),
    ".geojson": ("geojson", geojson.read_collection),
    ".json": ("geojson", geojson.read_collection),
}
LICENCES = {"geonames": geonames.LICENCE}


class Own(msgspec.Struct, frozen=True):
    """A gazetteer that was added: what it is called, where it came from, and the SHA-256 of that file."""

    name: str
    kind: str
    rows: int
    sha256: str
    source: str
    licence: str | None


def folder_in(knowledge: Path) -> Path:
    """Where gazetteers lie in the folder of the user's own knowledge."""
    return knowledge / FOLDER


def file_of(folder: Path, name: str) -> Path:
    """The compiled file of a gazetteer."""
    return folder / f"{name}{ENDING}"


def names_in(folder: Path) -> tuple[str, ...]:
    """The names of all that was added, sorted; none where there is no such folder."""
    return tuple(sorted(path.name.removesuffix(ENDING) for path in folder.glob(f"*{ENDING}")))


def look(folder: Path, name: str) -> Own:
    """What a gazetteer says of itself.

    Raises `GazetteerError` naming the cure when it is broken or of another version.
    """
    path = file_of(folder, name)
    try:
        with closing(open_file(path)) as connection:
            said = dict(connection.execute("select item, value from about"))
        own = Own(name, said["format"], int(said["rows"]), said["sha256"], said["source"], said.get("licence"))
    except (sqlite3.Error, KeyError, ValueError) as error:
        raise broken(path) from error
    if said.get("compiled") != FORMAT:
        raise GazetteerError(f"{path}: made by another version of Coranto; add it again: "
                             f"coranto gazetteer add {own.source}")  # fmt: skip
    return own


def broken(path: Path) -> GazetteerError:
    """The error for a compiled file that cannot be read."""
    name = path.name.removesuffix(ENDING)
    return GazetteerError(f"{path}: broken, or no gazetteer; add the file it came from again (coranto gazetteer add "
                          f"FILE), or do without it: coranto gazetteer remove {name}")  # fmt: skip


def open_file(path: Path) -> sqlite3.Connection:
    """A compiled file, open for reading."""
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def add(file: Path, folder: Path, progress: Callable[[str, float], None]) -> Own:
    """Compile a file into the folder under its name without ending; added again, it replaces what was there.

    Raises `GazetteerError` naming the file, the line or feature and the remedy; then nothing has changed.
    """
    kind, read = _kind(file)
    name = file.stem
    _refuse_another(file, folder, name, kind)
    with _named_errors(file), _tidy(folder):
        about = {"compiled": FORMAT, "format": kind, "source": file.name, "sha256": _sha256(file)}
        about |= {"licence": LICENCES[kind]} if kind in LICENCES else {}
        entries = read(file, lambda share: progress(f"reading {file.name}", share))
        compile_file(file_of(folder, name), _some(file, entries), about)
    return look(folder, name)


def remove(name: str, folder: Path) -> None:
    """Take a gazetteer away. Raises `UsageError` naming those there are."""
    there = names_in(folder)
    if name not in there:
        raise UsageError(f"there is no gazetteer {name!r}; there are: {', '.join(there) or 'none'}")
    file_of(folder, name).unlink(missing_ok=True)


def _kind(file: Path) -> tuple[str, Callable[[Path, Callable[[float], None]], Iterator[Entry]]]:
    found = READ.get(file.suffix.lower())
    if found is None or file.is_dir():
        raise GazetteerError(f"{file}: not a file that can be added: a GeoNames dump (.zip, .txt) or GeoJSON "
                             "(.geojson, .json)")  # fmt: skip
    if not file.name.isprintable():
        raise GazetteerError(f"{str(file)!r}: the name of the file cannot be printed; rename it")
    return found


def _refuse_another(file: Path, folder: Path, name: str, kind: str) -> None:
    """A collection does not replace a dump that happens to have its name."""
    if name not in names_in(folder):
        return
    try:
        there = look(folder, name)
    except GazetteerError:
        return  # broken, or of another version: adding it again is the cure
    if there.kind != kind:
        raise GazetteerError(f"{file}: {name} was added from {there.source}; rename the file, or first "
                             f"coranto gazetteer remove {name}")  # fmt: skip


def _some(file: Path, entries: Iterator[Entry]) -> Iterator[Entry]:
    empty = True
    for entry in entries:
        empty = False
        yield entry
    if empty:
        raise GazetteerError(f"{file}: holds no places")


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


@contextmanager
def _named_errors(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        elsewhere = f"{error.filename}: " if error.filename not in {None, str(file), file} else ""
        raise GazetteerError(f"{file}: {elsewhere}{error.strerror or error}") from error
    except sqlite3.Error as error:
        raise GazetteerError(f"{file}: could not be compiled: {error}") from error


@contextmanager
def _tidy(folder: Path) -> Iterator[None]:
    """Leave no folder behind that was made for a file that could not be added."""
    made = [each for each in (folder, folder.parent) if not each.exists()]
    try:
        yield
    except BaseException:
        for each in made:
            if each.is_dir() and not any(each.iterdir()):
                each.rmdir()
        raise
