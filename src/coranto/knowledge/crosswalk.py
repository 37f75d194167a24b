"""PLOVER to CAMEO and back: the codes, what type, mode and content determine, and the words that show a context."""

from __future__ import annotations

from functools import cache

import msgspec

from ..errors import KnowledgeError
from .load import DATA, load
from .phrases import Index, Phrases, build_index


class CameoCode(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A CAMEO code as PLOVER: type, mode and contexts; `type` is null where PLOVER codes no event."""

    type: str | None
    says: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()


class Default(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The most specific code that a type, with a mode and contexts where they are given, determines."""

    type: str
    cameo: str
    mode: str | None = None
    contexts: frozenset[str] = frozenset()


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What the act inside a demand, promise, refusal or threat says of it: its mode and its code.

    `negated`: the inner act is not to be done ("urged it not to strike back").
    """

    outer: str
    inner: str
    cameo: str | None = None
    mode: str | None = None
    inner_mode: str | None = None
    negated: bool = False
    contexts: frozenset[str] = frozenset()


class Inner(msgspec.Struct, frozen=True, kw_only=True):
    """The act inside another: its type and mode, and whether it is negated."""

    type: str
    mode: str | None
    negated: bool


class Crosswalk(msgspec.Struct, frozen=True, kw_only=True):
    """The CAMEO dictionary with the ways to it; `of_content` by outer and inner type, most specific first."""

    codes: dict[str, CameoCode]
    defaults: dict[str, tuple[Default, ...]]
    of_content: dict[tuple[str, str], tuple[Content, ...]]
    contexts: Index

    def content(self, outer: str, inner: Inner, contexts: frozenset[str]) -> Content | None:
        """What an inner act says of the outer one; None where nothing is known."""
        known = self.of_content.get((outer, inner.type), ())
        fits = (each for each in known if each.inner_mode in {None, inner.mode} and each.contexts <= contexts)
        return min(fits, key=lambda each: each.negated != inner.negated, default=None)

    def default(self, kind: str, mode: str | None, contexts: frozenset[str]) -> str | None:
        """The code of a type, mode and contexts; None for a type that CAMEO does not have."""
        found = (
            each.cameo
            for each in self.defaults.get(kind, ())
            if each.mode in {None, mode} and each.contexts <= contexts
        )
        return next(found, None)


class _Contexts(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    contexts: tuple[Phrases, ...]


def load_context_words(language: str) -> tuple[Phrases, ...]:
    """The words that show each context, with their examples."""
    return load(DATA / "languages" / language / "events" / "contexts.yml", _Contexts).contexts


@cache
def load_crosswalk(language: str) -> Crosswalk:
    """The crosswalk; raises `KnowledgeError` naming a code that the dictionary does not define."""
    folder = DATA / "cameo"
    codes = load(folder / "codes.yml", dict[str, CameoCode])
    defaults = load(folder / "defaults.yml", tuple[Default, ...])
    contents = load(folder / "contents.yml", tuple[Content, ...])
    named = {*(each.cameo for each in defaults), *(each.cameo for each in contents if each.cameo)}
    unknown = sorted(named - codes.keys())
    if unknown:
        raise KnowledgeError(f"cameo: not in codes.yml: {', '.join(unknown)}")
    by_type: dict[str, tuple[Default, ...]] = {}
    for each in defaults:
        by_type[each.type] = (*by_type.get(each.type, ()), each)
    by_pair: dict[tuple[str, str], tuple[Content, ...]] = {}
    for one in contents:
        by_pair[one.outer, one.inner] = (*by_pair.get((one.outer, one.inner), ()), one)
    return Crosswalk(
        codes=codes, defaults=by_type, of_content=by_pair, contexts=build_index(load_context_words(language))
    )
