"""Verbs whose base form a pipeline gets wrong."""

from __future__ import annotations

from functools import cache

import msgspec

from .load import DATA, load


class Lemmas(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base form -> forms of it."""

    verbs: dict[str, tuple[str, ...]]


@cache
def verb_lemmas(language: str) -> dict[str, str]:
    """Form -> base form, of the verbs that have to be put right; only for words tagged as verbs."""
    found = load(DATA / "languages" / language / "lemmas.yml", Lemmas)
    return {form: lemma for lemma, forms in found.verbs.items() for form in forms}
