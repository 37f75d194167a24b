"""Indirect speech with a verb: "X said that C", "X vowed to C", "C, X said", "X condemned C", "X called for C"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from ...knowledge.frames import load_noun_classes
from ...knowledge.statements import CueFrame, load_statements
from ..frames import Clause, Index, Match, build_index, clause_of, matches_at
from ..tree import Token, children, head, subtree
from .contents import Parts, aside_parts, clause_parts, goes_on_with, stretch
from .ground import Draft, Ground, can_speak, is_read

RELATIVE = {"WP", "WDT"}
BESIDE = {"parataxis", "ccomp", "ROOT", "advcl"}


def find_verbs(ground: Ground, taken: Sequence[Draft]) -> Iterator[Draft]:
    """The statements that verbs cue; `taken` are those in quotation marks, whose cues are spent."""
    index = _index(ground.language)
    spent = {draft.cue[0] for draft in taken if draft.cue}
    for token in ground.parse.tokens:
        if token.start in spent or token.pos not in {"VERB", "AUX"} or not is_read(ground, token):
            continue
        aside = _in_commas(ground, token)
        if aside is not None:
            yield aside
            continue
        told = _told(ground, token)
        if told is not None:
            yield told
            continue
        for match in matches_at(ground.parse, token, index):
            draft = _from_verb(ground, match)
            if draft is not None:
                yield draft
                break


@cache
def _index(language: str) -> Index[CueFrame]:
    """The frames of cues by their verbs."""
    return build_index(load_statements(language).frames, load_noun_classes(language))


def _in_commas(ground: Ground, verb: Token) -> Draft | None:
    """ "The road, the mayor said, would be closed": the sentence around the aside."""
    frame = ground.knowledge.aside_verbs.get(verb.lemma)
    if frame is None or (verb.dep not in BESIDE and verb.tag == "VBG"):
        return None
    content = aside_parts(ground, verb)
    if content is None:
        return None
    clause = clause_of(ground.parse, verb, ground.classes)
    if clause.negated or not clause.subjects:
        return None
    return Draft(
        content=content,
        cue=(verb.start, verb.end),
        speakers=with_coordinated(ground, clause.subjects, content),
        lemma=verb.lemma,
        polarity=frame.polarity,
        rule=f"{frame.class_}/in commas",
    )


def _from_verb(ground: Ground, match: Match[CueFrame]) -> Draft | None:
    clause, frame = match.clause, match.frame
    quoted = _quoted_by(ground, clause.trigger)
    subjects = quoted or _of_the_cue_before(ground, clause.trigger) or clause.subjects
    if clause.negated or not subjects or _is_asked(ground, clause.trigger):
        return None
    if frame.content != "clause" and not any(can_speak(ground, token) for token in subjects):
        return None
    content = _content(ground, clause, frame)
    if content is None:
        return None
    addressees = clause.objects if frame.class_ == "tell" or frame.content == "infinitive" else ()
    return Draft(
        content=content,
        cue=(clause.trigger.start, clause.trigger.end),
        speakers=with_coordinated(ground, subjects, content),
        addressees=tuple(token for token in addressees if not _within(token, content)),
        lemma=f"{clause.trigger.lemma} {clause.particle.lower}" if clause.particle else clause.trigger.lemma,
        polarity=frame.polarity,
        rule=f"{frame.class_}/{frame.name}",
    )


def _of_the_cue_before(ground: Ground, verb: Token) -> tuple[Token, ...]:
    """ "Kenya said that the truce had failed and vowed to send troops": Kenya."""
    content = head(ground.parse, verb) if verb.dep == "conj" else None
    cue = head(ground.parse, content) if content is not None and content.dep == "ccomp" else None
    if cue is None or not goes_on_with(ground, verb, cue):
        return ()
    return clause_of(ground.parse, cue, ground.classes).subjects


def _quoted_by(ground: Ground, verb: Token) -> tuple[Token, ...]:
    """ "state media quoted the army as saying that", "the army was quoted as saying": the army."""
    above = head(ground.parse, verb)
    quoting = head(ground.parse, above) if above is not None and verb.dep == "pcomp" and above.pos == "ADP" else None
    if quoting is None or quoting.lemma not in ground.knowledge.words.quoting_verbs:
        return ()
    return clause_of(ground.parse, quoting, ground.classes).objects


def _is_asked(ground: Ground, verb: Token) -> bool:
    """ "Asked about the raid, he said": he is asked and does not ask."""
    if verb.tag != "VBN" or verb.dep != "advcl":
        return False
    return not any(each.dep in {"nsubj", "aux", "auxpass", "agent"} for each in children(ground.parse, verb))


def with_coordinated(ground: Ground, subjects: Sequence[Token], content: Parts) -> tuple[Token, ...]:
    """The speakers, with those of a list that the parse lost: "the UN, France and Japan all saying"."""
    speakers = [token for token in subjects if not _within(token, content)]
    tokens = ground.parse.tokens
    while speakers:
        first = subtree(ground.parse, speakers[0])[0].index if len(speakers) == 1 else speakers[0].index
        joined = _joined_before(tokens, first)
        if joined is None or ground.who.at(tokens[joined]) is None:
            break
        if tokens[joined].dep in {"dobj", "pobj"} and not _heads_the_list(ground, tokens[joined], subjects[-1]):
            break
        speakers.insert(0, tokens[joined])
    return tuple(speakers)


def _heads_the_list(ground: Ground, first: Token, last: Token) -> bool:
    """ "with the UN, France and Japan all saying": the preposition's object is the first of those who speak."""
    words = ground.knowledge.words.together
    return any(token.lower in words for token in ground.parse.tokens[last.index + 1 : last.index + 3]) and any(
        each.dep == "conj" for each in children(ground.parse, first)
    )


