"""What a report is compared by: words, names and figures, taken from its reading once and kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

import msgspec

from ..knowledge.folding import fold
from ..knowledge.linking import load_linking
from ..model.reading import Actor, Reading
from .slots import Slots, slots_of
from .words import Sentence, joined, sentences, stem, stems

LANGUAGE = "en"
KINDS = ("words", "lead", "persons", "places", "organisations", "numbers", "acts")
_ORGANISED = {"organisation", "government", "armed_group"}
LEADING = 3.0  # how often the person most often named must be


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """A report as it is compared: `counts` by kind and term, headline and lead counting more; `slots` by name.

    `top` are the names of the lead; `day` is the publication day when it was stated, not inferred from the text.
    """

    report: str
    day: str | None
    counts: dict[str, dict[str, float]]
    slots: Slots
    top: dict[str, tuple[str, ...]]


def profile_of(reading: Reading) -> Profile:
    """What the report of a reading is compared by."""
    report = reading.report
    text = joined(report.text)
    told = list(sentences(report.title, text))
    lead = " ".join(each.text for each in told if each.lead)
    end = _lead_end(report.text, told)
    names = dict(_names(reading, end))
    counts = {"words": _words(told), "lead": _words([each for each in told if each.lead])}
    counts |= {kind: dict(counted) for kind, (counted, _) in names.items()}
    known = load_linking(LANGUAGE)
    slots = slots_of(reading, text, lead, known)
    counts["numbers"] = dict(Counter(slots.get("counted", ())) | Counter(_figures(reading)))
    counts["acts"] = dict(Counter(f"{event.type} {stem(event.trigger.text)}" for event in reading.events))
    slots |= {
        name: values for name, values in (("date", _dates(reading, end)), ("leading", _leading(counts))) if values
    }
    published = report.published
    stated = published is not None and published.basis != "inferred"
    return Profile(
        report=report.id,
        day=published.value if stated and published else None,
        counts=counts,
        slots=slots,
        top={kind: tuple(top) for kind, (_, top) in names.items()},
    )


def _lead_end(text: str, told: list[Sentence]) -> int:
    """Where the third sentence ends: as many letters that are no space as the lead has."""
    letters = sum(len("".join(each.text.split())) for each in told if each.lead)
    for place, letter in enumerate(text):
        letters -= not letter.isspace()
        if letters <= 0:
            return place + 1
    return len(text)


def _words(told: list[Sentence]) -> dict[str, float]:
    found: Counter[str] = Counter()
    for sentence in told:
        for word in stems(sentence.text):
            found[word] += sentence.weight
    return {word: float(count) for word, count in found.items()}


def _names(reading: Reading, end: int) -> Iterator[tuple[str, tuple[dict[str, float], list[str]]]]:
    """By kind of name: how often each is named, and those of the lead."""
    named: dict[str, tuple[dict[str, float], list[str]]] = {
        kind: (defaultdict(float), []) for kind in ("persons", "places", "organisations")
    }
    for actor in reading.actors:
        kind = "persons" if actor.kind == "person" else "organisations" if actor.kind in _ORGANISED else None
        mentions = [each for each in actor.mentions if each.form == "name"]
        if kind is None or not mentions:
            continue
        key = _key(actor)
        for mention in mentions:
            named[kind][0][key] += 2.0 if mention.start < end else 1.0
        if mentions[0].start < end:
            named[kind][1].append(key)
    for place in reading.places:
        if place.kind == "place":
            key = fold(place.name)
            named["places"][0][key] += 2.0 if place.start < end else 1.0
            if place.start < end and key not in named["places"][1]:
                named["places"][1].append(key)
    yield from named.items()


def _key(actor: Actor) -> str:
    """A known actor by id; a person by surname, which is compared but never decides alone."""
    if actor.basis != "report":
        return actor.id
    name = fold(actor.name)
    return name.rsplit(" ", 1)[-1] if actor.kind == "person" else name


def _figures(reading: Reading) -> Iterator[str]:
    for figure in reading.figures:
        value = figure.best or figure.low or figure.high
        if figure.of is not None and value:
            yield f"{value:g} {stem(figure.of.text.split()[-1])}"


def _dates(reading: Reading, end: int) -> tuple[str, ...]:
    """The days that the lead names, as `YYYY-MM-DD`, or `XXXX-MM-DD` when the year stays open."""
    days = [each.value for each in reading.times if each.start < end and each.type in {"DATE", "TIME"} and each.value]
    return tuple(dict.fromkeys(day[:10] for day in days if len(day) >= 10 and day[4] == "-" and day[5:7].isdigit()))


def _leading(counts: dict[str, dict[str, float]]) -> tuple[str, ...]:
    best = max(counts["persons"].items(), key=lambda each: (each[1], each[0]), default=("", 0.0))
    return (best[0],) if best[1] >= LEADING else ()
