"""What somebody did not say. These run first: no cue inside a silence counts as a statement."""

from __future__ import annotations

import re
from bisect import bisect_right

from ...knowledge.statements import Silence
from ..frames import clause_of
from ..tree import Token, ancestors, children, conjuncts, head, subtree, tokens_between
from .ground import UNREAD, Draft, Ground, can_speak


def find_silences(ground: Ground) -> list[Draft]:
    """The refusals and silences of a report; of two that share words the one that begins first."""
    found: list[Draft] = []
    whole = ground.parse.text.lower()
    likely = [(silence, pattern) for silence, pattern in ground.knowledge.silences if silence.is_likely(whole)]
    for passage in ground.passages:
        if passage.kind in UNREAD:
            continue
        small = passage.text.lower()
        matches = [
            (match, silence)
            for silence, pattern in likely
            if silence.is_likely(small)
            for match in pattern.finditer(ground.parse.text, passage.start, passage.end)
        ]
        end = passage.start
        for match, silence in sorted(matches, key=lambda each: (each[0].start(), -each[0].end())):
            if match.start() < end or _is_quoted(ground, match.start()):
                continue
            draft = _draft(ground, match, silence)
            if draft.speakers and not any(can_speak(ground, token) for token in draft.speakers):
                continue
            end = match.end()
            found.append(draft)
    return found


def unsaid(ground: Ground, silence: Draft) -> tuple[int, int]:
    """The words of a silence with the clause they govern: "would not say whether it plans to leave"."""
    start, end = silence.cue or (0, 0)
    verbs = [token for token in tokens_between(ground.parse, start, end) if token.pos == "VERB"]
    below = [each for verb in verbs for each in children(ground.parse, verb)]
    below += [inner for each in below if each.pos == "ADP" for inner in children(ground.parse, each)]
    below += [inner for each in below if each.dep == "advmod" for inner in children(ground.parse, each)]
    below += [inner for each in below if each.pos == "ADP" for inner in children(ground.parse, each)]
    clauses = [each for each in below if each.dep in {"ccomp", "xcomp", "pcomp"} and each.start >= end - 1]
    return start, max([end, *(subtree(ground.parse, each)[-1].end for each in clauses)])


def _is_quoted(ground: Ground, position: int) -> bool:
    """True inside somebody's speech: there it is no silence of which the report tells."""
    place = bisect_right(ground.outer, position, key=lambda each: each.start) - 1
    return place >= 0 and position < ground.outer[place].end


def _draft(ground: Ground, match: re.Match[str], silence: Silence) -> Draft:
    words = match.span("speaker") if match.groupdict().get("speaker") else None
    return Draft(
        content=(),
        cue=match.span(),
        speakers=_subjects(ground, match, silence) if words is None else (),
        speaker_words=words,
        form=silence.form,
        polarity="denies" if silence.form == "refuses" else "asserts",
        rule=f"silence/{silence.name}",
    )


def _subjects(ground: Ground, match: re.Match[str], silence: Silence) -> tuple[Token, ...]:
    """Who is silent: the subject of the first verb in the words, or of the verb above them."""
    inside = tokens_between(ground.parse, match.start(), match.end())
    verbs = [token for token in inside if token.pos in {"VERB", "AUX"}]
    above = [each for token in verbs[:1] or inside[:1] for each in ancestors(ground.parse, token)]
    for verb in (*verbs, *(each for each in above if each.pos in {"VERB", "AUX"})):
        own = [each for each in children(ground.parse, verb) if each.dep in {"nsubj", "nsubjpass"}]
        if any(each.dep == "nsubjpass" for each in own) and not silence.patient:
            return clause_of(ground.parse, verb, ground.classes).subjects  # "no details were given" by somebody
        subjects = tuple(each for one in own for each in conjuncts(ground.parse, one))
        subjects = subjects or clause_of(ground.parse, verb, ground.classes).subjects
        if subjects:
            return _antecedents(ground, verb, subjects)
    return ()


def _antecedents(ground: Ground, verb: Token, subjects: tuple[Token, ...]) -> tuple[Token, ...]:
    """ "Algeria, which has kept silent": Algeria."""
    above = head(ground.parse, verb)
    if verb.dep == "relcl" and above is not None and any(each.tag in {"WDT", "WP"} for each in subjects):
        return (above,)
    return subjects
