"""The words of a language that tell who somebody is, beside the actors known beforehand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from ..model.reading import ActorKind
from .folding import fold
from .known import KnownActors, load_given_names, load_known
from .load import DATA, load
from .numbers import Numbers, load_numbers

Gender = Literal["male", "female", "unknown", "thing"]
GroupNumber = Literal["singular", "plural"]
GrammaticalPerson = Literal[1, 2, 3]


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
    """What a pronoun agrees with; `reflexive` ones mean the subject of their clause."""

    gender: Gender
    number: GroupNumber
    person: GrammaticalPerson = 3
    reflexive: bool = False


class ActorExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sentence with an actor in it, or, under `not`, with words that are none.

    `also` are words of other mentions of the same actor.
    """

    text: str
    finds: str
    country: str | None = None
    sector: str | None = None
    kind: ActorKind | None = None
    also: tuple[str, ...] = ()


class _Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    roles: tuple[RoleNouns, ...]
    heads: tuple[Heads, ...]
    people: tuple[str, ...]
    titles: tuple[Titles, ...]
    genders: dict[Literal["male", "female"], frozenset[str]]
    collectives: frozenset[str]
    equipment: frozenset[str]
    premises: frozenset[str]
    counterpart: frozenset[str]
    former: frozenset[str]
    opposing: frozenset[str]
    ethnic: frozenset[str]
    empty_heads: frozenset[str]
    government_heads: frozenset[str]
    pronouns: dict[str, Pronoun]
    locative: frozenset[str]
    going_to: frozenset[str]
    told_to: frozenset[str]
    metonym_prepositions: frozenset[str]
    of_states: frozenset[str]
    place_verbs: frozenset[str]
    visited: frozenset[str]
    states: frozenset[str]
    located: frozenset[str]
    lying: frozenset[str]
    bodies: dict[str, tuple[str, ...]]
    groups: dict[str, tuple[str, ...]]
    person_nouns: frozenset[str]
    plural_nouns: frozenset[str]
    not_actors: frozenset[str]
    not_names: frozenset[str]
    not_owned: frozenset[str]
    only_of: frozenset[str]
    for_: frozenset[str] = msgspec.field(name="for")
    of: frozenset[str]
    home_prepositions: frozenset[str]
    not_home: frozenset[str]
    aligned: frozenset[str]
    led: frozenset[str]
    against: frozenset[str]
    definite: frozenset[str]
    demonstrative: frozenset[str]
    same: frozenset[str]
    general_names: frozenset[str]
    known_as: frozenset[str]
    reasons: dict[str, str]
    examples: tuple[ActorExample, ...]
    not_: tuple[ActorExample, ...] = msgspec.field(name="not")


class ActorKnowledge(msgspec.Struct, frozen=True, kw_only=True):
    """Everything the actor stages know: words of the language, and the actors known beforehand.

    `roles` and `heads` go from a folded phrase to sectors (and kind); `titles` from a folded title to its gender;
    `title_words` tell offices of one head apart; `given` goes from a folded given name to the gender it tells;
    `persons` are other nouns that mean a person.
    """

    words: _Words
    known: KnownActors
    roles: dict[str, tuple[str, ...]]
    heads: dict[str, Heads]
    people: frozenset[str]
    titles: dict[str, Titles]
    title_words: frozenset[str]
    given: dict[str, Gender]
    persons: frozenset[str]
    numbers: Numbers


@lru_cache(maxsize=4)
def load_actors(language: str, own: tuple[Path, ...] = (), cache: Path | None = None) -> ActorKnowledge:
    """The actor knowledge, with the user's `own` files; `cache` is the folder of what is compiled.

    Raises `KnowledgeError` naming every fault of the files.
    """
    folder = DATA / "languages" / language / "actors"
    words = load(folder / "words.yml", _Words)
    return ActorKnowledge(
        words=words,
        known=load_known(own, cache),
        roles={form: group.sectors for group in words.roles for noun in group.nouns for form in (fold(noun),)},
        heads={fold(noun): group for group in words.heads for noun in group.nouns},
        people=frozenset(fold(noun) for noun in words.people),
        titles={fold(title): group for group in words.titles for title in group.titles},
        title_words=_title_words(words),
        given=dict(_given()),
        persons=frozenset((folder / "person_nouns.txt").read_text(encoding="utf-8").split()),
        numbers=load_numbers(language),
    )


def _title_words(words: _Words) -> frozenset[str]:
    """The words before the last of titles: "foreign", "deputy"; which tell one minister from another."""
    nouns = (fold(noun).split() for group in words.roles for noun in group.nouns)
    return frozenset(word for noun in nouns for word in noun[:-1]) - words.former


def _given() -> Iterator[tuple[str, Gender]]:
    names = load_given_names()
    yield from ((fold(name), "unknown") for name in names.both)
    yield from ((fold(name), "male") for name in names.male)
    yield from ((fold(name), "female") for name in names.female)
