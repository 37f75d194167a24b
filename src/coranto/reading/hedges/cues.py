"""What a speaker himself leaves open: "has vowed to", "hopeful that", "believes", said by him or of him."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.reading import Hedge, Statement
from ...model.span import span_of
from ..frames import Clause, clause_of
from ..stretches import Stretches
from ..tree import Token, subtree_span
from ..who import meant_by
from .ground import Ground, hedge_at, is_quoted, silences_of


def find_cues(ground: Ground, voices: Stretches[Statement]) -> Iterator[Hedge]:
    """The hedges that cues of statements make, and such words inside what others say."""
    told = {
        statement.cue.start: statement
        for statement in ground.statements
        if statement.form == "says" and statement.cue is not None and statement.kind != "direct"
    }
    yield from (_of(statement) for statement in told.values() if _is_open_headline(ground, statement))
    silences = silences_of(ground)
    for token in ground.parse.tokens:
        if token.lemma.lower() not in ground.knowledge.cues or is_quoted(ground, token.start):
            continue
        if token.start in told:
            yield _of(told[token.start])
        elif not any(cue.start <= token.start < cue.end for cue in silences):
            hedge = _untold(ground, voices, token)
            if hedge is not None:
                yield hedge


def _of(statement: Statement) -> Hedge:
    cue = statement.cue or statement.content[0]
    return hedge_at("hedge", cue, statement.speakers, next(iter(statement.content), None))


def _is_open_headline(ground: Ground, statement: Statement) -> bool:
    """No parser gives the lemma of a headline's verb: "UN Fears New Wave"."""
    if statement.rule != "headline/verb" or statement.cue is None:
        return False
    verb = statement.cue.text.lower()
    return bool({verb, verb.removesuffix("s")} & ground.knowledge.cues)


def _untold(ground: Ground, voices: Stretches[Statement], token: Token) -> Hedge | None:
    """The cue of no statement of its own, as inside the content of another: "said he was hopeful that"."""
    clause = clause_of(ground.parse, token, ground.classes)
    if not _holds_open(clause):
        return None
    outer = voices.innermost(token.start, token.end)
    owners = tuple(actor for each in clause.subjects for actor in meant_by(ground.parse, ground.who, each))
    content = clause.content or clause.infinitive
    scope = subtree_span(ground.parse, content) if content is not None else None
    span = span_of(ground.parse.text, token.start, token.end)
    return hedge_at("hedge", span, owners or (outer.speakers if outer else ()), scope)


def _holds_open(clause: Clause) -> bool:
    """A cue with a clause or an infinitive behind it, that is not denied."""
    if clause.negated or not clause.subjects or clause.trigger.pos not in {"VERB", "ADJ"}:
        return False
    content = clause.content or clause.infinitive
    return content is not None and content.index > clause.trigger.index
