"""Names of one actor: the same name, a surname, a given name, a short form, an abbreviation.

Two people are never one on a surname alone: where two bear it, the office beside it or the country must tell which.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

import msgspec

from ...knowledge.folding import fold
from ...knowledge.known import INTERNATIONAL, KnownActor
from ..people import Draft, Ground, bare_title
from ..tree import Token
from .chains import Link, Links, Open, add, country_of, genders_of, kind_of, merge, start, told

Candidates = list[tuple[Open, Link]]


def link_names(ground: Ground, links: Links, drafts: Sequence[Draft]) -> None:
    """Chains of the names of a report; long names first, so that a surname finds its person wherever it stands."""
    names = [draft for draft in drafts if draft.form in {"name", "metonym"}]
    certain = {draft.known[0] for draft in names if len(draft.known) == 1}
    names = [_narrowed(ground, draft, certain) for draft in names]
    keys: dict[str, Open] = {}
    parts: dict[str, list[tuple[Open, Link]]] = defaultdict(list)
    for draft in sorted(names, key=lambda each: (-len(each.key.split()), not each.offices, each.place)):
        chain, link = _found(ground, draft, keys, parts)
        if chain is None:
            chain = start(ground, links, draft)
        else:
            add(ground, links, chain, draft, link)
        _remember(ground, draft, chain, keys, parts)
    _abbreviations(ground, links, names)


def _narrowed(ground: Ground, draft: Draft, certain: set[str]) -> Draft:
    """Of those a name can mean, the one the report names beyond doubt elsewhere; without those it cannot mean."""
    if draft.known and not any(_fits(ground, draft, each) for each in draft.known):
        country = next((office.of for office in draft.offices if office.of), None)
        return msgspec.structs.replace(draft, known=(), country=country, sectors=(), public=False)
    meant = [each for each in draft.known if each in certain]
    return msgspec.structs.replace(draft, known=tuple(meant)) if len(draft.known) > 1 and len(meant) == 1 else draft


def _found(
    ground: Ground, draft: Draft, keys: dict[str, Open], parts: dict[str, list[tuple[Open, Link]]]
) -> tuple[Open | None, Link | None]:
    identity = identity_of(ground, draft)
    known = keys.get(f"={identity}")
    if known is not None and _one_gender(draft, known):
        return known, "known" if known.drafts[0].key != draft.key else "same"
    for key in (draft.key, f"{draft.key}/{draft.gender}"):
        if key in keys and _may_be_one(draft, keys[key]) and not _is_surname(draft):
            return keys[key], "same"
    if draft.kind == "people":
        return None, None
    candidates = [(chain, link) for chain, link in parts.get(draft.key, ()) if _may_be_one(draft, chain)]
    if _is_general(ground, draft.key):  # "the Church", "the Court"
        before = (
            [each for each in candidates if each[0].drafts[0].first < draft.first]
            if _is_definite(ground, draft)
            else []
        )
        return max(before, key=lambda each: _last_before(each[0], draft), default=(None, None))
    narrower: tuple[Callable[[tuple[Open, Link]], bool], ...] = (
        lambda each: _shares_office(ground, draft, each[0], whole=True),
        lambda each: _shares_office(ground, draft, each[0], whole=False),
        lambda each: each[1] == "surname",  # likelier than a given name
        lambda each: each[0].drafts[0].first < draft.first,  # who is named further on is not meant
    )
    for fits in narrower:
        if len(candidates) > 1:
            candidates = [each for each in candidates if fits(each)] or candidates
    return candidates[0] if len(candidates) == 1 else (None, None)


def _is_general(ground: Ground, key: str) -> bool:
    return key in ground.knowledge.heads or key in ground.knowledge.roles


def _is_definite(ground: Ground, draft: Draft) -> bool:
    before = ground.parse.tokens[draft.first - 1] if draft.first else None
    return before is not None and before.lower in ground.knowledge.words.definite


def _last_before(chain: Open, draft: Draft) -> int:
    return max(each.first for each in chain.drafts if each.first < draft.first)


def _may_be_one(draft: Draft, chain: Open) -> bool:
    """A namesake of another country, or a body of a person's name, is somebody else."""
    country = country_of(chain)
    own = draft.country if draft.offices or draft.kind != "person" else None
    if own and country and own != country:
        return False
    if not _one_gender(draft, chain):
        return False
    return (draft.kind == "person") == (kind_of(chain) == "person") or draft.kind == "other"


def _one_gender(draft: Draft, chain: Open) -> bool:
    """Mr Clinton is not Mrs Clinton."""
    genders = genders_of(chain)
    return draft.gender == "unknown" or not genders or draft.gender in genders


def _is_surname(draft: Draft) -> bool:
    """A person's name of one word is whoever of the report can bear it."""
    return draft.kind == "person" and " " not in draft.key


def _shares_office(ground: Ground, draft: Draft, chain: Open, *, whole: bool) -> bool:
    """True where an office beside the name is one the chain has: the whole of it, or its last word."""
    own = _titles(ground, (office.title for office in draft.offices), whole=whole)
    return bool(own & _titles(ground, (title for title, _ in told(chain).titles), whole=whole))


def _titles(ground: Ground, titles: Iterable[str], *, whole: bool) -> set[str]:
    bare = (bare_title(title, ground.knowledge) for title in titles)
    return {" ".join(words if whole else words[-1:]) for words in bare if words}


