"""Mentions of one actor linked: same name, surname, office, description, pronoun. Every link says how.

Names are decided first, pronouns last, so that no pronoun pulls two people together. What is not clear stays apart:
a wrong link is worse than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from ..knowledge.folding import fold
from ..model.ids import local_actor_id
from ..model.reading import Actor, Mention, Role
from ..model.span import Span
from .people import Chain, Draft, Ground, bare_title

NEAR = 3  # sentences back in which a pronoun or description looks for its actor
PUBLIC = {"GOV", "MIL", "LEG", "JUD", "PTY", "SPY", "COP"}  # sectors whose office holders act in public


class _Open(msgspec.Struct):
    """Chains while they are built; lists grow, so this value is not frozen and stays inside the module."""

    drafts: list[Draft]
    links: list[str]


def link_actors(ground: Ground, drafts: Sequence[Draft]) -> tuple[Actor, ...]:
    """The actors of a report in order of first mention."""
    chains: list[_Open] = []
    surnames: dict[str, list[_Open]] = {}
    keys: dict[str, _Open] = {}
    for draft in _named_first(drafts):
        found, how = _find(draft, surnames, keys)
        chain = found or _Open([], [])
        if found is None:
            chains.append(chain)
        _join(chain, draft, how, surnames, keys)
    _describe(ground, drafts, chains)
    _resolve_pronouns(ground, drafts, chains)
    built = [Chain(drafts=tuple(sorted(one.drafts, key=_place)), links=tuple(one.links)) for one in chains]
    actors = [_actor(ground, chain) for chain in sorted(built, key=lambda chain: _place(chain.drafts[0]))]
    return tuple(_with_unique_ids(actors))


def _place(draft: Draft) -> tuple[int, int]:
    return draft.first, -draft.last


def _named_first(drafts: Sequence[Draft]) -> list[Draft]:
    """Names of several words before surnames, so that a surname finds its person wherever it stands."""
    named = [draft for draft in drafts if draft.form in {"name", "metonym"}]
    return sorted(named, key=lambda draft: (" " not in draft.key, _place(draft)))


def _find(draft: Draft, surnames: dict[str, list[_Open]], keys: dict[str, _Open]) -> tuple[_Open | None, str]:
    if draft.known and draft.known in keys:
        return keys[draft.known], ""
    if draft.key in keys:
        return keys[draft.key], "same"
    if " " not in draft.key:
        people = surnames.get(draft.key, [])
        if len(people) == 1:
            return people[0], "surname"
    return None, ""


def _join(chain: _Open, draft: Draft, how: str, surnames: dict[str, list[_Open]], keys: dict[str, _Open]) -> None:
    chain.drafts.append(draft)
    if how and how not in chain.links:
        chain.links.append(how)
    keys.setdefault(draft.key, chain)
    if draft.known:
        keys.setdefault(draft.known, chain)
    if draft.kind == "person" and " " in draft.key:
        people = surnames.setdefault(_surname(draft.key), [])
        if chain not in people:
            people.append(chain)
        whole = draft.key.split(" ", 1)[1]
        if whole != _surname(draft.key) and chain not in surnames.setdefault(whole, []):
            surnames[whole].append(chain)


def _surname(key: str) -> str:
    """The last word of a folded name; folding has set the article of an Arabic name apart."""
    return key.split()[-1]


def _describe(ground: Ground, drafts: Sequence[Draft], chains: list[_Open]) -> None:
    """Roles and groups: the same phrase is the same group; an office is its holder's; else an actor of its own."""
    groups: dict[str, _Open] = {}
    for draft in drafts:
        if draft.form != "role":
            continue
        known = _holder(ground, draft, chains) or (groups.get(draft.key) if draft.definite is not False else None)
        chain = known or _Open([], [])
        if known is None:
            chains.append(chain)
        elif "description" not in chain.links:
            chain.links.append("description")
        chain.drafts.append(draft)
        groups[draft.key] = chain


