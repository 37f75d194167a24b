"""What a statement is about: an issue of the register with a name of the report to it, else its own words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import msgspec

from ..phrases import Word, occurrences
from ..tree import ancestors
from .ground import Ground

NEAR = 4  # words around an issue's noun among which a word may end it
BEFORE, AFTER = 4, 6  # words around an issue's noun among which a name belongs to it
LONGEST = 8  # words of an issue that no register has


class Subject(msgspec.Struct, frozen=True):
    """An issue as a statement names it, `kind` without the name of a place; `known` when the register has it."""

    name: str
    proposition: str
    kind: str
    known: bool = True


class Register:
    """The issues with the names of the report that tell one offensive from another."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.words = ground.knowledge.words
        self.issues, self.index = ground.knowledge.issues, ground.knowledge.named
        self.names = _names(ground)

    def find(self, words: Sequence[Word]) -> Subject | None:
        """The issue of a stretch of words: that of the word highest in the sentence; None where it names none."""
        found = [(self._depth(each.last), each.start, each) for each in occurrences(words, self.index)]
        if not found:
            return None
        best = min(found, key=lambda each: each[:2])[2]
        kind = best.phrases.name
        first, last = words.index(best.first), words.index(best.last)
        name = self._name_beside(words, first, last)
        issue = f"{name} {kind}" if name else kind
        proposition = self.issues[kind].proposition
        stopped = [word for word in words[last + 1 : last + 1 + NEAR] if word.pos == "VERB"]  # "wants the raids halted"
        if any(set(word.forms) & self.words.ends for word in (*words[max(0, first - NEAR) : first], *stopped)):
            return Subject(self.words.end_to.format(issue=issue), proposition, self.words.end_to.format(issue=kind))
        return Subject(issue, proposition, kind)

    def learned(self, words: Sequence[Word]) -> Subject | None:
        """An issue in the report's own words, where they say enough."""
        text = self.ground.parse.text
        kept = [word for word in words if any(letter.isalnum() for letter in text[word.start : word.end])]
        while kept and kept[0].forms[0] in self.words.opening:
            kept = kept[1:]
        if not kept or all(set(word.forms) & self.words.pointers for word in kept):
            return None
        phrase = " ".join(text[kept[0].start : kept[min(LONGEST, len(kept)) - 1].end].split())
        return Subject(phrase, phrase, phrase, known=False)

    def points_back(self, words: Sequence[Word]) -> bool:
        """True where the words only point to something spoken of: "the aim", "no program"."""
        pointers = self.words.pointers
        pronouns = [word for word in words if word.pos == "PRON" and set(word.forms) & pointers]
        nouns = [word for word in words if word.pos in {"NOUN", "PROPN"} or (not word.pos and word.forms[0].isalpha())]
        return bool(nouns or pronouns) and all(set(word.forms) & pointers for word in nouns)

    def _depth(self, word: Word) -> int:
        if word.token < 0:
            return 0
        return sum(1 for _ in ancestors(self.ground.parse, self.ground.parse.tokens[word.token]))

    def _name_beside(self, words: Sequence[Word], first: int, last: int) -> str | None:
        """The name nearest to an issue's noun, one before it first: "Iranian withdrawal", "assault on Idlib"."""
        before = [self._name(word) for word in reversed(words[max(0, first - BEFORE) : first])]
        after = [self._name(word) for word in words[last + 1 : last + 1 + AFTER]]
        adjacent = before[:1]
        return next((name for name in (*adjacent, *after, *before[1:]) if name), None)

    def _name(self, word: Word) -> str | None:
        return self.names.get(self.ground.parse.text[word.start : word.end])


def _names(ground: Ground) -> dict[str, str]:
    """The last words of names of places and governments, each with the name to print."""
    found: dict[str, str] = {}
    for place in ground.places:
        found.setdefault(place.text.split()[-1], place.name)
    for actor in ground.actors:
        if actor.kind == "armed_group":
            for mention in actor.mentions:
                if mention.form == "name":
                    found.setdefault(mention.text.split()[-1], actor.name)
    return found


def settled(subjects: Sequence[Subject]) -> dict[Subject, Subject]:
    """A bare "offensive" is the one offensive that the report names elsewhere, where it names one alone."""
    full: dict[str, Counter[Subject]] = {}
    for subject in subjects:
        if subject.known and subject.name != subject.kind:
            full.setdefault(subject.kind, Counter())[subject] += 1
    found: dict[Subject, Subject] = {}
    for subject in subjects:
        choices = full.get(subject.kind)
        if subject.known and subject.name == subject.kind and choices and len({each.name for each in choices}) == 1:
            found[subject] = next(iter(choices))
    return found
