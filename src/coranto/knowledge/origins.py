"""How a language names whom news comes from, and who only passed it on."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

import msgspec

from .load import DATA, load

_NAME: Final = r"(?P<name>[^\W\d_][\w.&'’-]*(?: [A-Z][\w.&'’-]*){0,4})"
_PHRASE: Final = r"(?P<name>(?:[\w'’-]+ ){1,5}?[\w'’-]+)"
_BETWEEN: Final = r"(?:\s+(?:[a-z]+(?:-[a-z]+)?|[A-Z][a-z]+|\d+)){0,3}\s*$"


class OriginExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A passage, the words that name whom its news comes from, and those who only passed it on."""

    text: str
    origins: tuple[str, ...]
    carriers: tuple[str, ...] = ()


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    origin_after: tuple[str, ...]
    carrier_after: tuple[str, ...]
    origin_before: tuple[str, ...]
    things: frozenset[str]
    thing_verbs: tuple[str, ...]
    owned_by: tuple[str, ...]
    datelines: tuple[str, ...]
    credits: tuple[str, ...]
    sources: tuple[str, ...]
    colon: tuple[str, ...]
    quoted: tuple[str, ...]
    spokesmen: frozenset[str]
    unique: frozenset[str]
    articles: frozenset[str]
    examples: tuple[OriginExample, ...]
    not_: tuple[OriginExample, ...] = msgspec.field(name="not")


class OriginKnowledge(msgspec.Struct, frozen=True, kw_only=True):
    """Patterns compiled: `after` is asked of the words before a name, `before` of those behind it."""

    origin_after: re.Pattern[str]
    carrier_after: re.Pattern[str]
    origin_before: re.Pattern[str]
    owned: re.Pattern[str]
    shown: re.Pattern[str]
    datelines: re.Pattern[str]
    credits: tuple[re.Pattern[str], ...]
    sources: tuple[re.Pattern[str], ...]
    colon: re.Pattern[str]
    quoted: re.Pattern[str]
    things: frozenset[str]
    spokesmen: frozenset[str]
    unique: frozenset[str]
    articles: frozenset[str]
    examples: tuple[OriginExample, ...]
    wrong: tuple[OriginExample, ...]


@cache
def load_origins(language: str) -> OriginKnowledge:
    """The knowledge of origins in a language."""
    file = load(DATA / "languages" / language / "origins.yml", _File)
    things = rf"(?:[A-Za-z-]+ ){{0,3}}(?:{_either(tuple(file.things))})"
    return OriginKnowledge(
        origin_after=re.compile(rf"\b(?:{_either(file.origin_after)}){_BETWEEN}", re.IGNORECASE),
        carrier_after=re.compile(rf"\b(?:{_either(file.carrier_after)}){_BETWEEN}", re.IGNORECASE),
        origin_before=re.compile(rf"\s+(?:has |have |had |also )?(?:{_either(file.origin_before)})\s+(?!that\b|by\b)"),
        owned=re.compile(rf"^,?\s*(?:{_either(file.owned_by)}){_BETWEEN}", re.IGNORECASE),
        shown=re.compile(rf"(?P<name>\b{things})(?:\s+[^.;:]{{0,60}}?)?,?\s+(?:{_either(file.thing_verbs)})\b", re.IGNORECASE),
        datelines=_named(file.datelines)[0],
        credits=_named(file.credits),
        sources=_named(file.sources),
        colon=re.compile(rf"^(?P<name>(?:[A-Z][\w-]* )?(?:{_either(file.colon)})): (?=[A-Z\d\"“‘])", re.IGNORECASE | re.MULTILINE),
        quoted=re.compile("|".join(each.replace("{name}", _PHRASE) for each in file.quoted)),
        things=file.things,
        spokesmen=file.spokesmen,
        unique=file.unique,
        articles=file.articles,
        examples=file.examples,
        wrong=file.not_,
    )


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(each) for each in sorted(words, key=lambda each: (-len(each), each)))


def _named(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each.replace("{name}", _NAME), re.MULTILINE | re.IGNORECASE) for each in patterns)
