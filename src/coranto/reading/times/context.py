"""Against what a value is resolved: the publication day, the story so far, and the tense around an expression."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import msgspec

from ...knowledge.times import TimeKnowledge
from ..tree import Parse, Token, ancestors, children, head, token_at
from .found import Found
from .mode import NARRATIVE, Mode
from .points import Point, point_of
from .story import Story

OPENING = 2  # words that may stand before what opens a sentence: "Back in 1982"


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What is known when an expression is resolved: `today` is the publication day, `mode` that of the passage.

    `month_first` tells the order of "3/4/2018" where the outlet or the report does.
    """

    text: str
    parse: Parse
    knowledge: TimeKnowledge
    today: date | None
    mode: Mode
    story: Story
    month_first: bool | None = None

    @property
    def day(self) -> Point | None:
        """The last day the text was at; in news else the publication day."""
        if self.story.day or self.mode == NARRATIVE:
            return self.story.day
        return self.point_of_today

    @property
    def running(self) -> Point | None:
        """The last date the text was at, else the publication day."""
        return self.story.running.at if self.story.running else self.point_of_today

    @property
    def anchor(self) -> Point | None:
        """What relative units count from: the story in a history, the publication day in news."""
        return self.running if self.mode == NARRATIVE else self.point_of_today

    def beside_day(self, found: Found) -> bool:
        """True where the expression explains the day before it: "Oct. 12, the day before the vote"."""
        beside = self.story.day_span
        return beside is not None and beside[1] <= found.start and not self.text[beside[1] : found.start].strip(" ,(")

    @property
    def point_of_today(self) -> Point | None:
        """The publication day as a point."""
        return point_of(self.today) if self.today else None


def before(found: Found, context: Context) -> str:
    """The text directly before an expression, inside its line."""
    start = max(0, found.start - 60)
    return context.text[start : found.start].rpartition("\n")[2]


def comes(pattern: str, found: Found, context: Context) -> bool:
    """True when the text before the expression ends as the pattern says."""
    return re.search(pattern, before(found, context), re.IGNORECASE) is not None


def tense(found: Found, context: Context) -> str | None:
    """ "future", "past", "before" (had) or None: what the verb that governs the expression says."""
    token = token_at(context.parse, found.start)
    verb = _governor(token, context.parse) if token else None
    if verb is None:
        return None
    cues = context.knowledge.cues
    auxiliaries = {each.lower for each in children(context.parse, verb) if each.dep in cues.auxiliary_labels}
    if auxiliaries & set(cues.future):
        return "future"
    if any(_is_pluperfect(each, context) for each in (verb, *_verbs_above(verb, context))):
        return "before"
    if _is_scheduled(verb, context):
        return "future"
    if auxiliaries & set(cues.perfect):
        return "past"
    return "past" if verb.tag in cues.past_tags and not auxiliaries & set(cues.present) else None


def day_of_clause(found: Found, context: Context) -> Point | None:
    """The day named before in the same sentence by the clause of an expression, or by one that governs it."""
    token = token_at(context.parse, found.start)
    verb = _governor(token, context.parse) if token else None
    if token is None or verb is None:
        return None
    above = {verb.index, *(each.index for each in ancestors(context.parse, verb))}
    for start, day in reversed(context.story.days):
        its = token_at(context.parse, start)
        governor = _governor(its, context.parse) if its and its.sentence == token.sentence else None
        if governor is not None and governor.index in above:
            return day
    return None


def makes_range(start: int, end: int, other: int, context: Context) -> bool:
    """True where what stands at `[start, end)` and what begins at `other` are two ends: "from 1 May to 3 June"."""
    between = context.text[end:other].lower().strip()
    opening = context.text[max(0, start - 12) : start].lower().split()
    cues = context.knowledge.cues
    opened = bool(opening) and opening[-1] in cues.range_openings
    return between in cues.range_marks or (opened and between in cues.range_words)


