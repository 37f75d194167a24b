"""Who said, refused to say, or was silent about what, and to whom."""

from __future__ import annotations

import itertools
from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from ...model.ids import statement_id
from ...model.reading import (
    Actor,
    Addressee,
    Certainty,
    Polarity,
    SourceType,
    Speaker,
    Statement,
    StatementKind,
)
from ...model.span import Span, covers, span_of
from ..who import noun_phrase
from .according import find_according
from .direct import find_direct
from .ground import Draft, Ground
from .headlines import find_headlines
from .nouns import find_nouns
from .silences import find_silences
from .verbs import find_verbs

__all__ = ["Draft", "Ground", "find_direct", "find_statements"]

# rules that count for nothing inside the content of another statement
WEAK = ("belief/", "attitude/", "show/", "noun/", "say/say object", "support/", "commit/", "demand/")
WOVEN = "quotation/woven in"  # no statement of its own inside one that has a cue
ALL_QUOTED, SOME_QUOTED = 0.98, 0.02  # shares of letters inside double marks: direct, mixed


def find_statements(ground: Ground, direct: Sequence[Draft]) -> tuple[Statement, ...]:
    """The statements of a report in text order; `direct` are those in quotation marks, found before."""
    silences = find_silences(ground)
    found_indirect = (
        *find_verbs(ground, direct),
        *find_according(ground),
        *find_nouns(ground),
        *find_headlines(ground),
    )
    indirect = [
        draft for draft in found_indirect if not _covered(draft, silences) and not _inside_quotation(ground, draft)
    ]
    indirect = _without_nested(indirect, direct)
    told = _Around([part for draft in indirect if draft.cue for part in draft.content])
    spoken = [draft for draft in direct if draft.rule != WOVEN or not told.holds(draft.content[0][0], ())]
    kept = [*silences, *spoken, *indirect]
    found = [_statement(ground, draft) for draft in kept]
    unique = {statement.id: statement for statement in reversed(found)}
    ordered = sorted(unique.values(), key=lambda each: (_start(each), each.id))
    return tuple(_with_chains(ordered))


def _start(statement: Statement) -> int:
    spans = [*statement.content[:1], *([statement.cue] if statement.cue else [])]
    return min(span.start for span in spans)


def _covered(draft: Draft, silences: Sequence[Draft]) -> bool:
    """A negated cue is never an assertion."""
    return any(draft.cue and silence.cue and silence.cue[0] <= draft.cue[0] < silence.cue[1] for silence in silences)


def _inside_quotation(ground: Ground, draft: Draft) -> bool:
    """A cue inside somebody's quotation reports nothing of the outlet's own."""
    at = draft.cue[0] if draft.cue else draft.content[0][0]
    place = bisect_right(ground.outer, at, key=lambda each: each.start) - 1
    return place >= 0 and ground.outer[place].start < at < ground.outer[place].end


def _without_nested(indirect: Sequence[Draft], direct: Sequence[Draft]) -> list[Draft]:
    """No attitude inside the content of another statement: "said he hopes that X" is one; and one for each cue."""
    carried = {draft.cue[0] for draft in indirect if draft.cue and draft.rule.startswith("support/")}
    outer = _Around([part for draft in (*indirect, *direct) for part in draft.content])
    return [
        draft
        for draft in indirect
        if draft.cue is None
        or not (
            (draft.rule.startswith(WEAK) and outer.holds(draft.cue[0], draft.content))
            or (draft.cue[0] in carried and not draft.rule.startswith("support/"))
        )
    ]


class _Around:
    """Stretches of text, to be asked whether one of them is around a place."""

    def __init__(self, parts: Iterable[tuple[int, int]]) -> None:
        self._parts = sorted(parts)
        self._ends = list(itertools.accumulate((end for _, end in self._parts), max))

    def holds(self, position: int, own: Sequence[tuple[int, int]]) -> bool:
        """True where a stretch that is not one of `own` is around a position."""
        place = bisect_right(self._parts, (position, 1 << 60)) - 1
        while place >= 0 and self._ends[place] > position:
            if self._parts[place][1] > position and self._parts[place] not in own:
                return True
            place -= 1
        return False


def _statement(ground: Ground, draft: Draft) -> Statement:
    text = ground.parse.text
    cue = span_of(text, *draft.cue) if draft.cue else None
    content = tuple(span_of(text, start, end) for start, end in draft.content)
    speaker = _speaker(ground, draft)
    return Statement(
        id=statement_id(ground.report, cue or content[0]),
        kind=_kind(ground, draft.content) if content else "indirect",
        form=draft.form,
        speaker=speaker,
        speakers=_ids(ground, draft),
        source_type=_source_type(ground, draft, speaker),
        addressee=_addressee(ground, draft),
        cue=cue,
        content=content,
        polarity=_polarity(ground, draft),
        certainty=_certainty(ground, draft),
        rule=draft.rule,
    )


