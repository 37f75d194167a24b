"""Who said, refused to say, or was silent about what, and to whom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from ...model.reading import Statement
from ..stretches import Stretches
from .according import find_according
from .direct import find_direct
from .entries import Writer, with_chains
from .ground import Draft, Ground
from .headlines import find_headlines
from .minds import find_minds
from .nouns import find_nouns
from .silences import find_silences, unsaid
from .verbs import find_verbs

__all__ = ["Draft", "Ground", "Told", "find_direct", "find_statements"]

# rules that count for nothing inside the content of another statement
WEAK = ("belief/", "attitude/", "show/", "noun/", "say/say object", "support/", "commit/", "demand/")
WOVEN = "quotation/woven in"  # no statement of its own inside one that has a cue


class Told(msgspec.Struct, frozen=True):
    """The statements of a report, and what they say of the minds of others: "he said the army wants the bridge"."""

    statements: tuple[Statement, ...]
    minds: tuple[Statement, ...]


def find_statements(ground: Ground, direct: Sequence[Draft]) -> Told:
    """The statements of a report in text order; `direct` are those in quotation marks, found before."""
    writer, silences = Writer(ground), find_silences(ground)
    found_indirect = (
        *find_verbs(ground, direct),
        *find_according(ground),
        *find_nouns(ground),
        *find_minds(ground),
        *find_headlines(ground),
    )
    covered = [unsaid(ground, silence) for silence in silences]
    indirect = [
        draft for draft in found_indirect if not _covered(draft, covered) and not _inside_quotation(ground, draft)
    ]
    indirect, minds = _without_nested(writer, indirect, direct)
    told = Stretches((*part, True) for draft in indirect if draft.cue for part in draft.content)
    spoken = [draft for draft in direct if draft.rule != WOVEN or not any(told.around(*_first(draft)))]
    kept = [*silences, *spoken, *indirect]
    statements = _ordered(writer, kept)
    inner = [each for each in _ordered(writer, minds) if each.id not in {one.id for one in statements}]
    return Told(with_chains(statements, statements), with_chains(inner, statements))


def _ordered(writer: Writer, drafts: Sequence[Draft]) -> list[Statement]:
    """The statements of drafts in text order; of two by one cue the first."""
    found = [writer.write(draft) for draft in drafts]
    unique = {statement.id: statement for statement in reversed(found)}
    return sorted(unique.values(), key=lambda each: (_start(each), each.id))


def _start(statement: Statement) -> int:
    spans = [*statement.content[:1], *([statement.cue] if statement.cue else [])]
    return min(span.start for span in spans)


def _covered(draft: Draft, silences: Sequence[tuple[int, int]]) -> bool:
    """A negated cue is never an assertion, nor is what it governs."""
    return draft.cue is not None and any(start <= draft.cue[0] < end for start, end in silences)


def _inside_quotation(ground: Ground, draft: Draft) -> bool:
    """A cue inside somebody's quotation reports nothing of the outlet's own."""
    at = draft.cue[0] if draft.cue else draft.content[0][0]
    place = bisect_right(ground.outer, at, key=lambda each: each.start) - 1
    return place >= 0 and ground.outer[place].start < at < ground.outer[place].end


def _without_nested(
    writer: Writer, indirect: Sequence[Draft], direct: Sequence[Draft]
) -> tuple[list[Draft], list[Draft]]:
    """No attitude inside the content of another statement: "said he hopes that X" is one; and one for each cue.

    Those that tell of somebody else's mind come second.
    """
    carried = {draft.cue[0] for draft in indirect if draft.cue and draft.rule.startswith("support/")}
    parts = [(*part, frozenset(writer.speakers(draft))) for draft in (*indirect, *direct) for part in draft.content]
    outer = Stretches(parts)
    kept: list[Draft] = []
    minds: list[Draft] = []
    for draft in indirect:
        if draft.cue is not None and draft.cue[0] in carried and not draft.rule.startswith("support/"):
            continue
        if draft.cue is None or not draft.rule.startswith(WEAK) or not _is_within(outer, draft.cue[0], draft.content):
            kept.append(draft)
        elif not _is_within(outer, draft.cue[0], draft.content, frozenset(writer.speakers(draft))):
            minds.append(draft)
    return kept, minds


def _first(draft: Draft) -> tuple[int, int]:
    """The first character of a content."""
    start = draft.content[0][0]
    return start, start + 1


def _is_within(
    outer: Stretches[frozenset[str]],
    position: int,
    own: Sequence[tuple[int, int]],
    speakers: frozenset[str] = frozenset(),
) -> bool:
    """True where a stretch that is not one of `own`, nor somebody else's than `speakers`, is around a position."""
    return any(
        (start, end) not in own and not (speakers and whose and not speakers & whose)
        for start, end, whose in outer.around(position, position + 1)
    )
