"""Whole reports and briefs, compared with what stands in the repository; `make golden` writes them anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coranto.book import Book
from coranto.brief import brief
from coranto.model.reading import Reading
from coranto.model.report import Captured

HERE = Path(__file__).parent
DAYS = ("2018-08-27", "2018-09-07")


def compare(name: str, found: str, request: pytest.FixtureRequest) -> None:
    path = HERE / name
    if request.config.getoption("--write-golden"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8"), f"{name} differs; look at it, then make golden"


def summary(reading: Reading) -> str:
    """A reading in lines that a person can compare."""
    names = {actor.id: actor.name for actor in reading.actors}
    report = reading.report
    published = report.published
    lines = [f"title      {report.title}", f"outlet     {report.outlet}", f"language   {report.language}"]
    lines.append(f"published  {published.value} ({published.basis})" if published else "published  -")
    lines += [f"passage    {one.kind}: {one.text[:60]!r}" for one in reading.passages]
    lines += [f"time       {one.text!r} {one.value} {one.earliest}..{one.latest} [{one.rule}]" for one in reading.times]
    lines += [f"place      {one.text!r} {one.kind} {one.name} {one.country} {one.precision}" for one in reading.places]
    lines += [
        f"actor      {one.name!r} {one.kind} {one.country} {' '.join(one.sectors)}: {[m.text for m in one.mentions]}"
        for one in reading.actors
    ]
    lines += [
        f"statement  {one.kind} {one.form} {one.speaker.name!r}: {[part.text for part in one.content]} [{one.rule}]"
        for one in reading.statements
    ]
    lines += [
        f"event      {one.type} {one.mode} {one.status} {[names[each] for each in one.actors]} -> "
        f"{[names[each] for each in one.recipients]} {one.trigger.text!r} [{one.rule}]"
        for one in reading.events
    ]
    lines += [f"problem    {one.stage}: {one.message}" for one in reading.problems]
    return "\n".join(lines) + "\n"


def test_readings_of_the_samples(sample_reads: list[tuple[Captured, Reading]], request: pytest.FixtureRequest) -> None:
    told = [
        f"=== {Path(captured.source.split(',')[0]).name} {captured.report.extra.get('id', '')}\n{summary(reading)}"
        for captured, reading in sample_reads
    ]
    compare("readings.txt", "\n".join(told), request)


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize(("form", "ending"), [("text", "txt"), ("markdown", "md")])
def test_briefs_of_the_samples(
    day: str, form: str, ending: str, sample_book: Book, request: pytest.FixtureRequest
) -> None:
    compare(f"brief-{day}.{ending}", brief(sample_book, on=day).rendered(form) + "\n", request)


def test_schema(request: pytest.FixtureRequest) -> None:
    from coranto.model.codec import json_schema

    compare("reading.schema.json", json.dumps(json_schema(), indent=1) + "\n", request)
