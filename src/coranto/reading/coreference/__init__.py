"""Mentions of one actor linked: same name, surname, office, description, pronoun. Every link says how.

Names are decided first, descriptions then, pronouns last, so that no pronoun pulls two people together. What is not
clear stays apart: a wrong link is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ...model.reading import Actor
from ..people import Draft, Ground
from .actor import actor_of
from .chains import Open, no_links
from .descriptions import link_descriptions, link_owned, link_owned_states
from .names import link_names
from .pronouns import link_pronouns

__all__ = ["link_actors"]


def link_actors(ground: Ground, drafts: Sequence[Draft]) -> tuple[Actor, ...]:
    """The actors of a report in order of first mention."""
    links = no_links()
    link_names(ground, links, drafts)
    link_descriptions(ground, links, drafts)
    link_pronouns(ground, links, drafts)
    link_owned(ground, links, drafts)
    link_owned_states(ground, links, drafts)
    ordered = sorted(_one_each(links.chains), key=lambda chain: chain.drafts[0].place)
    return tuple(actor_of(ground, chain) for chain in ordered)


def _one_each(chains: Iterable[Open]) -> list[Open]:
    """One chain for one known actor, however many were begun for it."""
    found: dict[str, Open] = {}
    for chain in chains:
        first = found.setdefault(chain.known or f"chain {id(chain)}", chain)
        if first is not chain:
            first.drafts = sorted([*first.drafts, *chain.drafts], key=lambda draft: draft.place)
            first.links = list(dict.fromkeys([*first.links, *chain.links]))
    return list(found.values())