def _holder(ground: Ground, draft: Draft, chains: Sequence[_Open]) -> _Open | None:
    """The person whose office the description names: "the minister", "The Defence Minister of Iran"."""
    if draft.kind != "person" or not draft.definite:
        return None
    noun = ground.parse.tokens[draft.head].lemma
    sentence = ground.parse.tokens[draft.head].sentence
    found: list[_Open] = []
    for chain in chains:
        if chain.drafts[0].kind != "person":
            continue
        before = _last_before(ground, chain, sentence)
        after = _first_after(ground, chain, sentence)
        titles = (bare_title(office.title, ground.knowledge) for each in chain.drafts for office in each.offices)
        told = {title[-1] for title in titles if title}
        country = _country(chain.drafts)
        if draft.country and country and draft.country != country:
            continue
        if (noun in told and before is not None and sentence - before <= 2 * NEAR) or (
            (draft.country and country in {None, draft.country} and after is not None and after - sentence <= 2)
            and _fits_sectors(draft, chain.drafts)
            and not (told - _ranks(ground, chain.drafts))
        ):
            found.append(chain)
    return found[0] if len(found) == 1 else None


def _ranks(ground: Ground, drafts: Iterable[Draft]) -> set[str]:
    """Titles that are ranks: who bears one may hold any office besides."""
    titles = ground.knowledge.titles
    words = {fold(office.title).split()[-1] for draft in drafts for office in draft.offices}
    return {word for word in words if word in titles and titles[word].group != "office"}


def _fits_sectors(draft: Draft, drafts: Iterable[Draft]) -> bool:
    sectors = {sector for each in drafts for sector in each.sectors}
    return not sectors or bool(sectors & set(draft.sectors))


def _last_before(ground: Ground, chain: _Open, sentence: int) -> int | None:
    return max(
        (s for each in chain.drafts if (s := ground.parse.tokens[each.head].sentence) <= sentence),
        default=None,
    )


def _first_after(ground: Ground, chain: _Open, sentence: int) -> int | None:
    return min(
        (s for each in chain.drafts if (s := ground.parse.tokens[each.head].sentence) > sentence),
        default=None,
    )


def _resolve_pronouns(ground: Ground, drafts: Sequence[Draft], chains: list[_Open]) -> None:
    by_sentence: dict[int, list[tuple[Draft, _Open]]] = {}
    for chain in chains:
        for draft in chain.drafts:
            by_sentence.setdefault(ground.parse.tokens[draft.head].sentence, []).append((draft, chain))
    for draft in drafts:
        if draft.form != "pronoun":
            continue
        found = _antecedent(ground, draft, by_sentence)
        if found is not None:
            chain = found
            chain.drafts.append(draft)
            if "pronoun" not in chain.links:
                chain.links.append("pronoun")
            sentence = ground.parse.tokens[draft.head].sentence
            by_sentence.setdefault(sentence, []).append((draft, chain))


def _antecedent(ground: Ground, pronoun: Draft, by_sentence: dict[int, list[tuple[Draft, _Open]]]) -> _Open | None:
    """The nearest earlier actor that agrees: subjects first, in this sentence and the ones before."""
    sentence = ground.parse.tokens[pronoun.head].sentence
    for back in range(NEAR):
        candidates = [
            (draft, chain)
            for draft, chain in by_sentence.get(sentence - back, [])
            if draft.last <= pronoun.first and _agrees(pronoun, chain) and not _same_clause(ground, pronoun, draft)
        ]
        if candidates:
            best = max(candidates, key=lambda each: (_is_subject(ground, each[0]), each[0].first))
            return best[1]
    return None


def _agrees(pronoun: Draft, chain: _Open) -> bool:
    first = chain.drafts[0]
    if pronoun.plural:
        return first.plural or first.kind in {"people", "armed_group", "government"}
    if pronoun.gender == "thing":
        return first.kind in {"organisation", "government", "armed_group"} and not first.plural
    if first.kind != "person" or first.plural:
        return False
    genders = {each.gender for each in chain.drafts} - {"unknown"}
    return not genders or pronoun.gender in genders


