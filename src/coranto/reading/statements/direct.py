"""Direct speech: quotations with the cue beside them, quotations that a name introduces, and those that stand alone.

Every quotation is matched to its cue by position, so time grows with the length of the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import msgspec

from ...model.report import Passage
from ..frames import clause_of
from ..quotes import Quotation
from ..tree import Token, ancestors, child, conjuncts, head, tokens_between
from .cued import Row, carries_statement, cue_of, inner_of, is_title, opens_sentence, with_cue
from .ground import UNREAD, Draft, Ground
from .turns import introduced_name, name_behind, named_inside

HEADINGS = {"headline", "deck", "heading"}
TURN = 230  # characters after a cue in which a second quotation goes on
FAR = 920  # characters after which a speaker is no longer heard


class _Turn(msgspec.Struct):
    """Who spoke last, and where: goes on over paragraphs, ends at a heading."""

    end: int = -FAR
    speakers: tuple[Token, ...] = ()
    words: tuple[int, int] | None = None


def find_direct(ground: Ground) -> list[Draft]:
    """The statements made in quotation marks, in text order."""
    drafts: list[Draft] = []
    turn = _Turn()
    speech = _speech(ground)
    for passage in ground.passages:
        if passage.kind in UNREAD:
            continue
        if passage.kind in HEADINGS:
            turn = _Turn()
        row = _row(ground, passage, speech)
        found = list(_in_passage(ground, row, turn))
        if drafts and found and row.quotes[0].continues and _is_one(drafts[-1], found[0], row.quotes[0]):
            drafts[-1] = msgspec.structs.replace(drafts[-1], content=(*drafts[-1].content, *found.pop(0).content))
        drafts.extend(found)
        _heard(ground, row, turn)
    return drafts


def _speech(ground: Ground) -> list[Quotation]:
    """The quotations outside others; single marks only where the report has no others."""
    outer = [each for each in ground.quotes if each.depth == 0]
    double = [each for each in outer if each.family != "single"]
    return double or [each for each in outer if len(each.text.split()) >= ground.knowledge.words.shortest_quotation]


def _row(ground: Ground, passage: Passage, speech: Sequence[Quotation]) -> Row:
    first = bisect_left(speech, passage.start, key=lambda each: each.start)
    quotes = tuple(speech[first : bisect_left(speech, passage.end, key=lambda each: each.start)])
    starts = [each.start for each in quotes]
    outside = []
    for token in tokens_between(ground.parse, passage.start, passage.end):
        at = bisect_right(starts, token.start) - 1
        if at < 0 or token.start >= quotes[at].end:
            outside.append(token)
    return Row(passage, quotes, tuple(outside), tuple(token.start for token in outside))


def _is_one(before: Draft, draft: Draft, quotation: Quotation) -> bool:
    """A quotation that goes on into this paragraph is one with the last part of the paragraph before."""
    return draft.cue is None and draft.content[0][0] == quotation.start and before.content[-1][1] <= quotation.start


def _in_passage(ground: Ground, row: Row, turn: _Turn) -> Iterator[Draft]:
    draft: Draft | None = None
    for place, quotation in enumerate(row.quotes):
        cue = cue_of(ground, row, place)
        if draft is not None and _goes_on(ground, draft, quotation, cue):
            draft = msgspec.structs.replace(draft, content=(*draft.content, (quotation.start, quotation.end)))
            continue
        if draft is not None and cue is None and is_title(quotation):
            continue  # "..., he said on “Meet the Press.” ..."
        if draft is not None:
            yield draft
            _spoke(turn, draft)
        draft = _read(ground, row, place, cue, turn)
    if draft is not None:
        yield draft
        _spoke(turn, draft)


def _read(ground: Ground, row: Row, place: int, cue: Token | None, turn: _Turn) -> Draft | None:
    quotation = row.quotes[place]
    if cue is not None:
        return with_cue(ground, quotation, cue)
    if _is_aside(quotation):
        return None
    named = _named(ground, row, place)
    if named is not None:
        return named
    if _stands_alone(ground, row, place):
        return _floating(quotation, turn)
    return _woven(ground, quotation)


def _spoke(turn: _Turn, draft: Draft) -> None:
    if draft.speakers or draft.speaker_words is not None:
        turn.speakers, turn.words = draft.speakers, draft.speaker_words
    turn.end = draft.content[-1][1]


def _heard(ground: Ground, row: Row, turn: _Turn) -> None:
    """Who says something outside quotation marks speaks on in the next paragraph: "He said:", "she added that"."""
    words = ground.knowledge.words
    verbs = words.turn_verbs | words.hearing_verbs
    for token in reversed(row.outside):
        if token.start <= turn.end and turn.speakers:
            return
        if token.pos == "VERB" and (token.lemma in verbs or carries_statement(ground, token)):
            speakers = clause_of(ground.parse, token, ground.classes).subjects
            if speakers:
                turn.speakers, turn.words, turn.end = speakers, None, row.passage.end
                return
    if row.passage.text.rstrip().endswith(":"):
        roots = [token for token in row.outside if token.dep == "ROOT"]
        subject = child(ground.parse, roots[-1], "nsubj") if roots else None
        if subject is not None:
            turn.speakers, turn.words, turn.end = conjuncts(ground.parse, subject), None, row.passage.end


def _goes_on(ground: Ground, draft: Draft, quotation: Quotation, cue: Token | None) -> bool:
    """ "A," X said. "B": B is the second part where it opens soon after the cue, or shares the cue."""
    if draft.cue is None:
        return False
    if cue is not None:
        return cue.start == draft.cue[0]
    behind = ground.parse.text[draft.cue[1] : quotation.start].strip()
    if _has_other_cue(ground, draft.cue[1], quotation.start):
        return False
    opens = behind.endswith((".", "?", "!", ",", ";", ":", ")")) or not behind
    return draft.content[-1][1] <= draft.cue[0] and quotation.start - draft.cue[1] <= TURN and opens


def _has_other_cue(ground: Ground, start: int, end: int) -> bool:
    """ "..., Hamid said, adding that he had waited": what comes after is not of the first cue."""
    words = ground.knowledge.words
    return any(
        token.pos == "VERB" and token.lemma in words.turn_verbs for token in tokens_between(ground.parse, start, end)
    )


def _is_aside(quotation: Quotation) -> bool:
    """ "(CROSSTALK)" is nobody's words."""
    inner = inner_of(quotation)
    return inner.startswith(("(", "[")) and inner.rstrip(".").endswith((")", "]")) and inner.count("(") < 2


