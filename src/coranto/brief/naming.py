"""How a brief names who acts: with office at first mention, by surname after; private persons never by name."""

from __future__ import annotations

import msgspec

from ..knowledge.brief import BriefKnowledge
from ..knowledge.countries import countries
from ..model.reading import Actor, Mention

PLURAL = {"people"}


class Named(msgspec.Struct, frozen=True):
    """A name to print, and whether a verb after it stands in the plural."""

    words: str
    plural: bool


def name_of(actor: Actor, known: BriefKnowledge, *, again: bool = False) -> Named:
    """The name of one actor; `again` when the brief has named him before."""
    if actor.kind == "person":
        return Named(_person(actor, known, again=again), plural=False)
    if actor.kind == "government" and actor.country:
        return Named(_with_article(_country(actor), known), plural=False)
    if actor.kind in {"people", "other"} or actor.basis == "report":
        return Named(_as_written(actor, known), plural=actor.kind == "people")
    return Named(_with_article(actor.name, known), plural=actor.name.endswith("s") and actor.kind == "armed_group")


def names_of(names: list[Named], known: BriefKnowledge) -> Named:
    """ "Russia, Turkey and Iran": several names as one."""
    words = [name.words for name in names]
    if len(words) == 1:
        return names[0]
    return Named(f"{', '.join(words[:-1])} {known.words['and']} {words[-1]}", plural=True)


def _person(actor: Actor, known: BriefKnowledge, *, again: bool) -> str:
    if not actor.public_role:
        return next((role.title.lower() for role in actor.roles), known.words["person_without_office"])
    if again and " " in actor.name:
        return _surname(actor.name)
    office = next(iter(actor.roles), None)
    if office is None or office.title.lower() in actor.name.lower():
        return actor.name
    adjective = countries().adjective(office.of or "") if office.of else None
    title = office.title if adjective is None or adjective in office.title else f"{adjective} {office.title}"
    return f"{title} {actor.name}"


def _surname(name: str) -> str:
    """The last word, without the article of an Arabic name: "Assad" of "Bashar al-Assad"."""
    last = name.split()[-1]
    return last.split("-", 1)[1] if "-" in last and last.split("-", 1)[0].islower() else last


def _country(actor: Actor) -> str:
    return countries().short_name(actor.country or "") or actor.name


def _with_article(name: str, known: BriefKnowledge) -> str:
    bare = name.removeprefix("The ").removeprefix("the ")
    return f"{known.words['the']} {bare}" if bare in known.articles else name


def _as_written(actor: Actor, known: BriefKnowledge) -> str:
    """A group as the report first calls it: the record has no other name for it."""
    named: list[Mention] = [mention for mention in actor.mentions if mention.form in {"name", "role"}]
    if not named:
        return known.words["group"]
    words = " ".join(named[0].text.split())
    first, _, rest = words.partition(" ")
    return f"{first.lower()} {rest}".strip() if first.lower() in known.small else words
