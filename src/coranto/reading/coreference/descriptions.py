"""Descriptions: which actor "the minister", "the group", "the country", "a teacher, she" are.

The rules are tried in their order: what the syntax says (apposition, "is"), the same words, the holder of the office,
the same head, and last a noun that says what the actor is. What none of them tells stays an actor of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ..people import Draft, Ground, bare_title, government
from ..tree import children, head
from .chains import (
    Link,
    Links,
    Open,
    add,
    before,
    country_of,
    has_own_name,
    is_bound,
    is_plural,
    kind_of,
    merge,
    sentence_of,
    start,
    told,
)
from .meanings import is_a_state, meant_by

FAR = 12  # sentences back in which the same head is looked for
OFFICE = 20  # sentences back in which the holder of an office is looked for, and 2 ahead
AHEAD = 2


def link_descriptions(ground: Ground, links: Links, drafts: Sequence[Draft]) -> None:
    """Every role and group in a chain; a longer phrase comes after the names inside it."""
    by_head = {draft.head: draft for draft in drafts if draft.form != "pronoun"}
    phrases: dict[str, Open] = {}
    for draft in drafts:
        if draft.form != "role" or (draft.owner is not None and _is_of_a_state(ground, draft)):
            continue
        chain, link = _chain_for(ground, links, draft, by_head, phrases)
        if chain is None and draft.only_again:
            continue
        if chain is None:
            chain = start(ground, links, draft)
        else:
            add(ground, links, chain, draft, link)
        if draft.owner is None:
            earlier = phrases.get(_key(draft))
            if link in {"apposition", "is"} and earlier is not None and _is_same_person(draft, chain, earlier):
                merge(links, chain, earlier, "description")
            phrases[_key(draft)] = chain
    _appositions(ground, links, drafts, by_head)


def _is_same_person(draft: Draft, chain: Open, earlier: Open) -> bool:
    """A headline speaks of "an envoy of the UN" whom the text then names: the fuller the phrase, the surer."""
    return (
        earlier is not chain
        and not has_own_name(earlier)
        and not draft.plural
        and " " in draft.key
        and not earlier.known
    )


def _key(draft: Draft) -> str:
    return f"{draft.country or ''}:{draft.key}"


def _chain_for(
    ground: Ground, links: Links, draft: Draft, by_head: dict[int, Draft], phrases: dict[str, Open]
) -> tuple[Open | None, Link | None]:
    if (found := _by_syntax(ground, links, draft, by_head)) is not None:
        return found
    if draft.definite is False:
        return None, None
    if draft.owner is not None:
        return _owned(ground, links, draft)
    same = phrases.get(_key(draft))
    if same is not None and not draft.count and not _may_be_named_nearer(ground, draft, same):
        return same, "description"
    if draft.definite is None and not draft.demonstrative:
        return None, None
    for rule in (_holder, _same_head, meant_by):
        chain = rule(ground, links, draft)
        if chain is not None:
            return chain, "office" if rule is _holder else "description"
    return (same, "description") if same is not None and not draft.count else (None, None)


# ---- syntax


def _by_syntax(ground: Ground, links: Links, draft: Draft, by_head: dict[int, Draft]) -> tuple[Open, Link] | None:
    """ "Hatami, the minister": of the name before it. "Hatami is the minister": of the subject."""
    token = ground.parse.tokens[draft.head]
    above = head(ground.parse, token)
    if above is None:
        return None
    named = any(each.dep == "appos" and each.index in by_head for each in children(ground.parse, token))
    if token.dep == "conj" and above.dep == "appos" and not named:  # "Shinawatra, her father and a former minister"
        token, above = above, head(ground.parse, above) or above
    if token.dep == "appos":
        other = by_head.get(above.index)
        if other is not None and other.place in links.of and _may_stand_beside(draft, links.of[other.place]):
            return links.of[other.place], "apposition"
    if token.dep == "attr":
        subject = next((each for each in children(ground.parse, above) if each.dep == "nsubj"), None)
        negated = any(each.dep == "neg" for each in children(ground.parse, above))
        other = by_head.get(subject.index) if subject is not None and not negated else None
        if other is not None and other.place in links.of and _agree(draft, links.of[other.place]):
            return links.of[other.place], "is"
    return None


def _may_stand_beside(draft: Draft, chain: Open) -> bool:
    """Not "Defence Minister Amir Hatami, the correspondent reported": a person of quite other sectors is another."""
    others, own = told(chain).sectors - {"CVL"}, set(draft.sectors) - {"CVL"}
    apart = draft.kind == "person" and bool(others and own) and not others & own
    return _agree(draft, chain) and not apart


def _appositions(ground: Ground, links: Links, drafts: Sequence[Draft], by_head: dict[int, Draft]) -> None:
    """ "The minister, Amir Hatami, left": a name set off behind a description is its."""
    for draft in drafts:
        token = ground.parse.tokens[draft.head]
        if draft.form != "name" or token.dep != "appos" or draft.place not in links.of:
            continue
        above = by_head.get(token.head)
        if above is None or above.form != "role" or above.place not in links.of:
            continue
        chain, other = links.of[draft.place], links.of[above.place]
        if _agree(draft, other) and not other.known and not has_own_name(other):
            merge(links, chain, other, "apposition")


def _agree(draft: Draft, chain: Open) -> bool:
    """Person with person, group with group, and no two countries."""
    kind = kind_of(chain)
    if kind != "other" and (draft.kind == "person") != (kind == "person"):
        return False
    if draft.kind == "person" and draft.plural != is_plural(chain):
        return False
    country = country_of(chain)
    return not (draft.country and country and draft.country != country)


# ---- the same words, the office, the head


def _may_be_named_nearer(ground: Ground, draft: Draft, same: Open) -> bool:
    """ "the organisation" alone is the body named last, unless these words already mean a named one."""
    bare = draft.key == _head_lemma(ground, draft) and draft.key in ground.knowledge.words.bodies
    return bare and not has_own_name(same)


def _owned(ground: Ground, links: Links, draft: Draft) -> tuple[Open | None, Link | None]:
    """ "the party's leader" twice, of one party, is one; "his father" is never another's father."""
    owner = _owner_chain(ground, links, draft)
    if owner is None:
        return None, None
    for _, other, chain in before(links, sentence_of(ground, draft), draft.first, FAR):
        same = other.form == "role" and _head_lemma(ground, other) == _head_lemma(ground, draft)
        if same and other.owner is not None and _owner_chain(ground, links, other) is owner:
            return chain, "description"
    return None, None


