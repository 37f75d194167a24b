"""Matching frames on a parse: for each trigger the frame whose conditions hold and say most."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

import msgspec

from ...knowledge.frames import ANY, NONE, Frame, NounClasses
from ..tree import Parse, Token, children
from .clause import Clause, clause_of

F = TypeVar("F", bound=Frame)


class Index(msgspec.Struct, Generic[F], frozen=True):
    """Frames by their trigger: part of speech and lemma."""

    frames: dict[tuple[str, str], tuple[F, ...]]
    classes: NounClasses


class Match(msgspec.Struct, Generic[F], frozen=True):
    """A frame that applies at a trigger, the clause it was read from, and how much it says."""

    frame: F
    clause: Clause
    score: int


_MODIFIERS = {"amod", "compound", "nmod", "advmod", "poss"}
_KINDS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}


def build_index(frames: Iterable[F], classes: NounClasses) -> Index[F]:
    """The frames by trigger, in the order of their files."""
    found: dict[tuple[str, str], list[F]] = {}
    for frame in frames:
        for kind, words in (("verb", frame.verbs), ("noun", frame.nouns), ("adjective", frame.adjectives)):
            for word in words:
                found.setdefault((kind, word), []).append(frame)
    return Index({trigger: tuple(each) for trigger, each in found.items()}, classes)


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
    clause = clause_of(parse, token, index.classes)
    found: list[Match[F]] = []
    for frame in candidates:
        score = _score(parse, frame, clause, index.classes)
        if score is not None:
            found.append(Match(frame, clause, score))
    return sorted(found, key=lambda each: -each.score)


def lemmas_of(parse: Parse, token: Token) -> tuple[str, ...]:
    """The lemma; the whole of a word written with hyphens, "cease-fire"; and of a compound, "hunger strike"."""
    compounds = tuple(f"{each.lemma} {token.lemma}" for each in children(parse, token) if each.dep == "compound")
    start = token.index
    while (
        start >= 2 and parse.tokens[start - 1].text == "-" and parse.tokens[start - 1].end == parse.tokens[start].start
    ):
        start -= 2
    if start == token.index:
        return (token.lemma, *compounds)
    return token.lemma, parse.text[parse.tokens[start].start : token.start].lower() + token.lemma, *compounds


def _candidates(parse: Parse, token: Token, kind: str, index: Index[F]) -> tuple[F, ...]:
    plain = tuple(frame for lemma in lemmas_of(parse, token) for frame in index.frames.get((kind, lemma), ()))
    if kind != "verb":
        return plain
    for particle in _particles(parse, token):
        phrasal = index.frames.get((kind, f"{token.lemma} {particle}"), ())
        if phrasal:
            return phrasal
    return plain


def _particles(parse: Parse, verb: Token) -> list[str]:
    """The particle of a verb, first as the parser has it; else the adverb or preposition next to it: "pulled out of"."""
    below = list(children(parse, verb))
    found = [each.lower for each in below if each.dep == "prt"]
    return found + [each.lower for each in below if each.dep in {"advmod", "prep"} and each.index == verb.index + 1]


def _score(parse: Parse, frame: Frame, clause: Clause, classes: NounClasses) -> int | None:
    """How many conditions hold, with the frame's weight; None when one does not."""
    score = frame.weight
    if frame.unless and _is_barred(parse, frame, clause, classes):
        return None
    for asked, holds in _checks(frame):
        if not asked:
            continue
        if not holds(parse, frame, clause, classes):
            return None
        score += 1
    if clause.particle is not None and " " in "".join(frame.verbs):
        score += 1
    return score


Check = Callable[[Parse, Frame, Clause, NounClasses], bool]


