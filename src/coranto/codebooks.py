"""The commands around codebooks: event types of one's own, checked and tried on their examples."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .errors import KnowledgeError
from .opening import DONE, NOTHING_DONE, read_here
from .options import global_options
from .terminal import complain, say, waiting

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .knowledge.events import EventKnowledge
    from .model.reading import Reading

EXAMPLES_READ_ON = "2018-08-27"  # a day to read "on Monday" by


@click.group()
@global_options
def codebook() -> None:
    """Check event types of your own, which --codebook codes besides PLOVER's.

    \b
    Examples:
      coranto codebook check mine.yml
      coranto extract --codebook mine.yml report.txt
    """


@codebook.command()
@click.argument("files", nargs=-1, metavar="[FILE...]", type=click.Path(path_type=Path))
@global_options
def check(files: tuple[Path, ...]) -> None:
    """Check codebooks: unknown keys, modes and noun classes; then read every example and every counter-example.

    Without a file, those of your own knowledge.

    \b
    Examples:
      coranto codebook check mine.yml
    """
    from .knowledge.events import load_codebook, own_codebooks
    from .reading import LANGUAGE

    chosen = files or tuple(own_codebooks(Path(read_here().knowledge)))
    if not chosen:
        say("There is no codebook of your own: name a file, or put one into the folder codebooks of your knowledge")
        sys.exit(DONE)
    known: dict[Path, EventKnowledge] = {}
    faults: list[str] = []
    for path in chosen:
        try:
            known[path] = load_codebook(path, LANGUAGE)
        except KnowledgeError as error:
            faults.append(str(error))
    if known:
        readings = _readings(known)
        faults += [fault for path, one in known.items() for fault in faults_of(path, one, readings)]
    for fault in faults:
        complain(fault)
    if faults:
        sys.exit(NOTHING_DONE)
    types = [name for one in known.values() for name in one.types]
    frames = sum(len(one.frames) for one in known.values())
    say(f"{', '.join(types)}: {frames} frames, {len(readings)} sentences read; no faults")
    sys.exit(DONE)


def faults_of(path: Path, codebook: EventKnowledge, readings: Mapping[str, Reading]) -> Iterator[str]:
    """What its own sentences show to be wrong: examples that are not coded, counter-examples that are."""
    for frame in codebook.frames:
        missed = (text for text in frame.examples if frame.type not in _types(readings[text]))
        for text in missed:
            yield f"{path}: frame {frame.name!r} does not code its example {text!r} as {frame.type}"
        rule = f"{frame.type.lower()}/{frame.name}"
        for text in (text for text in frame.not_ if rule in _rules(readings[text])):
            yield f"{path}: frame {frame.name!r} codes its counter-example {text!r}"
    for one in codebook.types.values():
        for text in (text for text in one.not_ if one.type in _types(readings[text])):
            yield f"{path}: {one.type} is coded in its counter-example {text!r}"


def _types(reading: Reading) -> set[str]:
    return {event.type for event in reading.events}


def _rules(reading: Reading) -> set[str]:
    return {event.rule.split(" (")[0] for event in reading.events}


def _readings(known: Mapping[Path, EventKnowledge]) -> dict[str, Reading]:
    """The readings of all sentences of some codebooks, by sentence."""
    from .errors import ReadingError
    from .model.report import Failure
    from .pipeline import Plan, get_ready, read_batch
    from .sources import Given, read_string

    texts = dict.fromkeys(
        text
        for one in known.values()
        for text in (
            *(text for frame in one.frames for text in (*frame.examples, *frame.not_)),
            *(text for each in one.types.values() for text in each.not_),
        )
    )
    settings = read_here()
    plan = Plan(
        pipeline=settings.pipeline,
        cache=Path(settings.cache) if settings.cache else None,
        codebooks=tuple(known),
    )
    with waiting() as progress:
        ready = get_ready(plan, progress)
    found: dict[str, Reading] = {}
    for read in read_batch(ready, [read_string(text, Given(published=EXAMPLES_READ_ON)) for text in texts]):
        if isinstance(read.outcome, Failure):
            raise ReadingError(f"{read.outcome.source}: {read.outcome.message}")
        found[read.outcome.report.text] = read.outcome
    return found
