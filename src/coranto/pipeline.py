"""The whole of it on one screen: sources -> reports -> readings -> book.

This is the only place that catches broadly: whatever goes wrong with one report becomes a problem of that report,
and the rest goes on.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import TypeVar

import msgspec

from . import engines, reading, sources
from .book import Added, Book
from .errors import CorantoError, Erased, ReadingError, SourceError
from .knowledge.pipelines import DEFAULT_PIPELINE
from .knowledge.places import load_places
from .model.reading import Problem, Reader, Reading
from .model.report import Captured, Failure
from .reading.events import Untold
from .reading.places import FEWEST, Counted, Home, learnt_home
from .reading.tree import Parse

BATCH = 16  # reports read together: enough to fill the parser's batches, few enough to print soon
LETTERS = 200_000  # characters in a batch at most, so that memory stays flat
UNFORESEEN = "reading"  # the stage named by a problem that nobody foresaw

T = TypeVar("T")
log = logging.getLogger("coranto")


class Read(msgspec.Struct, frozen=True):
    """A report as it came in with what came of it, or a source that gave no report."""

    captured: Captured | None
    outcome: Reading | Failure

    @property
    def failure(self) -> Failure | None:
        """What went wrong: the source gave no report, or reading it failed; None when all went well."""
        if isinstance(self.outcome, Failure):
            return self.outcome
        problem = next((each for each in self.outcome.problems if each.stage == UNFORESEEN), None)
        if problem is None:
            return None
        source = self.captured.source if self.captured else self.outcome.report.id
        return Failure(source, problem.stage, problem.message)


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """How to read: the spaCy pipeline, how many processes, the seconds allowed for one report, the cache folder.

    `knowledge` is the folder of the user's own knowledge, read after ours; `homes` are those of outlets, as a book's
    earlier reports have taught them; `codebooks` are files of event types to code besides PLOVER's.
    """

    pipeline: str
    workers: int = 1
    time_limit: float = 120.0
    cache: Path | None = None
    knowledge: Path | None = None
    homes: dict[str, Home] = {}
    codebooks: tuple[Path, ...] = ()


class Ready(msgspec.Struct, frozen=True):
    """What a process that reads holds open."""

    tools: reading.Tools
    time_limit: float


def get_ready(plan: Plan, progress: Callable[[str, float], None] | None = None) -> Ready:
    """Open what reading needs; `progress` hears of work that takes long, with the share done."""
    tools = reading.open_tools(plan.pipeline, progress, plan.cache, plan.knowledge, codebooks=plan.codebooks)
    return Ready(msgspec.structs.replace(tools, homes=plan.homes), plan.time_limit)


def taught(book: Book, plan: Plan, ready: Ready) -> tuple[Plan, Ready]:
    """The same with the homes of the outlets that the book has enough reports of.

    They are learnt before anything new is read, so the order of the sources changes nothing.
    """
    homes = {
        outlet: home
        for outlet, reports in book.outlets(FEWEST).items()
        if (home := _home(book, outlet, reports, ready)) is not None
    }
    tools = msgspec.structs.replace(ready.tools, homes=homes)
    return msgspec.structs.replace(plan, homes=homes), msgspec.structs.replace(ready, tools=tools)


def _home(book: Book, outlet: str, reports: int, ready: Ready) -> Home | None:
    named = (Counted(*row) for row in book.places_of(outlet))
    return learnt_home(named, reports, ready.tools.gazetteer, load_places(reading.LANGUAGE))


def extract(
    text: str,
    *,
    published: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    url: str | None = None,
    pipeline: str = DEFAULT_PIPELINE,
) -> Reading:
    """The reading of one text. `published` is a day, `YYYY-MM-DD`; the report's id is the hash of the text's UTF-8.

    Raises `SourceError` when the text is empty or too long, `UsageError` when `published` is no day.
    """
    given = sources.Given(published=published and sources.given_day(published), outlet=outlet, title=title)
    captured = sources.read_string(text, given, url=url)
    if isinstance(captured, Failure):
        raise SourceError(captured.source, captured.stage, captured.message)
    outcome = read_batch(_opened(pipeline), [captured])[0].outcome
    if isinstance(outcome, Failure):
        raise ReadingError(outcome.message)
    return outcome


def extract_all(
    names: Iterable[str | Path], *, pipeline: str = DEFAULT_PIPELINE, workers: int = 1
) -> Iterator[Reading]:
    """The readings of files and folders, a stream in their order; what cannot be read is logged as a warning."""
    plan = Plan(pipeline=pipeline, workers=workers)
    ready = _opened(pipeline) if workers <= 1 else None
    for read in read_all(sources.read_sources(names), plan, ready):
        if isinstance(read.outcome, Failure):
            log.warning("%s: %s: %s", read.outcome.source, read.outcome.stage, read.outcome.message)
        else:
            yield read.outcome


@cache
def _opened(pipeline: str) -> Ready:
    return get_ready(Plan(pipeline=pipeline))


def read_all(found: Iterable[Captured | Failure], plan: Plan, ready: Ready | None = None) -> Iterator[Read]:
    """What came of every source, in their order, each as soon as it is ready, in memory that does not grow.

    `ready` is what this process already holds open; with several workers each process opens its own.
    """
    if plan.workers <= 1:
        ready = ready or get_ready(plan)
        for batch in _batches(found):
            yield from read_batch(ready, batch)
        return
    start = partial(get_ready, plan)
    for batch, outcome in engines.run(read_batch, _batches(found), workers=plan.workers, start=start):
        yield from _lost(batch, outcome) if isinstance(outcome, engines.Lost) else outcome


def keep_all(reads: Iterable[Read], book: Book, at: datetime) -> Iterator[tuple[Read, Added | None]]:
    """Record everything read in the book, one report a transaction; None where there was nothing to record."""
    for read in reads:
        if isinstance(read.outcome, Failure):
            book.fail(read.outcome)
            yield read, None
        else:
            yield read, _kept(read.outcome, read.captured, book, at)


def _kept(outcome: Reading, captured: Captured | None, book: Book, at: datetime) -> Added | None:
    try:
        return book.add(outcome, captured, at=at)
    except Erased as error:
        log.warning("%s", error)
        return None


def without_known(
    found: Iterable[Captured | Failure], book: Book, reader: Reader, at: datetime, seen: Callable[[], None]
) -> Iterator[Captured | Failure]:
    """The same without reports that this reader has read into the book before; where they came from is noted.

    Reports that were erased are passed over, with a warning. `seen` is called for each report left out.
    """
    for one in found:
        try:
            known = isinstance(one, Captured) and book.knows(one.report.id, reader)
        except Erased as error:
            log.warning("%s", error)
            continue
        if known and isinstance(one, Captured):
            book.capture(one, at)
            seen()
        else:
            yield book.as_corrected(one) if isinstance(one, Captured) else one


def read_batch(ready: Ready, batch: Sequence[Captured | Failure]) -> list[Read]:
    """Read some reports together, so that the parser's batches are full; failures of sources pass through."""
    prepared = [_prepared(one) if isinstance(one, Captured) else one for one in batch]
    parses = iter(_parsed([one for one in prepared if isinstance(one, reading.Prepared)], ready))
    return [
        Read(one.captured, _understood(one, next(parses), ready))
        if isinstance(one, reading.Prepared)
        else Read(None, one)
        for one in prepared
    ]


