"""A finished chain as the actor of the record: name, country, sectors, roles, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ...knowledge.countries import countries
from ...knowledge.folding import fold
from ...knowledge.known import KnownActor
from ...model.ids import local_actor_id
from ...model.reading import Actor, KnownFrom, Mention, Role
from ...model.span import Span
from ..people import Draft, Ground
from .chains import Open, kind_of

PUBLIC = {"GOV", "MIL", "LEG", "JUD", "PTY", "SPY", "COP"}  # sectors whose office holders act in public
FORMER = "ELI"


def actor_of(ground: Ground, chain: Open) -> Actor:
    """The actor of a chain; every mention with its characters."""
    drafts = chain.drafts
    known = ground.knowledge.known.by_id.get(chain.known or "")
    fullest = max(drafts, key=_fullness)
    teaching = sorted(drafts, key=_teaches)
    sectors = _sectors(ground, known, teaching)
    mentions = tuple(_mention(ground, draft) for draft in drafts)
    return Actor(
        id=chain.known or local_actor_id(ground.report, mentions[0]),
        name=_display(ground, fullest, known),
        kind=known.kind if known else fullest.kind,
        country=(known.country if known else None) or _country(teaching),
        sectors=sectors,
        public_role=any(draft.public for draft in drafts) or bool(PUBLIC & set(sectors)),
        part_of=known.part_of if known else None,
        aligned_with=known.aligned_with if known else next((draft.aligned for draft in drafts if draft.aligned), None),
        count=next((draft.count for draft in drafts if draft.count), None),
        roles=tuple(_roles(ground, drafts)),
        basis=_basis(chain, drafts),
        mentions=mentions,
        reason=_reason(ground, chain, known),
    )


def _country(drafts: Iterable[Draft]) -> str | None:
    return next((draft.country for draft in drafts if draft.country), None)


def _fullness(draft: Draft) -> tuple[bool, bool, bool, int, int]:
    named = draft.form in {"name", "metonym"}
    return named, draft.form != "pronoun", " " in draft.key, len(draft.name), -draft.first


def _teaches(draft: Draft) -> tuple[bool, bool, int]:
    """Who tells more of an actor comes first: a known name, then an office beside the name."""
    return not draft.known, not draft.offices, draft.first


def _sectors(ground: Ground, known: KnownActor | None, teaching: Sequence[Draft]) -> tuple[str, ...]:
    """Of the known actor on the day of the report where a document tells it; else as the report or the file says."""
    reported = (draft.sectors for draft in teaching if draft.offices or FORMER in draft.sectors)
    told = next(filter(None, reported), ())
    if known is not None:
        dated = _on_the_day(known, ground.day)
        return dated or (told if FORMER in told else tuple(dict.fromkeys((*told, *known.sectors))))
    return next((draft.sectors for draft in teaching if draft.sectors), ())


def _on_the_day(known: KnownActor, day: str | None) -> tuple[str, ...]:
    """Sectors by the offices that verified entries date; former where all of them have ended."""
    if day is None or not known.roles:
        return ()
    held = [role for role in known.roles if role.verified and role.holds_on(day)]
    if held or not all(role.verified for role in known.roles):
        return tuple(dict.fromkeys(sector for role in held for sector in role.sectors or known.sectors))
    ended = all(role.until is not None and role.until < day[: len(role.until)] for role in known.roles)
    return (FORMER, *known.sectors) if ended and known.kind == "person" else ()


def _display(ground: Ground, fullest: Draft, known: KnownActor | None) -> str:
    if fullest.kind == "government" and any(each.startswith("gov.") for each in fullest.known):
        return ground.knowledge.words.reasons["government"].format(country=fullest.name)
    return known.name if known else fullest.name


def _basis(chain: Open, drafts: Iterable[Draft]) -> KnownFrom:
    if not chain.known:
        return "report"
    return "both" if any(draft.offices for draft in drafts) else "knowledge"


def _mention(ground: Ground, draft: Draft) -> Mention:
    tokens = ground.parse.tokens
    start, end = tokens[draft.first].start, tokens[draft.last - 1].end
    return Mention(start, end, _words(ground, draft), form=draft.form)


def _words(ground: Ground, draft: Draft) -> str:
    tokens = ground.parse.tokens
    return ground.parse.text[tokens[draft.first].start : tokens[draft.last - 1].end]


def _roles(ground: Ground, drafts: Iterable[Draft]) -> Iterator[Role]:
    seen: set[tuple[str, str | None]] = set()
    for draft in drafts:
        for office in draft.offices:
            key = (fold(office.title), office.of)
            if key not in seen:
                seen.add(key)
                text = ground.parse.text[office.start : office.end]
                yield Role(title=office.title, of=office.of, evidence=Span(office.start, office.end, text))


def _reason(ground: Ground, chain: Open, known: KnownActor | None) -> str:
    said, first = ground.knowledge.words.reasons, chain.drafts[0]
    form = next((draft.form for draft in chain.drafts if draft.form != "pronoun"), "pronoun")
    reason = said[form] if not chain.known else said["known"]
    if first.kind == "government" and chain.known:
        stands = first.form == "metonym" and not countries().by_name(_words(ground, first))
        reason = said["capital"] if stands else said["country"]
    titles = [office.title for draft in chain.drafts for office in draft.offices]
    if titles and kind_of(chain) == "person":
        reason += "; " + said["learned"].format(title=titles[0])
    if known is not None and known.source != "unverified":
        reason += "; " + said["source"].format(source=known.source)
    if len(chain.drafts) > 1:
        how = ", ".join(said[link] for link in chain.links) or said["same"]
        reason += "; " + said["chain"].format(n=len(chain.drafts), how=how)
    return reason
