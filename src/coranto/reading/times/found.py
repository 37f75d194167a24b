"""An expression on its way to a value: where it stands, which rule found it, and what the rule captured."""

from __future__ import annotations

import re

import msgspec

from ...knowledge.times import MARKS, Rule, TimeKnowledge

# The kind of expression an operation makes; joins ask for kinds.
KINDS = {
    "W": ("weekday", "weekdayctx", "weekdaysago", "weekdayof"),
    "D": ("date", "numeric", "md", "mdwhich", "mdctx", "mdctxwhich", "weekdayord", "dayctx", "nthweekday", "today",
          "yesterday", "tomorrow", "dayaftertomorrow", "daybefore", "sameday", "nextday", "prevday", "ordday",
          "holiday", "lastnight"),
    "M": ("month", "monthctx", "monthwhich", "bmonth"),
    "Y": ("year", "yearend2", "decade", "century"),
    "S": ("season", "seasonnext", "seasonctx", "seasonw", "season0", "season0b", "quarter", "quarterw", "quarterended",
          "lateq", "half", "halfctx"),
    "U": ("unit", "unitctx", "unitnext", "theunit", "weekend", "weekof", "weekofmonth"),
    "T": ("clock", "clockdigits", "clockword", "noon", "midnight"),
    "P": ("dur", "durX", "durrange", "durfraction", "durtwo"),
    "L": ("ago", "earlier", "later", "fromnow", "yearago"),
}  # fmt: skip
_KIND_OF = {operation: kind for kind, operations in KINDS.items() for operation in operations}


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """An expression: `groups` are the captured words, `given` what the rule adds, `base` and `clock` what is joined."""

    start: int
    end: int
    rule: str
    operation: str
    groups: dict[str, str]
    given: dict[str, str] = {}
    mod: str | None = None
    base: Found | None = None
    clock: Found | None = None

    @property
    def innermost(self) -> Found:
        """What rules found before anything was joined to it."""
        return self.base.innermost if self.base else self

    @property
    def kind(self) -> str:
        """One letter; a join has the kind of what it was built on."""
        return _KIND_OF.get(self.innermost.operation, "N")


WINDOW = 48  # characters on both sides of a seed in which its rules look
_WORD = re.compile(r"[^\W\d_]+|\d+")


class Candidate(msgspec.Struct, frozen=True):
    """What one rule found; `off` are the modes it is switched off in."""

    order: int
    found: Found
    off: tuple[str, ...]


def find_candidates(text: str, start: int, end: int, knowledge: TimeKnowledge) -> list[Candidate]:
    """Everything that rules find in `[start, end)`: each rule looks only around the words it needs."""
    windows = _windows(text, start, end, knowledge)
    found: list[Candidate] = []
    for order in sorted({order for need in windows for order in knowledge.needing[need]}):
        rule = knowledge.rules[order]
        for left, right in _merged(windows, rule.entry.needs):
            found += [
                Candidate(order, _found(rule, match), rule.entry.off)
                for match in rule.pattern.finditer(text, left, right)
            ]
    return found


def settle(candidates: list[Candidate], mode: str) -> list[Found]:
    """The longest expressions of a mode, none overlapping, in text order."""
    return _without_overlap(
        [(each.found.start - each.found.end, each.order, each.found) for each in candidates if mode not in each.off]
    )


def join_all(text: str, start: int, end: int, atoms: list[Found], knowledge: TimeKnowledge) -> list[Found]:
    """Expressions built on others: "early" and a week, a clock time and a day; up to three times, so joins nest."""
    for _ in range(3):
        joined = _join_once(text, start, end, atoms, knowledge)
        if joined == atoms:
            break
        atoms = joined
    return atoms


def _windows(text: str, start: int, end: int, knowledge: TimeKnowledge) -> dict[str, list[tuple[int, int]]]:
    windows: dict[str, list[tuple[int, int]]] = {}
    for word in _WORD.finditer(text, start, end):
        seed = "0" if word.group()[0].isdigit() else word.group().lower()
        for need in knowledge.seeds.get(seed, ()):
            left, right = max(start, word.start() - WINDOW), min(end, word.end() + WINDOW)
            spans = windows.setdefault(need, [])
            if spans and spans[-1][1] >= left:
                spans[-1] = (spans[-1][0], right)
            else:
                spans.append((left, right))
    return windows


