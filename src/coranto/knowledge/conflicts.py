"""When conflicts began: what an anchored duration is counted from."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from functools import cache

import msgspec

from ..errors import KnowledgeError
from .load import DATA, load


class Conflict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A conflict: `start` and `end` are `YYYY-MM` or `YYYY-MM-DD`, `precision` in months.

    `precision` says how far apart the dates are that writers count from; `kinds` what reports call it ("war", "siege");
    `countries` are ISO 3166-1 alpha-3, the one it is fought in first.
    """

    name: str
    aliases: tuple[str, ...] = ()
    kinds: tuple[str, ...]
    countries: tuple[str, ...]
    start: str
    end: str | None = None
    precision: int = 0
    source: str

    @property
    def began(self) -> date:
        """The day it began, or the first of its month."""
        return date.fromisoformat(self.start if len(self.start) == 10 else f"{self.start}-01")

    @property
    def ended(self) -> date | None:
        """The last day, or the first of its last month; None while it goes on."""
        return date.fromisoformat(self.end if len(self.end) == 10 else f"{self.end}-01") if self.end else None

    @property
    def began_at_latest(self) -> date:
        """The day it began, or the last of its month."""
        first = self.began
        return first if len(self.start) == 10 else first.replace(day=monthrange(first.year, first.month)[1])


@cache
def conflicts() -> tuple[Conflict, ...]:
    """The table of conflicts; raises `KnowledgeError` naming the entry whose start or end is no date."""
    table = load(DATA / "conflicts.yml", tuple[Conflict, ...])
    for one in table:
        for day in (one.start, one.end):
            if day is not None:
                _check(one.name, day)
    return table


def _check(name: str, day: str) -> None:
    try:
        date.fromisoformat(day if len(day) == 10 else f"{day}-01")
    except ValueError as error:
        raise KnowledgeError(f"conflicts.yml: {name}: {day!r} is no month or day") from error
