"""Acts of several reports that are one: which are compared, which pairs are one, and how pairs make a group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence, Set
from typing import Final

import msgspec

from .acts import FAR_KM, Act, Feature, apart_days, between, features

SAME: Final = 3.0  # score from which on two acts are one
WINDOW: Final = 4  # days between the publication of two tellings

Telling = tuple[str, str]  # of a report, its event


class Joined(msgspec.Struct, frozen=True):
    """Two acts that are one, with the score and what speaks for and against it."""

    one: Telling
    other: Telling
    score: float
    features: tuple[Feature, ...]

    @property
    def why(self) -> str:
        """The features in words: "actor: gov.rus +1.8; day: 2018-09-07 +1.5"."""
        return "; ".join(f"{each.name}: {each.why} {each.value:+.1f}" for each in self.features)


def pairs(acts: Sequence[Act], own: Set[str], alike: Set[frozenset[str]]) -> Iterator[Joined]:
    """The pairs of acts that are one taken by themselves, at least one of them of a report in `own`.

    `alike` has the pairs of reports whose words are alike.
    """
    blocks: dict[tuple[str, str], list[Act]] = defaultdict(list)
    for act in acts:
        for key in {*act.actors, *act.recipients, *(("@" + act.place,) if act.place else ())}:
            blocks[act.type, key].append(act)
    seen: set[tuple[str, str, str, str]] = set()
    for block in blocks.values():
        block.sort(key=lambda each: each.day or "")
        for number, one in enumerate(block):
            for other in _following(one, block[number + 1 :]):
                key = (one.report, one.id, other.report, other.id)
                if key not in seen and not own.isdisjoint((one.report, other.report)):
                    seen.add(key)
                    if (found := _joined(one, other, alike)) is not None:
                        yield found


def _following(one: Act, rest: Sequence[Act]) -> Iterator[Act]:
    """The acts of other reports published soon after, in the order of days, that can be the same one."""
    for other in rest:
        if not _in_time(one, other):
            return
        if one.report != other.report and not _impossible(one, other):
            yield other


def _impossible(one: Act, other: Act) -> bool:
    """True of acts in two countries, in two towns far apart, or on days that cannot be one."""
    if one.place_country and other.place_country and one.place_country != other.place_country:
        return True
    if one.earliest and one.latest and other.earliest and other.latest:
        gap = min(apart_days(one.latest, other.earliest), apart_days(other.latest, one.earliest))
        if not (one.earliest <= other.latest and other.earliest <= one.latest) and gap > 1:
            return True
    far = one.exact and other.exact and one.place != other.place
    return far and (apart := between(one, other)) is not None and apart > FAR_KM


def _joined(one: Act, other: Act, alike: Set[frozenset[str]]) -> Joined | None:
    """Two acts compared; None when they are not one."""
    one, other = sorted((one, other), key=lambda each: (each.report, each.id))
    found = tuple(features(one, other, alike=frozenset((one.report, other.report)) in alike))
    score = sum(each.value for each in found)
    if score < SAME:
        return None
    return Joined((one.report, one.id), (other.report, other.id), round(score, 3), found)


def _in_time(one: Act, other: Act) -> bool:
    return one.day is None or other.day is None or apart_days(one.day, other.day) <= WINDOW


def together(found: Sequence[tuple[Telling, Telling, float]]) -> list[list[Telling]]:
    """The groups of acts that are one, best pairs first; no group holds two acts of one report."""
    group: dict[Telling, int] = {}
    members: dict[int, list[Telling]] = {}
    close = {frozenset((one, other)) for one, other, _ in found}
    for one, other, _ in sorted(found, key=lambda pair: (-pair[2], *sorted(pair[:2]))):
        for act in sorted((one, other)):
            if act not in group:
                group[act] = len(members)
                members[group[act]] = [act]
        a, b = sorted((group[one], group[other]))
        if a == b or not _fit(members[a], members[b], close):
            continue
        for act in members[b]:
            group[act] = a
        members[a] += members[b]
        members[b] = []
    return [sorted(each) for each in members.values() if len(each) > 1]


def _fit(mine: Sequence[Telling], theirs: Sequence[Telling], close: Set[frozenset[Telling]]) -> bool:
    """True when at least half of the pairs between two groups are one by themselves, and no report has two acts."""
    if {report for report, _ in mine} & {report for report, _ in theirs}:
        return False
    between = [frozenset((one, other)) in close for one in mine for other in theirs]
    return 2 * sum(between) >= len(between)
