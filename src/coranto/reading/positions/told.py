"""The sides taken by what is said, by what is not, and by acts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model.reading import PositionBasis, Stance, Statement
from ...model.span import Span, span_of
from ..phrases import Word
from .acts import Act
from .drafts import Draft
from .ground import Ground
from .issues import Register, Subject
from .near import clause_end, condition_in, passage_at, sentence_at, spoken_of, topic_before, words_in
from .stances import CLAUSES, OPPOSITE, Judge

LOOKED_AT = 600  # characters of a part of a content in which its issue and its stance are looked for
REACH = 5  # words behind a cue that can belong to it: "hold out so far against"
BEGINNING = 3  # words of speech before a refusal: "We will not ..."
ON_CONDITION = frozenset({"opposes", "supports", "offers"})


def minds(ground: Ground) -> Iterator[Statement]:
    """What the statements say of others' minds, but not what they deny: "it is not true that we asked for a truce"."""
    outer = {each.id: each for each in ground.statements}
    for mind in ground.minds:
        around = outer.get(mind.inside or "")
        if around is None or mind.cue is None or around.polarity in {"denies", "doubts"}:
            continue
        start = max((part.start for part in around.content if part.start <= mind.cue.start), default=mind.cue.start)
        before = words_in(ground, start, mind.cue.start)
        if not any(set(word.forms) & ground.knowledge.words.denials for word in before):
            yield mind


def told(
    ground: Ground, judge: Judge, register: Register, statement: Statement, before: Sequence[Draft]
) -> Iterator[Draft]:
    """The side a statement takes."""
    first, last = _around(ground, statement)
    condition = condition_in(ground, first, last)
    content = [
        word
        for part in statement.content
        for word in words_in(ground, part.start, min(part.end, part.start + LOOKED_AT))
        if not _within(word, condition)
    ]
    stance = judge.stance(statement, _cue_words(ground, statement), content)
    if stance is None:
        return
    subject = _subject(ground, judge, register, statement, stance, content, before)
    if subject is None:
        return
    basis: PositionBasis = "implied" if statement.rule.startswith("belief/") else "explicit"
    draft = Draft(
        actors=statement.speakers,
        subject=subject,
        stance=stance,
        basis=basis,
        evidence=_evidence(ground, statement),
        statement=statement,
    )
    yield from _on_condition(ground, register, draft, condition)


def acted(ground: Ground, register: Register, act: Act, before: Sequence[Draft]) -> Iterator[Draft]:
    """The side an act takes, unless what is said there has told it."""
    if any(
        set(draft.actors) & set(act.actors)
        and draft.evidence.start < act.evidence.end
        and act.evidence.start < draft.evidence.end
        for draft in before[-len(act.actors) - 2 :]
    ):
        return
    stance: Stance | None = OPPOSITE.get(act.stance) if act.negated else act.stance
    subject = register.find(act.subject)
    if subject is None and register.points_back(act.subject):
        subject = spoken_of(ground, act.evidence.start, before)
    subject = subject or register.learned(act.subject)
    if stance is None or subject is None:
        return
    draft = Draft(actors=act.actors, subject=subject, stance=stance, basis="explicit", evidence=act.evidence)
    yield from _on_condition(ground, register, draft, condition_in(ground, *sentence_at(ground, act.evidence.start)))


def kept_silent(ground: Ground, register: Register, statement: Statement, before: Sequence[Draft]) -> Iterator[Draft]:
    """A silence on what the words behind it name; else on what the paragraph speaks of."""
    if statement.cue is None:
        return
    cue, words = statement.cue, ground.knowledge.words
    passage = passage_at(ground, cue.start)
    behind = words_in(ground, cue.end, clause_end(ground, cue.end, passage))
    inside = words_in(ground, cue.start, cue.end)
    topic = behind[1:] if behind and set(behind[0].forms) & words.topics else []
    if inside and set(inside[-1].forms) & words.topics:
        topic = behind
    topic = topic or topic_before(ground, cue.start)
    subject = register.find(topic or inside)
    explicit = subject is not None
    if subject is None and (register.points_back(topic) if topic else statement.rule in ground.lasting):
        subject = spoken_of(ground, cue.start, before)
    if subject is None and topic:
        subject, explicit = register.learned(topic), True
    if subject is None:
        return
    end = max([cue.end, *(word.end for word in topic[-1:])])
    start = statement.speaker.span.start if statement.speaker.span is not None else cue.start
    start = min([start if passage.start <= start < cue.start else cue.start, *(word.start for word in topic[:1])])
    yield Draft(
        actors=statement.speakers,
        subject=subject,
        stance="undecided" if words.undecided & {form for word in inside for form in word.forms} else "silent",
        basis="explicit" if explicit else "implied",
        evidence=span_of(ground.parse.text, start, end),
        statement=statement,
    )


def _on_condition(ground: Ground, register: Register, draft: Draft, condition: Span | None) -> Iterator[Draft]:
    """A side taken only until or unless something is so; it presupposes that that is wanted."""
    if condition is None or draft.stance not in ON_CONDITION:
        yield draft
        return
    yield Draft(
        actors=draft.actors,
        subject=draft.subject,
        stance="conditional",
        basis=draft.basis,
        evidence=draft.evidence,
        condition=condition,
        statement=draft.statement,
    )
    wanted = register.find(words_in(ground, condition.start, condition.end)[1:])
    if wanted is not None and wanted.name != draft.subject.name:
        yield Draft(
            actors=draft.actors,
            subject=wanted,
            stance="supports",
            basis="presupposed",
            evidence=condition,
            statement=draft.statement,
        )


def _subject(  # noqa: PLR0917
    ground: Ground,
    judge: Judge,
    register: Register,
    statement: Statement,
    stance: Stance,
    content: Sequence[Word],
    before: Sequence[Draft],
) -> Subject | None:
    """The issue of a content; of a whole clause that names none only where it is demanded, promised or refused."""
    found = register.find(content)
    if found is not None:
        return found
    if register.points_back(content):
        return spoken_of(ground, (statement.cue or statement.content[0]).start, before)
    if not statement.rule.startswith(CLAUSES) or stance == "demands" or statement.polarity in {"promises", "threatens"}:
        return register.learned(content)
    refused = judge.behind(content[:BEGINNING], content) if statement.kind != "indirect" else None
    return register.learned(refused) if refused is not None else None


def _within(word: Word, span: Span | None) -> bool:
    return span is not None and span.start <= word.start < span.end


def _around(ground: Ground, statement: Statement) -> tuple[int, int]:
    """The content with what is left of the sentence it ends in."""
    spans = statement.content
    return spans[0].start, max(spans[-1].end, sentence_at(ground, spans[-1].end - 1)[1])


def _cue_words(ground: Ground, statement: Statement) -> Sequence[Word]:
    """The cue with the words between it and the content."""
    if statement.cue is None:
        return []
    cue = statement.cue
    after = [part.start for part in statement.content if part.start >= cue.end]
    words = words_in(ground, cue.start, after[0] if after else cue.end)
    own = sum(word.start < cue.end for word in words)
    return words[: own + REACH]


def _evidence(ground: Ground, statement: Statement) -> Span:
    """The words from the speaker to the end of the content, where they stand in one paragraph."""
    spans = [*statement.content, *([statement.cue] if statement.cue else [])]
    passage = passage_at(ground, spans[0].start)
    if statement.speaker.span is not None:
        spans.append(statement.speaker.span)
    spans = [each for each in spans if passage.start <= each.start and each.end <= passage.end]
    return span_of(ground.parse.text, min(each.start for each in spans), max(each.end for each in spans))
