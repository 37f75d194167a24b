"""One story over days: acts of one kind in one area, or between two countries, that go on with no long pause.

A thread is named by what makes it one - "attacks in Idlib", "talks between Iran and Syria" - so that its name is also
the reason why an act stands in it. An act can stand in several threads, a report in as many as its acts.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import msgspec

from ..knowledge.countries import countries
from ..knowledge.linking import load_linking
from .acts import Act

LANGUAGE = "en"
PAUSE = 14  # days without a report after which a thread has ended and another begins
FEWEST = 2  # happenings on different days that make a thread


class Instalment(msgspec.Struct, frozen=True, order=True):
    """A report of a thread: its day, itself, the happening it tells of, and its acts that stand in the thread."""

    day: str
    report: str
    happening: str
    acts: tuple[str, ...]


class Thread(msgspec.Struct, frozen=True, kw_only=True):
    """A story over days, in order; `instalments` are its reports, `first` and `last` days of publication."""

    id: str
    name: str
    first: str
    last: str
    instalments: tuple[Instalment, ...]

    @property
    def happenings(self) -> tuple[str, ...]:
        """The happenings in the order in which they came up."""
        return tuple(dict.fromkeys(each.happening for each in self.instalments))

    def new_since(self, day: str) -> tuple[Instalment, ...]:
        """The reports published on a day and later that tell of a happening not told before."""
        before = {each.happening for each in self.instalments if each.day < day}
        return tuple(each for each in self.instalments if each.day >= day and each.happening not in before)


def threads(
    told: Iterable[tuple[str, tuple[Act, ...]]], referring: Mapping[str, Iterable[str]] | None = None
) -> tuple[Thread, ...]:
    """The threads of some reports, each given with its happening; `referring` gives the reports that a report cites.

    A report that cites another continues the threads of it, however long the pause.
    """
    found: dict[tuple[str, str], list[Instalment]] = defaultdict(list)
    cites = {report: frozenset(others) for report, others in (referring or {}).items()}
    for happening, acts in told:
        keys: dict[tuple[str, str], list[str]] = defaultdict(list)
        for act in acts:
            for key in _keys(act) if act.day and not act.background else ():
                keys[key].append(act.id)
        for key, ids in keys.items():
            found[key].append(Instalment(str(acts[0].day), acts[0].report, happening, tuple(ids)))
    made = [each for key, some in found.items() for each in _made(key, sorted(some), cites)]
    return tuple(sorted(made, key=lambda each: (each.first, each.name, each.id)))


def _keys(act: Act) -> Iterator[tuple[str, str]]:
    """What an act makes a thread with: its type and the area, or its type and the two countries."""
    words = load_linking(LANGUAGE).threads
    if act.type in words.places and act.area:
        yield act.type, act.area
    if act.type in words.sides and act.actor_countries and act.recipient_countries:
        for one in act.actor_countries:
            for other in act.recipient_countries:
                if one != other:
                    yield act.type, "+".join(sorted((one, other)))


def _made(key: tuple[str, str], some: list[Instalment], cites: Mapping[str, frozenset[str]]) -> Iterator[Thread]:
    run: list[Instalment] = []
    for each in some:
        cited = cites.get(each.report, frozenset()) & {one.report for one in run}
        if run and not cited and _pause(run[-1].day, each.day) > PAUSE:
            yield from _thread(key, run)
            run = []
        run.append(each)
    yield from _thread(key, run)


def _thread(key: tuple[str, str], run: list[Instalment]) -> Iterator[Thread]:
    if len({each.happening for each in run}) >= FEWEST and len({each.day for each in run}) >= FEWEST:
        first = run[0]
        digest = hashlib.sha256("\x1f".join((*key, first.report)).encode("utf-8")).hexdigest()[:20]
        yield Thread(id=f"thread-{digest}", name=_name(key), first=first.day, last=run[-1].day, instalments=tuple(run))


def _name(key: tuple[str, str]) -> str:
    words = load_linking(LANGUAGE).threads
    if key[0] in words.places:
        return words.in_place.format(what=words.places[key[0]], where=key[1])
    names = [_country(code) for code in key[1].split("+")]
    return words.between.format(what=words.sides[key[0]], one=names[0], other=names[1])


def _country(code: str) -> str:
    return load_linking(LANGUAGE).threads.names.get(code) or countries().short_name(code) or code


def _pause(one: str, other: str) -> int:
    return (date.fromisoformat(other) - date.fromisoformat(one)).days
