"""Every mention of somebody who acts: names, offices, groups, governments, pronouns. Linking them comes after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from ..people import Draft, Ground
from .governments import find_governments
from .homes import with_homes
from .names import find_names
from .offices import with_counterparts, with_offices
from .phrase import is_phrase, read_phrase
from .phrases import find_phrases
from .pronouns import find_pronouns

__all__ = ["find_actors"]

LONGEST_TITLE = 40  # characters a phrase may begin before the title in it: "the regime's Defense Minister"


def find_actors(ground: Ground) -> tuple[Draft, ...]:
    """The mentions of a report in text order; a longer one comes before those inside it."""
    names = with_offices(ground, find_names(ground))
    if is_phrase(ground):
        return tuple(_unique(read_phrase(ground, names)))
    governments = find_governments(ground, _tokens(names))
    titled = _titled(ground, names)
    phrases = [draft for draft in find_phrases(ground, [*names, *governments]) if not _is_title(ground, draft, titled)]
    people = with_counterparts(ground, sorted([*names, *phrases], key=lambda draft: draft.place))
    found = [*with_homes(ground, people), *governments, *find_pronouns(ground)]
    return tuple(sorted(_unique(found), key=lambda draft: draft.place))


def _tokens(drafts: Iterable[Draft]) -> frozenset[int]:
    return frozenset(index for draft in drafts for index in range(draft.first, draft.last))


def _unique(drafts: Iterable[Draft]) -> list[Draft]:
    """One draft for each stretch of tokens: the first that claims it."""
    seen: dict[tuple[int, int], Draft] = {}
    for draft in drafts:
        seen.setdefault((draft.first, draft.last), draft)
    return list(seen.values())


def _titled(ground: Ground, names: Iterable[Draft]) -> dict[int, list[Draft]]:
    """The names that bear an office, by the sentence they stand in."""
    found: dict[int, list[Draft]] = defaultdict(list)
    for name in names:
        if name.offices:
            found[ground.parse.tokens[name.first].sentence].append(name)
    return found


def _is_title(ground: Ground, phrase: Draft, titled: Mapping[int, Sequence[Draft]]) -> bool:
    """ "Turkish counterpart" before "Mevlüt Çavuşoğlu" is his title, and nobody besides."""
    tokens = ground.parse.tokens
    start, end = tokens[phrase.first].start, tokens[phrase.last - 1].end
    return any(
        office.start <= end - 1 and end <= office.end and start >= office.start - LONGEST_TITLE
        for name in titled.get(tokens[phrase.first].sentence, ())
        for office in name.offices
        if office.end <= tokens[name.first].start and phrase.last <= name.first
    )
