"""Matching frames on a parse: for each trigger the frame whose conditions hold and say most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Generic, TypeVar

import msgspec

from ...knowledge.frames import ANY, NONE, Frame, NounClasses
from ..tree import Parse, Token, children
from .clause import Clause, clause_of

F = TypeVar("F", bound=Frame)


class Words(msgspec.Struct, frozen=True):
    """A condition on what stands somewhere: lemmas with those of the classes named, and labels of names."""

    any: bool
    none: bool
    lemmas: frozenset[str]
    labels: frozenset[str]


class _Compiled(msgspec.Struct, Generic[F], frozen=True):
    """A frame with its conditions by place, and what must not stand at a place."""

    frame: F
    conditions: tuple[tuple[tuple[str, Words], ...], ...]
    barred: tuple[tuple[str, Words], ...]
    checks: tuple[Callable[[Frame, _Around], bool], ...]


class Index(msgspec.Struct, Generic[F], frozen=True):
    """Frames by their trigger: part of speech and lemma."""

    frames: dict[tuple[str, str], tuple[_Compiled[F], ...]]
    classes: NounClasses


class Match(msgspec.Struct, Generic[F], frozen=True):
    """A frame that applies at a trigger, the clause it was read from, and how much it says."""

    frame: F
    clause: Clause
    score: int


_NOMINAL = {"nsubj", "nsubjpass", "dobj", "pobj"}
_MODIFIERS = {"amod", "compound", "nmod", "advmod", "poss"}
_KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}


def build_index(frames: Iterable[F], classes: NounClasses) -> Index[F]:
    """The frames by trigger, in the order of their files."""
    found: dict[tuple[str, str], list[_Compiled[F]]] = {}
    for frame in frames:
        compiled = _compiled(frame, classes)
        for kind, words in (("verb", frame.verbs), ("noun", frame.nouns), ("adjective", frame.adjectives)):
            for word in words:
                found.setdefault((kind, word), []).append(compiled)
    return Index({trigger: tuple(each) for trigger, each in found.items()}, classes)


def _compiled(frame: F, classes: NounClasses) -> _Compiled[F]:
    places = {"object": frame.object, "subject": frame.subject, "modifier": frame.modifier}
    conditions: list[tuple[tuple[str, Words], ...]] = [
        ((place, _words(words, classes)),) for place, words in places.items() if words
    ]
    if frame.prepositions:
        conditions.append(tuple((place, _words(words, classes)) for place, words in frame.prepositions.items()))
    barred = tuple((place, _words(words, classes)) for place, words in frame.unless.items())
    return _Compiled(frame, tuple(conditions), barred, tuple(holds for asked, holds in _CHECKS if asked(frame)))


def _words(words: Sequence[str], classes: NounClasses) -> Words:
    named = [word[1:] for word in words if word.startswith("@")]
    plain = frozenset(word for word in words if not word.startswith("@"))
    return Words(
        any=ANY in words,
        none=NONE in words,
        lemmas=plain.union(*(classes.classes[name] for name in named)),
        labels=frozenset().union(*(classes.names.get(name, frozenset()) for name in named)),
    )


def matching(parse: Parse, index: Index[F]) -> Iterator[Match[F]]:
    """The best frame at each trigger of the report, in text order."""
    for token in parse.tokens:
        match = match_at(parse, token, index)
        if match is not None:
            yield match


def match_at(parse: Parse, token: Token, index: Index[F]) -> Match[F] | None:
    """The best frame at a token, or None."""
    return next(iter(matches_at(parse, token, index)), None)


def matches_at(parse: Parse, token: Token, index: Index[F]) -> list[Match[F]]:
    """Every frame that applies at a token, best first; of equals the earlier in the file."""
    kind = _KINDS.get(token.pos)
    if kind is None:
        return []
    candidates = _candidates(parse, token, kind, index)
    if not candidates:
        return []
    around = _Around(parse, clause_of(parse, token, index.classes), index.classes)
    found: list[Match[F]] = []
    for compiled in candidates:
        score = _score(compiled, around)
        if score is not None:
            found.append(Match(compiled.frame, around.clause, score))
    return sorted(found, key=lambda each: -each.score)


def lemmas_of(parse: Parse, token: Token) -> tuple[str, ...]:
    """The lemma; the whole of a word written with hyphens, "cease-fire"; and of a compound, "hunger strike"."""
    compounds = tuple(f"{each.lemma} {token.lemma}" for each in children(parse, token) if each.dep == "compound")
    start = token.index
    while (
        start >= 2 and parse.tokens[start - 1].text == "-" and parse.tokens[start - 1].end == parse.tokens[start].start
    ):
        start -= 2
    if token.tag == "VBG" and token.dep in _NOMINAL:  # "fighting resumed"
        compounds = (token.lower, *compounds)
    if token.pos == "PROPN" and token.lower.endswith("s"):  # "Shops in Quetta closed": taken for a name
        compounds = (token.lower[:-1], *compounds)
    if start == token.index:
        return (token.lemma, *compounds)
    return token.lemma, parse.text[parse.tokens[start].start : token.start].lower() + token.lemma, *compounds


def _candidates(parse: Parse, token: Token, kind: str, index: Index[F]) -> tuple[_Compiled[F], ...]:
    plain = tuple(frame for lemma in lemmas_of(parse, token) for frame in index.frames.get((kind, lemma), ()))
    if kind != "verb":
        return plain
    particle = next((each.lower for each in children(parse, token) if each.dep == "prt"), None)
    phrasal = index.frames.get((kind, f"{token.lemma} {particle}"), ()) if particle else ()
    return phrasal or (*_loosely_phrasal(parse, token, kind, index), *plain)


def is_trigger(parse: Parse, token: Token, index: Index[F]) -> bool:
    """True of a word that some frame has for its trigger, whether or not its conditions hold."""
    kind = _KINDS.get(token.pos)
    return kind is not None and bool(_candidates(parse, token, kind, index))


def _loosely_phrasal(parse: Parse, verb: Token, kind: str, index: Index[F]) -> tuple[_Compiled[F], ...]:
    """The frames of a verb with the adverb or preposition next to it, which the parser does not call its particle."""
    near = (each for each in children(parse, verb) if each.dep in {"advmod", "prep"} and each.index == verb.index + 1)
    return next((found for each in near if (found := index.frames.get((kind, f"{verb.lemma} {each.lower}"), ()))), ())


class _Around:
    """What stands around one trigger, looked up once for all its frames."""

    def __init__(self, parse: Parse, clause: Clause, classes: NounClasses) -> None:
        self.parse, self.clause, self.classes = parse, clause, classes
        self._seen: dict[str, tuple[frozenset[str], frozenset[str]] | None] = {}

    def holds(self, place: str, words: Words) -> bool:
        """True when a word of the condition stands at the place."""
        if place not in self._seen:
            self._seen[place] = self._known(self._at(place))
        found = self._seen[place]
        if words.none or found is None:
            return words.none and found is None
        return words.any or not found[0].isdisjoint(words.lemmas) or not found[1].isdisjoint(words.labels)

    def _known(self, tokens: Sequence[Token]) -> tuple[frozenset[str], frozenset[str]] | None:
        if not tokens:
            return None
        heads = [each for token in tokens for each in (token, *_counted(self.parse, token, self.classes))]
        labels = frozenset(each.entity for each in heads if each.pos == "PROPN" and each.entity)
        return frozenset(lemma for each in heads for lemma in lemmas_of(self.parse, each)), labels

    def _at(self, place: str) -> Sequence[Token]:
        clause = self.clause
        if place == "subject":
            return clause.subjects
        if place == "object":
            return clause.objects
        if place == "modifier":
            return modifiers_of(self.parse, clause)
        if place == "infinitive":
            return [each for each in (clause.infinitive, clause.gerund) if each is not None]
        return [token for word, token in clause.prepositions if word == place]


def _score(compiled: _Compiled[F], around: _Around) -> int | None:
    """How many conditions hold, with the frame's weight; None when one does not."""
    frame = compiled.frame
    for choices in compiled.conditions:
        for place, words in choices:
            if around.holds(place, words):
                break
        else:
            return None
    if not all(holds(frame, around) for holds in compiled.checks) or _is_barred(compiled, around):
        return None
    phrasal = around.clause.particle is not None and " " in "".join(frame.verbs)
    return frame.weight + len(compiled.conditions) + len(compiled.checks) + phrasal


