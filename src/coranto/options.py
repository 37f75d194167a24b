"""The options that commands share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

Command = Callable[..., Any]


def asked(name: str) -> Any:
    """What was given for a global option, before or after the command; None when nothing was."""
    return click.get_current_context().meta.get(f"coranto.{name}")


def json_option(command: Command) -> Command:
    """Give a command that prints data the option `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON.")(command)


def _keep(name: str) -> Callable[[click.Context, click.Parameter, object], object]:
    """Global options may stand before and after the command: whichever is given is kept for all."""

    def keep(context: click.Context, _: click.Parameter, value: object) -> object:
        if value:
            context.meta[f"coranto.{name}"] = value
        return value

    return keep


def global_options(command: Command) -> Command:
    """Give a command the options that every command has."""
    options = (
        click.option("--book", metavar="PATH", expose_value=False, callback=_keep("book"),
                     help="The book; default $CORANTO_BOOK, else ./coranto.db."),
        click.option("--quiet", "-q", is_flag=True, expose_value=False, callback=_keep("quiet"),
                     help="Say nothing on stderr but what failed."),
        click.option("--verbose", "-v", is_flag=True, expose_value=False, callback=_keep("verbose"),
                     help="Say more on stderr."),
        click.option("--debug", is_flag=True, expose_value=False, callback=_keep("debug"),
                     help="Show tracebacks."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def reading_options(command: Command) -> Command:
    """Give a command the options of reading."""
    options = (
        click.option("--published", metavar="DATE", help="The day of sources that do not say theirs: YYYY-MM-DD."),
        click.option("--outlet", metavar="NAME", help="The outlet of sources that do not say theirs."),
        click.option("--title", metavar="TEXT", help="The title of sources that do not say theirs."),
        click.option("--force-metadata", is_flag=True, help="Let these three override what the sources say."),
        click.option("--workers", type=click.IntRange(1, 256), help="Processes that read; default 1."),
        click.option("--engine", type=click.Choice(["processes"]), default="processes", show_default=True,
                     help="Where reading runs."),
        click.option("--codebook", multiple=True, metavar="FILE",
                     help="Event types of your own to code besides PLOVER's; may be given several times."),
        click.option("--pipeline", metavar="NAME", help="An installed spaCy English pipeline; default: the md one."),
        click.option("--max-size", type=click.IntRange(1), metavar="BYTES",
                     help="Larger sources are refused; default 20 MB, and one million characters of text."),
        click.option("--time-limit", type=click.FloatRange(min=0.1), metavar="SECONDS",
                     help="Longest time for one report; default 120."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command
