"""Every mention of somebody who acts: names, offices, groups, governments, pronouns. Linking them comes after."""

from __future__ import annotations

from ..people import Draft, Ground
from .governments import find_governments
from .groups import find_groups
from .homes import phrase_governments, with_homes
from .names import find_names
from .offices import with_offices

__all__ = ["find_actors"]


def find_actors(ground: Ground) -> tuple[Draft, ...]:
    """The mentions of a report in text order; a longer one comes before those inside it."""
    names = with_offices(ground, find_names(ground))
    named = frozenset(index for draft in names for index in range(draft.first, draft.last))
    governments = find_governments(ground, named)
    taken = named | {draft.head for draft in governments}
    groups = find_groups(ground, taken)
    phrases = phrase_governments(ground, taken | {draft.head for draft in groups})
    found = [*with_homes(ground, [*names, *groups]), *governments, *phrases, *_pronouns(ground)]
    return tuple(sorted(_unique(found), key=lambda draft: (draft.first, -draft.last)))


def _unique(drafts: list[Draft]) -> list[Draft]:
    """One draft for each stretch of tokens: the first that claims it."""
    seen: dict[tuple[int, int], Draft] = {}
    for draft in drafts:
        seen.setdefault((draft.first, draft.last), draft)
    return list(seen.values())


def _pronouns(ground: Ground) -> list[Draft]:
    found = []
    for token in ground.parse.tokens:
        pronoun = ground.knowledge.words.pronouns.get(token.lower) if token.pos == "PRON" else None
        if pronoun is not None and token.dep != "expl":
            found.append(
                Draft(
                    first=token.index,
                    last=token.index + 1,
                    head=token.index,
                    form="pronoun",
                    kind="other",
                    key=token.lower,
                    name=token.text,
                    gender=pronoun.gender,
                    plural=pronoun.number == "plural",
                )
            )
    return found