def _named(ground: Ground, row: Row, place: int) -> Draft | None:
    """A name in front, behind a dash, or as in a transcript inside the marks."""
    quotation, text = row.quotes[place], ground.parse.text
    following = row.quotes[place + 1].start if place + 1 < len(row.quotes) else row.passage.end
    start = quotation.start
    name = introduced_name(text, row.passage.start, quotation.start, ground.knowledge)
    rule = "quotation/name and colon"
    if name is None:
        name, rule = name_behind(text, quotation.end, following), "quotation/dash and name"
    if name is None and not text[row.passage.start : quotation.start].strip():
        name, rule = named_inside(text, *quotation.inner, ground.knowledge), "quotation/transcript"
        start = name[1] + 1 if name else start
    if name is None:
        return None
    while start < quotation.end and text[start].isspace():
        start += 1
    return Draft(content=((start, quotation.end),), cue=None, speakers=(), speaker_words=name, rule=rule)


def _stands_alone(ground: Ground, row: Row, place: int) -> bool:
    """A quotation that is a sentence of its own, or the whole of its paragraph."""
    quotation = row.quotes[place]
    if len(quotation.text.split()) < ground.knowledge.words.shortest_quotation or is_title(quotation):
        return False
    ends = inner_of(quotation).endswith((".", "?", "!", "…", "—", "–")) or quotation.end >= row.passage.end - 1
    return opens_sentence(ground, row, quotation) and ends


def _floating(quotation: Quotation, turn: _Turn) -> Draft:
    """Without a cue the last speaker goes on."""
    near = quotation.start - turn.end < FAR
    return Draft(
        content=((quotation.start, quotation.end),),
        cue=None,
        speakers=turn.speakers if near else (),
        speaker_words=turn.words if near else None,
        rule="quotation/standing alone",
    )


def _woven(ground: Ground, quotation: Quotation) -> Draft | None:
    """A long quotation woven into a sentence without a verb of saying: its subject answers for it."""
    words = ground.knowledge.words
    if len(quotation.text.split()) < words.shortest_woven or is_title(quotation):
        return None
    tokens = tokens_between(ground.parse, *quotation.inner)
    inside = [token for token in tokens if not quotation.start <= ground.parse.tokens[token.head].start < quotation.end]
    above = next((verb for token in inside if (verb := head(ground.parse, token)) is not None), None)
    verb = next(
        (
            each
            for each in (above, *(ancestors(ground.parse, above) if above else ()))
            if each is not None and each.pos == "VERB"
        ),
        None,
    )
    if verb is None:
        return None
    subjects = clause_of(ground.parse, verb, ground.classes).subjects
    speakers = tuple(each for each in subjects if not quotation.start <= each.start < quotation.end)
    return Draft(content=((quotation.start, quotation.end),), cue=None, speakers=speakers, rule="quotation/woven in")
