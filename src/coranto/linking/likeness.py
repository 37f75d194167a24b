"""How alike two reports are: words and names by their rarity, and slot by slot what agrees or contradicts."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Final

import msgspec

from .profile import KINDS, Profile

WEIGHTS: Final = {
    "words": 0.40, "lead": 0.15, "persons": 0.20, "places": 0.10, "organisations": 0.10, "numbers": 0.10, "acts": 0.05,
}  # fmt: skip
STEP: Final = 0.075  # what a weight of 1 counts
# What a slot counts for when it agrees, and when it contradicts. No slot is a veto: the best contradict in a tenth of
# true pairs (tolls rise, spokesmen have ages, reports look back on other years).
SLOTS: Final = {
    "date": (3.0, 1.7), "score": (2.0, 2.0), "leading": (2.0, 1.7), "counted": (1.6, 1.7), "year": (1.5, 1.5),
    "age": (1.4, 1.9), "magnitude": (1.3, 1.5), "injured": (1.0, 2.0), "weekday": (1.0, 1.0), "money": (0.5, 1.2),
    "ordinal": (0.3, 0.6), "dead": (0.2, 1.4), "clock": (3.0, 0.0), "published": (0.0, 3.0),
    "top persons": (0.0, 0.8), "top places": (0.0, 0.8), "top organisations": (0.0, 0.8),
}  # fmt: skip
STRANGERS = 0.55  # share of a lead's names that stand in the other report, below which they are others
COMMON = 0.5  # share of the reports that have a value, from which on its agreement is no evidence


class Rarity(msgspec.Struct, frozen=True):
    """How many reports there are, and how many have each term of each kind and each value of each slot."""

    reports: int
    terms: dict[str, dict[str, int]]
    values: dict[str, dict[str, int]]

    def idf(self, kind: str, term: str) -> float:
        """The inverse document frequency of a term, smoothed."""
        return math.log((self.reports + 1) / (self.terms[kind].get(term, 0) + 0.5))

    def rare(self, slot: str, value: str) -> float:
        """What the agreement on a value is worth: 1 for one that few reports have, 0 for one that half of them have."""
        share = self.values[slot].get(value, 0) / max(self.reports, 1)
        return max(0.0, 1.0 - share / COMMON)


def rarity_of(profiles: Iterable[Profile]) -> Rarity:
    """The rarity of everything in some reports."""
    total = 0
    terms: dict[str, Counter[str]] = {kind: Counter() for kind in KINDS}
    values: dict[str, Counter[str]] = {slot: Counter() for slot in SLOTS}
    for profile in profiles:
        total += 1
        for kind in KINDS:
            terms[kind].update(profile.counts[kind].keys())
        for slot, found in profile.slots.items():
            values[slot].update(found)
    return Rarity(total, {k: dict(v) for k, v in terms.items()}, {k: dict(v) for k, v in values.items()})


class Vectors(msgspec.Struct, frozen=True):
    """The unit vector of a report for each kind."""

    of: dict[str, dict[str, float]]


def vectors_of(profile: Profile, rarity: Rarity) -> Vectors:
    """The terms of a report weighed by (1 + log tf) x idf, each kind of length 1."""
    found: dict[str, dict[str, float]] = {}
    for kind in KINDS:
        weighed = {
            term: (1 + math.log(max(count, 1.0))) * idf
            for term, count in profile.counts[kind].items()
            if (idf := rarity.idf(kind, term)) > 0
        }
        length = math.sqrt(sum(each * each for each in weighed.values()))
        found[kind] = {term: each / length for term, each in weighed.items()} if length else {}
    return Vectors(found)


def likeness(one: Vectors, other: Vectors) -> float:
    """The similarity of two reports by words and names: a weighed mean of cosines, at most 1.05."""
    return sum(weight * _dot(one.of[kind], other.of[kind]) for kind, weight in WEIGHTS.items())


def _dot(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(each * other[term] for term, each in one.items() if term in other)


def compared(one: Profile, other: Profile, *rarities: Rarity) -> dict[str, float]:
    """Slot by slot: above 0 agreement, below 0 contradiction, 0 neither; a slot that one side lacks is not there.

    `rarities` are those of the times of both; what is common in one of them is common.
    """
    found: dict[str, float] = {}
    for slot, judge in _JUDGES.items():
        mine, theirs = one.slots.get(slot), other.slots.get(slot)
        if mine and theirs:
            found[slot] = judge(mine, theirs, _rare_in(slot, rarities))
    if (leading := _leading(one, other, _rare_in("leading", rarities))) is not None:
        found["leading"] = leading
    for kind in ("persons", "places", "organisations"):
        if (top := _top(one, other, kind)) is not None:
            found[f"top {kind}"] = top
    if one.day and other.day:
        found["published"] = _apart(one.day, other.day)
    return found


def _rare_in(slot: str, rarities: tuple[Rarity, ...]) -> Callable[[str], float]:
    return lambda value: min(each.rare(slot, value) for each in rarities)


def counts_for(slot: str, value: float) -> float:
    """What a slot's agreement or contradiction adds to the score of two reports."""
    agrees, contradicts = SLOTS[slot]
    return STEP * value * (agrees if value > 0 else contradicts)