def _is_barred(compiled: _Compiled[F], around: _Around) -> bool:
    return any(around.holds(place, words) for place, words in compiled.barred)


def _complement_holds(frame: Frame, around: _Around) -> bool:
    clause = around.clause
    found: Mapping[str, bool] = {
        "infinitive": clause.infinitive is not None,
        "clause": clause.content is not None,
        "gerund": clause.gerund is not None,
        "predicate": clause.predicate is not None,
        "none": clause.infinitive is None and clause.content is None,
    }
    return any(found[each] for each in frame.complement)


def _with_particle(parse: Parse, verb: Token) -> tuple[str, ...]:
    """ "take" and "take back"."""
    below = (each for each in children(parse, verb) if each.dep == "prt" or each.index == verb.index + 1)
    return (verb.lemma, *(f"{verb.lemma} {each.lower}" for each in below))


def _verbs_below_hold(frame: Frame, around: _Around) -> bool:
    clause = around.clause
    return any(
        verb is not None and not {*lemmas}.isdisjoint(_with_particle(around.parse, verb))
        for verb, lemmas in (
            (clause.infinitive, frame.infinitive),
            (clause.gerund, frame.gerund),
            (clause.content, frame.clause),
        )
    )


def _predicate_holds(frame: Frame, around: _Around) -> bool:
    found = around.clause.predicate
    return found is not None and not {*frame.predicate}.isdisjoint(lemmas_of(around.parse, found))


def _is_joint(_frame: Frame, around: _Around) -> bool:
    if len(around.clause.subjects) > 1:
        return True
    near = [around.clause.trigger, *around.clause.objects]
    return any(each.lower in around.classes.joint for token in near for each in children(around.parse, token))


def _voice_holds(frame: Frame, around: _Around) -> bool:
    return around.clause.passive == frame.passive


_CHECKS: tuple[tuple[Callable[[Frame], bool], Callable[[Frame, _Around], bool]], ...] = (
    (lambda frame: bool(frame.complement), _complement_holds),
    (lambda frame: bool(frame.infinitive or frame.gerund or frame.clause), _verbs_below_hold),
    (lambda frame: bool(frame.predicate), _predicate_holds),
    (lambda frame: frame.joint, _is_joint),
    (lambda frame: frame.passive is not None, _voice_holds),
)


def modifiers_of(parse: Parse, clause: Clause) -> tuple[Token, ...]:
    """What stands before the trigger or its objects and says which: "military exercises", "jointly condemned"."""
    around = [clause.trigger, *clause.objects]
    return tuple(each for token in around for each in children(parse, token) if each.dep in _MODIFIERS)


def _counted(parse: Parse, token: Token, classes: NounClasses) -> list[Token]:
    """What a quantity is of: the "medicine" of "ten kilos of medicine", the "talks" of "a round of talks"."""
    if token.lemma not in classes.quantities and token.pos != "NUM":
        return []
    return [
        inner
        for word in children(parse, token)
        if word.dep == "prep" and word.lower in classes.of
        for inner in children(parse, word)
        if inner.dep == "pobj"
    ]