def _owner_chain(ground: Ground, links: Links, draft: Draft) -> Open | None:
    for place, chain in _chains_at(links, ground, draft.owner):
        if place[0] <= (draft.owner or 0) < -place[1]:
            return chain
    return None


def _chains_at(links: Links, ground: Ground, index: int | None) -> Iterator[tuple[tuple[int, int], Open]]:
    if index is None:
        return
    for place, draft in links.sentences.get(ground.parse.tokens[index].sentence, []):
        if draft.first <= index < draft.last and draft.owner != index:
            yield place, links.of[place]


def _head_lemma(ground: Ground, draft: Draft) -> str:
    return ground.parse.tokens[draft.head].lemma


def _holder(ground: Ground, links: Links, draft: Draft) -> Open | None:
    """The person whose office the description names: "the minister", "The Defence Minister of Iran"."""
    if draft.kind != "person" or draft.plural:
        return None
    noun, sentence = _head_lemma(ground, draft), sentence_of(ground, draft)
    found: list[Open] = []
    for _, other, chain in before(links, sentence, draft.first, OFFICE):
        if chain in found or kind_of(chain) != "person" or is_bound(ground, draft, other):
            continue
        if _holds(ground, draft, chain, noun, back=sentence - sentence_of(ground, other)):
            found.append(chain)
    if found:
        return found[0]
    return _named_next(ground, links, draft)


def _holds(ground: Ground, draft: Draft, chain: Open, noun: str, *, back: int) -> bool:
    former = any(office.former for office in draft.offices)
    offices = told(chain).titles
    titles = [bare_title(title, ground.knowledge) for title, over in offices if over == former]
    others = [bare_title(title, ground.knowledge) for title, over in offices if over != former]
    if any(noun in title for title in others) and not any(noun in title for title in titles):
        return False
    country = country_of(chain)
    if draft.country and country and draft.country != country:
        return False
    near = draft.country == country if draft.country else back > 0
    if near and (former or not titles):  # nothing but the files tells that the one just named is the chancellor
        titles += [bare_title(title, ground.knowledge) for title in _known_titles(ground, chain)]
    return any(noun in title for title in titles) and _fits_words(ground, draft, titles)


def _known_titles(ground: Ground, chain: Open) -> Iterator[str]:
    """The offices our files give one who is named in the report: "the former Nigerian president"."""
    actor = ground.knowledge.known.by_id.get(chain.known or "")
    return (role.title for role in actor.roles) if actor is not None else iter(())