def _merged(windows: dict[str, list[tuple[int, int]]], needs: tuple[str, ...]) -> list[tuple[int, int]]:
    if len(needs) == 1:
        return windows.get(needs[0], [])
    spans: list[tuple[int, int]] = []
    for left, right in sorted(span for need in needs for span in windows.get(need, ())):
        if spans and spans[-1][1] >= left:
            spans[-1] = (spans[-1][0], max(spans[-1][1], right))
        else:
            spans.append((left, right))
    return spans


def _found(rule: Rule, match: re.Match[str]) -> Found:
    groups = {name: words for name, words in match.groupdict().items() if words is not None}
    narrowed = "x" in groups
    return Found(
        start=match.start("x") if narrowed else match.start(),
        end=match.end("x") if narrowed else match.end(),
        rule=rule.entry.name,
        operation=rule.entry.operation,
        groups=groups,
        given=rule.entry.with_,
        mod=rule.entry.mod,
    )


def _without_overlap(candidates: list[tuple[int, int, Found]]) -> list[Found]:
    taken: list[Found] = []
    occupied: set[int] = set()
    for _, _, found in sorted(candidates, key=lambda each: (each[0], each[1], each[2].start)):
        places = range(found.start, found.end)
        if occupied.isdisjoint(places):
            occupied.update(places)
            taken.append(found)
    return sorted(taken, key=lambda found: found.start)


def _join_once(text: str, start: int, end: int, atoms: list[Found], knowledge: TimeKnowledge) -> list[Found]:
    masked, origin = _masked(text, start, end, atoms)
    at_mark = dict(_marks(masked, atoms))
    candidates: list[tuple[int, int, Found]] = []
    for order, join in enumerate(knowledge.joins):
        for left, right in _around(at_mark, len(masked)):
            for match in join.pattern.finditer(masked, left, right):
                base = at_mark.get(match.start("b"))
                if base is None or base.rule in join.entry.unless:
                    continue
                found = _joined(join, match, base, at_mark, origin)
                candidates.append((match.start() - match.end(), order, found))
    joined = _without_overlap(candidates)
    kept = [atom for atom in atoms if not any(one.start <= atom.start and atom.end <= one.end for one in joined)]
    return sorted([*kept, *joined], key=lambda found: found.start)


def _joined(join: Rule, match: re.Match[str], base: Found, at_mark: dict[int, Found], origin: list[int]) -> Found:
    groups = {name: words for name, words in match.groupdict().items() if words is not None}
    return Found(
        start=origin[match.start()],
        end=origin[match.end() - 1] + _length_at(match.end() - 1, at_mark),
        rule=f"{join.entry.name}: {base.rule}",
        operation=join.entry.operation,
        groups=groups,
        given=join.entry.with_,
        mod=join.entry.mod,
        base=base,
        clock=at_mark.get(match.start("t")) if "t" in groups else None,
    )


def _length_at(place: int, at_mark: dict[int, Found]) -> int:
    found = at_mark.get(place)
    return found.end - found.start if found else 1


def _masked(text: str, start: int, end: int, atoms: list[Found]) -> tuple[str, list[int]]:
    """The text with one mark for each expression, and for each of its characters the place it came from."""
    parts: list[str] = []
    origin: list[int] = []
    position = start
    for atom in atoms:
        parts.append(text[position : atom.start])
        origin.extend(range(position, atom.start))
        parts.append(MARKS[atom.kind])
        origin.append(atom.start)
        position = atom.end
    parts.append(text[position:end])
    origin.extend(range(position, end))
    return "".join(parts), origin


def _marks(masked: str, atoms: list[Found]) -> list[tuple[int, Found]]:
    marks = frozenset(MARKS.values())
    places = [place for place, letter in enumerate(masked) if letter in marks]
    return list(zip(places, atoms, strict=False))


def _around(at_mark: dict[int, Found], length: int) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for place in at_mark:
        left, right = max(0, place - WINDOW), min(length, place + WINDOW)
        if spans and spans[-1][1] >= left:
            spans[-1] = (spans[-1][0], right)
        else:
            spans.append((left, right))
    return spans
