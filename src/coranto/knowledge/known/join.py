"""Files made one table: a person with every office, each name with all it can mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

import msgspec

from ..folding import ARABIC_ARTICLE, fold
from .files import UNVERIFIED, ActorFile, Holder, KnownActor, OfficeRegister, Tenure

INTERNATIONAL: Final = frozenset({"UNO", "EUR"})
_POSSESSIVE = re.compile(r"['’]s\b")


class KnownActors(msgspec.Struct, frozen=True):
    """Every known actor by id, and the ids each folded name can mean.

    `beginnings` are the first words of all names; `surnames` go from the last one or two words of a person's name, that
    mean somebody beside a title only, to ids.
    """

    by_id: dict[str, KnownActor]
    names: dict[str, tuple[str, ...]]
    beginnings: frozenset[str]
    surnames: dict[str, tuple[str, ...]]


def joined(ours: Iterable[ActorFile], theirs: Iterable[ActorFile] = ()) -> KnownActors:
    """The table of the files. What is theirs replaces an entry of the same key, and a person's terms of that office."""
    ours, theirs = tuple(ours), tuple(theirs)
    bodies = {key: body for file in (*ours, *theirs) for key, body in file.bodies.items() if body.kind != "person"}
    found = {**bodies, **_people(ours, theirs, bodies)}
    names: dict[str, list[str]] = {}
    for key, actor in found.items():
        for name in _keys_of(actor):
            names.setdefault(name, []).append(key)
    return KnownActors(
        by_id=found,
        names={name: tuple(dict.fromkeys(ids)) for name, ids in names.items()},
        beginnings=frozenset(start for name in names for start in _beginnings(name)),
        surnames=_surnames(found),
    )


def _surnames(actors: Mapping[str, KnownActor]) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for key, actor in actors.items():
        words = fold(actor.name).split() if actor.kind == "person" else []
        for end in {" ".join(words[-1:]), " ".join(words[-2:])} if len(words) > 2 else set(words[1:]):
            found.setdefault(end, []).append(key)
    return {end: tuple(ids) for end, ids in found.items()}


Terms = list[tuple[OfficeRegister, Holder]]
Who = tuple[str, str | None]  # folded name and country: who has both is one person


def _people(
    ours: Iterable[ActorFile], theirs: Iterable[ActorFile], bodies: Mapping[str, KnownActor]
) -> dict[str, KnownActor]:
    """One actor for each person, with every office that the registers give."""
    gathered = _terms(ours, bodies)
    for who, terms in _terms(theirs, bodies).items():
        told = {(office.title, office.of) for office, _ in terms}
        kept = [each for each in gathered.get(who, []) if (each[0].title, each[0].of) not in told]
        gathered[who] = [*kept, *terms]
    people: dict[str, KnownActor] = {}
    for (name, country), held in gathered.items():
        key = name.replace(" ", "-")
        if key in people or key in bodies:
            key = f"{key}-{(country or 'of-' + held[0][0].of).lower()}"
        people[key] = _person(held, country)
    return people


def _terms(files: Iterable[ActorFile], bodies: Mapping[str, KnownActor]) -> dict[Who, Terms]:
    gathered: dict[Who, Terms] = {}
    for file in files:
        for office in file.offices:
            country = _country_of(office, bodies)
            for holder in office.holders:
                gathered.setdefault((fold(holder.name), country), []).append((office, holder))
        for body in file.bodies.values():
            if body.kind == "person":
                gathered.setdefault((fold(body.name), body.country), []).extend(_as_terms(body))
    return gathered


def _as_terms(person: KnownActor) -> Terms:
    """A person written as an entry of its own, as terms of its offices; one without an office has an empty title."""
    roles = person.roles or (Tenure(title="", of=person.country or "", source=person.source),)
    return [
        (
            OfficeRegister(
                title=role.title, of=role.of, sectors=role.sectors or person.sectors, source=role.source, holders=()
            ),
            Holder(name=person.name, aliases=person.aliases, gender=person.gender, from_=role.from_, until=role.until),
        )
        for role in roles
    ]


def _country_of(office: OfficeRegister, bodies: Mapping[str, KnownActor]) -> str | None:
    return bodies[office.of].country if office.of in bodies else office.of


def _sectors_of(office: OfficeRegister) -> tuple[str, ...]:
    """An office of the UN or EU is one of government where nothing else is told."""
    return office.sectors or (("GOV",) if office.of in INTERNATIONAL else ())


def _person(held: list[tuple[OfficeRegister, Holder]], country: str | None) -> KnownActor:
    held = sorted(held, key=lambda each: each[1].from_ or "", reverse=True)
    sources = {holder.source or office.source for office, holder in held}
    return KnownActor(
        name=held[0][1].name,
        aliases=tuple(dict.fromkeys(alias for _, holder in held for alias in holder.aliases)),
        kind="person",
        country=country,
        sectors=tuple(dict.fromkeys(sector for office, _ in held for sector in _sectors_of(office))),
        gender=next((holder.gender for _, holder in held if holder.gender), None),
        roles=tuple(
            Tenure(
                title=office.title,
                of=office.of,
                from_=holder.from_,
                until=holder.until,
                sectors=_sectors_of(office),
                source=holder.source or office.source,
            )
            for office, holder in held
            if office.title
        ),
        source=next(iter(sorted(sources - {UNVERIFIED})), UNVERIFIED),
    )


def _keys_of(actor: KnownActor) -> Iterator[str]:
    """The keys of an actor's names: with and without an Arabic article, in the plural, with an apostrophe cut off."""
    for name in (actor.name, *actor.aliases):
        key = fold(name)
        yield key
        if ARABIC_ARTICLE.match(key):
            yield ARABIC_ARTICLE.sub("", key, count=1)
        if "'" in name or "’" in name:
            yield fold(_POSSESSIVE.sub(" s", name))
        if actor.kind == "armed_group" and " " in key:
            yield key[:-1] if key.endswith("s") else f"{key}s"


def _beginnings(name: str) -> Iterator[str]:
    words = name.split()
    return (" ".join(words[:length]) for length in range(1, len(words)))
