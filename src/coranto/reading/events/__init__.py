"""Who did what to whom, coded to PLOVER, with status, source and the exact words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import msgspec

from ...knowledge.events import EventFrame, EventKnowledge
from ...knowledge.frames import load_noun_classes
from ...model.ids import event_id
from ...model.reading import Actor, Event
from ...model.span import Span
from ..frames import Index, build_index, matching
from ..tree import Token, span_from, tokens_of
from .act import Act
from .acts import find_acts
from .anchors import Anchors, anchor, date_of, sources_of
from .circumstances import condition_of, count_of
from .coding import code_of
from .ground import Ground
from .hosts import hosts_of, with_hosts
from .merging import merged_events, with_results
from .roles import Roles, find_roles

__all__ = ["Found", "Ground", "find_events"]


class Found(msgspec.Struct, frozen=True):
    """The events of a report in text order, and its actors with the governments of places that events go to."""

    events: tuple[Event, ...]
    actors: tuple[Actor, ...]


def find_events(ground: Ground) -> Found:
    """What happened, with who did it to whom; one happening told several times is one event."""
    index = _index(ground.knowledge, ground.language)
    acts = find_acts(ground, list(matching(ground.parse, index)))
    hosts = hosts_of(ground.report, ground.parse, ground.places, ground.who)
    anchors = anchor(ground, acts)
    roles = [find_roles(ground, act, hosts) for act in acts]
    events = [_event(ground, act, roles[number], anchors, number) for number, act in enumerate(acts)]
    kept = {number for number, event in enumerate(events) if _is_somebodys(ground, acts[number], event, roles[number])}
    linked = [
        msgspec.structs.replace(events[number], content_of=events[act.inside].id if act.inside in kept else None)
        for number, act in enumerate(acts)
        if number in kept
    ]
    merged = tuple(merged_events(with_results(linked, _causes(acts, events, kept))))
    used = {each for event in merged for each in (*event.actors, *event.recipients)}
    return Found(merged, with_hosts(ground.actors, hosts, used))


@cache
def _index(knowledge: EventKnowledge, language: str) -> Index[EventFrame]:
    return build_index(knowledge.frames, load_noun_classes(language))


def _causes(acts: Sequence[Act], events: Sequence[Event], kept: set[int]) -> dict[str, str]:
    """For the id of each outcome that of the act it is of: of "fired on the crowd, killing two" the fire."""
    return {
        events[number].id: events[act.result_of].id
        for number, act in enumerate(acts)
        if number in kept and act.result_of is not None and act.result_of in kept
    }


def _is_somebodys(ground: Ground, act: Act, event: Event, roles: Roles) -> bool:
    """False where the sides are things, "oil retreated"; an attack may hit anything."""
    if _is_of_another_world(ground, act, event):
        return False
    if roles.somebody:
        return True
    attack = event.type in ground.knowledge.modality.told_by_nouns
    return attack and bool(event.figures or event.instrument or event.recipient_spans or event.place is not None)


def _is_of_another_world(ground: Ground, act: Act, event: Event) -> bool:
    """ "The sequel bombed at the box office", "a late assault on goal": sport, fiction, markets, bodies."""
    modality = ground.knowledge.modality
    if not any(each.lemma in modality.other_worlds for each in _tokens(ground, act)):
        return False
    sides = {*event.actors, *event.recipients}
    public = (actor for actor in ground.actors if actor.id in sides and actor.kind != "person")
    return not any(modality.public_sectors & {*actor.sectors} for actor in public) and not any(
        actor.id in sides and actor.roles for actor in ground.actors
    )


def _tokens(ground: Ground, act: Act) -> tuple[Token, ...]:
    return tokens_of(ground.parse, ground.parse.sentences[act.clause.trigger.sentence])


def _event(ground: Ground, act: Act, roles: Roles, anchors: Anchors, number: int) -> Event:
    trigger = _trigger(ground, act)
    kind = ground.knowledge.types[act.type]
    code = code_of(ground, act, [each for each in ground.actors if each.id in {*roles.actors, *roles.recipients}])
    time = anchors.times.get(number)
    score = kind.modes.get(code.mode) if code.mode else None
    return Event(
        id=event_id(ground.report, trigger, act.type),
        type=act.type,
        mode=code.mode,
        contexts=code.contexts,
        background=act.background,
        status=act.status,
        negated=act.negated,
        certainty="possible" if act.status in {"possible", "hypothetical"} else "certain",
        actors=roles.actors,
        recipients=roles.recipients,
        actor_spans=roles.actor_spans,
        recipient_spans=roles.recipient_spans,
        instrument=roles.instrument,
        trigger=trigger,
        triggers=(trigger,),
        place=anchors.places.get(number),
        time=time,
        date=date_of(ground, act, time),
        figures=anchors.figures.get(number, ()),
        condition=condition_of(ground, act),
        count=count_of(ground, act),
        according_to=sources_of(ground, act),
        evidence=(_sentence(ground, act),),
        quad=kind.quad,
        intensity=score if score is not None else kind.score,
        cameo=code.cameo,
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
