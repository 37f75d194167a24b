"""Mentions of one actor linked: same name, surname, office, description, pronoun. Every link says how.

Names are decided first, descriptions then, pronouns last, so that no pronoun pulls two people together. What is not
clear stays apart: a wrong link is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...model.reading import Actor
from ..people import Draft, Ground
from .actor import actor_of
from .chains import no_links
from .descriptions import link_descriptions, link_owned_states
from .names import link_names
from .pronouns import link_pronouns

__all__ = ["link_actors"]


def link_actors(ground: Ground, drafts: Sequence[Draft]) -> tuple[Actor, ...]:
    """The actors of a report in order of first mention."""
    links = no_links()
    link_names(ground, links, drafts)
    link_descriptions(ground, links, drafts)
    link_pronouns(ground, links, drafts)
    link_owned_states(ground, links, drafts)
    ordered = sorted(links.chains, key=lambda chain: chain.drafts[0].place)
    return tuple(_with_unique_ids(actor_of(ground, chain) for chain in ordered))


def _with_unique_ids(actors: Iterable[Actor]) -> Iterator[Actor]:
    seen: set[str] = set()
    for actor in actors:
        if actor.id not in seen:
            seen.add(actor.id)
            yield actor
