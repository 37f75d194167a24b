"""Who is known beforehand, and the words that tell who somebody is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from ..errors import KnowledgeError
from ..model.reading import ActorKind
from .folding import fold
from .load import DATA, load
from .numbers import Numbers, load_numbers

Gender = Literal["male", "female", "unknown", "thing"]
GroupNumber = Literal["singular", "plural"]


class KnownRole(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An office with its dates, `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; an open end is null."""

    title: str
    of: str
    from_: str | None = msgspec.field(default=None, name="from")
    until: str | None = None


class KnownActor(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """An actor of the knowledge files; `source` names a document that was opened, else `unverified`."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: ActorKind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    part_of: str | None = None
    aligned_with: str | None = None
    roles: tuple[KnownRole, ...] = ()
    stands_for_government: bool = False
    source: str


class RoleNouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Nouns with the PLOVER sectors they tell."""

    sectors: tuple[str, ...]
    nouns: tuple[str, ...]


class Heads(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Heads of organisation names."""

    kind: ActorKind
    sectors: tuple[str, ...]
    nouns: tuple[str, ...]


class Titles(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Titles before a name."""

    group: Literal["honorific", "military", "office"]
    gender: Gender
    titles: tuple[str, ...]


class Pronoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a pronoun agrees with."""

    gender: Gender
    number: GroupNumber


class ActorExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sentence with an actor in it, or, under `not`, with words that are none."""

    text: str
    finds: str
    country: str | None = None
    sector: str | None = None
    kind: ActorKind | None = None


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    roles: tuple[RoleNouns, ...]
    heads: tuple[Heads, ...]
    people: tuple[str, ...]
    titles: tuple[Titles, ...]
    collectives: frozenset[str]
    counterpart: frozenset[str]
    former: frozenset[str]
    empty_heads: frozenset[str]
    spokesman: frozenset[str]
    government_heads: frozenset[str]
    opposition_heads: frozenset[str]
    pronouns: dict[str, Pronoun]
    locative: frozenset[str]
    metonym_prepositions: frozenset[str]
    place_verbs: frozenset[str]
    not_actors: frozenset[str]
    of: frozenset[str]
    home_prepositions: frozenset[str]
    aligned: frozenset[str]
    led: frozenset[str]
    definite: frozenset[str]
    indefinite: frozenset[str]
    reasons: dict[str, str]
    examples: tuple[ActorExample, ...]
    not_: tuple[ActorExample, ...] = msgspec.field(name="not")


class ActorKnowledge(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the actor stages know: words of the language, and known actors by the key of each name.

    `roles` and `heads` go from a folded phrase to sectors (and kind); `titles` from a folded title to its gender.
    """

    words: _Words
    known: dict[str, KnownActor]
    names: dict[str, str]
    roles: dict[str, tuple[str, ...]]
    heads: dict[str, Heads]
    people: frozenset[str]
    titles: dict[str, Titles]
    longest_name: int
    numbers: Numbers


@cache
def load_actors(language: str) -> ActorKnowledge:
    """The actor knowledge; raises `KnowledgeError` when two actors share a name."""
    words = load(DATA / "languages" / language / "actors" / "words.yml", _Words)
    known = {key: actor for path in sorted((DATA / "actors").glob("*.yml")) for key, actor in _file(path)}
    names = _names(known)
    return ActorKnowledge(
        words=words,
        known=known,
        names=names,
        roles={fold(noun): group.sectors for group in words.roles for noun in group.nouns},
        heads={fold(noun): group for group in words.heads for noun in group.nouns},
        people=frozenset(fold(noun) for noun in words.people),
        titles={fold(title): group for group in words.titles for title in group.titles},
        longest_name=max(len(name.split()) for name in names),
        numbers=load_numbers(language),
    )


def _file(path: Path) -> Iterator[tuple[str, KnownActor]]:
    yield from load(path, dict[str, KnownActor]).items()


def _names(known: dict[str, KnownActor]) -> dict[str, str]:
    names: dict[str, str] = {}
    for key, actor in known.items():
        for name in {fold(each) for each in (actor.name, *actor.aliases)}:
            other = names.setdefault(name, key)
            if other != key:
                raise KnowledgeError(f"actors: {key} and {other} share the name {name!r}")
    return names
