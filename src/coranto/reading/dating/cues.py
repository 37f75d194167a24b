"""What a page says of its own date: each cue with the words it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

import msgspec

from ...knowledge.dating import load_dating
from ...model.reading import Time
from ...model.report import DateEvidence, Passage, Reference
from ..conflicts import Counted

Kind = Literal["weekday", "cited", "counted", "dateline", "label", "said", "weekday of date", "told", "nearby"]
_OPEN_DAY = re.compile(r"XXXX-(\d\d)-(\d\d)")
_OPEN_MONTH = re.compile(r"XXXX-(\d\d)")
_STATED = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")
_APPOSED = re.compile(r"[\s,(–—-]*(?:on )?(?:the )?")
LINES_AT_THE_TOP = 5
_RELATIVE = {"today": 0, "yday": 1, "tomorrow": -1}


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What a report is dated from; `undated` are its times as read without a publication date."""

    text: str
    passages: tuple[Passage, ...]
    references: tuple[Reference, ...]
    undated: tuple[Time, ...]
    counted: tuple[Counted, ...]
    language: str


class Cue(msgspec.Struct, frozen=True, kw_only=True):
    """Evidence for a date: its words, and what they tell; which fields are set depends on `kind`.

    `day` is a full date, `open` a month and day (0: not told) without a year, `latest` the point told (year, month or
    0, day or 0), `counted` what it can be counted from.
    """

    kind: Kind
    evidence: DateEvidence
    weekday: int | None = None
    day: date | None = None
    open: tuple[int, int] | None = None
    latest: tuple[int, int, int] | None = None
    counted: tuple[Counted, ...] = ()


def find_cues(page: Page) -> list[Cue]:
    """Every cue in text order."""
    told, language = [time for time in page.undated if not _in_any(time, page.references)], page.language
    cues = [
        *weekday_labels(page),
        *_cited(page),
        *counted_cues(page),
        *_datelines(page.passages, told, language),
        *_labels(page, told),
        *_said(page.text, told, language),
        *_weekdays_of_dates(page.text, told, language),
        *_latest(told, language),
        *_near(told, language),
    ]
    return sorted(cues, key=lambda cue: cue.evidence.start)


def weekday_labels(page: Page) -> Iterator[Cue]:
    """ "MONDAY FEATURE": a kicker that names a weekday names the page's own."""
    words = load_dating(page.language)
    for passage in page.passages:
        if passage.kind != "kicker":
            continue
        for name, number in words.weekdays.items():
            match = re.search(rf"\b{name}\b", passage.text, re.IGNORECASE)
            if match:
                start, end = passage.start + match.start(), passage.start + match.end()
                says = words.says["weekday"].format(weekday=name)
                evidence = DateEvidence(start, end, match.group(), says=says)
                yield Cue(kind="weekday", evidence=evidence, weekday=number)


def counted_cues(page: Page) -> Iterator[Cue]:
    """ "89-month conflict": one cue for the words, with every conflict they can count from."""
    says = load_dating(page.language).says["conflict"]
    for span in sorted({(each.start, each.end) for each in page.counted}):
        meant = tuple(each for each in page.counted if (each.start, each.end) == span)
        name = ", ".join(each.conflict.name for each in meant)
        start = ", ".join(each.conflict.start for each in meant)
        words = page.text[slice(*span)]
        evidence = DateEvidence(*span, words, says=says.format(span=words, name=name, start=start))
        yield Cue(kind="counted", evidence=evidence, counted=meant)


def _cited(page: Page) -> Iterator[Cue]:
    says = load_dating(page.language).says["reference"]
    for reference in page.references:
        for time in page.undated:
            if not _within(time, reference):
                continue
            evidence = DateEvidence(reference.start, reference.end, reference.text, says=says.format(day=time.text))
            if match := _OPEN_DAY.fullmatch(time.value or ""):
                yield Cue(kind="cited", evidence=evidence, open=(int(match[1]), int(match[2])))
            elif day := _full(time):
                yield Cue(kind="cited", evidence=evidence, day=day)


def _datelines(passages: Sequence[Passage], told: Sequence[Time], language: str) -> Iterator[Cue]:
    says = load_dating(language).says["dateline"]
    for passage in passages:
        if passage.kind != "dateline":
            continue
        for time in told:
            if _within(time, passage):
                evidence = DateEvidence(time.start, time.end, time.text, says=says)
                if day := _full(time):
                    yield Cue(kind="dateline", evidence=evidence, day=day)
                elif match := _OPEN_DAY.fullmatch(time.value or ""):
                    yield Cue(kind="dateline", evidence=evidence, open=(int(match[1]), int(match[2])))


