"""Who did what to whom, coded to PLOVER, with status, source and the exact words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

import msgspec

from ...knowledge.events import EventFrame, EventKnowledge
from ...knowledge.frames import load_noun_classes
from ...model.ids import event_id
from ...model.reading import Actor, Event
from ...model.span import Span
from ..frames import Index, build_index, matching
from ..tree import sentence_of, sentence_span, span_from, tokens_of
from .act import Act
from .acts import find_acts
from .again import with_mentions
from .anchors import Anchored, anchor, date_of, sources_of
from .circumstances import condition_of, count_of
from .coding import Code, code_of
from .ground import Ground
from .home import at_home, with_countries
from .hosts import Hosts, hosts_of, with_hosts
from .merging import merged_events, with_results
from .roles import Roles, find_roles
from .untold import Followed, Untold, find_untold

__all__ = ["Found", "Ground", "Untold", "find_events", "why_untold"]

NEAR = 4  # words from the verb to the noun that its trigger takes in
A_WORLD = 2  # different words of sport or fiction that make a whole report one of it
PUBLIC = {"government", "armed_group"}  # kinds of actors
HURT = {"deaths", "injured"}  # kinds of figures


class Found(msgspec.Struct, frozen=True):
    """The events of a report in text order, and its actors with the governments of places that events go to."""

    events: tuple[Event, ...]
    actors: tuple[Actor, ...]


def find_events(ground: Ground) -> Found:
    """What happened, with who did it to whom; one happening told several times is one event."""
    hosts = hosts_of(ground.report, ground.parse, ground.places, ground.who)
    return _found(ground, _follow(ground, hosts), hosts)


def why_untold(ground: Ground) -> tuple[Untold, ...]:
    """The sentences that give no event, each with why not."""
    hosts = hosts_of(ground.report, ground.parse, ground.places, ground.who)
    followed = _follow(ground, hosts)
    index = _index(ground.knowledge, ground.language)
    return find_untold(ground, index, followed, _found(ground, followed, hosts).events)


def _follow(ground: Ground, hosts: Hosts) -> Followed:
    matches = tuple(matching(ground.parse, _index(ground.knowledge, ground.language)))
    acts = find_acts(ground, matches)
    anchors = anchor(ground, acts)
    known = {actor.id: actor for actor in ground.actors}
    own = ground.knowledge.modality.promise not in ground.knowledge.types  # a codebook of one's own
    public = own or any(_is_public(ground, actor) for actor in ground.actors) or _has_public_words(ground)
    of_another = len({each.lemma for each in ground.parse.tokens} & ground.knowledge.modality.other_worlds) >= A_WORLD
    events: dict[int, Event] = {}
    for number, act in enumerate(acts):
        roles = find_roles(ground, act, hosts)
        sides = [known[each] for each in (*roles.actors, *roles.recipients) if each in known]
        event = _event(ground, act, roles, code_of(ground, act, sides), anchors[number])
        if not public and act.type not in ground.knowledge.modality.by_anybody and not _has_hurt(ground, event):
            continue
        if _is_somebodys(ground, act, event, roles) and (
            _has_hurt(ground, event) or not _is_of_another_world(ground, act, sides, whole=of_another)
        ):
            events[number] = event
    return Followed(matches=matches, acts=tuple(acts), events=events)


def _found(ground: Ground, followed: Followed, hosts: Hosts) -> Found:
    acts, events = followed.acts, followed.events
    merged = merged_events(at_home(ground, with_results(_linked(acts, events), _causes(acts, events))))
    merged = with_mentions(ground, merged)
    actors = with_countries(ground.actors, ground.places, merged)
    return Found(merged, with_hosts(actors, hosts, ground.places, merged))


@cache
def _index(knowledge: EventKnowledge, language: str) -> Index[EventFrame]:
    return build_index(knowledge.frames, load_noun_classes(language))


def _linked(acts: Sequence[Act], events: Mapping[int, Event]) -> list[Event]:
    """The events, each with the one it is the content of, where that was kept."""
    return [
        msgspec.structs.replace(event, content_of=events[inside].id)
        if (inside := acts[number].inside) is not None and inside in events
        else event
        for number, event in events.items()
    ]


def _causes(acts: Sequence[Act], events: Mapping[int, Event]) -> dict[str, str]:
    """For the id of each outcome that of the act it is of: of "fired on the crowd, killing two" the fire."""
    return {
        event.id: events[cause].id
        for number, event in events.items()
        if (cause := acts[number].result_of) is not None and cause in events
    }


def _is_somebodys(ground: Ground, act: Act, event: Event, roles: Roles) -> bool:
    """False where the sides are things, "oil retreated"; an attack may hit anything."""
    if roles.somebody:
        return True
    attack = act.type in ground.knowledge.modality.told_by_nouns
    struck = not event.actor_spans and (event.recipient_spans or event.place is not None)
    return attack and bool(event.figures or event.instrument or struck)


def _is_public(ground: Ground, actor: Actor) -> bool:
    """True of governments, forces, parties, courts and whoever holds an office: a report of public life."""
    return bool(actor.roles or ground.knowledge.modality.public_sectors & {*actor.sectors}) or actor.kind in PUBLIC


@cache
def _public_words(knowledge: EventKnowledge, language: str) -> frozenset[str]:
    modality, classes = knowledge.modality, load_noun_classes(language).classes
    return modality.public_words.union(*(classes[name] for name in modality.public_classes))


def _has_public_words(ground: Ground) -> bool:
    words = _public_words(ground.knowledge, ground.language)
    return any(each.lemma in words or each.lower in words for each in ground.parse.tokens)


def _has_hurt(ground: Ground, event: Event) -> bool:
    """True where it is told with what, or how many died or were hurt: "a bomb at a film festival killed three"."""
    return event.instrument is not None or any(ground.figures[each].kind in HURT for each in event.figures)


def _is_of_another_world(ground: Ground, act: Act, sides: Sequence[Actor], *, whole: bool) -> bool:
    """ "The sequel bombed at the box office", "a late assault on goal": sport, fiction, markets, bodies.

    `whole` says that the report as a whole is one of them.
    """
    modality, parse = ground.knowledge.modality, ground.parse
    sentence = tokens_of(parse, sentence_of(parse, act.clause.trigger))
    if not whole and not any(each.lemma in modality.other_worlds for each in sentence):
        return False
    return not any(
        actor.roles or (actor.kind != "person" and modality.public_sectors & {*actor.sectors}) for actor in sides
    )


def _event(ground: Ground, act: Act, roles: Roles, code: Code, anchored: Anchored) -> Event:
    trigger = _trigger(ground, act)
    kind = ground.knowledge.types[act.type]
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
        place=anchored.place,
        time=anchored.time,
        date=date_of(ground, act, anchored.time),
        figures=anchored.figures,
        condition=condition_of(ground, act),
        count=count_of(ground, act),
        according_to=sources_of(ground, act),
        evidence=(sentence_span(ground.parse, sentence_of(ground.parse, act.clause.trigger)),),
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
        if 0 < noun.index - clause.trigger.index <= NEAR and noun.pos == "NOUN":
            tokens.append(noun)
    if clause.trigger.lemma in ground.knowledge.modality.light:
        asked = act.match.frame.prepositions
        near = (token for word, token in clause.prepositions if word in asked and token.pos == "NOUN")
        tokens.extend(token for token in near if 0 < token.index - clause.trigger.index <= NEAR)
    tokens.sort(key=lambda token: token.index)
    return span_from(parse, tokens[0], tokens[-1])
