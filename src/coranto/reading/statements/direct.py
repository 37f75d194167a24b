"""Direct speech: quotations with the cue beside them, turns, and quotations that stand alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec

from ...model.report import Passage
from ..frames import clause_of
from ..quotes import Quotation
from ..tree import Token, children, head, tokens_between
from .ground import Draft, Ground

DOUBLE = '“"«„'
AFTER, BEFORE = 14, 45  # tokens from a quotation in which its cue is looked for
TURN = 230  # characters after a cue's sentence in which a second quotation goes on


def find_direct(ground: Ground) -> list[Draft]:
    """The statements made in quotation marks, in text order."""
    drafts: list[Draft] = []
    for passage in ground.passages:
        if passage.kind in {"reference", "kicker", "teaser", "dateline"}:
            continue
        quotes = [each for each in ground.quotes if passage.start <= each.start < passage.end and _is_speech(each)]
        drafts.extend(_in_passage(ground, passage, quotes, drafts))
    return drafts


def _is_speech(quotation: Quotation) -> bool:
    return quotation.depth == 0 and (quotation.text[0] in DOUBLE or quotation.text.startswith(("``", "''")))


def _in_passage(
    ground: Ground, passage: Passage, quotes: Sequence[Quotation], before: Sequence[Draft]
) -> Iterator[Draft]:
    open_draft: Draft | None = None
    for quotation in quotes:
        cue = _cue(ground, passage, quotation, quotes)
        if cue is None and open_draft is not None and _goes_on(open_draft, quotation):
            open_draft = msgspec.structs.replace(
                open_draft, content=(*open_draft.content, (quotation.start, quotation.end))
            )
            continue
        if open_draft is not None:
            yield open_draft
            open_draft = None
        if cue is not None:
            open_draft = _cued(ground, quotation, cue)
        elif _stands_alone(ground, passage, quotation):
            open_draft = _floating(quotation, before)
    if open_draft is not None:
        yield open_draft


def _goes_on(draft: Draft, quotation: Quotation) -> bool:
    """ "A," X said. "B": B is the second part where it opens soon after the cue."""
    if draft.cue is None:
        return False
    return draft.content[-1][1] <= draft.cue[0] and 0 <= quotation.start - draft.cue[1] <= TURN


def _cue(ground: Ground, passage: Passage, quotation: Quotation, quotes: Sequence[Quotation]) -> Token | None:
    words = ground.knowledge.words
    outside = [
        token
        for token in tokens_between(ground.parse, passage.start, passage.end)
        if not any(each.start <= token.start < each.end for each in quotes)
    ]
    following = next((each.start for each in quotes if each.start > quotation.start), passage.end)
    previous = max((each.end for each in quotes if each.end <= quotation.start), default=passage.start)
    after = [token for token in outside if quotation.end <= token.start < following][:AFTER]
    before = [token for token in outside if previous <= token.start < quotation.start][-BEFORE:]
    ended = quotation.text.rstrip("”\"»'").endswith((",", "?", "!", "—", "–", "-"))
    found_after = _first_cue(after, words.quotation_verbs)
    found_before = _last_cue(ground, before, words.quotation_verbs, quotation)
    introduced = ground.parse.text[passage.start : quotation.start].rstrip().endswith((",", ":"))
    if found_before is not None and introduced and _leads_into(ground, found_before, quotation):
        return found_before
    if len(quotation.text.split()) < words.shortest_quotation and not (ended and found_after):
        return None
    if ended and found_after is not None:
        return found_after
    if found_before is not None and _leads_into(ground, found_before, quotation):
        return found_before
    if found_after is not None and _is_attribution(after):
        return found_after
    return None


def _first_cue(tokens: Sequence[Token], verbs: frozenset[str]) -> Token | None:
    for token in tokens:
        if token.text in {".", "?", "!"}:
            return None
        if token.pos == "VERB" and token.lemma in verbs:
            return token
    return None


def _last_cue(ground: Ground, tokens: Sequence[Token], verbs: frozenset[str], quotation: Quotation) -> Token | None:
    for token in reversed(tokens):
        if token.text in {".", "?", "!"} and token.end <= quotation.start:
            return None
        if token.pos == "VERB" and (token.lemma in verbs or _carries_statement(ground, token)):
            return token
    return None


def _carries_statement(ground: Ground, verb: Token) -> bool:
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
    if size >= words.shortest_inside and between.split()[-1:] and between.split()[-1].lower() not in words.that:
        return len(between) < 60
    return between.strip() == "" and size >= words.shortest_quotation


def _is_attribution(after: Sequence[Token]) -> bool:
    return bool(after) and after[0].pos not in {"ADP", "CCONJ", "SCONJ"}


def _cued(ground: Ground, quotation: Quotation, cue: Token) -> Draft:
    clause = clause_of(ground.parse, cue, ground.classes)
    speakers = clause.subjects
    addressees = [token for word, token in clause.prepositions if word in ground.knowledge.words.addressee]
    tells = any(frame.class_ == "tell" and cue.lemma in frame.verbs for frame in ground.knowledge.frames)
    if tells:
        addressees = [*clause.objects, *clause.indirect]
    speakers = tuple(token for token in speakers if not quotation.start <= token.start < quotation.end)
    return Draft(
        content=((quotation.start, quotation.end),),
        cue=(cue.start, _cue_end(ground, cue, quotation)),
        speakers=speakers or _neighbour(ground, cue, quotation),
        addressees=tuple(token for token in addressees if not quotation.start <= token.start < quotation.end),
        lemma=cue.lemma,
        rule=f"quotation/{cue.lemma}",
    )


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


def _neighbour(ground: Ground, cue: Token, quotation: Quotation) -> tuple[Token, ...]:
    """The parse gave no subject: the name right beside the cue, "said the minister" or "the minister said"."""
    parse = ground.parse
    if cue.start >= quotation.end:
        for step in (1, -1):
            index = cue.index + step
            while 0 <= index < len(parse) and abs(index - cue.index) <= 8:
                token = parse.tokens[index]
                if token.text in {".", ",", ";"} or quotation.start <= token.start < quotation.end:
                    break
                if token.pos in {"PROPN", "NOUN", "PRON"} and token.dep != "compound":
                    return (token,)
                index += step
    above = head(parse, cue)
    if above is not None and cue.dep in {"advcl", "acl", "conj", "xcomp"}:
        subject = next((each for each in children(parse, above) if each.dep == "nsubj"), None)
        return (subject,) if subject else ()
    return ()


def _stands_alone(ground: Ground, passage: Passage, quotation: Quotation) -> bool:
    """A quotation that is a sentence of its own, or the whole of its paragraph."""
    if len(quotation.text.split()) < ground.knowledge.words.shortest_quotation:
        return False
    before = ground.parse.text[passage.start : quotation.start].rstrip()
    inner = quotation.text.strip('“”"«» ')
    starts = not before or before.endswith((".", "?", "!", "”", '"', ":"))
    return starts and (inner.endswith((".", "?", "!", "…")) or quotation.end >= passage.end - 1)


def _floating(quotation: Quotation, before: Sequence[Draft]) -> Draft:
    """Without a cue the last speaker goes on."""
    last = next((draft for draft in reversed(before) if draft.speakers), None)
    near = last is not None and quotation.start - last.content[-1][1] < 4 * TURN
    return Draft(
        content=((quotation.start, quotation.end),),
        cue=None,
        speakers=last.speakers if last is not None and near else (),
        rule="quotation/standing alone",
    )
