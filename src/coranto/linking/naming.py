"""What a name in a report stands for: a unique office, a body behind its spokesman, or several of a kind."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from ..knowledge.folding import fold
from ..knowledge.origins import OriginKnowledge
from ..model.reading import Actor
from ..model.span import Span

_ADJECTIVES = re.compile(r"^(?:[a-z][\w-]* )+(?=[A-Z])")  # "state-run Central Bulletin Agency"
_OWNED = re.compile(r"^[A-Z][\w ]*['’]s [\w -]+$")


class Named(msgspec.Struct, frozen=True):
    """A mention of an actor."""

    actor: Actor
    mention: Span


def spoken_for(actor: Actor, mention: Span, text: str, named: Sequence[Named], known: OriginKnowledge) -> Named | None:
    """The body that a spokesman or correspondent speaks for: named in the phrase, or right behind it."""
    for each in (mention, *actor.mentions):
        for one in named:
            inside = each.start < one.mention.start <= each.end + 2 * len(" of the ")
            if inside and one.actor.id != actor.id and one.actor.kind not in {"person", "people"}:
                between = text[each.start : one.mention.start]
                return one if known.hanging.search(between) else None
    return None


def bare(mention: Span, text: str, known: OriginKnowledge) -> bool:
    """Several of a kind: a noun without article or capital, "aid workers"."""
    before = fold(text[max(0, mention.start - 5) : mention.start]).split()
    return mention.text.islower() and not (before and before[-1] in known.articles) and " " not in mention.text.strip()


def unique(mention: Span, text: str, known: OriginKnowledge) -> bool:
    """An office that one person holds, or somebody who speaks for a named body."""
    words = [fold(word) for word in mention.text.split()]
    before = fold(text[max(0, mention.start - 12) : mention.start]).split()
    article = words[0] in known.articles or (bool(before) and before[-1] in known.articles)
    behind = text[mention.end : mention.end + 60]
    if known.spokesmen & set(words):
        return bool(known.hanging.match(behind[: behind.find(" ", 1) + 1].lstrip())) or len(words) > 2
    if (article and known.of_a_name.search(mention.text + behind)) or _OWNED.match(mention.text):
        return True
    return bool(known.unique & set(words)) and (article or "'s" in mention.text or "’s" in mention.text)


def body_in(name: str, known: OriginKnowledge) -> str | None:
    """The body in the name of one who speaks for it: "correspondent of the state-run Central Bulletin Agency"."""
    match = known.behalf.search(name)
    return proper(match["name"]) if match and known.spokesmen & set(fold(name[: match.start()]).split()) else None


def proper(name: str) -> str:
    """A name without the adjectives before it.

    >>> proper("state-run Central Bulletin Agency")
    'Central Bulletin Agency'
    """
    return _ADJECTIVES.sub("", name)
