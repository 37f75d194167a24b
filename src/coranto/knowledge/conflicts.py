"""When conflicts began: what an anchored duration is counted from."""

from __future__ import annotations

from datetime import date
from functools import cache

import msgspec

from ..errors import KnowledgeError
from .load import DATA, load


class Conflict(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A conflict; `start` is `YYYY-MM`, `precision` in months."""

    name: str
    countries: tuple[str, ...]
    start: str
    precision: int
    source: str

    @property
    def began(self) -> date:
        """The first day of the month it began in."""
        return date.fromisoformat(f"{self.start}-01")


@cache
def conflicts() -> tuple[Conflict, ...]:
    """The table of conflicts; raises `KnowledgeError` naming the entry whose start is no month."""
    table = load(DATA / "conflicts.yml", tuple[Conflict, ...])
    for one in table:
        try:
            date.fromisoformat(f"{one.start}-01")
        except ValueError as error:
            raise KnowledgeError(f"conflicts.yml: {one.name}: start {one.start!r} is no month") from error
    return table