def _labels(page: Page, told: Sequence[Time]) -> Iterator[Cue]:
    """ "Published: 3 May 2023", or a line near the top that is nothing but a date."""
    words = load_dating(page.language)
    top = {passage.start for passage in page.passages[:LINES_AT_THE_TOP]}
    for time in told:
        line = page.text.rfind("\n", 0, time.start) + 1
        ends = page.text.find("\n", time.end)
        alone = (
            not page.text[line : time.start].strip() and not page.text[time.end : ends if ends >= 0 else None].strip()
        )
        if words.labels.match(page.text[line : time.start]) or (alone and time.start in top):
            evidence = DateEvidence(time.start, time.end, time.text, says=words.says["label"])
            if day := _full(time):
                yield Cue(kind="label", evidence=evidence, day=day)
            elif match := _OPEN_DAY.fullmatch(time.value or ""):
                yield Cue(kind="label", evidence=evidence, open=(int(match[1]), int(match[2])))


def _said(text: str, told: Sequence[Time], language: str) -> Iterator[Cue]:
    """ "yesterday, Friday, 9 March 2018", "tomorrow, 4 June": the page counts from its own day."""
    says = load_dating(language).says["today"]
    for one, other in pairwise(told):
        for word, dated in ((one, other), (other, one)):
            back = _RELATIVE.get(word.rule.split(" ")[0])
            gap = text[one.end : other.start]
            if back is None or _APPOSED.fullmatch(gap) is None:
                continue
            evidence = DateEvidence(one.start, other.end, text[one.start : other.end], says=says)
            if day := _full(dated):
                yield Cue(kind="said", evidence=evidence, day=day + timedelta(days=back))
            elif match := _OPEN_DAY.fullmatch(dated.value or ""):
                moved = date(2000, int(match[1]), int(match[2])) + timedelta(days=back)
                yield Cue(kind="said", evidence=evidence, open=(moved.month, moved.day))


def _weekdays_of_dates(text: str, told: Sequence[Time], language: str) -> Iterator[Cue]:
    """ "Friday, August 24": the year must be one in which that day is a Friday."""
    words = load_dating(language)
    for time in told:
        match = _OPEN_DAY.fullmatch(time.value or "")
        named = [number for name, number in words.weekdays.items() if re.search(rf"\b{name}\b", time.text)]
        if match and named:
            says = words.says["weekday of date"].format(span=time.text, weekday=_name(named[0], words.weekdays))
            evidence = DateEvidence(time.start, time.end, text[time.start : time.end], says=says)
            yield Cue(kind="weekday of date", evidence=evidence, weekday=named[0], open=(int(match[1]), int(match[2])))


def _latest(told: Sequence[Time], language: str) -> Iterator[Cue]:
    """The latest date with its year: a report mostly appears soon after it."""
    points = [(point, time) for time in told if (point := _point(time))]
    if points:
        point, time = max(points, key=lambda each: each[0])
        evidence = DateEvidence(time.start, time.end, time.text, says=load_dating(language).says["latest"])
        yield Cue(kind="told", evidence=evidence, latest=point)


def _near(told: Sequence[Time], language: str) -> Iterator[Cue]:
    """Days and months without a year: mostly near the day of publication."""
    says = load_dating(language).says["nearby"]
    for time in told:
        day, month = _OPEN_DAY.fullmatch(time.value or ""), _OPEN_MONTH.fullmatch(time.value or "")
        if day or month:
            evidence = DateEvidence(time.start, time.end, time.text, says=says)
            where = (int(day[1]), int(day[2])) if day else (int(month[1]) if month else 0, 0)
            yield Cue(kind="nearby", evidence=evidence, open=where)


def _point(time: Time) -> tuple[int, int, int] | None:
    match = _STATED.fullmatch(time.value or "") if time.type in {"DATE", "TIME"} else None
    return (int(match[1]), int(match[2] or 0), int(match[3] or 0)) if match else None


def _full(time: Time) -> date | None:
    point = _point(time)
    return date(*point) if point and point[2] else None


def _name(number: int, weekdays: dict[str, int]) -> str:
    return next(name for name, each in weekdays.items() if each == number)


def _within(inner: Time, outer: Passage | Reference) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _in_any(time: Time, references: Sequence[Reference]) -> bool:
    return any(_within(time, reference) for reference in references)
