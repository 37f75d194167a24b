"""Indirect speech: verbs with a clause, an infinitive or an object; "according to"; nouns with an owner; silences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...knowledge.statements import CueFrame
from ..frames import Clause, Index, Match, build_index, clause_of, matching
from ..tree import Parse, Token, children, head, subtree, token_at
from .ground import Draft, Ground

UNREAD = {"reference", "kicker", "teaser", "dateline"}
MANNER = {"advcl", "punct", "mark"}


def find_indirect(ground: Ground, taken: Sequence[Draft]) -> list[Draft]:
    """The statements that verbs and "according to" cue outside direct speech; `taken` are the direct ones."""
    index: Index[CueFrame] = build_index(ground.knowledge.frames, ground.classes)
    cues = {draft.cue[0] for draft in taken if draft.cue}
    found: list[Draft] = []
    for match in matching(ground.parse, index):
        trigger = match.clause.trigger
        if trigger.start in cues or trigger.pos not in {"VERB", "AUX"} or not _is_read(ground, trigger):
            continue
        draft = _from_verb(ground, match)
        if draft is not None:
            found.append(draft)
    found.extend(_according(ground))
    found.extend(_nouns(ground))
    return [draft for draft in found if not _inside_quotation(ground, draft)]


def find_silences(ground: Ground) -> list[Draft]:
    """What somebody did not say: these run first, and no cue inside them counts."""
    found = []
    for passage in ground.passages:
        if passage.kind in UNREAD:
            continue
        for silence, pattern in ground.knowledge.silences:
            for match in pattern.finditer(ground.parse.text, passage.start, passage.end):
                words = match.span("speaker") if match.groupdict().get("speaker") else None
                token = token_at(ground.parse, match.start())
                subjects = _subjects_near(ground, token) if token and words is None else ()
                found.append(
                    Draft(
                        content=(),
                        cue=match.span(),
                        speakers=subjects,
                        speaker_words=words,
                        form=silence.form,
                        polarity="denies" if silence.form == "refuses" else "asserts",
                        rule=f"silence/{silence.name}",
                    )
                )
    return found


def _subjects_near(ground: Ground, token: Token) -> tuple[Token, ...]:
    sentence = ground.parse.sentences[token.sentence]
    for each in ground.parse.tokens[token.index : sentence.last]:
        if each.pos in {"VERB", "AUX"}:
            subjects = clause_of(ground.parse, each, ground.classes).subjects
            if subjects:
                return subjects
    return ()


def _is_read(ground: Ground, token: Token) -> bool:
    return ground.passages[ground.parse.sentences[token.sentence].passage].kind not in UNREAD


def _from_verb(ground: Ground, match: Match[CueFrame]) -> Draft | None:
    clause, frame = match.clause, match.frame
    if clause.negated or not clause.subjects:
        return None
    content = _content(ground, clause, frame)
    if content is None:
        return None
    addressees = clause.objects if frame.class_ == "tell" or frame.content == "infinitive" else ()
    return Draft(
        content=content,
        cue=(clause.trigger.start, clause.trigger.end),
        speakers=tuple(token for token in clause.subjects if not _within(token, content)),
        addressees=tuple(token for token in addressees if not _within(token, content)),
        lemma=clause.trigger.lemma,
        polarity=frame.polarity,
        rule=f"{frame.class_}/{frame.name}",
    )


def _within(token: Token, content: tuple[tuple[int, int], ...]) -> bool:
    return any(start <= token.start < end for start, end in content)


def _content(ground: Ground, clause: Clause, frame: CueFrame) -> tuple[tuple[int, int], ...] | None:
    parse, trigger = ground.parse, clause.trigger
    if frame.content == "clause":
        return _around_cue(parse, clause.content, trigger, ground) if clause.content else None
    if frame.content == "infinitive":
        return _stretch(parse, clause.infinitive, trigger) if clause.infinitive else None
    if frame.content == "object":
        return _stretch(parse, clause.objects[0], trigger, clause.objects[-1]) if clause.objects else None
    heads = [token for word, token in clause.prepositions if word == frame.preposition]
    return _stretch(parse, heads[0], trigger, heads[-1]) if heads else None


def _around_cue(parse: Parse, token: Token, cue: Token, ground: Ground) -> tuple[tuple[int, int], ...] | None:
    """The clause; where the cue stands in commas inside it, what is before and after."""
    under = [
        each for each in subtree(parse, token) if each.lower not in ground.knowledge.words.that or each.dep != "mark"
    ]
    before = [each for each in under if each.index < cue.index]
    after = [each for each in under if each.index > cue.index]
    parts = tuple(part for tokens in (before, after) if (part := _trimmed(tokens)) is not None)
    return parts or None


def _stretch(parse: Parse, token: Token, cue: Token, last: Token | None = None) -> tuple[tuple[int, int], ...] | None:
    under = [
        *subtree(parse, token),
        *(subtree(parse, last) if last is not None and last is not token else ()),
    ]
    side = [each for each in under if (each.index > cue.index) == (token.index > cue.index)]
    part = _trimmed(sorted(side, key=lambda each: each.index))
    return (part,) if part else None


def _trimmed(tokens: Sequence[Token]) -> tuple[int, int] | None:
    found = list(tokens)
    while found and found[-1].text in {".", ",", ";", ":", "-", "—"}:
        found.pop()
    while found and found[0].text in {".", ",", ";", ":", "-", "—"}:
        found.pop(0)
    return (found[0].start, found[-1].end) if found else None


def _according(ground: Ground) -> Iterator[Draft]:
    """ "According to X, C" and "C, according to X"."""
    parse = ground.parse
    for token in parse.tokens:
        if token.lower not in ground.knowledge.words.according or not _is_read(ground, token):
            continue
        last = parse.tokens[token.index + 1] if token.index + 1 < len(parse) else token
        sources = [each for word in (token, last) for each in children(parse, word) if each.dep == "pobj"]
        if not sources:
            continue
        sentence = parse.sentences[token.sentence]
        phrase = {each.index for each in (token, last)} | {
            each.index for one in sources for each in subtree(parse, one)
        }
        before = [each for each in parse.tokens[sentence.first : sentence.last] if each.index < token.index]
        after = [each for each in parse.tokens[sentence.first : sentence.last] if each.index > max(phrase)]
        content = _trimmed(after if token.index == sentence.first else before)
        if content:
            cue = (token.start, last.end)
            yield Draft(content=(content,), cue=cue, speakers=tuple(sources), rule="according to", lemma=token.lemma)


def _nouns(ground: Ground) -> Iterator[Draft]:
    """ "demands by the council for elections": a noun cue with its owner."""
    words, parse = ground.knowledge.words, ground.parse
    for token in parse.tokens:
        if token.pos != "NOUN" or token.lemma not in words.nouns or not _is_read(ground, token):
            continue
        clause = clause_of(parse, token, ground.classes)
        owners = tuple(each for each in clause.subjects if ground.who.at(each) is not None)
        heads = [each for word, each in clause.prepositions if word in words.noun_prepositions]
        target = heads[0] if heads else clause.infinitive or clause.content or _hung_higher(ground, token)
        if owners and target is not None:
            content = _stretch(parse, target, token)
            if content:
                cue = (token.start, token.end)
                yield Draft(content=content, cue=cue, speakers=owners, rule="noun with its owner", lemma=token.lemma)


def _hung_higher(ground: Ground, noun: Token) -> Token | None:
    """The parser hangs "for" of "the challenges of demands by A for B" on an earlier noun: take it from the tokens."""
    above = head(ground.parse, noun)
    while above is not None and above.pos in {"NOUN", "ADP", "PROPN"}:
        for each in children(ground.parse, above):
            if each.index > noun.index and each.lower in ground.knowledge.words.noun_prepositions:
                return next((inner for inner in children(ground.parse, each) if inner.dep == "pobj"), None)
        above = head(ground.parse, above)
    return None


def _inside_quotation(ground: Ground, draft: Draft) -> bool:
    """A cue inside somebody's quotation reports nothing of the outlet's own."""
    cue = draft.cue
    return cue is not None and any(
        quotation.depth == 0 and len(quotation.text) > 40 and quotation.start < cue[0] < quotation.end
        for quotation in ground.quotes
    )
