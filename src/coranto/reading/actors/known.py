"""Names of our files found in a report, all at once: a walk over folded words as far as some name goes on."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from ...knowledge.folding import fold
from ...knowledge.known import KnownActors
from ..people import Ground
from ..tree import Parse, Token

SHORT = 3  # letters up to which a name counts only in capitals: "IS", not "is"
STOP = ("", -1)
_JOINS = frozenset("-‐‑–/.'’")  # signs inside names; any other sign ends one


class KnownName(msgspec.Struct, frozen=True):
    """Tokens `[first, last)` that are a name of known actors."""

    first: int
    last: int
    key: str
    ids: tuple[str, ...]


def known_names(ground: Ground) -> dict[int, KnownName]:
    """The longest known name from each token that begins one."""
    parse, known = ground.parse, ground.knowledge.known
    pieces = list(_pieces(parse))
    lowered = parse.text.islower()  # a list of actors without capitals
    found: dict[int, KnownName] = {}
    for start, (word, index) in enumerate(pieces):
        token = parse.tokens[index]
        if word and index not in found and _may_begin(token, start, pieces, lowered=lowered):
            name = _longest(parse, known, pieces, start)
            if name is not None:
                found[index] = name
    return found


def _pieces(parse: Parse) -> Iterator[tuple[str, int]]:
    """The folded words of each token; an empty one where a sign or the end of a sentence stops every name."""
    sentence = -1
    for token in parse.tokens:
        if token.sentence != sentence:
            sentence = token.sentence
            yield STOP
        words = fold(token.text).split()
        if not words and token.text not in _JOINS:
            yield STOP
        yield from ((word, token.index) for word in words)


def _may_begin(token: Token, start: int, pieces: list[tuple[str, int]], *, lowered: bool) -> bool:
    if token.pos == "DET" or not (token.text[:1].isupper() or token.pos == "PROPN" or lowered):
        return False
    return start == 0 or pieces[start - 1][1] != token.index  # not from the middle of a token


def _longest(parse: Parse, known: KnownActors, pieces: list[tuple[str, int]], start: int) -> KnownName | None:
    key, best = "", None
    for place in range(start, len(pieces)):
        word, index = pieces[place]
        if not word:
            break
        key = f"{key} {word}" if key else word
        ids = known.names.get(key)
        if ids and _may_be(parse, pieces[start][1], index, key):
            best = KnownName(pieces[start][1], index + 1, key, ids)
        if key not in known.beginnings:
            break
    return best


def _may_be(parse: Parse, first: int, last: int, key: str) -> bool:
    """A short name counts in capitals and as a noun; a longer one must not be lower case in its first letter only."""
    words = parse.text[parse.tokens[first].start : parse.tokens[last].end]
    if len(key) > SHORT:
        return True
    return words.isupper() and parse.tokens[first].pos in {"PROPN", "NOUN", "X"}