def why_untold(read: Reading, ready: Ready) -> tuple[Untold, ...]:
    """Why the sentences of a report that gave no event gave none, as this reader sees it; the text is parsed again."""
    captured = Captured(report=read.report, original=b"", media_type="text/plain", source=read.report.id)
    prepared = msgspec.structs.replace(reading.prepare(captured), report=read.report, passages=read.passages)
    [parse] = _parse([prepared], ready)
    return reading.why_untold(read, prepared, parse)


def _batches(found: Iterable[Captured | Failure]) -> Iterator[tuple[Captured | Failure, ...]]:
    batch: list[Captured | Failure] = []
    letters = 0
    for one in found:
        batch.append(one)
        letters += len(one.report.text) if isinstance(one, Captured) else 0
        if len(batch) >= BATCH or letters >= LETTERS:
            yield tuple(batch)
            batch, letters = [], 0
    if batch:
        yield tuple(batch)


def _prepared(captured: Captured) -> reading.Prepared | Failure:
    one = _boundary(partial(reading.prepare, captured), captured.source)
    return Failure(captured.source, one.stage, one.message) if isinstance(one, Problem) else one


def _parsed(prepared: Sequence[reading.Prepared], ready: Ready) -> Sequence[Parse | Problem]:
    """All parsed together; should that fail, each alone, so that one report cannot spoil its neighbours."""
    together = _boundary(partial(_parse, prepared, ready), f"{len(prepared)} reports")
    if not isinstance(together, Problem):
        return together
    alone = (_boundary(partial(_parse, [one], ready), one.captured.source) for one in prepared)
    return [one if isinstance(one, Problem) else one[0] for one in alone]


def _parse(prepared: Sequence[reading.Prepared], ready: Ready) -> list[Parse]:
    texts = [reading.to_parse(one) for one in prepared]
    return engines.within(ready.time_limit * len(texts), partial(_listed, ready.tools.parser.parse, texts))


def _listed(call: Callable[[T], Iterable[Parse]], argument: T) -> list[Parse]:
    return list(call(argument))


def _understood(prepared: reading.Prepared, parse: Parse | Problem, ready: Ready) -> Reading:
    if isinstance(parse, Problem):
        return reading.unread(prepared, ready.tools, parse)
    call = partial(reading.understand, prepared, parse, ready.tools)
    outcome = _boundary(partial(engines.within, ready.time_limit, call), prepared.captured.source)
    return reading.unread(prepared, ready.tools, outcome) if isinstance(outcome, Problem) else outcome


def _boundary(call: Callable[[], T], source: str) -> T | Problem:
    """The one place where anything may go wrong without harm: it becomes a problem, and `--debug` shows where."""
    try:
        return call()
    except CorantoError as error:
        return Problem(stage=UNFORESEEN, message=str(error))
    except Exception as error:
        log.debug("%s: unforeseen", source, exc_info=error)
        return Problem(stage=UNFORESEEN, message=f"unforeseen {type(error).__name__}: {error}")


def _lost(batch: Sequence[Captured | Failure], lost: engines.Lost) -> Iterator[Read]:
    for one in batch:
        if isinstance(one, Failure):
            yield Read(None, one)
        else:
            yield Read(None, Failure(one.source, UNFORESEEN, str(lost.reason)))
