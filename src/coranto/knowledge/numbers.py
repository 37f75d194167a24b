"""Numbers in words, of one language."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import msgspec

from .load import DATA, load

LONGEST = 100  # digits a number may have
_FRACTIONS = "¼½¾⅓⅔"


class Numbers(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The words of numbers: units added, scales multiplied."""

    units: dict[str, int]
    scales: dict[str, int]
    groups: dict[str, int]
    one: tuple[str, ...]
    and_: str = msgspec.field(name="and")


@cache
def load_numbers(language: str) -> Numbers:
    """The number words of a language."""
    return load(DATA / "languages" / language / "numbers.yml", Numbers)


def number_pattern(known: Numbers) -> str:
    """A regular expression for a number in digits or words."""
    words = "|".join([*known.units, *known.scales])
    one, scales = "|".join(known.one), "|".join(known.scales)
    in_words = rf"(?:{words})(?:[- ](?:{known.and_} )?(?:{words}))*"
    digits = rf"\d{{1,3}}(?:,\d{{3}})+|(?:\d+[ -])?[1-9]/[2-9]|\d*[{_FRACTIONS}]|\d+(?:\.\d+)?"
    return rf"(?:{digits}|(?:{one})(?: (?:{scales}))?|{in_words})"


def value_of(words: str, known: Numbers) -> float | None:
    """The value of a number in digits or words; None when it is none.

    >>> value_of("two hundred and five", load_numbers("en")), value_of("a hundred", load_numbers("en"))
    (205.0, 100.0)
    """
    digits = words.replace(",", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", digits):
        return float(digits) if len(digits) < LONGEST else None
    if fraction := re.fullmatch(rf"(\d*)[ -]?(?:([1-9])/([2-9])|([{_FRACTIONS}]))", digits):
        part = unicodedata.numeric(fraction[4]) if fraction[4] else int(fraction[2]) / int(fraction[3])
        return int(fraction[1] or 0) + part
    total = current = 0.0
    for word in re.split(r"[-\s]+", words.lower()):
        if word in known.units or word in known.one:
            current += known.units.get(word, 1)
        elif word in known.scales:
            scale = known.scales[word]
            current = (current or 1) * scale
            if scale > 100:
                total, current = total + current, 0.0
        elif word != known.and_:
            return None
    return total + current
