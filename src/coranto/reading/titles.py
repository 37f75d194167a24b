"""Governments that only a headline names: no parser reads the titles of other reports to which a line refers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from ..knowledge.countries import countries
from ..model.reading import Actor, Mention, Statement
from ..model.span import Span

HEADLINE, GOVERNMENT = "headline/", "gov."


def with_titles(actors: Sequence[Actor], statements: Sequence[Statement], reasons: dict[str, str]) -> tuple[Actor, ...]:
    """The actors with the governments that headlines add to them, each with the words that name it."""
    known = {actor.id for actor in actors}
    named: dict[str, list[Mention]] = defaultdict(list)
    for statement in statements:
        span = statement.speaker.span
        if span is None or not statement.rule.startswith(HEADLINE):
            continue
        for speaker in statement.speakers:
            if speaker not in known and speaker.startswith(GOVERNMENT):
                named[speaker].append(Mention(span.start, span.end, span.text, form="metonym"))
    return (*actors, *_governments(named, reasons))


def with_names(statements: Sequence[Statement], actors: Sequence[Actor]) -> tuple[Statement, ...]:
    """The statements with the names of those whom only a headline names."""
    names = {actor.id: actor.name for actor in actors}
    return tuple(
        msgspec.structs.replace(each, speaker=msgspec.structs.replace(each.speaker, name=names[each.speaker.actor]))
        if each.speaker.actor in names and each.speaker.name != names[each.speaker.actor]
        else each
        for each in statements
    )


def _governments(named: dict[str, list[Mention]], reasons: dict[str, str]) -> Iterator[Actor]:
    for key, mentions in named.items():
        code = key.removeprefix(GOVERNMENT).upper()
        unique: dict[Span, Mention] = {Span(each.start, each.end, each.text): each for each in mentions}
        yield Actor(
            id=key,
            name=reasons["government"].format(country=countries().short_name(code) or code),
            kind="government",
            country=code,
            sectors=("GOV",),
            public_role=True,
            basis="knowledge",
            mentions=tuple(unique.values()),
            reason=reasons["country"],
        )