def _ids(ground: Ground, draft: Draft) -> tuple[str, ...]:
    found = [*draft.speaker_ids, *(actor for token in draft.speakers for actor in ground.who.all_at(token))]
    if draft.speaker_words is not None and not found:
        found += _named_between(ground, *draft.speaker_words)
    return tuple(dict.fromkeys(found))


def _named_between(ground: Ground, start: int, end: int) -> list[str]:
    """The actors named in a stretch; of a name inside another only the outer one: "Jordanian state media"."""
    inside = [
        (mention, actor.id)
        for actor in ground.actors
        for mention in actor.mentions
        if start <= mention.start and mention.end <= end
    ]
    return [
        actor
        for mention, actor in inside
        if not any(
            covers(other, mention) and other.end - other.start > mention.end - mention.start for other, _ in inside
        )
    ]


def _speaker(ground: Ground, draft: Draft) -> Speaker:
    span = _speaker_span(ground, draft)
    ids = _ids(ground, draft)
    actor = ids[0] if ids else None
    name = next((each.name for each in ground.actors if each.id == actor), span.text if span else None)
    return Speaker(actor=actor, span=span, name=name)


def _speaker_span(ground: Ground, draft: Draft) -> Span | None:
    if draft.speaker_words is not None:
        return span_of(ground.parse.text, *draft.speaker_words)
    if not draft.speakers:
        return None
    spans = [noun_phrase(ground.parse, token, ground.classes) for token in draft.speakers]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return span_of(ground.parse.text, start, end)


def _addressee(ground: Ground, draft: Draft) -> Addressee | None:
    if not draft.addressees:
        return None
    token = draft.addressees[0]
    return Addressee(actor=ground.who.at(token), span=noun_phrase(ground.parse, token, ground.classes))


def _kind(ground: Ground, content: Iterable[tuple[int, int]]) -> StatementKind:
    letters = quoted = 0
    for start, end in content:
        for position in range(start, end):
            if ground.parse.text[position].isalpha():
                letters += 1
                quoted += any(each.start <= position < each.end for each in ground.quotes if _is_double(each.text))
    share = quoted / letters if letters else 0.0
    return "direct" if share >= ALL_QUOTED else "mixed" if share > SOME_QUOTED else "indirect"


def _is_double(text: str) -> bool:
    return text[0] in '“"«„'


def _source_type(ground: Ground, draft: Draft, speaker: Speaker) -> SourceType:
    words = ground.knowledge.words
    actor = next((each for each in ground.actors if each.id == speaker.actor), None)
    lemmas = {token.lemma for token in draft.speakers}
    if lemmas & words.diplomats:
        return "diplomat"
    if lemmas & words.documents:
        return "document"
    if actor is None:
        return "unnamed" if not draft.speakers or draft.speakers[0].pos != "PROPN" else "named"
    if actor.kind == "person" and any(mention.form == "name" for mention in actor.mentions):
        return "named"
    return next((words.source_types[each] for each in actor.sectors if each in words.source_types), _plain(actor))


def _plain(actor: Actor) -> SourceType:
    return "named" if any(mention.form in {"name", "metonym"} for mention in actor.mentions) else "unnamed"


def _polarity(ground: Ground, draft: Draft) -> Polarity:
    for polarity, lemmas in ground.knowledge.words.polarities.items():
        if draft.lemma in lemmas:
            return polarity
    return draft.polarity


def _certainty(ground: Ground, draft: Draft) -> Certainty:
    for certainty, lemmas in ground.knowledge.words.certainties.items():
        if draft.lemma in lemmas:
            return certainty
    return "unknown"


def _with_chains(statements: Sequence[Statement]) -> list[Statement]:
    """A statement whose cue stands in the content of another is inside it; the nearest such counts."""
    found = []
    for statement in statements:
        anchor = statement.cue or statement.content[0]
        around = [
            other
            for other in statements
            if other.id != statement.id
            and any(part.start <= anchor.start and anchor.end <= part.end for part in other.content)
        ]
        nearest = min(around, key=lambda other: sum(part.end - part.start for part in other.content), default=None)
        found.append(msgspec.structs.replace(statement, inside=nearest.id if nearest else None))
    return found
