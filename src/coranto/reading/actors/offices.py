"""What a report teaches about a name: the titles before it, the apposition after it, whose counterpart it is."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from ...knowledge.actors import Gender
from ...knowledge.countries import countries
from ...knowledge.folding import fold
from ...knowledge.known import UNVERIFIED
from ..people import Draft, Ground, Office, bare_title, capitalised, tails_of
from ..tree import Parse, Token, children, subtree
from .governments import country_named
from .sectors import qualified

PRIVATE = {"CVL", "BUS", "EDU", "MED", "JRN", "LAB", "AGR", "CRM", "JUD", "SOC", "REF"}  # callings of private people


def with_offices(ground: Ground, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with the offices that stand beside them, and the country and sectors these tell."""
    told = [_with_office(ground, draft) if draft.kind == "person" else draft for draft in drafts]
    return [draft for draft in told if not _is_part_of_office(ground, draft, told)]


def with_counterparts(ground: Ground, drafts: Sequence[Draft]) -> list[Draft]:
    """ "Lavrov met Turkish counterpart Çavuşoğlu": the same office, of the other country; `drafts` in text order."""
    found: list[Draft] = []
    for draft in drafts:
        office = draft.offices[0] if draft.offices else None
        if office is not None and _is_counterpart(ground, office):
            model = _nearest_office(ground, draft, found)
            same = () if model is None else (msgspec.structs.replace(office, title=model.title),)
            sectors = sectors_of(ground, same) or draft.sectors
            draft = msgspec.structs.replace(draft, offices=(*same, *draft.offices[1:]), sectors=sectors)
        found.append(draft)
    return found


def _is_counterpart(ground: Ground, office: Office) -> bool:
    return office.title.split()[-1].lower() in ground.knowledge.words.counterpart


def _nearest_office(ground: Ground, draft: Draft, before: Sequence[Draft]) -> Office | None:
    """The office told last, in this sentence or the one before."""
    sentence = ground.parse.tokens[draft.head].sentence
    for other in reversed(before):
        if other.offices and sentence - ground.parse.tokens[other.head].sentence <= 1 and other.last <= draft.first:
            return other.offices[0]
    return None


def _is_part_of_office(ground: Ground, draft: Draft, drafts: Sequence[Draft]) -> bool:
    """What the parser cuts out of a title is no body: "US National Security" before "Advisor"."""
    if draft.known or draft.kind == "person":
        return False
    start, end = ground.parse.tokens[draft.first].start, ground.parse.tokens[draft.last - 1].end
    return any(
        office.start < end and start < office.end for other in drafts for office in other.offices if other is not draft
    )


def country_around(ground: Ground, tokens: Sequence[Token]) -> str | None:
    """The country of a demonym or name among tokens; not after "pro-", nor before "-led"."""
    table, parse, words = countries(), ground.parse, ground.knowledge.words
    for token in tokens:
        code = table.by_demonym(token.text) or table.by_name(token.text) if capitalised(token) else None
        if code is None or is_alignment(parse, token, words.aligned | words.led):
            continue
        return code
    return None


def is_alignment(parse: Parse, token: Token, words: frozenset[str]) -> bool:
    """True after "pro-" and before "-led": the country is on whose side, not whose."""
    before = parse.tokens[token.index - 2].lower if token.index >= 2 else ""
    after = parse.tokens[token.index + 2].lower if token.index + 2 < len(parse) else ""
    hyphen_before = token.index >= 1 and parse.tokens[token.index - 1].text == "-"
    hyphen_after = token.index + 1 < len(parse) and parse.tokens[token.index + 1].text == "-"
    return (hyphen_before and before in words) or (hyphen_after and after in words)


def _with_office(ground: Ground, draft: Draft) -> Draft:
    before = _before(ground, draft)
    offices = [*_titles(ground, before), *_apposition(ground, draft)]
    if not offices:
        return draft
    if not draft.known and (known := _by_title(ground, draft, offices)):
        draft = _as_known(ground, draft, known)
    if _is_somebody_else(ground, draft, offices):
        draft = msgspec.structs.replace(draft, known=(), country=None, sectors=(), public=False)
    country = draft.country or next((office.of for office in offices if office.of), None)
    return msgspec.structs.replace(
        draft,
        offices=tuple(offices),
        country=country,
        sectors=qualified(ground, before, tuple(dict.fromkeys((*sectors_of(ground, offices), *draft.sectors)))),
        gender=_gender(ground, before) or draft.gender,
        public=draft.public or bool(sectors_of(ground, offices)),
    )


def _by_title(ground: Ground, draft: Draft, offices: Sequence[Office]) -> tuple[str, ...]:
    """Whom "President Bush" can mean: bearers of the surname who held that very office, of one country."""
    by_id, table = ground.knowledge.known.by_id, ground.knowledge.known.surnames
    told = {" ".join(bare_title(office.title, ground.knowledge)) for office in offices}
    of = {office.of for office in offices if office.of}
    found = [
        each
        for each in table.get(draft.key, ())
        if told & {" ".join(bare_title(role.title, ground.knowledge)) for role in by_id[each].roles}
        and (not of or by_id[each].country in of)
        and draft.gender in {by_id[each].gender or draft.gender, "unknown"}
    ]
    if len({by_id[each].country for each in found}) > 1:
        named = {place.country for place in ground.places}
        found = [each for each in found if by_id[each].country in named]
    return tuple(found) if len({by_id[each].country for each in found}) == 1 else ()


