"""How the command line speaks: data on stdout, everything else on stderr, progress for whatever takes long."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Callable

    from .model.report import Failure

T = TypeVar("T")


def say(message: str) -> None:
    """A line for the person at the keyboard; `--quiet` silences it."""
    if not click.get_current_context().meta.get("coranto.quiet"):
        click.echo(message, err=True)


def warn(failure: Failure) -> None:
    """Name an input that failed, at what stage and why; not silenced by `--quiet`."""
    click.echo(f"{failure.source}: {failure.stage}: {failure.message}", err=True)


def complain(message: str) -> None:
    """A line about what failed; not silenced by `--quiet`."""
    click.echo(message, err=True)


def put(line: bytes | str) -> None:
    """A line of data."""
    stream = sys.stdout.buffer
    stream.write(line if isinstance(line, bytes) else line.encode("utf-8", "replace"))
    stream.write(b"\n")
    stream.flush()


def log_to_stderr(*, verbose: bool, debug: bool) -> None:
    """Show what the package logs: warnings, with `--verbose` steps, with `--debug` tracebacks."""
    logging.basicConfig(stream=sys.stderr, format="%(message)s", level=logging.WARNING)
    level = logging.DEBUG if debug else logging.INFO if verbose else logging.WARNING
    logging.getLogger("coranto").setLevel(level)
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)


def counted(things: Iterable[T], what: str) -> Iterator[T]:
    """The same things with a counter: a live line on a terminal, a plain line now and then elsewhere."""
    if click.get_current_context().meta.get("coranto.quiet"):
        yield from things
    elif sys.stderr.isatty():
        yield from _live(things, what)
    else:
        yield from _logged(things, what)


def _live(things: Iterable[T], what: str) -> Iterator[T]:
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.completed:,} " + what), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        for thing in things:
            yield thing
            progress.advance(task)


def _logged(things: Iterable[T], what: str) -> Iterator[T]:
    step = 100
    for number, thing in enumerate(things, start=1):
        yield thing
        if number % step == 0:
            click.echo(f"{number:,} {what} ...", err=True)


@contextmanager
def waiting() -> Iterator[Callable[[str, float], None]]:
    """A function to be told of long work: what is done, and the share that is done."""
    quiet = click.get_current_context().meta.get("coranto.quiet")
    if quiet or not sys.stderr.isatty():
        said: set[str] = set()

        def line(what: str, _share: float) -> None:
            if what not in said and not quiet:
                said.add(what)
                click.echo(f"{what} ...", err=True)

        yield line
        return
    with ExitStack() as stack:
        bars: list[Callable[[str, float], None]] = []

        def bar(what: str, share: float) -> None:
            if not bars:  # what takes no time needs no bar, and none of what draws one
                bars.append(_bars(stack))
            bars[0](what, share)

        yield bar


def _bars(stack: ExitStack) -> Callable[[str, float], None]:
    from rich.console import Console
    from rich.progress import Progress, TaskID

    progress = stack.enter_context(Progress(console=Console(stderr=True), transient=True))
    tasks: dict[str, TaskID] = {}

    def bar(what: str, share: float) -> None:
        if what not in tasks:
            tasks[what] = progress.add_task(what, total=1.0)
        progress.update(tasks[what], completed=share)

    return bar


def highlighted(line: str, spans: Iterable[tuple[int, int]]) -> str:
    """The line with spans of characters underlined on a terminal; plain elsewhere and with NO_COLOR."""
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return line
    parts: list[str] = []
    position = 0
    for start, end in sorted(spans):
        if start < position:
            continue
        parts += [line[position:start], click.style(line[start:end], bold=True, underline=True)]
        position = end
    return "".join([*parts, line[position:]])