def _fits_words(ground: Ground, draft: Draft, titles: Sequence[Sequence[str]]) -> bool:
    """ "the foreign minister" is not the defence minister: the words before the head must not contradict."""
    own = [word for word in draft.key.split()[:-1] if word in ground.knowledge.title_words]
    return not own or any(set(own) <= set(title) for title in titles)


def _named_next(ground: Ground, links: Links, draft: Draft) -> Open | None:
    """An office told first is the one's who is named next, of its country, with no other office than a rank."""
    if not draft.country:
        return None
    sentence = sentence_of(ground, draft)
    found: list[Open] = []
    for ahead in range(AHEAD + 1):
        for place, other in links.sentences.get(sentence + ahead, []):
            chain = links.of[place]
            if other.form != "name" or other.kind != "person" or place[0] < draft.last or chain in found:
                continue
            if (
                country_of(chain) in {None, draft.country}
                and not _other_offices(ground, chain)
                and _fits_sectors(draft, chain)
            ):
                found.append(chain)
        if found:
            break
    return found[0] if len(found) == 1 and found[0].drafts[0].first > draft.first else None


def _other_offices(ground: Ground, chain: Open) -> bool:
    titles = ground.knowledge.titles
    words = {title[-1] for office, _ in told(chain).titles if (title := bare_title(office, ground.knowledge))}
    return any(word not in titles or titles[word].group == "office" for word in words)


def _fits_sectors(draft: Draft, chain: Open) -> bool:
    sectors = told(chain).sectors
    return not sectors or bool(sectors & set(draft.sectors))


def _same_head(ground: Ground, links: Links, draft: Draft) -> Open | None:
    """The nearest description or name with the same head that nothing tells apart: "the 5th brigade", "the brigade"."""
    noun = _head_lemma(ground, draft)
    for _, other, chain in before(links, sentence_of(ground, draft), draft.first, FAR):
        if is_bound(ground, draft, other) or not _agree(draft, chain) or other.plural != draft.plural:
            continue
        if (
            _head_lemma(ground, other) == noun
            and other.form in {"role", "name"}
            and _fits_sectors(draft, chain)
            and _no_more_told(ground, draft, other)
        ):
            return chain
    return None


def _no_more_told(ground: Ground, draft: Draft, other: Draft) -> bool:
    """The later description must not say what the earlier did not: "the Kurdish group" after "a group"."""
    own = set(draft.key.split()) - ground.knowledge.words.same
    if draft.count and other.count and draft.count != other.count:
        return False
    return own <= set(other.key.lower().split()) | {_head_lemma(ground, other)}


def link_owned(ground: Ground, links: Links, drafts: Sequence[Draft]) -> None:
    """ "her mother ... Her mother": one where both pronouns mean one person; after the pronouns."""
    found: dict[tuple[int, str], Open] = {}
    for draft in drafts:
        chain = links.of.get(draft.place)
        if draft.form != "role" or draft.owner is None or draft.plural or chain is None:
            continue
        owner = _owner_chain(ground, links, draft)
        if owner is None or owner is chain:
            continue
        first = found.setdefault((id(owner), _head_lemma(ground, draft)), chain)
        if first is not chain and _agree(draft, first) and not (first.known and chain.known):
            merge(links, first, chain, "description")


def link_owned_states(ground: Ground, links: Links, drafts: Sequence[Draft]) -> None:
    """ "his country", "our nation": the government of the country of whom the pronoun means; after the pronouns."""
    governments = {country_of(chain): chain for chain in links.chains if is_a_state(chain)}
    for draft in drafts:
        if draft.form != "role" or draft.owner is None or not _is_of_a_state(ground, draft):
            continue
        owner = _owner_chain(ground, links, draft)
        code = country_of(owner) if owner is not None else None
        if code is None:
            if not draft.only_again:
                start(ground, links, draft)
            continue
        mention = msgspec.structs.replace(
            government(draft.first, draft.last, code, form="role", head=draft.head), owner=draft.owner
        )
        if code in governments:
            add(ground, links, governments[code], mention, "country")
        else:
            governments[code] = start(ground, links, mention)
            governments[code].known = mention.known[0]


def _is_of_a_state(ground: Ground, draft: Draft) -> bool:
    """ "his country", "their government": what one has of the state one belongs to."""
    words, noun = ground.knowledge.words, _head_lemma(ground, draft)
    return not draft.plural and (
        noun in words.states or (noun in words.government_heads and len(draft.key.split()) < 3)
    )