def _checks(frame: Frame) -> tuple[tuple[bool, Check], ...]:
    return (
        (bool(frame.object), _object_holds),
        (bool(frame.subject), _subject_holds),
        (bool(frame.prepositions), _prepositions_hold),
        (bool(frame.complement), _complement_holds),
        (bool(frame.infinitive or frame.gerund or frame.clause), _verbs_below_hold),
        (bool(frame.modifier), _modifier_holds),
        (frame.joint, _is_joint),
        (frame.passive is not None, _voice_holds),
    )


def _object_holds(parse: Parse, frame: Frame, clause: Clause, classes: NounClasses) -> bool:
    return _among(parse, frame.object, clause.objects, classes)


def _subject_holds(parse: Parse, frame: Frame, clause: Clause, classes: NounClasses) -> bool:
    return _among(parse, frame.subject, clause.subjects, classes)


def _prepositions_hold(parse: Parse, frame: Frame, clause: Clause, classes: NounClasses) -> bool:
    return any(
        _among(parse, words, [token for word, token in clause.prepositions if word == preposition], classes)
        for preposition, words in frame.prepositions.items()
    )


def _complement_holds(_parse: Parse, frame: Frame, clause: Clause, _classes: NounClasses) -> bool:
    found: Mapping[str, bool] = {
        "infinitive": clause.infinitive is not None,
        "clause": clause.content is not None,
        "gerund": clause.gerund is not None,
        "predicate": clause.predicate is not None,
        "none": clause.infinitive is None and clause.content is None,
    }
    return any(found[each] for each in frame.complement)


def _verbs_below_hold(_parse: Parse, frame: Frame, clause: Clause, _classes: NounClasses) -> bool:
    return any(
        verb is not None and verb.lemma in lemmas
        for verb, lemmas in (
            (clause.infinitive, frame.infinitive),
            (clause.gerund, frame.gerund),
            (clause.content, frame.clause),
        )
    )


def _modifier_holds(parse: Parse, frame: Frame, clause: Clause, classes: NounClasses) -> bool:
    return _among(parse, frame.modifier, modifiers_of(parse, clause), classes)


def _voice_holds(_parse: Parse, frame: Frame, clause: Clause, _classes: NounClasses) -> bool:
    return clause.passive == frame.passive


def modifiers_of(parse: Parse, clause: Clause) -> tuple[Token, ...]:
    """What stands before the trigger or its objects and says which: "military exercises", "jointly condemned"."""
    around = [clause.trigger, *(() if clause.passive else clause.objects)]
    return tuple(each for token in around for each in children(parse, token) if each.dep in _MODIFIERS)


def _is_barred(parse: Parse, frame: Frame, clause: Clause, classes: NounClasses) -> bool:
    """True when something stands where the frame says that it must not."""
    return any(_among(parse, words, _at(parse, clause, place), classes) for place, words in frame.unless.items())


def _at(parse: Parse, clause: Clause, place: str) -> list[Token]:
    if place == "subject":
        return list(clause.subjects)
    if place == "object":
        return list(clause.objects)
    if place == "modifier":
        return list(modifiers_of(parse, clause))
    if place == "infinitive":
        return [each for each in (clause.infinitive, clause.gerund) if each is not None]
    return [token for word, token in clause.prepositions if word == place]


def _is_joint(parse: Parse, _frame: Frame, clause: Clause, classes: NounClasses) -> bool:
    if len(clause.subjects) > 1:
        return True
    around = [clause.trigger, *clause.objects]
    return any(each.lower in classes.joint for token in around for each in children(parse, token))


def _among(parse: Parse, words: Iterable[str], tokens: Iterable[Token], classes: NounClasses) -> bool:
    found = list(tokens)
    wanted = list(words)
    if NONE in wanted:
        return not found
    if ANY in wanted:
        return bool(found)
    return any(_is_one_of(lemma, wanted, classes) for token in found for lemma in lemmas_of(parse, token))


def _is_one_of(lemma: str, words: Iterable[str], classes: NounClasses) -> bool:
    return any(lemma in classes.classes[word[1:]] if word.startswith("@") else lemma == word for word in words)