def _remember(
    ground: Ground, draft: Draft, chain: Open, keys: dict[str, Open], parts: dict[str, list[tuple[Open, Link]]]
) -> None:
    keys.setdefault(draft.key, chain)
    keys.setdefault(f"{draft.key}/{draft.gender}", chain)
    if _is_surname(draft) and all(one is not chain for one, _ in parts[draft.key]):
        parts[draft.key].append((chain, "same"))
    identity = identity_of(ground, draft)
    if identity is not None:
        chain.known = chain.known or identity
        keys.setdefault(f"={identity}", chain)
    if " " not in draft.key:
        return
    shorter = _parts_of_person(draft.key) if draft.kind == "person" else _parts_of_body(ground, draft)
    for part, link in shorter:
        if all(one is not chain for one, _ in parts[part]):
            parts[part].append((chain, link))


def _parts_of_person(key: str) -> Iterable[tuple[str, Link]]:
    """The surname, every end of the name, and the given name: "diaz canel", "canel", "miguel"."""
    words = key.split()
    for begin in range(1, len(words)):
        yield " ".join(words[begin:]), "surname"
    yield words[0], "given"
    if len(words) > 2:
        yield f"{words[0]} {words[-1]}", "short"


def _parts_of_body(ground: Ground, draft: Draft) -> Iterable[tuple[str, Link]]:
    """The beginnings and ends of a body's name that say more than its kind: "observatory", "frente popular"."""
    words = draft.key.split()
    ends = [" ".join(words[begin:]) for begin in range(1, len(words))]
    begins = [" ".join(words[:end]) for end in range(1, len(words))]
    known = ground.knowledge
    for part in (*ends, *begins):
        if len(part) > 3 and part not in known.known.names:
            yield part, "short"
    words = [word for word in words if len(word) > 1]
    initials = "".join(word[0] for word in words if word not in known.words.of)
    if len(initials) > 2:
        yield initials, "abbreviation"
    whole = "".join(word[0] for word in words)
    if len(whole) > 2 and whole != initials:
        yield whole, "abbreviation"


def _abbreviations(ground: Ground, links: Links, names: Sequence[Draft]) -> None:
    """ "Syrian Democratic Forces (SDF)", "the Nusra Front, also known as ...": the second name is the first's."""
    tokens = ground.parse.tokens
    by_end = {draft.last: draft for draft in names}
    for draft in names:
        one = _named_before(ground, tokens, draft, by_end)
        if one is None or one.kind == "person" or draft.kind == "person":
            continue
        chain, other = links.of[one.place], links.of[draft.place]
        if chain is not other and not (chain.known and other.known):
            merge(links, chain, other, "abbreviation")


def _named_before(ground: Ground, tokens: Sequence[Token], draft: Draft, by_end: dict[int, Draft]) -> Draft | None:
    first = draft.first
    if (
        first >= 2
        and tokens[first - 1].text == "("
        and draft.last < len(tokens)
        and tokens[draft.last].text in {")", ",", ";"}
    ):
        inside = draft.name.isupper() or " " not in draft.key
        return by_end.get(first - 1) if inside else None
    words = ground.knowledge.words.known_as
    span = " ".join(token.lower for token in tokens[max(0, first - 3) : first])
    if any(span.endswith(each) for each in words):
        return next((by_end[at] for at in range(first - 1, max(0, first - 8), -1) if at in by_end), None)
    return None


def identity_of(ground: Ground, draft: Draft) -> str | None:
    """The known actor a name means: the only one, else the one whose country and office the report tells."""
    if not draft.known:
        return None
    if len(draft.known) == 1:
        return draft.known[0] if _fits(ground, draft, draft.known[0]) else None
    fitting = [each for each in draft.known if _fits(ground, draft, each)]
    told = [each for each in fitting if _told(ground, draft, each)]
    chosen = told or _in_office(ground, fitting) or _of_states(ground, fitting)
    return chosen[0] if len(chosen) == 1 else None


def _fits(ground: Ground, draft: Draft, identity: str) -> bool:
    """A report that gives the name an office of another country, or another gender, speaks of somebody else."""
    actor = ground.knowledge.known.by_id.get(identity)
    if actor is not None and actor.gender and draft.gender not in {actor.gender, "unknown"}:
        return False
    told = {office.of for office in draft.offices if office.of}
    return actor is None or actor.country is None or not told or actor.country in told or actor.country == "UNO"


def _told(ground: Ground, draft: Draft, identity: str) -> bool:
    actor = ground.knowledge.known.by_id.get(identity)
    if actor is None:
        return False
    titles = {fold(role.title).split()[-1] for role in actor.roles}
    return any(set(fold(office.title).split()) & titles for office in draft.offices)


def _of_states(ground: Ground, identities: Sequence[str]) -> list[str]:
    """Who served a state and an international body is in our files twice; the state's is the general one."""
    by_id = ground.knowledge.known.by_id
    one_name = len({fold(by_id[each].name) for each in identities if each in by_id}) == 1
    return [each for each in identities if by_id[each].country not in INTERNATIONAL] if one_name else []


def _in_office(ground: Ground, identities: Sequence[str]) -> list[str]:
    """Those who by a verified document held office on the day of the report."""
    day = ground.day
    actors = [(each, ground.knowledge.known.by_id.get(each)) for each in identities]
    return [each for each, actor in actors if actor is not None and day is not None and _holds(actor, day)]


def _holds(actor: KnownActor, day: str) -> bool:
    return any(role.verified and role.holds_on(day) for role in actor.roles)
