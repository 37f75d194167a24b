"""Against what a value is resolved: the publication day, the running date of the story, and the tense around it."""

from __future__ import annotations

import re
from datetime import date

import msgspec

from ...knowledge.times import TimeKnowledge
from ..tree import Parse, Token, ancestors, children, head, token_at
from .found import Found

NEWS, NARRATIVE = "news", "narrative"


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What is known when an expression is resolved; `running` is the last day, month or year the text was at.

    `running` is (year, month or 0, day or 0); `seen` keeps the year of each month and day already resolved.
    """

    text: str
    parse: Parse
    knowledge: TimeKnowledge
    today: date | None
    mode: str
    running: tuple[int, int, int] | None = None
    seen: dict[tuple[int, int], int] = msgspec.field(default_factory=dict)

    @property
    def here(self) -> date | None:
        """The running day, else the publication day."""
        if self.running and self.running[1] and self.running[2]:
            return date(*self.running)
        return self.today

    @property
    def running_day(self) -> date | None:
        """A day inside the running date, else the publication day."""
        if self.running is None:
            return self.today
        year, month, day = self.running
        return date(year, month or 1, day or 1)

    @property
    def anchor(self) -> date | None:
        """What relative units count from: the story in a history, the publication day in news."""
        return self.running_day if self.mode == NARRATIVE else self.today


def before(found: Found, context: Context) -> str:
    """The text directly before an expression, inside its line."""
    start = max(0, found.start - 60)
    return context.text[start : found.start].rpartition("\n")[2]


def tense(found: Found, context: Context) -> str | None:
    """ "future", "past" or None: what the verb that governs the expression says."""
    token = token_at(context.parse, found.start)
    verb = _governor(token, context.parse) if token else None
    if verb is None:
        return None
    auxiliaries = {each.lower for each in children(context.parse, verb) if each.dep in {"aux", "auxpass"}}
    cues = context.knowledge.cues
    if auxiliaries & set(cues.future):
        return "future"
    if _is_scheduled(verb, context):
        return "future"
    return "past" if verb.tag in {"VBD", "VBN"} else None


def comes(pattern: str, found: Found, context: Context) -> bool:
    """True when the text before the expression ends as the pattern says."""
    return re.search(pattern, before(found, context), re.IGNORECASE) is not None


def _governor(token: Token, parse: Parse) -> Token | None:
    return next((each for each in (token, *ancestors(parse, token)) if each.pos in {"VERB", "AUX"}), None)


def _is_scheduled(verb: Token, context: Context) -> bool:
    """ "is due on Friday", "expected to open on Friday"; "set" in the simple past is no schedule."""
    schedule = set(context.knowledge.cues.scheduled)
    if verb.lemma in schedule and verb.tag in {"VBN", "VBG", "VBZ", "VBP"}:
        return True
    above = head(context.parse, verb)
    if above is not None and verb.dep in {"xcomp", "ccomp"} and above.lemma in schedule:
        return above.tag != "VBD" or verb.tag == "VB"
    return any(each.lemma in schedule and each.dep == "acomp" for each in children(context.parse, verb))
