"""Coordinates written in a report: decimal degrees, degrees with minutes and seconds, MGRS."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...knowledge.places import PlaceWords
from ...model.ids import mention_id
from ...model.reading import Place
from ...model.span import Span

_DECIMAL = re.compile(
    r"(?<![\d.,/-])(?:(?<!\w)(?P<front_ns>[NS])\s?)?(?P<lat>[-+−]?\d{1,2}\.\d{1,8})\s?°?\s?(?P<ns>[NS])?\s?[,;/ ]\s?"
    r"(?:(?P<front_ew>[EW])\s?)?(?P<lon>[-+−]?\d{1,3}\.\d{1,8})(?:\s?°)?(?:\s?(?P<ew>[EW])\b)?(?![\d/-]|\.\d|,\d|\s?%)"
)
_ARC = r"(\d{1,{digits}})\s?[°º]\s?(?:(\d{1,2}(?:\.\d+)?)\s?['′’]\s?)?(?:(\d{1,2}(?:\.\d+)?)\s?(?:[\"″”]|''|′′|’’)\s?)?"
_DEGREES = re.compile(
    rf"(?<![\d.]){_ARC.replace('{digits}', '2')}([NS])\s?[,;/]?\s?{_ARC.replace('{digits}', '3')}([EW])(?!\w)"
)
_MGRS = re.compile(r"(?<![\w-])(\d{1,2}[C-HJ-NP-X])\s?([A-HJ-NP-Z]{2})\s?(\d{2,5}\s\d{2,5}|\d{4,10})(?![\w-])")
SURE_DIGITS = 4  # of a plain pair of numbers
NEAR = 60  # characters before a pair of numbers in which a word may say that it is a position
_MGRS_METRES = {4: 1000.0, 6: 100.0, 8: 10.0, 10: 1.0}


def find_coordinates(text: str, words: PlaceWords) -> tuple[Place, ...]:
    """The coordinates of a text as places of precision point, in text order; `radius_km` is half their last digit.

    A pair of plain decimal numbers counts only with both written to two digits and more and at least one of them with
    a hemisphere, to four digits or after a word like "position": "1.25, 3.50" may be anything. Numbers beyond 90 and
    180 degrees are none.
    """
    reasons = words.reasons
    found = [*_decimals(text, words), *_arcs(text, reasons), *_grids(text, reasons)]
    return tuple(sorted(found, key=lambda place: place.start))


def _decimals(text: str, words: PlaceWords) -> Iterator[Place]:
    for match in _DECIMAL.finditer(text):
        lat, lon = (_signed(match[name]) for name in ("lat", "lon"))
        digits = min(len(match[name].partition(".")[2]) for name in ("lat", "lon"))
        north, east = match["ns"] or match["front_ns"], match["ew"] or match["front_ew"]
        told = (north and east) or (digits > 1 and ("°" in match[0] or _is_announced(text, match.start(), words)))
        if digits < SURE_DIGITS and not told:
            continue
        yield from _point(match, -lat if north == "S" else lat, -lon if east == "W" else lon,
                          111.2 * 10.0**-digits / 2, words.reasons["decimal"])  # fmt: skip


def _is_announced(text: str, start: int, words: PlaceWords) -> bool:
    before = text[max(0, start - NEAR) : start].lower()
    return any(word in words.position_words for word in re.findall(r"\w+", before))


def _arcs(text: str, reasons: dict[str, str]) -> Iterator[Place]:
    for match in _DEGREES.finditer(text):
        degrees = [float(part or 0) for part in match.group(1, 2, 3, 5, 6, 7)]
        if any(minutes >= 60 for minutes in (*degrees[1:3], *degrees[4:6])):
            continue
        lat, lon = (each[0] + each[1] / 60 + each[2] / 3600 for each in (degrees[:3], degrees[3:]))
        finest = 111.2 if match[2] is None else 1.853 if match[3] is None else 0.0309
        lat, lon = (-lat if match[4] == "S" else lat), (-lon if match[8] == "W" else lon)
        yield from _point(match, lat, lon, finest / 2, reasons["arc"])


def _grids(text: str, reasons: dict[str, str]) -> Iterator[Place]:
    for match in _MGRS.finditer(text):
        zone, square, digits = match[1], match[2], "".join(match[3].split())
        east, _, north = match[3].partition(" ")
        if len(digits) % 2 or (north and len(east) != len(north)) or not 1 <= int(zone[:-1]) <= 60:
            continue
        from mgrs import MGRS
        from mgrs.core import MGRSError

        try:
            lat, lon = MGRS().toLatLon(f"{zone}{square}{digits}")
        except MGRSError:
            continue  # a square that the zone does not have: a number plate, a type of tank
        yield from _point(match, lat, lon, _MGRS_METRES[len(digits)] / 2000, reasons["grid"])


def _point(match: re.Match[str], lat: float, lon: float, radius: float, reason: str) -> Iterator[Place]:
    if abs(lat) > 90 or abs(lon) > 180:
        return
    span = Span(match.start(), match.end(), match[0])
    yield Place(span.start, span.end, span.text, id=mention_id("place", span.start, span.end), kind="place",
                name=span.text, lat=round(lat, 6), lon=round(lon, 6), precision="point", radius_km=round(radius, 4),
                reason=reason)  # fmt: skip


def _signed(number: str) -> float:
    return float(number.replace("−", "-"))
