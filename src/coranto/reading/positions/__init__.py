"""Where each actor stands on each issue, with the words that show it."""

from __future__ import annotations

from ...model.ids import position_id
from ...model.reading import Position
from ..offices import spoken_for
from .acts import find_acts
from .drafts import Draft
from .ground import Ground
from .issues import Register, Subject, settled
from .stances import Judge
from .told import acted, kept_silent, minds, told

__all__ = ["Ground", "find_positions"]


def find_positions(ground: Ground) -> tuple[Position, ...]:
    """The positions of a report in text order."""
    drafts = _drafts(ground)
    names = settled([draft.subject for draft in drafts])
    spoken = spoken_for(ground.parse, ground.who, ground.actors, ground.classes)
    bystanders = {actor.id for actor in ground.actors if ground.knowledge.words.bystanders & set(actor.sectors)}
    found: dict[str, Position] = {}
    for draft in drafts:
        subject = names.get(draft.subject, draft.subject)
        for actor in draft.actors:
            if actor not in bystanders:
                position = _position(ground, draft, subject, actor, spoken.get(actor))
                found.setdefault(position.id, position)
    return tuple(sorted(found.values(), key=lambda each: (each.evidence[0].start, each.id)))


def _drafts(ground: Ground) -> list[Draft]:
    """The sides taken in the order of the text, so that "the plan" finds the one spoken of."""
    judge, register = Judge(ground), Register(ground)
    found: list[Draft] = []
    statements = [((each.cue or each.content[0]).start, each, None) for each in (*ground.statements, *minds(ground))]
    acts = [(each.evidence.start, None, each) for each in find_acts(ground)]
    for _, statement, act in sorted((*statements, *acts), key=lambda each: each[0]):
        if act is not None:
            found += acted(ground, register, act, found)
        elif statement is not None and statement.form == "says":
            found += told(ground, judge, register, statement, found)
        elif statement is not None and statement.form != "no_details":
            found += kept_silent(ground, register, statement, found)
    return found


def _position(ground: Ground, draft: Draft, subject: Subject, speaker: str, body: str | None) -> Position:
    """A minister's stance is his government's, and so is his spokesman's silence; his own silence is his own."""
    statement = draft.statement
    quiet = draft.stance == "silent" and (statement is None or statement.principal is None)
    for_body = body is not None and not quiet
    actor = body if for_body and body is not None else speaker
    of_a_mind = statement is not None and statement in ground.minds
    return Position(
        id=position_id(ground.report, actor, subject.name, draft.evidence),
        actor=actor,
        via=speaker if for_body else None,
        issue=subject.name,
        proposition=subject.proposition,
        stance=draft.stance,
        basis=draft.basis,
        target=statement.addressee.actor if statement is not None and statement.addressee else None,
        condition=draft.condition,
        evidence=(draft.evidence,),
        statement=None if statement is None else statement.inside if of_a_mind else statement.id,
        time=statement.time if statement is not None else None,
    )
