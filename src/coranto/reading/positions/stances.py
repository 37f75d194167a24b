"""For or against: what the cue of a statement says of its content, and what the content says itself."""

from __future__ import annotations

from collections.abc import Sequence

from ...knowledge.phrases import Index
from ...knowledge.positions import StancePhrases
from ...model.reading import Polarity, Stance, Statement
from ..phrases import Word, occurrences
from .ground import Ground

Stances = dict[str, Stance]
BY_POLARITY: dict[Polarity, Stance] = {
    "denies": "opposes",
    "doubts": "opposes",
    "demands": "demands",
    "promises": "supports",
    "threatens": "supports",
    "praises": "supports",
    "offers": "offers",
}
OPPOSITE: dict[Stance, Stance] = {
    "supports": "opposes",
    "demands": "opposes",
    "offers": "opposes",
    "opposes": "supports",
}
# rules whose content is a clause or speech: what is said decides, the cue only when it denies
CLAUSES = (
    "say/say clause",
    "say/in commas",
    "tell/",
    "quotation/",
    "according",
    "show/",
    "headline/name",
    "transcript/",
    "belief/belief clause",
)
OPEN = ("belief/", "commit/")


class Judge:
    """The phrases of stances, indexed once for a report."""

    def __init__(self, ground: Ground) -> None:
        self.cues, self.contents = ground.knowledge.cues, ground.knowledge.contents
        self.denials = ground.knowledge.words.denials

    def stance(self, statement: Statement, cue: Sequence[Word], content: Sequence[Word]) -> Stance | None:
        """The stance of a statement towards what its content names; None where it takes none."""
        inside = _first(content, self.contents)
        by_cue = _first(cue, self.cues)
        if statement.rule.startswith(CLAUSES):
            if statement.polarity in {"denies", "doubts"}:
                return "opposes"
            vowed = statement.polarity in {"promises", "threatens"} and by_cue == "supports"
            if by_cue is not None and (vowed or (inside is None and statement.rule.startswith(OPEN))):
                return self._turned(by_cue, content)
            return inside or self._begun(statement, content)
        if statement.rule.startswith("demand/"):
            return self._turned("demands", content)
        stance = by_cue or BY_POLARITY.get(statement.polarity)
        if stance is not None:
            return self._turned(stance, content)
        if statement.rule.startswith("attitude/"):
            return None  # "accused him of rejecting the vote" takes no side
        return inside or self._begun(statement, content)

    def behind(self, beginning: Sequence[Word], content: Sequence[Word]) -> Sequence[Word] | None:
        """The words after a refusal with which speech begins: "We will not ..."; None where it does not."""
        starts = {word.start for word in beginning}
        for found in occurrences(content, self.contents):
            if found.start not in starts:
                return None
            return [word for word in content if word.start > found.last.start]
        return None

    def _turned(self, stance: Stance, content: Sequence[Word]) -> Stance:
        """ "vowed never to negotiate": against it."""
        return OPPOSITE[stance] if self._is_denied(content) and stance in OPPOSITE else stance

    def _begun(self, statement: Statement, content: Sequence[Word]) -> Stance | None:
        """ "X: No Assault on Y"."""
        if self._is_denied(content) and statement.rule.startswith("headline/"):
            return "opposes"
        return None

    def _is_denied(self, content: Sequence[Word]) -> bool:
        return any(form in self.denials for word in content[:2] for form in word.forms)


def _first(words: Sequence[Word], index: Index) -> Stance | None:
    for found in occurrences(words, index):
        phrases = found.phrases
        if isinstance(phrases, StancePhrases):
            return phrases.stance
    return None
