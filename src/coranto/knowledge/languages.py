"""Which languages can be read."""

from __future__ import annotations

from .load import DATA


def can_read(language: str) -> bool:
    """True when there is knowledge of the language."""
    return (DATA / "languages" / language).is_dir()
