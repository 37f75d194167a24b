"""Where the content of a statement begins and ends: a clause, what stands around a cue in commas, object, predicate."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from ..frames import Clause
from ..tree import Parse, Token, children, head, subtree
from .ground import Ground

FINITE = frozenset({"VBD", "VBZ", "VBP"})
Parts = tuple[tuple[int, int], ...]
EDGE = {".", ",", ";", ":", "-", "–", "—", "―", "...", "…", "--"}
ASIDE = {"nsubj", "aux", "advmod", "npadvmod", "prt", "dative", "prep", "mark"}
LONGEST_ASIDE = 30  # tokens from the comma before a cue to the comma behind it


def clause_parts(ground: Ground, clause: Clause) -> Parts | None:
    """The clause of "X said (that) C", on both sides of the cue where the parse has it so."""
    if clause.content is None:
        return None
    cue = clause.trigger
    under = _own_words(ground, cue, clause.content)
    before = [each for each in under if each.index < cue.index]
    after = [each for each in under if each.index > cue.index]
    if after:
        after = _from_that(ground, cue, after)
    parts = tuple(part for tokens in (before, after) if (part := trimmed(ended(ground, tokens))) is not None)
    return to_the_mark(ground, parts) if parts else None


def _own_words(ground: Ground, cue: Token, content: Token) -> tuple[Token, ...]:
    """The words of a content without a verb that goes on with the cue: "said he was ill and vowed to return"."""
    under = subtree(ground.parse, content)
    for each in children(ground.parse, content):
        if each.dep != "conj" or not goes_on_with(ground, each, cue):
            continue
        joint = [one.index for one in children(ground.parse, content) if one.dep == "cc" and one.index < each.index]
        stop = max(joint, default=each.index)
        return tuple(one for one in under if one.index < stop)
    return under


def goes_on_with(ground: Ground, verb: Token, cue: Token) -> bool:
    """True of a cue in the same tense without a subject of its own: "said that the truce had failed and vowed"."""
    own = {one.dep for one in children(ground.parse, verb)}
    return (
        verb.tag == cue.tag
        and verb.tag in FINITE
        and verb.index > cue.index
        and verb.lemma in ground.knowledge.aside_verbs
        and not own & {"nsubj", "nsubjpass", "expl", "aux", "auxpass"}
    )


def to_the_mark(ground: Ground, parts: Parts) -> Parts:
    """A content that ends within somebody's speech that it opened goes on to its closing mark."""
    start, end = parts[-1]
    place = bisect_right(ground.outer, end, key=lambda each: each.start) - 1
    if place >= 0 and start <= ground.outer[place].start < end < ground.outer[place].end:
        return (*parts[:-1], (start, ground.outer[place].end))
    return parts


def _from_that(ground: Ground, cue: Token, after: list[Token]) -> list[Token]:
    """ "noted that in the spring prices had doubled": all between "that" and the clause is of it."""
    words, tokens = ground.knowledge.words, ground.parse.tokens
    first = after[0].index
    for token in tokens[cue.index + 1 : first]:
        if token.lower in words.plain_that:
            return [*tokens[token.index + 1 : first], *after]
    if after[0].lower in words.that and after[0].dep == "mark":
        return after[1:]
    return after


def aside_parts(ground: Ground, cue: Token) -> Parts | None:
    """Of "C1, X said, C2" and "As X pointed out, C" all of the sentence that is not the aside."""
    aside = _aside(ground, cue)
    return _outside(ground, cue, aside) if aside is not None else None


def _aside(ground: Ground, cue: Token) -> tuple[int, int] | None:
    """Tokens `[first, last)` of ", X said," with subject and cue between two commas, or a comma and the end."""
    parse = ground.parse
    sentence = parse.sentences[cue.sentence]
    own = [each for each in children(parse, cue) if each.dep in ASIDE]
    subjects = [each for each in own if each.dep == "nsubj"]
    if not subjects:
        return None
    tokens = [each for one in own if abs(one.index - cue.index) < LONGEST_ASIDE for each in subtree(parse, one)]
    near = sorted({cue.index, *(each.index for each in tokens)})
    at = near.index(cue.index)
    first = last = at
    while first > 0 and near[first - 1] >= near[first] - 1:
        first -= 1
    while last + 1 < len(near) and near[last + 1] <= near[last] + 1:
        last += 1
    start, end = near[first], near[last] + 1
    if not any(start <= each.index < end for each in subjects):
        return None
    if start <= sentence.first and parse.tokens[start].dep != "mark":
        return None
    opened = parse.tokens[start - 1].text if start > sentence.first else ","
    closed = parse.tokens[end].text if end < sentence.last else "."
    if opened not in {",", "—", "–", "--"} or closed not in {",", ".", ";", "—", "–", "--", ":"}:
        return None
    return start, end


def _outside(ground: Ground, cue: Token, aside: tuple[int, int]) -> Parts | None:
    parse = ground.parse
    sentence = parse.sentences[cue.sentence]
    content = _content_of_aside(parse, cue)
    first = _clause_start(parse, content, sentence.first, aside[0])
    before = list(parse.tokens[first : max(aside[0] - 1, first)])
    after = list(parse.tokens[aside[1] : sentence.last])
    parts = [trimmed(before), trimmed(ended(ground, after))]
    first_after = next((each for each in after if each.text not in EDGE), None)
    if first_after is None or (first_after.tag == "VBG" and first_after.head == cue.index):  # ", X said, blaming Y"
        parts = parts[:1]
    return tuple(part for part in parts if part is not None) or None


def _content_of_aside(parse: Parse, cue: Token) -> Token | None:
    """The verb of what is said: under the cue, or above it where the parser takes the cue for the aside it is."""
    under = next((each for each in children(parse, cue) if each.dep == "ccomp"), None)
    return under or (head(parse, cue) if cue.dep in {"parataxis", "ccomp", "advcl"} else None)


def _clause_start(parse: Parse, content: Token | None, first: int, aside: int) -> int:
    """Of "A, but B is, X admits, C" the clause of B."""
    if content is None or content.dep != "conj" or not any(each.dep == "nsubj" for each in children(parse, content)):
        return first
    start = subtree(parse, content)[0].index
    return start if first < start < aside else first


def ended(ground: Ground, tokens: Sequence[Token]) -> list[Token]:
    """The tokens of a content up to where another clause of the reporter's begins: ", although", ", according to"."""
    words = ground.knowledge.words
    found: list[Token] = []
    for token in tokens:
        behind = found and found[-1].text in {",", "—", "–", "--", ";"}
        if behind and (token.lower in words.ends or (token.pos == "VERB" and token.lower in words.participles)):
            break
        if token.text == ";":
            break
        found.append(token)
    return found


def stretch(ground: Ground, heads: Iterable[Token], cue: Token) -> Parts | None:
    """The words below some tokens, on the side of the cue on which the first stands."""
    chosen = list(heads)
    if not chosen:
        return None
    under = {each.index: each for one in chosen for each in subtree(ground.parse, one)}
    side = [under[index] for index in sorted(under) if (index > cue.index) == (chosen[0].index > cue.index)]
    part = trimmed(ended(ground, side))
    return (part,) if part else None


def trimmed(tokens: Sequence[Token]) -> tuple[int, int] | None:
    """From the first to the last token that is no punctuation at the edge."""
    found = list(tokens)
    while found and found[-1].text in EDGE:
        found.pop()
    while found and found[0].text in EDGE:
        found.pop(0)
    return (found[0].start, found[-1].end) if found else None
