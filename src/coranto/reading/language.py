"""Which language a report is written in, told from its letters."""

from __future__ import annotations

from functools import cache
from typing import Any

ENOUGH_WORDS = 12  # a guess from fewer is worth nothing
SURE = 0.9


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language; None when it is too short or too mixed to tell."""
    words = text.split(maxsplit=2000)
    if len(words) < ENOUGH_WORDS:
        return None
    language, probability = _identifier().classify(" ".join(words[:2000]).lower())
    return str(language) if probability >= SURE else None


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
