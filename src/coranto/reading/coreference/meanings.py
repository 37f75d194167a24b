"""What a general noun can mean: "the country", "the company", "the rebels", "the man" - the nearest that fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ...knowledge.countries import countries
from ..people import Draft, Ground
from .chains import (
    Links,
    Open,
    before,
    country_of,
    genders_of,
    has_own_name,
    is_bound,
    is_plural,
    kind_of,
    sentence_of,
    told,
)

FAR, NEAR = 12, 2  # sentences back in which a fitting body, or a fitting person, is looked for


def meant_by(ground: Ground, links: Links, draft: Draft) -> Open | None:
    """ "the country", "the company", "the rebels", "the man": the nearest actor that the noun can mean."""
    noun, words = ground.parse.tokens[draft.head].lemma, ground.knowledge.words
    if draft.plural:
        sectors = words.groups.get(noun, ())
        return _nearest(ground, links, draft, lambda chain: _is_such_a_group(chain, sectors), FAR) if sectors else None
    if noun in words.states:
        return _nearest(ground, links, draft, is_a_state, FAR)
    if noun in words.bodies and _is_bare(draft, noun):
        return _body(ground, links, draft, words.bodies[noun])
    if noun in words.person_nouns and draft.kind == "person" and " " not in draft.key:
        return _nearest(ground, links, draft, lambda chain: _is_such_a_person(draft, chain), NEAR)
    return None


def _is_bare(draft: Draft, noun: str) -> bool:
    """The noun alone or with its country: "the air force" is not the army."""
    told = [word for word in draft.key.split() if word != noun]
    return all(countries().by_demonym(word) for word in told)


def _body(ground: Ground, links: Links, draft: Draft, sectors: Sequence[str]) -> Open | None:
    """The nearest body of such sectors; one whose sectors are not known only when it was named just before."""
    fitting = _nearest(ground, links, draft, lambda chain: bool(sectors) and _is_such_a_body(chain, sectors), FAR)
    return fitting or _nearest(
        ground, links, draft, lambda chain: _is_such_a_body(chain, ()) and not (sectors and told(chain).sectors), NEAR
    )


def _nearest(ground: Ground, links: Links, draft: Draft, fits: Callable[[Open], bool], back: int) -> Open | None:
    for _, other, chain in before(links, sentence_of(ground, draft), draft.first, back):
        if not is_bound(ground, draft, other) and fits(chain) and _agree_country(draft, chain):
            return chain
    return None


def _agree_country(draft: Draft, chain: Open) -> bool:
    country = country_of(chain)
    return not (draft.country and country and draft.country != country)


def is_a_state(chain: Open) -> bool:
    """True of the government of a country."""
    return told(chain).of_a_state


def _is_such_a_body(chain: Open, sectors: Sequence[str]) -> bool:
    """A named body or group; of one of some sectors, where these are given."""
    if kind_of(chain) not in {"organisation", "armed_group"} or not has_own_name(chain):
        return False
    return not sectors or bool(told(chain).sectors & set(sectors))


def _is_such_a_group(chain: Open, sectors: Sequence[str]) -> bool:
    """A named armed group, for "the rebels" and "the militants"."""
    return has_own_name(chain) and kind_of(chain) == "armed_group" and bool(told(chain).sectors & set(sectors))


def _is_such_a_person(draft: Draft, chain: Open) -> bool:
    if kind_of(chain) != "person" or is_plural(chain):
        return False
    genders = genders_of(chain)
    return draft.gender == "unknown" or not genders or draft.gender in genders