_Rare = Callable[[str], float]
_Judge = Callable[[tuple[str, ...], tuple[str, ...], _Rare], float]


def _one_in_common(mine: tuple[str, ...], theirs: tuple[str, ...], rare: _Rare) -> float:
    shared = set(mine) & set(theirs)
    return max(rare(each) for each in shared) if shared else -1.0


def _near(ratio: float = 0.0, difference: float = 0.0) -> _Judge:
    """Two numbers agree within a ratio, or a difference; the nearest two are taken."""

    def judge(mine: tuple[str, ...], theirs: tuple[str, ...], rare: _Rare) -> float:  # noqa: ARG001
        units = {each.partition(" ")[2] for each in (*mine, *theirs)}
        if len(units) > 1 and not {each.partition(" ")[2] for each in mine} & {
            each.partition(" ")[2] for each in theirs
        }:
            return 0.0
        for one in mine:
            for other in theirs:
                a, b = _number(one), _number(other)
                if one.partition(" ")[2] != other.partition(" ")[2]:
                    continue
                if abs(a - b) <= difference or (ratio and min(a, b) > 0 and max(a, b) / min(a, b) <= ratio):
                    return 1.0
        return -1.0

    return judge


def _number(value: str) -> float:
    try:
        return float(value.partition(" ")[0].replace(",", "."))
    except ValueError:
        return 0.0


def _counts(mine: tuple[str, ...], theirs: tuple[str, ...], rare: _Rare) -> float:
    """The same noun with the same number agrees; with another number only it contradicts."""
    shared = set(mine) & set(theirs)
    if shared:
        return max(rare(each) for each in shared)
    nouns = {each.partition(" ")[2] for each in mine} & {each.partition(" ")[2] for each in theirs}
    return -1.0 if nouns else 0.0


def _dates(mine: tuple[str, ...], theirs: tuple[str, ...], rare: _Rare) -> float:
    """Within three days they agree, beyond ten they contradict; an open year is no matter."""
    best = min(_days_between(one, other) for one in mine for other in theirs)
    if best <= 3:
        return max(rare(each) for each in (*mine, *theirs))
    return 0.0 if best <= 10 else -1.0


def _days_between(one: str, other: str) -> int:
    open_year = one.startswith("X") or other.startswith("X")
    try:
        a, b = (date.fromisoformat(f"2000{each[4:]}" if open_year else each) for each in (one, other))
    except ValueError:
        return 0
    apart = abs((a - b).days)
    return min(apart, 366 - apart) if open_year else apart


_JUDGES: Final[dict[str, _Judge]] = {
    "date": _dates,
    "score": _one_in_common,
    "counted": _counts,
    "year": _one_in_common,
    "age": _near(difference=1),
    "magnitude": _near(difference=0.15),
    "injured": _near(ratio=1.6),
    "weekday": _one_in_common,
    "money": _near(ratio=1.6),
    "ordinal": _one_in_common,
    "dead": _near(ratio=1.5),
    "clock": lambda mine, theirs, rare: 1.0 if set(mine) & set(theirs) else 0.0,  # noqa: ARG005
}


def _leading(one: Profile, other: Profile, rare: _Rare) -> float | None:
    """The person most often named: the same agrees; it contradicts when neither stands in the other's lead."""
    mine, theirs = one.slots.get("leading"), other.slots.get("leading")
    if not mine or not theirs:
        return None
    if mine == theirs:
        return rare(mine[0])
    return 0.0 if mine[0] in other.top["persons"] or theirs[0] in one.top["persons"] else -1.0


def _top(one: Profile, other: Profile, kind: str) -> float | None:
    """Leads that both name somebody contradict when hardly any of the names stands anywhere in the other report.

    That they stand there says nothing: the two captures of ships by one navy name the same ministries.
    """
    if not one.top[kind] or not other.top[kind]:
        return None
    shared = max(_share(one.top[kind], other.counts[kind]), _share(other.top[kind], one.counts[kind]))
    return -1.0 if shared < STRANGERS else 0.0


def _share(names: tuple[str, ...], anywhere: Mapping[str, float]) -> float:
    return sum(name in anywhere for name in names) / len(names)


def _apart(one: str, other: str) -> float:
    """Publication days: up to two days apart say nothing, more speak against it."""
    days = abs((date.fromisoformat(one) - date.fromisoformat(other)).days)
    return 0.0 if days <= 2 else -0.4 if days <= 4 else -1.0
