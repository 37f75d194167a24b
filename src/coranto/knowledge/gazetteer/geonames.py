"""A country of GeoNames as its users download it: `SY.zip` holding `SY.txt`, or `SY.txt`; 19 columns, no heading."""

from __future__ import annotations

import math
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO, cast

from ...errors import GazetteerError
from ..countries import countries
from ..places import areas, provinces
from .rows import Entry, Row

LICENCE = "GeoNames, CC BY 4.0"
LARGEST = 1_000_000_000  # bytes unpacked: no country comes near it; more is the whole world, or a zip bomb
LONGEST = 100_000  # bytes of a line: GeoNames keeps alternate names below 10,000 characters
COLUMNS = 19
BOM = b"\xef\xbb\xbf"
UNKNOWN = "00"  # the admin-1 code of places whose province GeoNames does not know
SMALL_DISTRICTS = frozenset({"ADM3", "ADM4", "ADM5", "ADMD", "PRSH"})
DISTRICTS = SMALL_DISTRICTS | {"ADM2"}
WIDE = frozenset({
    "BAY", "BAYS", "CHN", "CNL", "DLTA", "ESTY", "FJD", "FJDS", "GLCR", "GULF", "LGN", "LGNS", "LK", "LKI", "LKN",
    "LKS", "LKSI", "MRSH", "MRSHN", "OCN", "RSV", "SD", "SEA", "STM", "STMI", "STMS", "STRT", "SWMP", "WAD", "WADS",
    "WTLD",
    "DPR", "DSRT", "DUNE", "ERG", "HLLS", "ISL", "ISLS", "ISTH", "KRST", "LAVA", "MTS", "PEN", "PLAT", "PLN",
    "RDGE", "UPLD", "VAL", "VALS",
    "AREA", "BSND", "COLF", "CONT", "CST", "GRAZ", "LAND", "NVB", "OILF", "PRK", "RES", "RESA", "RESF", "RESH",
    "RESN", "RESV", "RESW", "RGN", "RGNE", "RGNH", "RGNL", "SALT", "TRB",
    "BUSH", "FRST", "GRSLD", "HTH", "MDW", "SCRB", "TUND",
    "LTER", "TERR", "ZN", "ZNB",
    "RD", "RR", "RTE", "TRL",
})  # fmt: skip
"""Feature codes of what is no point: waters, ranges, plains, zones, roads."""

Provinces = Mapping[tuple[str, str], str]


def read_dump(path: Path, progress: Callable[[float], None]) -> Iterator[Entry]:
    """The places of a dump in its order; `progress` hears the share that is read.

    Raises `GazetteerError` naming the line that does not fit, `OSError` when the file cannot be read.
    """
    names = province_names()
    with _opened(path) as (stream, size):
        done = 0
        for number, line in enumerate(_lines(path, stream), start=1):
            done += len(line)
            if number % 5000 == 0:
                progress(min(1.0, done / size))
            try:
                entry = read_line(line, names)
            except ValueError as error:
                raise GazetteerError(f"{path}, line {number}: {error}") from error
            if entry is not None:
                yield entry


def province_names() -> Provinces:
    """Our names of provinces by alpha-3 country and GeoNames admin-1 code."""
    names = {(area.country, area.code): area.name for area in areas() if area.feature == "admin1"}
    return names | {(one.country, one.code): one.name for one in provinces()}


def read_line(line: bytes, names: Provinces) -> Entry | None:
    """The place of a line; None for states, which we know, for what once was a division, and for an empty line.

    Towns, provinces and large districts go by their names; names of springs, hills, farms, mosques and the smallest
    districts are so many and so plain that they count as other names, which need more to be believed.
    Raises `ValueError` saying what does not fit.
    """
    try:
        text = line.removeprefix(BOM).decode().rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise ValueError(f"not UTF-8 text ({error.reason}); download it again") from error
    if not text:
        return None
    cells = text.split("\t")
    if len(cells) != COLUMNS:
        raise ValueError(f"{len(cells)} columns separated by tabs, not the {COLUMNS} of a GeoNames dump of a country "
                         "(download.geonames.org/export/dump)")  # fmt: skip
    identity, name, ascii_name, alternates, lat, lon, kind, code, iso2, _, admin1, *_ = cells
    feature = _feature(kind, code)
    if feature is None:
        return None
    country = countries().by_iso2(iso2)
    admin1 = "" if admin1 == UNKNOWN and (country or "", admin1) not in names else admin1
    row = Row(
        name=_named(name),
        country=country,
        admin1_code=admin1 or None,
        admin1=names.get((country or "", admin1)),
        lat=_degrees(lat, "latitude", 90),
        lon=_degrees(lon, "longitude", 180),
        population=_whole(cells[14] or "0", "population"),
        feature=feature,
        geonames=_whole(identity, "geonameid"),
    )
    others = tuple(filter(None, alternates.split(",")))
    if feature in {"place", "region"} or code in SMALL_DISTRICTS:
        return Entry(row, (), (name, ascii_name, *others))
    return Entry(row, (name, ascii_name) if ascii_name else (name,), others)


