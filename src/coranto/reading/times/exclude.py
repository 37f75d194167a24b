"""Words that look like times and are none: a number of soldiers, a month's name as a verb, a title, a price a week."""

from __future__ import annotations

import re

from ...knowledge.times import TimeCues, TimeKnowledge
from ..tree import Parse, Token, children, head, token_at, tokens_between
from .found import Found

_AFTER = re.compile(r"\s*([^\W\d_]+)")
_BEFORE = re.compile(r"([^\W\d_]+)[\s\W]*$")
_NAMED = frozenset({"bmonth", "md", "weekday", "season0", "season0b", "holiday"})
_COMMON = frozenset({"unit", "theunit", "today", "tonight", "noon", "dur", "setD", "setW", "setM", "present"})
_RETURNING = frozenset({"setD", "setW", "setM"})
_COUNTED = frozenset({"NOUN", "NUM", "SYM", "PROPN"})
_TITLE = 0.6  # share of capitalised words from which on a line is a headline


def is_false_friend(found: Found, parse: Parse, knowledge: TimeKnowledge) -> bool:
    """True when the words are not a time after all."""
    text, cues = parse.text, knowledge.cues
    words = text[found.start : found.end]
    if words in cues.title_words and not _opens_text(found, parse):
        return True
    if found.operation == "year":
        return _is_quantity(found, text, parse, cues)
    if found.operation in {"bmonth", "md"} and words in cues.open_months and not _is_month(found, text, parse, cues):
        return True
    if found.operation in _NAMED and (_is_person(found, parse, cues) or _names_something(found, text, cues)):
        return True
    if found.operation in _COMMON and "month" not in found.groups and _is_title(found, text, parse):
        return True
    if found.operation in _RETURNING and _is_paper(found, parse, cues):
        return True
    return found.operation == "dur" and (_is_rate(found, parse, knowledge) or _is_ordinal(found, parse, cues))


def _opens_text(found: Found, parse: Parse) -> bool:
    """ "Daily flights resumed", but not "Daily Update"."""
    token = token_at(parse, found.start)
    if token is None or token.index != parse.sentences[token.sentence].first or token.index + 1 >= len(parse):
        return False
    return parse.tokens[token.index + 1].pos == "NOUN" and parse.text[parse.tokens[token.index + 1].start].islower()


def _is_quantity(found: Found, text: str, parse: Parse, cues: TimeCues) -> bool:
    """ "2000 soldiers", but not "in 2000 soldiers left"."""
    after, before = _word_after(found, text), _word_before(found, text)
    if before in cues.year_prepositions:
        return False
    if before in cues.numbered:
        return True
    if after in cues.not_year_after:
        return True
    token = token_at(parse, found.start)
    above = head(parse, token) if token is not None and token.dep in cues.count_labels else None
    return above is not None and above.tag in cues.plural_tags and token is not None and _opens(token, above, parse)


def _opens(token: Token, noun: Token, parse: Parse) -> bool:
    """True when nothing stands before the number that would make it a year: "the 1992 protests"."""
    left = parse.tokens[token.index - 1] if token.index else None
    return noun.index == token.index + 1 and (left is None or left.pos not in {"DET", "PRON", "PROPN", "PART"})


def _is_month(found: Found, text: str, parse: Parse, cues: TimeCues) -> bool:
    if _word_before(found, text) in cues.month_prepositions:
        return True
    if _word_after(found, text) in cues.verb_particles:
        return False
    token = token_at(parse, found.start)
    return token is not None and token.pos == "PROPN" and token.entity == "DATE"


def _is_person(found: Found, parse: Parse, cues: TimeCues) -> bool:
    token = token_at(parse, found.start)
    return token is not None and token.entity in cues.people_entities


def _names_something(found: Found, text: str, cues: TimeCues) -> bool:
    """ "October 7 Brigade", "14 February movement", "Black September"."""
    after, before = _word_after(found, text), _word_before(found, text)
    return after in cues.named_after_days or before in cues.names_before_days


def _is_title(found: Found, text: str, parse: Parse) -> bool:
    """ "This Week" and "60 Minutes" are programmes; in a line of capitals they may be times."""
    first, *rest = re.findall(r"[^\W\d_]+", text[found.start : found.end]) or [""]
    token = token_at(parse, found.start)
    if token is None:
        return False
    before = text[: found.start].rstrip(" \"“'‘`")[-1:]
    opens = token.index == parse.sentences[token.sentence].first or not (before.isalpha() or before == ",")
    capital = any(word[0].isupper() for word in rest) or (bool(first[:1].isupper()) and not opens)
    return capital and not _is_headline(found, text)


def _is_headline(found: Found, text: str) -> bool:
    start, end = text.rfind("\n", 0, found.start) + 1, text.find("\n", found.end)
    words = re.findall(r"[^\W\d_]{2,}", text[start : end if end >= 0 else len(text)])
    return bool(sum(word[0].isupper() for word in words) >= _TITLE * len(words))


def _is_paper(found: Found, parse: Parse, cues: TimeCues) -> bool:
    """ "the pro-government daily Al-Watan", "a weekly newspaper", "a state-run daily said"."""
    token = token_at(parse, found.start)
    following = parse.tokens[token.index + 1] if token and token.index + 1 < len(parse) else None
    if token is None or following is None:
        return False
    if token.pos == "NOUN" or following.lower in cues.papers:
        return True
    return token.pos == "ADJ" and following.pos == "PROPN" and following.sentence == token.sentence


def _is_rate(found: Found, parse: Parse, knowledge: TimeKnowledge) -> bool:
    """ "200 trucks a month", "$5 a day": so much for each unit."""
    inside = tokens_between(parse, found.start, found.end)
    count = found.groups.get("n", found.given.get("n", "")).lower()
    if not inside or count not in {"1", *knowledge.numbers.one} or not inside[0].index:
        return False
    last, before = inside[-1], parse.tokens[inside[0].index - 1]
    if before.pos == "NUM" or any(each.dep in knowledge.cues.count_labels for each in children(parse, before)):
        return before.pos in _COUNTED
    above = head(parse, last) if last.dep in knowledge.cues.rate_labels else None
    return above is not None and above.index < last.index and above.pos in _COUNTED


def _is_ordinal(found: Found, parse: Parse, cues: TimeCues) -> bool:
    """ "a second attack", "three-quarters of it"."""
    *_, last = tokens_between(parse, found.start, found.end) or [None]
    if last is None or last.lemma not in cues.ordinal_units:
        return False
    if last.pos == "ADJ":
        return True
    following = parse.tokens[last.index + 1] if last.index + 1 < len(parse) else None
    return following is not None and following.lower in cues.part_of


def _word_after(found: Found, text: str) -> str:
    after = _AFTER.match(text, found.end)
    return after[1].lower() if after else ""


def _word_before(found: Found, text: str) -> str:
    before = _BEFORE.search(text, max(0, found.start - 20), found.start)
    return before[1].lower() if before else ""
