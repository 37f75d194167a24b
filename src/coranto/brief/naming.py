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


def name_of(actor: Actor, known: BriefKnowledge, *, again: bool = False, text: str = "") -> Named:
    """The name of one actor; `again` when the brief has named him before, `text` the report that tells of a group."""
    if actor.kind == "person":
        return Named(_person(actor, known, again=again, text=text), plural=False)
    if actor.kind == "government" and actor.country:
        return Named(_with_article(_country(actor), known), plural=False)
    if actor.kind in {"people", "other"} or actor.basis == "report":
        words = _as_written(actor, known, text)
        return Named(words, plural=actor.kind == "people" or words.endswith(known.plural_endings))
    return Named(_with_article(actor.name, known), plural=actor.name.endswith("s") and actor.kind == "armed_group")


def names_of(names: list[Named], known: BriefKnowledge) -> Named:
    """ "Russia, Turkey and Iran": several names as one."""
    words = [name.words for name in names]
    if len(words) == 1:
        return names[0]
    return Named(f"{', '.join(words[:-1])} {known.words['and']} {words[-1]}", plural=True)


def _by_role(actor: Actor, known: BriefKnowledge, text: str) -> str:
    """A private person is shown by role, never by name."""
    if any(mention.form == "role" for mention in actor.mentions):
        return _as_written(actor, known, text)
    return next((role.title.lower() for role in actor.roles), known.words["person_without_office"])


def _person(actor: Actor, known: BriefKnowledge, *, again: bool, text: str) -> str:
    if not actor.public_role:
        return _by_role(actor, known, text)
    if not any(mention.form == "name" for mention in actor.mentions):
        return _as_written(actor, known, text)
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


def _as_written(actor: Actor, known: BriefKnowledge, text: str) -> str:
    """A group as the report first calls it, with its article: the record has no other name for it."""
    forms = {"role"} if actor.kind == "person" else {"name", "role"}
    named: list[Mention] = [mention for mention in actor.mentions if mention.form in forms]
    if not named:
        return known.words["group"]
    words = " ".join(named[0].text.split())
    before = text[max(0, named[0].start - 8) : named[0].start].split()
    article = before[-1].lower() if before and text[named[0].start - 1].isspace() else ""
    return f"{article} {words}" if article in known.before_groups else words
