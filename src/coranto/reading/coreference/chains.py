"""Chains of mentions while they grow, and what they tell of their actor so far."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterator
from functools import reduce
from typing import Literal

import msgspec

from ...knowledge.actors import Gender
from ...model.reading import ActorKind, MentionForm
from ..people import Draft, Ground
from ..tree import Token, ancestors

Link = Literal[
    "known",
    "same",
    "surname",
    "given",
    "short",
    "abbreviation",
    "apposition",
    "is",
    "office",
    "description",
    "country",
    "pronoun",
    "speaker",
]

FORMS: tuple[MentionForm, ...] = ("name", "metonym", "role", "pronoun")  # which tells the kind before which


class Told(msgspec.Struct, frozen=True):
    """What the mentions of a chain tell of its actor: of kind and country the first, of the rest all of it.

    `form` is the form of the mention that tells the kind; a `title` is told as over ("former") or not.
    """

    kind: ActorKind = "other"
    form: MentionForm = "pronoun"
    country: str | None = None
    genders: frozenset[Gender] = frozenset()
    sectors: frozenset[str] = frozenset()
    titles: frozenset[tuple[str, bool]] = frozenset()
    plural: bool = False
    of_a_state: bool = False


class Open(msgspec.Struct, eq=False):
    """A chain that grows: mentions in text order, and the links that joined them. Stays inside these stages.

    `told` is what its mentions tell so far, or nothing where they must be gone through again.
    """

    drafts: list[Draft]
    links: list[Link] = []
    known: str | None = None
    told: Told | None = None


class Links(msgspec.Struct):
    """All chains of a report, the chain of each mention, and the mentions of each sentence in text order."""

    chains: list[Open]
    of: dict[tuple[int, int], Open]
    sentences: dict[int, list[tuple[tuple[int, int], Draft]]]


def no_links() -> Links:
    """A report before any mention is linked."""
    return Links([], {}, {})


def start(ground: Ground, links: Links, draft: Draft) -> Open:
    """A new chain with one mention."""
    chain = Open([])
    links.chains.append(chain)
    add(ground, links, chain, draft)
    return chain


def add(ground: Ground, links: Links, chain: Open, draft: Draft, link: Link | None = None) -> None:
    """One more mention in a chain, and how it came there."""
    last = draft.form == "pronoun" or not chain.drafts or chain.drafts[-1].place <= draft.place
    insort(chain.drafts, draft, key=lambda each: each.place)
    links.of[draft.place] = chain
    chain.told = _and(chain.told, draft) if last and chain.told is not None else None
    insort(links.sentences.setdefault(sentence_of(ground, draft), []), (draft.place, draft), key=lambda each: each[0])
    _note(chain, link)


def merge(links: Links, chain: Open, other: Open, link: Link) -> Open:
    """Two chains made one: the first takes the mentions of the other."""
    if chain is other:
        return chain
    for draft in other.drafts:
        insort(chain.drafts, draft, key=lambda each: each.place)
        links.of[draft.place] = chain
    links.chains = [each for each in links.chains if each is not other]
    chain.told = None
    chain.known = chain.known or other.known
    for each in other.links:
        _note(chain, each)
    _note(chain, link)
    return chain


def _note(chain: Open, link: Link | None) -> None:
    if link is not None and link not in chain.links:
        chain.links = [*chain.links, link]


def sentence_of(ground: Ground, draft: Draft) -> int:
    """The sentence a mention stands in."""
    return ground.parse.tokens[draft.head].sentence


def before(links: Links, sentence: int, position: int, back: int) -> Iterator[tuple[int, Draft, Open]]:
    """The linked mentions that begin before a token, nearest sentence first: (sentences back, mention, chain)."""
    for distance in range(back + 1):
        row = links.sentences.get(sentence - distance, [])
        end = bisect_left(row, (position, -(1 << 60)), key=lambda each: each[0]) if distance == 0 else len(row)
        for _, draft in reversed(row[:end]):
            yield distance, draft, links.of[draft.place]


def told(chain: Open) -> Told:
    """What the mentions of a chain tell of its actor."""
    if chain.told is None:
        chain.told = reduce(_and, chain.drafts, Told())
    return chain.told


def _and(before: Told, draft: Draft) -> Told:
    """What a chain tells with one more mention behind the others."""
    first = FORMS.index(draft.form) < FORMS.index(before.form)
    return Told(
        kind=draft.kind if first else before.kind,
        form=draft.form if first else before.form,
        country=before.country or draft.country,
        genders=before.genders if draft.gender == "unknown" else before.genders | {draft.gender},
        sectors=before.sectors.union(draft.sectors),
        titles=before.titles.union((office.title, office.former) for office in draft.offices),
        plural=before.plural or (draft.plural and draft.form != "pronoun"),
        of_a_state=before.of_a_state or draft.key.startswith("gov:"),
    )


def kind_of(chain: Open) -> ActorKind:
    """What a chain is: as its first name says, else its first mention that is no pronoun."""
    return told(chain).kind


def country_of(chain: Open) -> str | None:
    """The country the mentions tell."""
    return told(chain).country


def genders_of(chain: Open) -> frozenset[Gender]:
    """The genders its mentions tell; titles and nouns before given names."""
    return told(chain).genders


def is_plural(chain: Open) -> bool:
    """True of groups and of what stands in the plural."""
    return told(chain).plural


def is_named(chain: Open) -> bool:
    """True where some mention is a name."""
    return told(chain).form in {"name", "metonym"}


def has_own_name(chain: Open) -> bool:
    """True where some mention is a name of its own, no seat ("the Kremlin")."""
    return told(chain).form == "name"


def is_bound(ground: Ground, draft: Draft, other: Draft) -> bool:
    """True where the syntax says that two mentions are two: subject and object of one verb, one inside the other."""
    if other.first <= draft.first < other.last or draft.first <= other.first < draft.last:
        return True
    one, two = ground.parse.tokens[draft.head], ground.parse.tokens[other.head]
    return one.sentence == two.sentence and _verb_of(ground, one) == _verb_of(ground, two)


def _verb_of(ground: Ground, token: Token) -> int:
    """The verb of a mention's clause, through prepositions, owners and coordination; -1 where there is none."""
    for above in ancestors(ground.parse, token):
        if above.pos in {"VERB", "AUX"}:
            return above.index
    return -1