def _as_known(ground: Ground, draft: Draft, known: tuple[str, ...]) -> Draft:
    actors = [ground.knowledge.known.by_id[each] for each in known]
    sectors = tuple(each for each in actors[0].sectors if all(each in actor.sectors for actor in actors))
    return msgspec.structs.replace(draft, known=known, country=actors[0].country, sectors=sectors, public=True)


def _is_somebody_else(ground: Ground, draft: Draft, offices: Sequence[Office]) -> bool:
    """A private calling ("..., a lawyer") is not that of a namesake in office whom nobody looked up."""
    told = sectors_of(ground, offices)
    by_id = ground.knowledge.known.by_id
    unverified = all(by_id[each].source == UNVERIFIED for each in draft.known if each in by_id)
    return bool(draft.known) and unverified and bool(told) and told[0] in PRIVATE and not set(told) & set(draft.sectors)


def _before(ground: Ground, draft: Draft) -> tuple[Token, ...]:
    """The tokens of the same noun phrase that stand directly before the name."""
    parse = ground.parse
    first = draft.first
    while first > 0 and _belongs(parse, parse.tokens[first - 1], draft):
        first -= 1
    return parse.tokens[first : draft.first]


def _belongs(parse: Parse, token: Token, draft: Draft) -> bool:
    if token.sentence != parse.tokens[draft.head].sentence:
        return False
    if token.pos in {"PROPN", "NOUN", "ADJ"} or token.tag == "POS" or token.text in {"-", "."}:
        return token.entity != "DATE"
    return token.pos == "DET" and token.dep == "det"


def _titles(ground: Ground, before: tuple[Token, ...]) -> list[Office]:
    """ "Russian Foreign Minister", "the regime's Defense Minister", "Gen." """
    parse, knowledge = ground.parse, ground.knowledge
    words = [token for token in before if token.text not in {"-", "."}]
    if not words:
        return []
    title = next(
        (
            before[place:]
            for place in range(len(before))
            if (key := _key(parse, before[place:])) in knowledge.roles
            or key in knowledge.titles
            or before[place].lemma in knowledge.words.counterpart
        ),
        (),
    )
    if not title:
        return []
    country = country_around(ground, before) or _government_owner(ground, before)
    start, end = title[0].start, title[-1].end
    former = any(token.lower in knowledge.words.former for token in before)
    return [Office(" ".join(parse.text[start:end].split()), country, start, end, former)]


def _key(parse: Parse, tokens: tuple[Token, ...]) -> str:
    return fold(parse.text[tokens[0].start : tokens[-1].end])


def _government_owner(ground: Ground, before: tuple[Token, ...]) -> str | None:
    """ "the regime's Defense Minister": of the country whose government the report speaks of before."""
    heads = ground.knowledge.words.government_heads
    if not any(token.lower in heads for token in before):
        return None
    for token in reversed(ground.parse.tokens[: before[0].index]):
        if token.lower in heads:
            country = country_named(ground, children(ground.parse, token))
            if country:
                return country
    return None


def _apposition(ground: Ground, draft: Draft) -> list[Office]:
    """An office set off behind the name it belongs to: "Amir Hatami, the minister of defence in Iran"."""
    parse = ground.parse
    found = []
    for noun in children(parse, parse.tokens[draft.head]):
        if noun.dep != "appos" or noun.pos not in {"NOUN", "PROPN"} or noun.index < draft.last:
            continue
        phrase = [token for token in subtree(parse, noun) if token.dep not in {"relcl"}]
        limit = next((token.index for token in phrase if token.text == ","), phrase[-1].index + 1)
        tokens = tuple(token for token in phrase if token.index < limit)
        if tokens and _is_role(ground, tokens, noun):
            start = next((token.start for token in tokens if token.pos != "DET"), tokens[0].start)
            country = country_around(ground, tokens)
            found.append(Office(" ".join(parse.text[start : tokens[-1].end].split()), country, start, tokens[-1].end))
    return found


def _is_role(ground: Ground, tokens: tuple[Token, ...], noun: Token) -> bool:
    upto = tuple(token for token in tokens if token.index <= noun.index)
    return noun.lemma in ground.knowledge.words.empty_heads or any(
        tail in ground.knowledge.roles for tail in tails_of(ground.parse, upto)
    )


def sectors_of(ground: Ground, offices: Sequence[Office]) -> tuple[str, ...]:
    """The PLOVER sectors that offices tell: of the first that is a known role, else of a military rank."""
    for office in offices:
        words = bare_title(office.title, ground.knowledge)
        for start in range(len(words)):
            sectors = ground.knowledge.roles.get(" ".join(words[start:]))
            if sectors:
                return sectors
        titles = ground.knowledge.titles.get(words[-1]) if words else None
        if titles is not None and titles.group == "military":
            return ("MIL",)
    return ()


def _gender(ground: Ground, before: tuple[Token, ...]) -> Gender | None:
    return next(
        (
            titles.gender
            for token in before
            if (titles := ground.knowledge.titles.get(fold(token.text))) is not None and titles.gender != "unknown"
        ),
        None,
    )
