"""Who did what to whom, coded to PLOVER, with status, source and the exact words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

import msgspec

from ...knowledge.events import EventFrame, load_events
from ...knowledge.frames import load_noun_classes
from ...model.ids import event_id
from ...model.reading import Event
from ...model.span import Span
from ..frames import Index, build_index, matching
from ..tree import span_from
from ..who import Who
from .acts import Act, find_acts
from .anchors import Anchors, anchor, date_of, sources_of
from .ground import Ground
from .roles import find_roles

__all__ = ["Ground", "find_events"]

COMMUNICATED = {"CONSULT", "AGREE"}  # both sides act: their order does not tell two events apart


def find_events(ground: Ground) -> tuple[Event, ...]:
    """The events of a report in text order; one happening told several times is one event."""
    index = _index(ground.language)
    acts = find_acts(ground, list(matching(ground.parse, index)))
    who = ground.who
    anchors = anchor(ground, acts)
    events = [_event(ground, act, number, anchors, who) for number, act in enumerate(acts)]
    linked = [
        msgspec.structs.replace(event, content_of=events[act.inside].id if act.inside is not None else None)
        for event, act in zip(events, acts, strict=True)
    ]
    return tuple(_merged(linked))


@cache
def _index(language: str) -> Index[EventFrame]:
    return build_index(load_events(language).frames, load_noun_classes(language))


def _event(ground: Ground, act: Act, number: int, anchors: Anchors, who: Who) -> Event:
    roles = find_roles(ground, act, who)
    trigger = _trigger(ground, act)
    kind = ground.knowledge.types[act.type]
    mode = act.mode if act.mode in kind.modes else None
    time = anchors.times.get(number)
    score = kind.modes.get(mode) if mode else None
    return Event(
        id=event_id(ground.report, trigger, act.type),
        type=act.type,
        mode=mode,
        status=act.status,
        negated=act.negated,
        certainty="possible" if act.status in {"possible", "hypothetical"} else "certain",
        actors=roles.actors,
        recipients=roles.recipients,
        actor_spans=roles.actor_spans,
        recipient_spans=roles.recipient_spans,
        trigger=trigger,
        triggers=(trigger,),
        place=anchors.places.get(number),
        time=time,
        date=date_of(ground, act, time),
        according_to=sources_of(ground, act),
        evidence=(_sentence(ground, act),),
        quad=kind.quad,
        intensity=score if score is not None else kind.score,
        rule=f"{act.match.frame.type.lower()}/{act.match.frame.name}{f' ({act.why})' if act.why else ''}",
    )


def _trigger(ground: Ground, act: Act) -> Span:
    """The trigger with its particle, or with the noun it carries: "held talks"."""
    clause, parse = act.clause, ground.parse
    tokens = [clause.trigger]
    if clause.particle is not None:
        tokens.append(clause.particle)
    if act.match.frame.object and clause.objects and clause.trigger.pos == "VERB" and not clause.passive:
        noun = clause.objects[0]
        if 0 < noun.index - clause.trigger.index <= 4 and noun.pos == "NOUN":
            tokens.append(noun)
    tokens.sort(key=lambda token: token.index)
    return span_from(parse, tokens[0], tokens[-1])


def _sentence(ground: Ground, act: Act) -> Span:
    sentence = ground.parse.sentences[act.clause.trigger.sentence]
    return span_from(ground.parse, ground.parse.tokens[sentence.first], ground.parse.tokens[sentence.last - 1])


def _merged(events: Sequence[Event]) -> Iterator[Event]:
    """One event per happening: the same act between the same sides, told again, adds a trigger and its evidence."""
    kept: list[Event] = []
    alike: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for event in events:
        if not (event.actors or event.recipients):
            kept.append(event)  # nobody knows whether it is the same
            continue
        told = alike[_sides(event)]
        number = next((each for each in told if _is_same(kept[each], event)), None)
        if number is None:
            told.append(len(kept))
            kept.append(event)
        else:
            kept[number] = _with_telling(kept[number], event)
    return iter(kept)


def _sides(event: Event) -> tuple[object, ...]:
    """What two tellings of one act must have in common: its type, its status, and who does it to whom."""
    sides: tuple[object, ...] = (event.actors, event.recipients)
    if event.type in COMMUNICATED:
        sides = (frozenset((*event.actors, *event.recipients)),)
    return (event.type, event.status, event.content_of, *sides)


def _is_same(earlier: Event, event: Event) -> bool:
    """True of two acts between the same sides whose modes, places and times do not contradict each other."""
    if earlier.mode != event.mode and earlier.mode and event.mode:
        return False
    return _agree(earlier.place, event.place) and _agree(earlier.time, event.time)


def _agree(one: int | None, other: int | None) -> bool:
    return one is None or other is None or one == other


def _with_telling(earlier: Event, event: Event) -> Event:
    return msgspec.structs.replace(
        earlier,
        mode=earlier.mode or event.mode,
        triggers=(*earlier.triggers, event.trigger),
        evidence=tuple(dict.fromkeys((*earlier.evidence, *event.evidence))),
        place=earlier.place if earlier.place is not None else event.place,
        time=earlier.time if earlier.time is not None else event.time,
        date=event.date if earlier.time is None and event.time is not None else earlier.date,
    )
