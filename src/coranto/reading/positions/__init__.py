"""Where each actor stands on each issue, with the words that show it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from ...model.ids import position_id
from ...model.reading import Position, PositionBasis, Stance, Statement
from ...model.report import Passage
from ...model.span import Span, span_of
from ..offices import spoken_for
from ..phrases import HEADINGS, Word, words_between
from ..tree import subtree, tokens_between
from .ground import Ground
from .issues import Register, Subject, settled
from .stances import CLAUSES, Judge

__all__ = ["Ground", "find_positions"]

LOOKED_AT = 600  # characters of a part of a content in which its issue and its stance are looked for
REACH = 5  # words behind a cue that can belong to it: "hold out so far against"


class _Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A stance of the speakers of a statement on its way to positions."""

    statement: Statement
    subject: Subject
    stance: Stance
    basis: PositionBasis
    evidence: Span
    condition: Span | None = None


def find_positions(ground: Ground) -> tuple[Position, ...]:
    """The positions of a report in text order."""
    drafts = _drafts(ground)
    names = settled([draft.subject for draft in drafts])
    spoken = spoken_for(ground.parse, ground.who, ground.actors, ground.classes)
    silent = {actor.id for actor in ground.actors if ground.knowledge.words.bystanders & set(actor.sectors)}
    found: dict[str, Position] = {}
    for draft in drafts:
        subject = names.get(draft.subject, draft.subject)
        for actor in draft.statement.speakers:
            if actor in silent:
                continue
            position = _position(ground, draft, subject, actor, spoken.get(actor))
            found.setdefault(position.id, position)
    return tuple(sorted(found.values(), key=lambda each: (each.evidence[0].start, each.id)))


def _position(ground: Ground, draft: _Draft, subject: Subject, speaker: str, body: str | None) -> Position:
    """A minister's stance is his government's, and so is his spokesman's silence; his own silence is his own."""
    quiet = draft.stance in {"silent", "undecided"} and draft.statement.principal is None
    for_body = body is not None and not quiet
    actor = body if for_body and body is not None else speaker
    return Position(
        id=position_id(ground.report, actor, subject.name, draft.evidence),
        actor=actor,
        via=speaker if for_body else None,
        issue=subject.name,
        proposition=subject.proposition,
        stance=draft.stance,
        basis=draft.basis,
        target=draft.statement.addressee.actor if draft.statement.addressee else None,
        condition=draft.condition,
        evidence=(draft.evidence,),
        statement=draft.statement.inside if draft.statement in ground.minds else draft.statement.id,
        time=draft.statement.time,
    )


def _drafts(ground: Ground) -> list[_Draft]:
    judge, register = Judge(ground), Register(ground)
    found: list[_Draft] = []
    for statement in sorted((*ground.statements, *_minds(ground)), key=_start):
        if statement.form == "says":
            found += _told(ground, judge, register, statement, found)
        elif statement.form != "no_details":
            found += _kept_silent(ground, register, statement, found)
    return found


def _minds(ground: Ground) -> Iterator[Statement]:
    """What the statements say of others' minds, but not what they deny."""
    denied = {each.id for each in ground.statements if each.polarity in {"denies", "doubts"}}
    return (each for each in ground.minds if each.inside not in denied)


def _start(statement: Statement) -> int:
    return (statement.cue or statement.content[0]).start


def _told(
    ground: Ground, judge: Judge, register: Register, statement: Statement, before: Sequence[_Draft]
) -> Iterator[_Draft]:
    condition = _condition(ground, statement)
    content = [
        word
        for part in statement.content
        for word in _words(ground, part.start, min(part.end, part.start + LOOKED_AT))
        if not _within(word, condition)
    ]
    stance = judge.stance(statement, _cue_words(ground, statement), content)
    if stance is None:
        return
    subject = _subject(ground, register, statement, stance, content, before)
    if subject is None:
        return
    if condition is not None and stance == "opposes":
        stance = "conditional"
    basis: PositionBasis = "implied" if statement.rule.startswith("belief/") else "explicit"
    evidence = _evidence(ground, statement)
    yield _Draft(
        statement=statement, subject=subject, stance=stance, basis=basis, evidence=evidence, condition=condition
    )
    if condition is not None and stance == "conditional":
        wanted = register.find(_words(ground, condition.start, condition.end)[1:])
        if wanted is not None and wanted.name != subject.name:
            yield _Draft(
                statement=statement, subject=wanted, stance="supports", basis="presupposed", evidence=condition
            )


