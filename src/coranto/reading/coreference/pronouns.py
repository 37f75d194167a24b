"""Pronouns: whom "he", "they", "its", and inside quotation marks "I" and "we" mean; or nobody, where none agrees."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from math import log

import msgspec

from ..people import Draft, Ground, Speech
from ..tree import Token, ancestors, children, head
from .chains import (
    Links,
    Open,
    add,
    before,
    country_of,
    genders_of,
    is_named,
    is_plural,
    kind_of,
    sentence_of,
    start,
    told,
)

BACK = {"person": 4, "thing": 2, "plural": 3}  # sentences back in which somebody who agrees is looked for
SUBJECTS = {"nsubj", "nsubjpass", "csubj"}
RELATIVE = {"WP", "WDT"}
THINGS = {"nsubj", "nsubjpass", "dobj", "pobj", "attr"}


class Weights(msgspec.Struct, frozen=True):
    """What speaks for an antecedent, in sentences of distance."""

    sentence: float = 1.2
    subject: float = 1.1
    of_main_clause: float = 0.4
    mentions: float = 0.45
    named: float = 0.3
    told_gender: float = 0.6
    same_role: float = 0.3
    other_side_of_a_quotation: float = 1.2
    not_a_group: float = 1.5
    government_in_the_plural: float = 0.8
    object_of_preposition: float = 0.4
    own_clause: float = 1.6
    tokens: float = 0.01
    thing: float = 0.6


WEIGHTS = Weights()


def link_pronouns(ground: Ground, links: Links, drafts: Sequence[Draft]) -> None:
    """Every pronoun in the chain of whom it means; after names and descriptions, so that none pulls them together."""
    speech = sorted(ground.speech, key=lambda each: each.start)
    for draft in drafts:
        if draft.form != "pronoun":
            continue
        if draft.person == 3:
            chain = _antecedent(ground, links, draft, speech)
            if chain is not None:
                add(ground, links, chain, draft, "pronoun")
    _speakers(ground, links, drafts, speech)


# ---- the third person


def _antecedent(ground: Ground, links: Links, pronoun: Draft, speech: Sequence[Speech]) -> Open | None:
    if pronoun.reflexive and (own := _subject_chain(ground, links, pronoun)) is not None:
        return own
    back = BACK["plural" if pronoun.plural else "thing" if pronoun.gender == "thing" else "person"]
    inside = _speech_at(ground, speech, pronoun)
    barred = _barred(ground, links, pronoun)
    own_clause = _subject_chain(ground, links, pronoun) if pronoun.gender != "thing" else None
    best: tuple[float, Open] | None = None
    seen: list[Open] = []
    for distance, draft, chain in before(links, sentence_of(ground, pronoun), pronoun.first, back):
        if chain in seen or chain in barred or draft.last > pronoun.first or not agrees(pronoun, chain):
            continue
        seen.append(chain)
        score = _score(ground, pronoun, draft, chain, distance)
        score += WEIGHTS.own_clause if chain is own_clause else 0.0
        score -= _across_quotation(ground, links, (inside, _speech_at(ground, speech, draft)), chain)
        if best is None or score > best[0]:
            best = score, chain
    if best is None or _is_a_thing(ground, links, pronoun, best[0], back):
        return None
    return best[1]


def _is_a_thing(ground: Ground, links: Links, pronoun: Draft, best: float, back: int) -> bool:
    """True where a noun that is no actor is the better antecedent: "the document ... it"."""
    if pronoun.gender not in {"thing", "unknown"} or pronoun.reflexive:
        return False
    sentence, parse = sentence_of(ground, pronoun), ground.parse
    for distance in range(min(back, 1) + 1):
        if sentence - distance < 0:
            break
        row = parse.sentences[sentence - distance]
        heads = {draft.head for _, draft in links.sentences.get(sentence - distance, [])}
        for token in parse.tokens[row.first : min(row.last, pronoun.first)]:
            if (
                token.index not in heads
                and _may_be_meant(token, pronoun)
                and _thing_score(ground, pronoun, token, distance) > best
            ):
                return True
    return False


def _may_be_meant(token: Token, pronoun: Draft) -> bool:
    tag = "NNS" if pronoun.plural else "NN"
    return (
        token.tag == tag
        and token.dep in THINGS
        and token.entity not in {"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY"}
    )


def _thing_score(ground: Ground, pronoun: Draft, token: Token, distance: int) -> float:
    w = WEIGHTS
    score = -w.sentence * distance - w.tokens * min(100, pronoun.first - token.index) - w.thing
    if token.dep in SUBJECTS:
        score += w.subject + (w.of_main_clause if _in_main_clause(ground, token) else 0.0)
    score += w.same_role if token.dep == ground.parse.tokens[pronoun.head].dep else 0.0
    return score - (w.object_of_preposition if token.dep == "pobj" else 0.0)


def agrees(pronoun: Draft, chain: Open) -> bool:
    """Number, gender and kind agree."""
    kind = kind_of(chain)
    if kind == "other" and told(chain).form == "pronoun":
        return all(draft.gender == pronoun.gender and draft.plural == pronoun.plural for draft in chain.drafts)
    if pronoun.plural:
        return is_plural(chain) or kind in {"people", "armed_group", "organisation", "government"}
    if pronoun.gender == "thing":
        return kind in {"organisation", "government", "armed_group", "other"} and not is_plural(chain)
    if kind != "person" or is_plural(chain):
        return False
    genders = genders_of(chain)
    return not genders or pronoun.gender in genders


def _score(ground: Ground, pronoun: Draft, draft: Draft, chain: Open, distance: int) -> float:
    w, parse = WEIGHTS, ground.parse
    token = parse.tokens[draft.head]
    score = -w.sentence * distance - w.tokens * min(100, pronoun.first - draft.first)
    if token.dep in SUBJECTS:
        score += w.subject + (w.of_main_clause if _in_main_clause(ground, token) else 0.0)
    score += w.mentions * log(len(chain.drafts))
    score += w.named if is_named(chain) else 0.0
    score += w.told_gender if pronoun.gender in genders_of(chain) and pronoun.gender != "thing" else 0.0
    score += w.same_role if token.dep == parse.tokens[pronoun.head].dep else 0.0
    score -= w.object_of_preposition if token.dep == "pobj" else 0.0
    if pronoun.plural and not is_plural(chain) and kind_of(chain) != "people":
        score -= w.not_a_group
        score -= w.government_in_the_plural if kind_of(chain) == "government" else 0.0
    return score


def _in_main_clause(ground: Ground, token: Token) -> bool:
    verb = head(ground.parse, token)
    return verb is not None and verb.dep in {"ROOT", "conj"}


def _barred(ground: Ground, links: Links, pronoun: Draft) -> list[Open]:
    """ "Putin met him": the object of a verb is not its subject; "his father" is not him."""
    token = ground.parse.tokens[pronoun.head]
    found = []
    if token.dep in {"dobj", "dative", "pobj"} and not pronoun.reflexive:
        own = _subject_chain(ground, links, pronoun)
        if own is not None:
            found.append(own)
    for place, draft in links.sentences.get(token.sentence, []):
        if draft.first <= pronoun.first < draft.last:
            found.append(links.of[place])
    return found


def _subject_chain(ground: Ground, links: Links, pronoun: Draft) -> Open | None:
    """The chain of the subject of the verb a pronoun depends on."""
    parse = ground.parse
    verb = next((each for each in ancestors(parse, parse.tokens[pronoun.head]) if each.pos in {"VERB", "AUX"}), None)
    while verb is not None:
        subject = next((each for each in children(parse, verb) if each.dep in SUBJECTS), None)
        if subject is not None and subject.tag in RELATIVE:
            subject = head(parse, verb)
        if subject is not None and subject.index != pronoun.head:
            return _chain_with_head(links, subject)
        verb = head(parse, verb) if verb.dep in {"conj", "xcomp", "ccomp", "advcl"} else None
    return None


def _chain_with_head(links: Links, token: Token) -> Open | None:
    for place, draft in links.sentences.get(token.sentence, []):
        if draft.head == token.index:
            return links.of[place]
    return None


def _speech_at(ground: Ground, speech: Sequence[Speech], draft: Draft) -> Speech | None:
    start = ground.parse.tokens[draft.head].start
    at = bisect_right(speech, start, key=lambda each: each.start) - 1
    return speech[at] if at >= 0 and start < speech[at].end else None


def _across_quotation(ground: Ground, links: Links, sides: tuple[Speech | None, Speech | None], chain: Open) -> float:
    """What speaks against an antecedent on the other side of quotation marks; the speaker says "I", not "he"."""
    inside, other = sides
    if inside is None:
        return 0.0 if other is None else WEIGHTS.other_side_of_a_quotation
    speakers = [_chain_with_head(links, ground.parse.tokens[index]) for index in inside.speakers]
    return 4.0 if chain in speakers else 0.0


# ---- the first person


def _speakers(ground: Ground, links: Links, drafts: Sequence[Draft], speech: Sequence[Speech]) -> None:
    """ "I" is the speaker of the quotation; "we" those the speaker speaks for."""
    groups: dict[int, Open] = {}
    for draft in drafts:
        if draft.form != "pronoun" or draft.person != 1:
            continue
        said = _speech_at(ground, speech, draft)
        speaker = _speaker(ground, links, said)
        if not draft.plural:
            if speaker is not None and not is_plural(speaker):
                add(ground, links, speaker, draft, "speaker")
            elif said is None or speaker is None:
                _grouped(ground, links, groups, 0, draft, None)
            continue
        stands_for = _speaks_for(ground, links, speaker) if speaker is not None else None
        if stands_for is not None:
            add(ground, links, stands_for, draft, "speaker")
        else:
            _grouped(ground, links, groups, id(speaker) if speaker is not None else 1, draft, speaker)


def _speaks_for(ground: Ground, links: Links, speaker: Open) -> Open | None:
    """Whom a speaker means by "we": itself, if it is a body; the body of its office: "NASA administrator"."""
    if kind_of(speaker) not in {"person", "other"}:
        return speaker
    tokens = ground.parse.tokens
    for draft in speaker.drafts:
        spans = [(office.start, office.end) for office in draft.offices]
        spans += [(tokens[draft.first].start, tokens[draft.last - 1].end)] if draft.form == "role" else []
        for place, other in links.sentences.get(sentence_of(ground, draft), []):
            start, end = tokens[other.first].start, tokens[other.last - 1].end
            chain = links.of[place]
            inside = any(first <= start and end <= last for first, last in spans)
            if inside and other.form == "name" and kind_of(chain) in {"organisation", "armed_group"}:
                return chain
    return None


def _grouped(  # noqa: PLR0917
    ground: Ground, links: Links, groups: dict[int, Open], key: int, draft: Draft, speaker: Open | None
) -> None:
    """All "we" of one speaker are one group; of the speaker's country and sectors where these are told."""
    country = country_of(speaker) if speaker is not None else None
    sectors = next((each.sectors for each in speaker.drafts if each.sectors), ()) if speaker is not None else ()
    kind = "people" if draft.plural else "person"
    draft = msgspec.structs.replace(draft, kind=kind, country=country, sectors=sectors)
    if key in groups:
        add(ground, links, groups[key], draft, "speaker")
    else:
        groups[key] = start(ground, links, draft)


def _speaker(ground: Ground, links: Links, said: Speech | None) -> Open | None:
    if said is None:
        return None
    found: Iterator[Open | None] = (_chain_with_head(links, ground.parse.tokens[index]) for index in said.speakers)
    return next((chain for chain in found if chain is not None), None)
