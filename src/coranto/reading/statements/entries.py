"""Drafts into statements: who speaks and for whom, what kind of source, how sure, when; and which stands in which."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from ...model.ids import statement_id
from ...model.reading import (
    Actor,
    Addressee,
    Certainty,
    Mention,
    Polarity,
    SourceType,
    Speaker,
    Statement,
    StatementKind,
    Time,
)
from ...model.span import Span, covers, span_of
from ..offices import spoken_for
from ..quotes import CLOSERS
from ..stretches import Stretches
from ..tree import Token, ancestors, tokens_between
from ..who import meant_by, noun_phrase
from .ground import Draft, Ground

ALL_QUOTED, SOME_QUOTED = 0.98, 0.02  # shares of letters inside the outlet's marks: direct, mixed
MAIN_MARKS = frozenset({"double", "guillemet"})
FIRST_WORDS = 12  # of a content, where its modal stands


class Writer:
    """Makes statements of drafts; everything asked of a whole report is asked once."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.actors: Mapping[str, Actor] = {actor.id: actor for actor in ground.actors}
        self.spoken = spoken_for(ground.parse, ground.who, ground.actors, ground.classes)
        self.mentions = sorted(
            ((mention, actor.id) for actor in ground.actors for mention in actor.mentions),
            key=lambda each: (each[0].start, -each[0].end),
        )
        self.starts = [mention.start for mention, _ in self.mentions]
        speeches = {quotation.family for quotation in ground.outer}
        marks = {"single"} if speeches == {"single"} else MAIN_MARKS  # some outlets quote in single marks throughout
        opened = (each for each in ground.quotes if each.family in marks and each.text[0] not in CLOSERS)
        self.quoted = _joined((each.start, each.end) for each in opened)
        self.quote_starts = [start for start, _ in self.quoted]
        named = {
            actor.id: {mention.form for mention in actor.mentions} & {"name", "metonym"} for actor in ground.actors
        }
        self.named = {actor for actor, forms in named.items() if forms}
        self.persons = {actor.id for actor in ground.actors if actor.kind == "person" and "name" in named[actor.id]}
        self.passage_starts = [passage.start for passage in ground.passages]
        self.time_starts = [time.start for time in ground.times]

    def write(self, draft: Draft) -> Statement:
        """The statement of a draft."""
        ground, text = self.ground, self.ground.parse.text
        cue = span_of(text, *draft.cue) if draft.cue else None
        content = tuple(span_of(text, start, self._with_mark(start, end)) for start, end in draft.content)
        ids = self.speakers(draft)
        speaker = self._speaker(draft, ids)
        return Statement(
            id=statement_id(ground.report, cue or content[0]),
            kind=self._kind(draft.content) if content else "indirect",
            form=draft.form,
            speaker=speaker,
            speakers=ids,
            principal=self._principal(draft, speaker),
            source_type=self._source_type(draft, speaker),
            addressee=self._addressee(draft),
            cue=cue,
            content=content,
            polarity=_polarity(ground, draft),
            certainty=_certainty(ground, draft),
            time=self._time(draft),
            rule=draft.rule,
        )

    def _with_mark(self, start: int, end: int) -> int:
        """The end with the closing mark of a quotation that the content holds all of."""
        place = bisect_right(self.quote_starts, end) - 1
        if place >= 0 and start <= self.quote_starts[place] and end == self.quoted[place][1] - 1:
            return end + 1
        return end

    def speakers(self, draft: Draft) -> tuple[str, ...]:
        """The actors who speak."""
        said = (meant_by(self.ground.parse, self.ground.who, token) for token in draft.speakers)
        found = [*draft.speaker_ids, *(actor for actors in said for actor in actors)]
        if draft.speaker_words is not None and not found:
            found += self._named_between(*draft.speaker_words)
        return tuple(dict.fromkeys(found))

    def _named_between(self, start: int, end: int) -> list[str]:
        """The actors named in a stretch; of a name inside another only the outer one: "Jordanian state media"."""
        inside: list[tuple[Mention, str]] = []
        for mention, actor in self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]:
            if mention.end <= end and not (inside and covers(inside[-1][0], mention)):
                inside.append((mention, actor))
        return [actor for _, actor in inside]

    def _speaker(self, draft: Draft, ids: Sequence[str]) -> Speaker:
        span = _speaker_span(self.ground, draft)
        actor = self.actors.get(ids[0]) if ids else None
        name = actor.name if actor is not None else span.text if span is not None else None
        return Speaker(actor=ids[0] if ids else None, span=span, name=name)

    def _principal(self, draft: Draft, speaker: Speaker) -> str | None:
        """Whoever a spokesman speaks for."""
        words = self.ground.knowledge.words.spokesman
        actor = self.actors.get(speaker.actor or "")
        titles = " ".join(role.title for role in actor.roles).lower().split() if actor is not None else []
        lemmas = {token.lemma.lower() for token in draft.speakers}
        return self.spoken.get(speaker.actor or "") if words & (lemmas | set(titles)) else None

    def _addressee(self, draft: Draft) -> Addressee | None:
        if not draft.addressees:
            return None
        token = draft.addressees[0]
        span = noun_phrase(self.ground.parse, token, self.ground.classes)
        return Addressee(actor=self.ground.who.at(token), span=span)

    def _kind(self, content: Iterable[tuple[int, int]]) -> StatementKind:
        letters = quoted = 0
        text = self.ground.parse.text
        for start, end in content:
            letters += sum(map(str.isalpha, text[start:end]))
            place = max(bisect_right(self.quote_starts, start) - 1, 0)
            while place < len(self.quoted) and self.quoted[place][0] < end:
                first, last = self.quoted[place]
                quoted += sum(map(str.isalpha, text[max(first, start) : min(last, end)]))
                place += 1
        share = quoted / letters if letters else 0.0
        return "direct" if share >= ALL_QUOTED else "mixed" if share > SOME_QUOTED else "indirect"

    def _source_type(self, draft: Draft, speaker: Speaker) -> SourceType:
        words = self.ground.knowledge.words
        actor = self.actors.get(speaker.actor or "")
        lemmas = {token.lemma for token in draft.speakers}
        if lemmas & words.diplomats:
            return "diplomat"
        if lemmas & words.documents:
            return "document"
        if actor is None:
            return "unnamed" if not draft.speakers or draft.speakers[0].pos != "PROPN" else "named"
        if actor.id in self.persons:
            return "named"
        plain: SourceType = "named" if actor.id in self.named else "unnamed"
        return next((words.source_types[each] for each in actor.sectors if each in words.source_types), plain)

    def _time(self, draft: Draft) -> int | None:
        """The time of saying: one that hangs on the cue's verb, outside the content; a headline's is its line's."""
        at = draft.cue[0] if draft.cue else draft.content[0][0]
        place = bisect_right(self.passage_starts, at) - 1
        passage = self.ground.passages[max(place, 0)]
        cue = next(iter(tokens_between(self.ground.parse, at, at + 1)), None)
        first = bisect_left(self.time_starts, passage.start)
        for index in range(first, bisect_left(self.time_starts, passage.end)):
            time = self.ground.times[index]
            if time.type not in {"DATE", "TIME"} or any(start <= time.start < end for start, end in draft.content):
                continue
            if passage.kind == "reference" or (cue is not None and self._hangs_on(time, cue)):
                return index
        return None

    def _hangs_on(self, time: Time, cue: Token) -> bool:
        tokens = tokens_between(self.ground.parse, time.start, time.end)
        if not tokens or tokens[0].sentence != cue.sentence:
            return False
        outside = next((each for each in tokens if not time.start <= self._head(each).start < time.end), tokens[-1])
        above = next((each for each in ancestors(self.ground.parse, outside) if each.pos != "ADP"), None)
        return above is not None and above.index == cue.index

    def _head(self, token: Token) -> Token:
        return self.ground.parse.tokens[token.head]


