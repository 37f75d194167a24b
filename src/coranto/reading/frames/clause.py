"""What stands around a trigger: subjects, objects, prepositions and complements, as a reader would name them.

Passives are turned round (the agent is the subject), control and relative clauses give the subject they imply, and a
noun is read like its verb: "Russian air strikes on Idlib" has Russia as subject and Idlib under the preposition "on".
"""

from __future__ import annotations

import msgspec

from ..tree import Token


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """A trigger with everything it governs; tokens are heads, coordination spelled out, in text order."""

    trigger: Token
    particle: Token | None = None
    subjects: tuple[Token, ...] = ()
    objects: tuple[Token, ...] = ()
    indirect: tuple[Token, ...] = ()
    prepositions: tuple[tuple[str, Token], ...] = ()
    infinitive: Token | None = None
    content: Token | None = None
    passive: bool = False
    negated: bool = False
    auxiliaries: tuple[str, ...] = ()
