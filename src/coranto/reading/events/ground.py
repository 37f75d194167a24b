"""What the events stage stands on."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ...knowledge.events import EventKnowledge
from ...knowledge.frames import NounClasses
from ...model.reading import Actor, Mention, Place, Statement, Time
from ...model.report import Passage
from ..tree import Parse, Token, tokens_between


class Ground(msgspec.Struct, frozen=True, kw_only=True):
    """A report as the earlier stages left it."""

    language: str
    report: str
    passages: tuple[Passage, ...]
    parse: Parse
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    published: str | None
    knowledge: EventKnowledge
    classes: NounClasses


class Who(msgspec.Struct, frozen=True):
    """Which actor each token belongs to: the longest mention around it."""

    by_token: dict[int, str]

    def at(self, token: Token) -> str | None:
        """The actor a token belongs to."""
        return self.by_token.get(token.index)


def who_is_where(parse: Parse, actors: Sequence[Actor]) -> Who:
    """The actors by token; of nested mentions the longer one counts where it ends at the token."""
    found: dict[int, tuple[int, str]] = {}
    for actor in actors:
        for mention in actor.mentions:
            tokens = tokens_between(parse, mention.start, mention.end)
            for token in tokens:
                length = _rank(mention, token)
                if length > found.get(token.index, (-1, ""))[0]:
                    found[token.index] = (length, actor.id)
    return Who({index: actor for index, (_, actor) in found.items()})


def _rank(mention: Mention, token: Token) -> int:
    """A mention counts most at its last token, its head; elsewhere the shorter, closer one does."""
    if token.end >= mention.end:
        return 10_000 + mention.end - mention.start
    return max(0, 1_000 - (mention.end - mention.start))