def _feature(kind: str, code: str) -> str | None:
    if kind == "P":
        return "town"
    if kind == "A":
        if code.startswith("PCL") or (code.startswith("ADM") and code.endswith("H")):
            return None
        return "admin1" if code == "ADM1" else "admin2" if code in DISTRICTS else _wide(code)
    return "region" if kind == "U" else _wide(code)


def _wide(code: str) -> str:
    return "region" if code in WIDE else "place"


def _named(name: str) -> str:
    if not name.strip():
        raise ValueError("the second column, the name, is empty")
    return name


def _degrees(written: str, what: str, most: int) -> float:
    try:
        degrees = float(written)
    except ValueError:
        degrees = math.nan
    if not abs(degrees) <= most:
        raise ValueError(f"the {what} {written[:40]!r} is no number between -{most} and {most}")
    return degrees


def _whole(written: str, what: str) -> int:
    if not (written.isascii() and written.isdigit() and len(written) <= 12):
        raise ValueError(f"the {what} {written[:40]!r} is no whole number")
    return int(written)


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """The dump, open for reading, with its size in bytes."""
    if path.suffix.lower() != ".zip":
        with path.open("rb") as lines:
            yield lines, max(1, path.stat().st_size)
        return
    try:
        packed = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise GazetteerError(f"{path}: not a zip file, or a broken one ({error}); download it again") from error
    with packed:
        member = _member(path, packed)
        try:
            packed_lines = packed.open(member)
        except (zipfile.BadZipFile, RuntimeError, ValueError) as error:
            raise GazetteerError(f"{path}: {member.filename} cannot be unpacked: {error}") from error
        with BufferedReader(cast(RawIOBase, packed_lines)) as buffered:
            yield buffered, max(1, member.file_size)


def _member(path: Path, packed: zipfile.ZipFile) -> zipfile.ZipInfo:
    """`SY.txt` of `SY.zip`; GeoNames packs a readme beside it. Raises `GazetteerError`."""
    texts = [each for each in packed.infolist() if _is_dump(each.filename.lower())]
    wanted = f"{path.stem}.txt".lower()
    texts = [each for each in texts if each.filename.lower() == wanted] or texts
    if len(texts) != 1:
        held = ", ".join(each.filename for each in packed.infolist()[:5]) or "nothing"
        raise GazetteerError(f"{path}: a dump holds one text like {path.stem}.txt, this holds {held}; "
                             "unpack it and add the .txt file itself")  # fmt: skip
    if texts[0].file_size > LARGEST:
        raise GazetteerError(f"{path}: {texts[0].filename} unpacks to {texts[0].file_size:,} bytes; the limit is "
                             f"{LARGEST:,}: add the dumps of the countries you need")  # fmt: skip
    return texts[0]


def _is_dump(name: str) -> bool:
    return name.endswith(".txt") and "readme" not in name


def _lines(path: Path, stream: BinaryIO) -> Iterator[bytes]:
    """Lines as they are unpacked, never more than one held. Raises `GazetteerError`."""
    number = 0
    try:
        while line := stream.readline(LONGEST + 1):
            number += 1
            if len(line) > LONGEST:
                raise GazetteerError(f"{path}, line {number}: longer than {LONGEST:,} bytes: not a GeoNames dump")
            yield line
    except (zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise GazetteerError(f"{path}: broken after line {number} ({error}); download it again") from error
