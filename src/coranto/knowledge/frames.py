"""The notation of frames: a trigger word and the conditions on what stands around it in the parse.

One notation serves events ("hold talks", "withdraw troops") and cues of statements ("issue a statement").
"""

from __future__ import annotations

from functools import cache
from typing import Literal

import msgspec

from .load import DATA, load

Complement = Literal["infinitive", "gerund", "clause", "predicate", "none"]
ANY, NONE = "any", "none"


class Frame(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What must hold around a trigger for its frame to apply; a condition not given is not asked.

    `verbs`, `nouns`, `adjectives`: lemmas of the trigger; a verb with its particle is written "pull out".
    `object`, `subject`: lemmas of the head noun, `@class` for a noun class, `any` for some, `none` for no one.
    `prepositions`: preposition -> lemmas or classes of its object, `any` for some; one of them must hold.
    `complement`: which complement clause is there; `infinitive`, `gerund`, `clause`: the lemmas of its verb;
    `predicate`: the lemmas of what is said of the object, as in "called the vote a farce".
    `modifier`: lemmas of what stands before the trigger or its object: "military exercises".
    `joint`: the trigger or its object is called joint, or has two parties.
    `passive`: the trigger is, or is not, a passive.
    `unless`: position (`subject`, `object`, `infinitive`, `modifier` or a preposition) -> what must not be there.
    `weight`: added to the number of conditions when frames compete; the larger wins, then the earlier in the file.
    """

    name: str
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    prepositions: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    complement: tuple[Complement, ...] = ()
    infinitive: tuple[str, ...] = ()
    gerund: tuple[str, ...] = ()
    clause: tuple[str, ...] = ()
    predicate: tuple[str, ...] = ()
    modifier: tuple[str, ...] = ()
    joint: bool = False
    passive: bool | None = None
    unless: dict[str, tuple[str, ...]] = msgspec.field(default_factory=dict)

    weight: int = 0

    def named_classes(self) -> set[str]:
        """The noun classes its conditions name."""
        lists = (self.object, self.subject, self.modifier, *self.prepositions.values(), *self.unless.values())
        return {word[1:] for words in lists for word in words if word.startswith("@")}


class NounClasses(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Named sets of nouns, and the words the engine itself needs: who belongs to both sides, what negates a noun.

    `names`: the labels of names that belong to a class; `quantities`: nouns that only count what stands behind "of".
    """

    classes: dict[str, frozenset[str]]
    names: dict[str, frozenset[str]]
    quantities: frozenset[str]
    joint: frozenset[str]
    no: frozenset[str]
    nobody: frozenset[str]
    without: frozenset[str]
    light: frozenset[str]
    for_: frozenset[str] = msgspec.field(name="for")
    by: frozenset[str]
    of: frozenset[str]


@cache
def load_noun_classes(language: str) -> NounClasses:
    """The noun classes of a language."""
    return load(DATA / "languages" / language / "noun_classes.yml", NounClasses)