def _joined_before(tokens: Sequence[Token], first: int) -> int | None:
    """The token before "and", "," or ", and"; None where nothing is joined."""
    at = first - 1
    if at >= 0 and tokens[at].dep == "det":
        at -= 1
    while at > 0 and (tokens[at].dep == "cc" or tokens[at].text == ","):
        at -= 1
    return at if 0 <= at < first - 1 and tokens[at].pos == "PROPN" else None


def _within(token: Token, content: Parts) -> bool:
    return any(start <= token.start < end for start, end in content)


def _told(ground: Ground, verb: Token) -> Draft | None:
    """ "warned donors that stocks would run out": the parser hangs the clause on the donors."""
    if verb.lemma not in ground.knowledge.tell_verbs:
        return None
    clause = clause_of(ground.parse, verb, ground.classes)
    if clause.negated or not clause.subjects or clause.content is not None:
        return None
    for noun in (*clause.objects, *(token for _, token in clause.prepositions)):
        for each in children(ground.parse, noun):
            if each.dep in {"relcl", "acl"} and _is_told(ground, each):
                content = stretch(ground, [each], verb)
                return (
                    None
                    if content is None
                    else Draft(
                        content=content,
                        cue=(verb.start, verb.end),
                        speakers=with_coordinated(ground, clause.subjects, content),
                        addressees=clause.objects,
                        lemma=verb.lemma,
                        rule="tell/clause on its object",
                    )
                )
    return None


def _is_told(ground: Ground, verb: Token) -> bool:
    """A clause with "that" and a subject of its own."""
    own = list(children(ground.parse, verb))
    return any(each.dep == "mark" and each.lower in ground.knowledge.words.that for each in own) and any(
        each.dep in {"nsubj", "nsubjpass", "expl"} for each in own
    )


def _content(ground: Ground, clause: Clause, frame: CueFrame) -> Parts | None:
    trigger = clause.trigger
    if frame.content == "clause":
        return clause_parts(ground, clause)
    if frame.content == "infinitive":
        return stretch(ground, [clause.infinitive], trigger) if clause.infinitive else None
    if frame.content == "gerund":
        return stretch(ground, [clause.gerund], trigger) if clause.gerund else None
    tails = [token for word, token in clause.prepositions if word in frame.tail and token.index > trigger.index]
    if frame.content == "object":
        return stretch(ground, [*clause.objects, *tails], trigger)
    if frame.content == "predicate":
        named = [each for each in clause.objects if each.tag not in RELATIVE]  # "what he called a victory"
        return stretch(ground, [*named, clause.predicate], trigger) if clause.predicate else None
    heads = [token for word, token in clause.prepositions if word == frame.preposition]
    if not heads:
        return None
    return stretch(ground, [*(clause.objects if frame.with_object else ()), *heads], trigger)
