"""Terms in quotation marks that are no quotation, and whose word each is."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.reading import Hedge, Statement
from ...model.span import covers
from ..frames import clause_of
from ..phrases import HEADINGS
from ..quotes import Quotation
from ..stretches import Stretches
from ..tree import Token, ancestors, children, tokens_between
from ..who import meant_by
from .ground import Ground, hedge_at

ENDS_SPEECH = frozenset("!?.…")
BREAKS = frozenset(",;:—–")
FINITE = frozenset({"VBZ", "VBP", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})


def find_terms(ground: Ground, voices: Stretches[Statement]) -> Iterator[Hedge]:
    """The scare quotes of a report with their owners."""
    spoken = {
        (part.start, part.end)
        for statement in ground.statements
        for part in statement.content
        if statement.kind == "direct" and statement.cue is not None and statement.rule.startswith("quotation/")
    }
    heading = [passage for passage in ground.passages if passage.kind in HEADINGS]
    for quotation in ground.quotes:
        in_heading = any(covers(passage, quotation) for passage in heading)
        if (quotation.start, quotation.end) in spoken or not _is_term(ground, quotation, in_heading=in_heading):
            continue
        owners = _owners(ground, voices, quotation)
        yield hedge_at("scare_quote", quotation, owners, None)


def _is_term(ground: Ground, quotation: Quotation, *, in_heading: bool) -> bool:
    """A few words that make no sentence and are no title; not inside somebody's speech, where they are his plainly."""
    words = ground.parse.text[slice(*quotation.inner)].split()
    if not quotation.closed or not 0 < len(words) <= ground.knowledge.longest_term or words[-1][-1] in ENDS_SPEECH:
        return False
    if any(covers(other, quotation) and other.start < quotation.start for other in ground.outer):
        return False
    tokens = tokens_between(ground.parse, *quotation.inner)
    inside = {token.index for token in tokens}
    if any((token.dep in SUBJECTS and token.head in inside) or token.tag in FINITE for token in tokens):
        return False
    return in_heading or not all(word[0].isupper() for word in words if len(word) > len("and"))


def _owners(ground: Ground, voices: Stretches[Statement], quotation: Quotation) -> tuple[str, ...]:
    """Of "proclaimed by A and B" both; the owner of a noun or a verb of naming above; who says the words around."""
    tokens = tokens_between(ground.parse, *quotation.inner)
    statement = voices.innermost(quotation.start, quotation.end)
    if not tokens:
        return statement.speakers if statement is not None else ()
    above = (token for token in tokens if not quotation.start <= ground.parse.tokens[token.head].start < quotation.end)
    head = next(above, tokens[-1])
    return (
        _proclaimed(ground, head)
        or _named(ground, head, statement.content[0].start if statement is not None else -1)
        or (statement.speakers if statement is not None else ())
        or _subject(ground, head)
    )


def _proclaimed(ground: Ground, head: Token) -> tuple[str, ...]:
    for each in children(ground.parse, head):
        if each.dep in {"acl", "relcl"}:
            found = _actors(ground, clause_of(ground.parse, each, ground.classes).subjects)
            if found:
                return found
    return ()


def _named(ground: Ground, head: Token, least: int) -> tuple[str, ...]:
    """The owner of a noun that gives words to somebody ("Paris's claim of"), or who names ("what the army called")."""
    words = ground.cues.words
    for above in ancestors(ground.parse, head):
        gives = above.lemma in ground.knowledge.naming if above.pos in {"VERB", "AUX"} else above.lemma in words.nouns
        if gives and (least < 0 or above.start >= least or above.pos == "VERB"):
            found = _actors(ground, clause_of(ground.parse, above, ground.classes).subjects)
            if found:
                return found
    return _owned_before(ground, head)


def _owned_before(ground: Ground, head: Token) -> tuple[str, ...]:
    """The same by the order of words: the parser hangs "to remove “pirates”" of "Oslo's pretext of work" too high."""
    sentence = ground.parse.sentences[head.sentence]
    for token in reversed(ground.parse.tokens[sentence.first : head.index]):
        if token.tag in FINITE or token.tag == "VBD" or token.text in BREAKS:
            break
        if token.pos == "NOUN" and token.lemma in ground.cues.words.nouns:
            return _actors(ground, clause_of(ground.parse, token, ground.classes).subjects)
    return ()


def _subject(ground: Ground, head: Token) -> tuple[str, ...]:
    """Whoever acts in the clause."""
    for above in (head, *ancestors(ground.parse, head)):
        if above.pos in {"VERB", "AUX"}:
            found = _actors(ground, clause_of(ground.parse, above, ground.classes).subjects)
            if found:
                return found
    return ()


def _actors(ground: Ground, tokens: tuple[Token, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(actor for token in tokens for actor in meant_by(ground.parse, ground.who, token)))