def opens_sentence(found: Found, context: Context) -> bool:
    """True for an expression among the first words of its sentence: "In 1982 the army ..."."""
    token = token_at(context.parse, found.start)
    return token is not None and token.index - context.parse.sentences[token.sentence].first <= OPENING


def is_planned(found: Found, context: Context) -> bool:
    """ "the council meets on Friday", "talks were to resume on Friday": a plan in the present or the past tense."""
    token = token_at(context.parse, found.start)
    verb = _governor(token, context.parse) if token else None
    if verb is None:
        return False
    cues = context.knowledge.cues
    if verb.tag in cues.simple_present_tags:
        auxiliaries = {each.lower for each in children(context.parse, verb) if each.dep in cues.auxiliary_labels}
        return verb.lemma in cues.planned and not auxiliaries
    above = head(context.parse, verb) if verb.dep in cues.open_complements else None
    return above is not None and above.lemma in cues.to_be and verb.tag in cues.infinitive_tags


def in_main_clause(found: Found, context: Context) -> bool:
    """True where the verb that governs an expression is that of its whole sentence."""
    token = token_at(context.parse, found.start)
    verb = _governor(token, context.parse) if token else None
    return token is not None and verb is not None and context.parse.sentences[token.sentence].root == verb.index


def tells(found: Found, context: Context) -> bool:
    """True where an expression hangs on a verb in the simple past or the pluperfect: the tenses of a story."""
    token = token_at(context.parse, found.start)
    verb = _governor(token, context.parse) if token else None
    return verb is not None and tense(found, context) != "future" and _is_of_a_story(verb, context)


def leaves_the_past(start: int, end: int, context: Context) -> bool:
    """True where a whole sentence between two characters tells of the present: "Nobody has counted the dead."."""
    first, last = token_at(context.parse, start), token_at(context.parse, end)
    if first is None or last is None:
        return False
    between = context.parse.sentences[first.sentence + 1 : last.sentence]
    roots = [context.parse.tokens[sentence.root] for sentence in between]
    return any(root.pos in {"VERB", "AUX"} and not _is_of_a_story(root, context) for root in roots)


def _is_of_a_story(verb: Token, context: Context) -> bool:
    cues = context.knowledge.cues
    auxiliaries = [each for each in children(context.parse, verb) if each.dep in cues.auxiliary_labels]
    if any(each.lower in cues.perfect for each in auxiliaries):
        return False
    return any(each.tag in cues.simple_past_tags for each in (verb, *auxiliaries))


def _governor(token: Token, parse: Parse) -> Token | None:
    return next((each for each in (token, *ancestors(parse, token)) if each.pos in {"VERB", "AUX"}), None)


def _verbs_above(verb: Token, context: Context) -> Iterator[Token]:
    """The verbs and adjectives a complement hangs on: "had been due to expire on Friday"."""
    cues = context.knowledge.cues
    while verb.dep in {*cues.open_complements, *cues.adjectives} and (above := head(context.parse, verb)) is not None:
        yield above
        verb = above


def _is_pluperfect(verb: Token, context: Context) -> bool:
    cues = context.knowledge.cues
    below = children(context.parse, verb)
    return any(each.lower in cues.pluperfect and each.dep in cues.auxiliary_labels for each in below)


def _is_scheduled(verb: Token, context: Context) -> bool:
    """ "is due on Friday", "expected to open on Friday", "is to meet on Friday"; "set" in the simple past is none."""
    cues = context.knowledge.cues
    schedule = set(cues.scheduled)
    if verb.lemma in schedule and verb.tag not in cues.simple_past_tags:
        return True
    above = head(context.parse, verb) if verb.dep in {*cues.open_complements, *cues.clauses} else None
    if above is not None and above.lemma in cues.to_be and verb.tag in cues.infinitive_tags:
        return above.tag not in cues.simple_past_tags and verb.dep in cues.open_complements
    if above is not None and above.lemma in schedule:
        return above.tag not in cues.simple_past_tags or verb.tag in cues.infinitive_tags
    below = children(context.parse, verb)
    return any(each.lemma in schedule and each.dep in cues.adjectives for each in below)