def _joined(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches with those that overlap made one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if found and start < found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _speaker_span(ground: Ground, draft: Draft) -> Span | None:
    if draft.speaker_words is not None:
        return span_of(ground.parse.text, *draft.speaker_words)
    if not draft.speakers:
        return None
    spans = [noun_phrase(ground.parse, token, ground.classes) for token in draft.speakers]
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return span_of(ground.parse.text, start, end)


def _polarity(ground: Ground, draft: Draft) -> Polarity:
    for polarity, lemmas in ground.knowledge.words.polarities.items():
        if draft.lemma in lemmas:
            return polarity
    return draft.polarity


def _certainty(ground: Ground, draft: Draft) -> Certainty:
    """How sure the source is: by the cue, else by a modal or an adverb at the head of the content."""
    words = ground.knowledge.words
    for certainty, lemmas in words.certainties.items():
        if draft.lemma in lemmas:
            return certainty
    for start, end in draft.content[:1]:
        first = {token.lower for token in tokens_between(ground.parse, start, end)[:FIRST_WORDS] if token.tag != "NNP"}
        for certainty, modals in words.modals.items():
            if first & modals:
                return certainty
    return "unknown"


def with_chains(inner: Sequence[Statement], statements: Sequence[Statement]) -> tuple[Statement, ...]:
    """The `inner` ones, each inside the nearest of `statements` whose content holds its cue."""
    contents = Stretches((part.start, part.end, statement.id) for statement in statements for part in statement.content)
    found = []
    for statement in inner:
        anchor = statement.cue or statement.content[0]
        around = (each for each in contents.around(anchor.start, anchor.end) if each[2] != statement.id)
        nearest = min(around, key=lambda each: each[1] - each[0], default=None)
        found.append(msgspec.structs.replace(statement, inside=nearest[2] if nearest else None))
    return tuple(found)
