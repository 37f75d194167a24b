"""What can be wrong with actor files: codes, dates, offices held twice at a time, names shared, circles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Final

import msgspec

from ...errors import KnowledgeError
from ..countries import countries
from ..folding import fold
from ..load import name_of
from .files import ActorFile, KnownActor, OfficeRegister, our_files, read_file
from .join import INTERNATIONAL

SECTORS: Final = frozenset(
    {
        "GOV",
        "MIL",
        "COP",
        "JUD",
        "LEG",
        "PTY",
        "OPP",
        "CVL",
        "REF",
        "REB",
        "PRM",
        "UAF",
        "UNK",
        "SPY",
        "BUS",
        "LAB",
        "AGR",
    }
    | {"EDU", "MED", "REL", "JRN", "CRM", "SOC", "PRE", "ELI"}
)
_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with an entry of an actor file."""

    file: str
    entry: str
    problem: str

    def __str__(self) -> str:
        return f"{self.file}: {self.entry}: {self.problem}"


def check(paths: Iterable[Path]) -> list[Fault]:
    """The faults of actor files, read together with ours: overlapping offices, unknown codes, shared aliases."""
    ours, theirs = [read_file(path) for path in our_files()], []
    faults: list[Fault] = []
    for path in paths:
        try:
            theirs.append(read_file(path))
        except KnowledgeError as error:
            faults.append(Fault(name_of(path), "the file", str(error)))
    return [*faults, *faults_in([*ours, *theirs])]


def faults_in(files: Iterable[ActorFile]) -> Iterator[Fault]:
    """The faults of files that are read together."""
    files = list(files)
    bodies = {key: body for file in files for key, body in file.bodies.items()}
    for file in files:
        for key, body in file.bodies.items():
            names = (body.name, *body.aliases)
            for problem in (
                *_wrong_codes(body.country, body.sectors),
                *_wrong_body(body, bodies),
                *_wrong_names(key, names),
            ):
                yield Fault(name_of(file.path), key, problem)
        for office in file.offices:
            for problem in _wrong_office(office, bodies):
                yield Fault(name_of(file.path), f"{office.title} of {office.of}", problem)
    yield from _circles(files, bodies)
    yield from _shared_names(files)


def _wrong_codes(country: str | None, sectors: Iterable[str]) -> Iterator[str]:
    if country is not None and country not in countries().by_code and country not in INTERNATIONAL:
        yield f"no country has the code {country!r}"
    for sector in sectors:
        if sector not in SECTORS:
            yield f"no PLOVER sector is called {sector!r}"


def _wrong_names(key: str, names: Iterable[str]) -> Iterator[str]:
    if not all(any(map(str.isalpha, fold(name))) for name in (key, *names)):
        yield "has a key or a name without a letter"


def _wrong_body(body: KnownActor, bodies: Mapping[str, KnownActor]) -> Iterator[str]:
    for field, other in (("part_of", body.part_of), ("aligned_with", body.aligned_with)):
        if other is not None and other not in bodies and not _is_government(other):
            yield f"{field} names {other!r}, which no file has"
    for role in body.roles:
        yield from _wrong_dates(role.title, role.from_, role.until)
        yield from _wrong_codes(None, role.sectors)


def _is_government(key: str) -> bool:
    return key.startswith("gov.") and key[4:].upper() in countries().by_code


def _wrong_office(office: OfficeRegister, bodies: Mapping[str, KnownActor]) -> Iterator[str]:
    if office.of not in bodies:
        yield from _wrong_codes(office.of, ())
    yield from _wrong_codes(None, office.sectors)
    for holder in office.holders:
        yield from _wrong_dates(holder.name, holder.from_, holder.until)
    if office.shared:
        return
    dated = sorted((holder for holder in office.holders if holder.from_), key=lambda holder: holder.from_ or "")
    for one, other in pairwise(dated):
        begins = other.from_ or ""
        if one.until is None or one.until[: len(begins)] > begins[: len(one.until)]:
            yield f"{one.name} (until {one.until or 'now'}) and {other.name} (from {begins}) hold it at the same time"


def _wrong_dates(who: str, from_: str | None, until: str | None) -> Iterator[str]:
    for day in (from_, until):
        if day is not None and not _is_date(day):
            yield f"{who}: {day!r} is not a date as YYYY, YYYY-MM or YYYY-MM-DD"
    if from_ and until and until < from_[: len(until)]:
        yield f"{who}: ends ({until}) before it begins ({from_})"


def _is_date(text: str) -> bool:
    """True of a day of the calendar, a month or a year."""
    if not _DATE.fullmatch(text):
        return False
    try:
        date.fromisoformat(text + {4: "-01-01", 7: "-01"}.get(len(text), ""))
    except ValueError:
        return False
    return True


def _circles(files: Iterable[ActorFile], bodies: Mapping[str, KnownActor]) -> Iterator[Fault]:
    """Bodies that are, step by step, part of themselves."""
    for file in files:
        for key in file.bodies:
            seen, at = [key], bodies[key].part_of
            while at is not None and at in bodies and at not in seen:
                seen.append(at)
                at = bodies[at].part_of
            if at == key:
                yield Fault(name_of(file.path), key, f"is part of itself: {' > '.join([*seen, key])}")


def _shared_names(files: Iterable[ActorFile]) -> Iterator[Fault]:
    """Two bodies must not share a name; people of one country may, and the report says which is meant."""
    owners: dict[str, str] = {}
    last = {key: body for file in files for key, body in file.bodies.items()}  # a later file replaces an entry
    for file in files:
        for key, body in file.bodies.items():
            if last[key] is not body or body.kind == "person":
                continue
            shared: dict[str, list[str]] = {}
            for name in sorted({fold(each) for each in (body.name, *body.aliases)}):
                other = owners.setdefault(name, key)
                if other != key:
                    shared.setdefault(other, []).append(repr(name))
            for other, names in shared.items():
                yield Fault(name_of(file.path), key, f"goes by {', '.join(names)} as {other} does")