def _same_clause(ground: Ground, pronoun: Draft, draft: Draft) -> bool:
    """ "Putin met him": the object of a verb is not its subject."""
    one, other = ground.parse.tokens[pronoun.head], ground.parse.tokens[draft.head]
    return one.dep in {"dobj", "dative"} and other.dep == "nsubj" and one.head == other.head


def _is_subject(ground: Ground, draft: Draft) -> bool:
    return ground.parse.tokens[draft.head].dep in {"nsubj", "nsubjpass"}


def _country(drafts: Iterable[Draft]) -> str | None:
    return next((draft.country for draft in drafts if draft.country), None)


def _actor(ground: Ground, chain: Chain) -> Actor:
    drafts = chain.drafts
    fullest = max(
        (draft for draft in drafts if draft.form != "pronoun"),
        key=lambda draft: (
            draft.known is not None,
            draft.form == "name",
            " " in draft.key,
            len(draft.name),
            -draft.first,
        ),
        default=drafts[0],
    )
    known = next((draft.known for draft in drafts if draft.known), None)
    sectors = next((draft.sectors for draft in sorted(drafts, key=_teaches) if draft.sectors), ())
    learned = any(draft.offices for draft in drafts)
    mentions = tuple(_mention(ground, draft) for draft in drafts)
    return Actor(
        id=known or local_actor_id(ground.report, mentions[0]),
        name=_display(ground, fullest),
        kind=fullest.kind,
        country=_country(sorted(drafts, key=_teaches)),
        sectors=sectors,
        public_role=any(draft.public for draft in drafts) or bool(PUBLIC & set(sectors)),
        count=next((draft.count for draft in drafts if draft.count), None),
        roles=tuple(_roles(ground, drafts)),
        basis="knowledge" if known and not learned else "both" if known else "report",
        mentions=mentions,
        reason=_reason(ground, chain, known),
    )


def _teaches(draft: Draft) -> tuple[bool, bool, int]:
    """Who tells more of an actor comes first: a known entry, then an office beside the name."""
    return draft.known is None, not draft.offices, draft.first


def _display(ground: Ground, draft: Draft) -> str:
    if draft.kind == "government" and draft.known and draft.known.startswith("gov."):
        return ground.knowledge.words.reasons["government"].format(country=draft.name)
    return draft.name


def _mention(ground: Ground, draft: Draft) -> Mention:
    tokens = ground.parse.tokens
    start, end = tokens[draft.first].start, tokens[draft.last - 1].end
    return Mention(start, end, ground.parse.text[start:end], form=draft.form)


def _roles(ground: Ground, drafts: Iterable[Draft]) -> Iterable[Role]:
    seen: set[tuple[str, str | None]] = set()
    for draft in drafts:
        for office in draft.offices:
            key = (fold(office.title), office.of)
            if key not in seen:
                seen.add(key)
                text = ground.parse.text[office.start : office.end]
                yield Role(title=office.title, of=office.of, evidence=Span(office.start, office.end, text))


def _reason(ground: Ground, chain: Chain, known: str | None) -> str:
    said = ground.knowledge.words.reasons
    first = chain.drafts[0]
    reason = said["known"] if known else said["name"] if first.form == "name" else said["role"]
    if first.kind == "government" and known:
        reason = said["capital"] if first.form == "metonym" else said["country"]
    titles = [office.title for draft in chain.drafts for office in draft.offices]
    if titles and first.kind == "person":
        reason += "; " + said["learned"].format(title=titles[0])
    if len(chain.drafts) > 1:
        how = ", ".join(said[link] for link in chain.links) or said["same"]
        reason += "; " + said["linked"].format(n=len(chain.drafts), how=how)
    return reason


def _with_unique_ids(actors: Iterable[Actor]) -> Iterable[Actor]:
    seen: set[str] = set()
    for actor in actors:
        if actor.id not in seen:
            seen.add(actor.id)
            yield actor
