"""The first book: nothing to do. Books of version 1 are stamped with this; a new book begins here."""

from __future__ import annotations

revision = "0001"
down_revision = None


def upgrade() -> None:
    """A new book goes on to the next step at once; one of version 1 has its tables."""
