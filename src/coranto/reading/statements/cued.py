"""The cue beside a quotation: "X said" before or behind it, "issued the statement, ...", and who speaks by it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from ...model.report import Passage
from ..frames import clause_of
from ..quotes import Quotation
from ..tree import Token, ancestors, children, tokens_between
from .ground import Draft, Ground

AFTER, BEFORE = 16, 45  # tokens from a quotation in which its cue is looked for
FAR_CUE = 60  # characters between a cue and its quotation
STOPS = {".", "?", "!"}
BREAKS = {",", ";"}


class Row(msgspec.Struct, frozen=True):
    """A passage ready to be searched: its speech in text order, and the tokens outside of it with their starts."""

    passage: Passage
    quotes: tuple[Quotation, ...]
    outside: tuple[Token, ...]
    starts: tuple[int, ...]

    def after(self, start: int, end: int) -> tuple[Token, ...]:
        """The first tokens outside speech in a stretch."""
        first = bisect_left(self.starts, start)
        return self.outside[first : min(first + AFTER, bisect_left(self.starts, end))]

    def before(self, start: int, end: int) -> tuple[Token, ...]:
        """The last tokens outside speech in a stretch."""
        last = bisect_left(self.starts, end)
        return self.outside[max(last - BEFORE, bisect_left(self.starts, start)) : last]


def cue_of(ground: Ground, row: Row, place: int) -> Token | None:
    """The verb that tells who speaks a quotation, or None."""
    words = ground.knowledge.words
    quotation = row.quotes[place]
    following = row.quotes[place + 1].start if place + 1 < len(row.quotes) else row.passage.end
    previous = row.quotes[place - 1].end if place else row.passage.start
    after = row.after(quotation.end, following)
    before = row.before(previous, quotation.start)
    ended = inner_of(quotation).endswith((",", "?", "!", "—", "–", "-", "…"))
    found_after = _first_cue(ground, after, finished=not inner_of(quotation).endswith(","))
    found_before = _last_cue(ground, before, quotation)
    introduced = ground.parse.text[row.passage.start : quotation.start].rstrip().endswith((",", ":"))
    if found_before is not None and introduced and _leads_into(ground, found_before, quotation):
        return found_before
    if is_title(quotation) and not (ended and opens_sentence(ground, row, quotation)):
        return None
    size = len(quotation.text.split())
    if size < words.shortest_quotation and not (ended and found_after):
        return None
    if size < words.shortest_inside and not opens_sentence(ground, row, quotation):  # a term inside somebody's sentence
        return None if found_before is None or not _leads_into(ground, found_before, quotation) else found_before
    if ended and found_after is not None:
        return found_after
    if found_before is not None and _leads_into(ground, found_before, quotation):
        return found_before
    if found_after is not None and _is_attribution(after):
        return found_after
    return None


def inner_of(quotation: Quotation) -> str:
    """The words between the marks."""
    start, end = quotation.inner
    return quotation.text[start - quotation.start : end - quotation.start].strip()


def is_title(quotation: Quotation) -> bool:
    """ "Meet the Press": every word of some length begins with a capital."""
    words = [word for word in inner_of(quotation).strip(" ,.").split() if len(word) > 3 and word[0].isalpha()]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def opens_sentence(ground: Ground, row: Row, quotation: Quotation) -> bool:
    """True where the quotation begins a sentence."""
    before = ground.parse.text[row.passage.start : quotation.start].rstrip()
    return not before or before.endswith((".", "?", "!", "”", '"', ":"))


def _first_cue(ground: Ground, tokens: Sequence[Token], *, finished: bool) -> Token | None:
    """The first verb of saying behind a quotation; behind a finished sentence one without a content of its own."""
    verbs = ground.knowledge.words.quotation_verbs
    for token in tokens:
        if token.text in STOPS:
            return None
        if token.pos in {"VERB", "AUX"} and token.lemma in verbs and not (token.tag == "VBN" and token.dep == "acl"):
            return None if finished and _says_more(ground, token) else token
    return None


def _says_more(ground: Ground, cue: Token) -> bool:
    """ "... to the end.” The mayor says that the road is shut": a cue with a content of its own."""
    return any(each.dep == "ccomp" and each.index > cue.index for each in children(ground.parse, cue))


def _last_cue(ground: Ground, tokens: Sequence[Token], quotation: Quotation) -> Token | None:
    verbs = ground.knowledge.words.quotation_verbs
    for token in reversed(tokens):
        if token.text in STOPS and token.end <= quotation.start:
            return None
        if token.pos == "VERB" and (token.lemma in verbs or carries_statement(ground, token)):
            return token
    return None


def carries_statement(ground: Ground, verb: Token) -> bool:
    """ "issued the template statement", "offered the platitude to": a support verb with its noun."""
    words = ground.knowledge.words
    if verb.lemma not in words.support_verbs:
        return False
    near = tokens_between(ground.parse, verb.end, verb.end + 60)
    return any(token.lemma in words.support_nouns for token in near)


def _leads_into(ground: Ground, cue: Token, quotation: Quotation) -> bool:
    """Nothing but an addressee, a comma, a colon or "that" between the cue and a quotation of some length."""
    words = ground.knowledge.words
    between = ground.parse.text[cue.end : quotation.start]
    size = len(quotation.text.split())
    if between.rstrip().endswith((",", ":")):
        return True
    if between.strip() and size >= words.shortest_inside:
        return len(between) < FAR_CUE and not _opens_clause(ground, cue, quotation)
    return between.strip() == "" and size >= words.shortest_quotation


def _opens_clause(ground: Ground, cue: Token, quotation: Quotation) -> bool:
    """ "said that the raid was “...”": the content begins before the quotation."""
    words = ground.knowledge.words
    return any(
        token.lower in words.that or (token.dep in {"nsubj", "nsubjpass"} and token.head != cue.index)
        for token in tokens_between(ground.parse, cue.end, quotation.start)
    )


def _is_attribution(after: Sequence[Token]) -> bool:
    """What follows is "X said", nothing that goes on with the sentence of the quotation."""
    return bool(after) and after[0].pos not in {"ADP", "CCONJ", "SCONJ"}


def with_cue(ground: Ground, quotation: Quotation, cue: Token) -> Draft:
    """The statement a quotation and its cue make."""
    clause = clause_of(ground.parse, cue, ground.classes)
    addressees = [token for word, token in clause.prepositions if word in ground.knowledge.words.addressee]
    if cue.lemma in ground.knowledge.tell_verbs:
        addressees = [*clause.objects, *clause.indirect]
    speakers = tuple(token for token in clause.subjects if not quotation.start <= token.start < quotation.end)
    start = _begin(ground, quotation) if cue.start >= quotation.end else quotation.start
    return Draft(
        content=((start, quotation.end),),
        cue=(cue.start, _cue_end(ground, cue, quotation)),
        speakers=_beside(ground, cue, quotation, speakers),
        addressees=tuple(token for token in addressees if not quotation.start <= token.start < quotation.end),
        lemma=cue.lemma,
        rule=f"quotation/{cue.lemma}",
    )


def _begin(ground: Ground, quotation: Quotation) -> int:
    """Where the content begins: "The men were “brave and calm,” she said" is hers from its first word."""
    inside = tokens_between(ground.parse, *quotation.inner)
    if not inside:
        return quotation.start
    sentence = ground.parse.sentences[inside[0].sentence]
    before = [token for token in ground.parse.tokens[sentence.first : sentence.last] if token.end <= quotation.start]
    clause = any(token.dep in {"nsubj", "nsubjpass", "expl"} for token in before)
    return before[0].start if clause else quotation.start


def _cue_end(ground: Ground, cue: Token, quotation: Quotation) -> int:
    """The cue with the noun it carries."""
    if cue.end > quotation.start:
        return cue.end
    nouns = [
        token
        for token in tokens_between(ground.parse, cue.end, quotation.start)
        if token.lemma in ground.knowledge.words.support_nouns and cue.lemma in ground.knowledge.words.support_verbs
    ]
    return nouns[0].end if nouns else cue.end


def _beside(ground: Ground, cue: Token, quotation: Quotation, subjects: tuple[Token, ...]) -> tuple[Token, ...]:
    """The subjects; where the parse gives none, or one on the far side, whoever stands right beside the cue."""
    parse = ground.parse
    if cue.start < quotation.end:
        return subjects or _above(ground, cue)
    if subjects and all(token.start >= quotation.end for token in subjects):
        return subjects
    before = tokens_between(parse, quotation.end, cue.start)  # "an official briefed on the meeting said"
    for stretch in (before, parse.tokens[cue.index + 1 : cue.index + 9]):
        for token in stretch:
            if stretch is not before and (token.text in STOPS or token.text in BREAKS):
                break
            if token.pos in {"PROPN", "NOUN", "PRON"} and token.dep != "compound":
                return (token,)
    return subjects or _above(ground, cue)


def _above(ground: Ground, cue: Token) -> tuple[Token, ...]:
    """The subject of the nearest verb above the cue: "merely issuing the declaration"."""
    if cue.dep in {"advcl", "acl", "conj", "xcomp"}:
        for verb in ancestors(ground.parse, cue):
            subject = next((each for each in children(ground.parse, verb) if each.dep == "nsubj"), None)
            if subject is not None:
                return (subject,)
    return ()
