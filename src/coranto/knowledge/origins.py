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
    prepositions: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    origin_not_before: tuple[str, ...]
    accounts: tuple[str, ...]
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
    negated: frozenset[str]
    definite: tuple[str, ...]
    indefinite: tuple[str, ...]
    articles: frozenset[str]
    examples: tuple[OriginExample, ...]
    not_: tuple[OriginExample, ...] = msgspec.field(name="not")


class OriginKnowledge(msgspec.Struct, frozen=True, kw_only=True):
    """Patterns compiled: `after` is asked of the words before a name, `before` of those behind it."""

    origin_after: re.Pattern[str]
    carrier_after: re.Pattern[str]
    origin_before: re.Pattern[str]
    hanging: re.Pattern[str]
    of_a_name: re.Pattern[str]
    behalf: re.Pattern[str]
    owned: re.Pattern[str]
    shown: re.Pattern[str]
    datelines: re.Pattern[str]
    credits: tuple[re.Pattern[str], ...]
    sources: tuple[re.Pattern[str], ...]
    colon: re.Pattern[str]
    quoted: tuple[re.Pattern[str], ...]
    things: frozenset[str]
    spokesmen: frozenset[str]
    unique: frozenset[str]
    indefinite: frozenset[str]
    negated: frozenset[str]
    articles: frozenset[str]
    examples: tuple[OriginExample, ...]
    wrong: tuple[OriginExample, ...]


@cache
def load_origins(language: str) -> OriginKnowledge:
    """The knowledge of origins in a language."""
    file = load(DATA / "languages" / language / "origins.yml", _File)
    things = _either(tuple(file.things))
    hanging, definite = _either(file.prepositions), _either(file.definite)
    articles = _either((*file.definite, *file.indefinite))
    return OriginKnowledge(
        origin_after=re.compile(rf"\b(?:{_either(file.origin_after)}){_BETWEEN}", re.IGNORECASE),
        carrier_after=re.compile(rf"\b(?:{_either(file.carrier_after)}){_BETWEEN}", re.IGNORECASE),
        origin_before=re.compile(
            rf"(?: (?:{hanging}) (?:[\w'’.-]+ ){{0,6}}?[\w'’.-]+)?,? (?:(?:{_either(file.auxiliaries)}) ){{0,2}}"
            rf"(?:{_either(file.origin_before)})\b"
            rf"(?! (?:{_either(file.origin_not_before)})\b)"
        ),
        hanging=re.compile(rf"\b(?:{hanging})\s+(?:(?:{articles})\s+)?$"),
        behalf=re.compile(rf"\b(?:{hanging}) (?:(?:{definite}) )?(?P<name>.+)$"),
        of_a_name=re.compile(rf"^(?:[\w-]+ ){{1,3}}(?:{hanging}) (?:(?:{definite}) )?[A-Z]"),
        owned=re.compile(rf"^,?\s*(?:{_either(file.owned_by)}){_BETWEEN}", re.IGNORECASE),
        shown=re.compile(
            rf"\b(?:{things})\b(?=(?:\s+[^.;:\n]{{0,60}}?)?,?\s+(?:{_either(file.thing_verbs)})\b)", re.IGNORECASE
        ),
        datelines=_named(file.datelines)[0],
        credits=_named(file.credits),
        sources=_named(file.sources),
        colon=re.compile(
            rf"^(?P<name>(?:[A-Z][\w-]* )?(?:{_either(file.colon)})): (?=[A-Z\d\"“‘])", re.IGNORECASE | re.MULTILINE
        ),
        quoted=tuple(
            re.compile(each.replace("{name}", _PHRASE), re.IGNORECASE) for each in (*file.quoted, *file.accounts)
        ),
        things=file.things,
        spokesmen=file.spokesmen,
        unique=file.unique,
        indefinite=frozenset(file.indefinite),
        negated=file.negated,
        articles=file.articles,
        examples=file.examples,
        wrong=file.not_,
    )


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(each) for each in sorted(words, key=lambda each: (-len(each), each)))


def _named(patterns: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(each.replace("{name}", _NAME), re.MULTILINE | re.IGNORECASE) for each in patterns)