def _subject(  # noqa: PLR0917
    ground: Ground,
    register: Register,
    statement: Statement,
    stance: Stance,
    content: Sequence[Word],
    before: Sequence[_Draft],
) -> Subject | None:
    """The issue of a content; of a whole clause that names none only where it is demanded or promised."""
    found = register.find(content)
    if found is not None:
        return found
    if register.points_back(content):
        return _spoken_of(ground, statement, before)
    if (
        statement.rule.startswith(CLAUSES)
        and stance != "demands"
        and statement.polarity not in {"promises", "threatens"}
    ):
        return None
    return register.learned(content)


def _kept_silent(
    ground: Ground, register: Register, statement: Statement, before: Sequence[_Draft]
) -> Iterator[_Draft]:
    """A silence on what the words behind it name; else on what the paragraph speaks of."""
    if statement.cue is None:
        return
    cue = statement.cue
    passage = _passage(ground, cue.start)
    behind = _words(ground, cue.end, _clause_end(ground, cue.end, passage))
    inside = _words(ground, cue.start, cue.end)
    words = ground.knowledge.words
    topic = behind[1:] if behind and set(behind[0].forms) & words.topics else []
    if inside and set(inside[-1].forms) & words.topics:
        topic = behind
    subject = register.find(topic or inside)
    explicit = subject is not None
    if subject is None and (register.points_back(topic) if topic else statement.rule in ground.lasting):
        subject = _spoken_of(ground, statement, before)
    if subject is None and topic:
        subject, explicit = register.learned(topic), True
    if subject is None:
        return
    end = topic[-1].end if topic else cue.end
    start = statement.speaker.span.start if statement.speaker.span is not None else cue.start
    start = start if passage.start <= start < cue.start else cue.start
    yield _Draft(
        statement=statement,
        subject=subject,
        stance="undecided" if words.undecided & {form for word in inside for form in word.forms} else "silent",
        basis="explicit" if explicit else "implied",
        evidence=span_of(ground.parse.text, start, end),
    )


def _spoken_of(ground: Ground, statement: Statement, before: Sequence[_Draft]) -> Subject | None:
    """The issue last spoken of, in the paragraph or the two before it."""
    at = (statement.cue or statement.content[0]).start
    here = _place(ground, at)
    for draft in reversed(before):
        if draft.subject.known and draft.evidence.start < at and here - _place(ground, draft.evidence.start) <= 2:
            return draft.subject
    return None


def _condition(ground: Ground, statement: Statement) -> Span | None:
    """The clause that opens with "until", "unless" in a content or right behind it."""
    for part in statement.content:
        for token in tokens_between(ground.parse, part.start, part.end):
            if token.lower in ground.knowledge.words.conditions and token.dep in {"mark", "prep", "advmod"}:
                above = ground.parse.tokens[token.head] if token.dep != "prep" else token
                inside = [each for each in subtree(ground.parse, above) if each.index >= token.index]
                end = min(max(each.end for each in inside), part.end)
                return span_of(ground.parse.text, token.start, end)
    return None


def _within(word: Word, span: Span | None) -> bool:
    return span is not None and span.start <= word.start < span.end


def _cue_words(ground: Ground, statement: Statement) -> list[Word]:
    """The cue with the words between it and the content."""
    if statement.cue is None:
        return []
    cue = statement.cue
    after = [part.start for part in statement.content if part.start >= cue.end]
    words = _words(ground, cue.start, after[0] if after else cue.end)
    own = sum(word.start < cue.end for word in words)
    return words[: own + REACH]


def _words(ground: Ground, start: int, end: int) -> list[Word]:
    return words_between(ground.parse, start, end, heading=_passage(ground, start).kind in HEADINGS)


def _place(ground: Ground, position: int) -> int:
    return max(bisect_right(ground.passages, position, key=lambda each: each.start) - 1, 0)


def _passage(ground: Ground, position: int) -> Passage:
    return ground.passages[_place(ground, position)]


def _clause_end(ground: Ground, start: int, passage: Passage) -> int:
    """Where the words of a topic end: at a mark, or with the sentence."""
    for token in tokens_between(ground.parse, start, passage.end):
        if token.text in {".", ",", ";", ":", "!", "?", "—", "–", "(", ")"} or token.lower in {"but", "while", "and"}:
            return token.start
    return passage.end


def _evidence(ground: Ground, statement: Statement) -> Span:
    """The words from the speaker to the end of the content, where they stand in one paragraph."""
    spans = [*statement.content, *([statement.cue] if statement.cue else [])]
    passage = _passage(ground, spans[0].start)
    if statement.speaker.span is not None:
        spans.append(statement.speaker.span)
    spans = [each for each in spans if passage.start <= each.start and each.end <= passage.end]
    return span_of(ground.parse.text, min(each.start for each in spans), max(each.end for each in spans))
