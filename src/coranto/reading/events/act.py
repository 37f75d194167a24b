"""One act: a match of a frame with what the words around it make of it."""

from __future__ import annotations

import msgspec

from ...knowledge.events import EventFrame
from ...model.reading import Status
from ..frames import Clause, Match

FIRST_LAYER: frozenset[Status] = frozenset({"happened", "ongoing", "attempted", "possible"})


class Act(msgspec.Struct, frozen=True, kw_only=True):
    """A match taken for an act.

    `inside` is the place of the act it is the content of, `content` the match that is itself what is asked, promised,
    refused or threatened, `core` what that one is about in its turn (of "rejected an offer of talks" the talks),
    `result_of` the place of the act whose outcome it tells ("fired on the crowd, killing two"), `retyped` whether the
    words around made another type of it, `why` what decided.
    """

    match: Match[EventFrame]
    type: str
    mode: str | None
    status: Status
    retyped: bool = False
    negated: bool = False
    background: bool = False
    inside: int | None = None
    content: Match[EventFrame] | None = None
    core: Match[EventFrame] | None = None
    result_of: int | None = None
    why: str = ""

    @property
    def clause(self) -> Clause:
        """What stands around the trigger."""
        return self.match.clause
