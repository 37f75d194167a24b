"""One command for each thing a person does.

Heavy imports stand inside the commands: `coranto --help` answers at once.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

import click

from .about import doctor, licences, schema
from .actors import actors
from .codebooks import codebook
from .corrections import correct, protect
from .custody import backup, changes, erase, rebuild, restore, verify
from .errors import CorantoError, UsageError
from .gazetteers import gazetteer
from .opening import (
    DONE,
    NOTHING_DONE,
    USAGE,
    day_of,
    exit_code,
    open_book,
    reads,
    record,
    series_named,
    summary,
    tallied,
    without_event,
)
from .options import asked, global_options, json_option, reading_options
from .terminal import counted, highlighted, log_to_stderr, put, say
from .version import __version__


class Commands(click.Group):
    """The commands in the order of a day's work; a mistyped one suggests the nearest."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """In the order they are written here."""
        return list(self.commands)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the nearest command in the message."""
        if args and args[0] not in self.commands:
            from difflib import get_close_matches

            near = get_close_matches(args[0], self.commands, n=1, cutoff=0.5)
            hint = f" Did you mean {near[0]}?" if near else ""
            raise click.UsageError(f"There is no command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, message="coranto %(version)s")
@global_options
def coranto() -> None:
    """Read news reports about a conflict and keep the record: who did what to whom, where, when, and according to whom.

    \b
    Examples:
      coranto demo
      coranto read reports/ && coranto brief
      echo "Gen. Hatami arrived in Damascus on Sunday." | coranto extract --published 2018-08-27
    """
    log_to_stderr(verbose=bool(asked("verbose")), debug=bool(asked("debug")))


@coranto.command()
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@reading_options
@global_options
def extract(sources: tuple[str, ...], **options: Any) -> None:
    """Read sources and print one reading per report as JSON Lines; stores nothing.

    A SOURCE is a .txt, .md, .html or .jsonl file, a folder, or - for stdin (the default).

    \b
    Examples:
      coranto extract report.txt | python -m json.tool
      coranto extract --workers 2 archive/ > readings.jsonl
    """
    from .model.codec import to_json
    from .model.reading import Reading

    counts: Counter[str] = Counter()
    for read in counted(tallied(reads(sources or ("-",), options), counts), "reports"):
        if isinstance(read.outcome, Reading):
            put(to_json(read.outcome))
    sys.exit(exit_code(counts))


@coranto.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@reading_options
@global_options
def read(sources: tuple[str, ...], **options: Any) -> None:
    """Read sources into the book and keep their originals; reading them again changes nothing.

    \b
    Examples:
      coranto read reports/
      coranto --book syria.db read --outlet "Northern Wire" wire.jsonl
    """
    with open_book(create=True) as book:
        counts = record(book, sources, options)
        say(summary(counts))
    sys.exit(exit_code(counts))


@coranto.command()
@click.option("--on", metavar="DATE", help="The day; default is the last one with a report.")
@click.option("--series", "series_name", metavar="NAME", help="A series of coranto.toml; default is the whole book.")
@click.option("--format", "form", type=click.Choice(["text", "markdown", "json"]), default="text", show_default=True)
@global_options
def brief(on: str | None, series_name: str | None, form: str) -> None:
    """Write the daily brief from the book.

    \b
    Examples:
      coranto brief
      coranto brief --on 2018-09-07 --format markdown
    """
    from .brief import brief as write_brief

    with open_book() as book:
        put(write_brief(book, on=day_of(on), series=series_named(series_name)).rendered(form))


@coranto.command()
@click.argument("entry_id", metavar="ID")
@click.option("--why", is_flag=True, help="Say of each sentence of the report that gave no event why not.")
@click.option("--report", metavar="ID", help="The report, for an actor or place that stands in several.")
@json_option
@global_options
def show(entry_id: str, report: str | None, *, why: bool, as_json: bool) -> None:
    """Show one report, event, statement, actor, place or position with its words, why it was coded so, and by whom.

    A happening, act or thread is shown with the reports that tell it and why they were put together.

    \b
    Examples:
      coranto show event-0f3a…
      coranto show act-0f3a…
      coranto show 7b1c9e44 --why
    """
    from .book import tell, tell_untold

    found = None
    with open_book() as book:
        told = book.linked(entry_id)
        if told is None:
            found = book.entry(entry_id, report)
            identity = found.reading.report.id
            told = tell(found, book.links(identity), book.supports(identity))
    if why and found is not None:
        told = tell_untold(without_event(found.reading))
    if as_json:
        put(told.json)
        return
    for line in told.lines:
        put(highlighted(line.text, line.spans))


@coranto.command()
@click.argument("words", nargs=-1)
@click.option("--limit", type=click.IntRange(1, 1000), default=20, show_default=True)
@click.option("--outlet", help="Only this outlet.")
@click.option("--country", help="Only reports that name a place there: ISO 3166-1 alpha-3.")
@click.option("--place", help="Only reports that name this place.")
@click.option("--actor", help="Only reports with this actor: a name or an id.")
@click.option("--type", "event_type", help="Only reports with an event of this PLOVER type.")
@click.option("--status", help="Only reports with an event of this status (of that type).")
@click.option("--thread", help="Only reports of this thread: its id, or its name and first day as --facets has them.")
@click.option("--since", metavar="DATE", help="Only reports of this day and later.")
@click.option("--until", metavar="DATE", help="Only reports of this day and earlier.")
@click.option("--facets", is_flag=True, help="Count what they hold: outlets, months, places, actors, types, threads.")
@json_option
@global_options
def search(
    words: tuple[str, ...], *, as_json: bool, since: str | None, until: str | None, facets: bool, **filters: Any
) -> None:
    """Search the reports of the book: words, "a phrase", or the beginning of a word with *; without words, by filters.

    \b
    Examples:
      coranto search Idlib ceasefire
      coranto search '"air strikes"' --country SYR --since 2018-09-01 --facets
      coranto search --type ASSAULT --status planned
    """
    if not words and not any((since, until, *(value for name, value in filters.items() if name != "limit"))):
        raise UsageError("what is searched for? Words, or an option that chooses reports")
    counting = ("outlet", "month", "country", "place", "actor", "type", "status", "thread") if facets else ()
    with open_book() as book:
        chosen = {"since": day_of(since), "until": day_of(until), **filters}
        found = book.search(" ".join(words), facets=counting, most=10, **chosen)
    if as_json:
        put(found.json)
        return
    say(f"{found.total} report{'' if found.total == 1 else 's'}")
    for hit in found.hits:
        by_hand = f"  {hit.corrected} by hand" if hit.corrected else ""
        put(f"{hit.day or 'undated'}  {hit.outlet or '-'}  {hit.title or '-'}  [{hit.report_id[:12]}]{by_hand}")
        put("    " + highlighted(hit.snippet, hit.spans))
    for facet, values in found.facets.items():
        put(f"{facet:<8}" + ", ".join(f"{value} {count}" for value, count in values.items()))


@coranto.command()
@click.argument("table")
@click.option("--format", "form", default="jsonl", show_default=True, help="One of the formats there are: jsonl, csv.")
@global_options
def export(table: str, form: str) -> None:
    """Write a table of the record: events, statements, positions, actors, places, reports, clusters, claims, timeline.

    \b
    Examples:
      coranto export events --format csv > events.csv
      coranto export statements > statements.jsonl
    """
    from .exports import write

    with open_book() as book:
        write(book, table, form, sys.stdout.buffer)


@coranto.command()
@global_options
def demo() -> None:
    """Build a book from the bundled sample reports and print the brief of 2018-09-07.

    \b
    Example:
      coranto demo
    """
    from .brief import brief as write_brief
    from .samples import BRIEF_OF, samples_folder

    with open_book(create=True, default="coranto-demo.db") as book:
        counts = record(book, (str(samples_folder()),), {})
        say(summary(counts) + "\n")
        put(write_brief(book, on=BRIEF_OF).rendered("text"))
        path = book.path
    say(
        f"\nThe book lies at {path}. Look next at:\n"
        f"  coranto --book {path} search Idlib\n"
        f"  coranto --book {path} brief --on 2018-08-27\n"
        f"  coranto --book {path} export events --format csv"
    )


coranto.add_command(actors)
coranto.add_command(codebook)
for command in (correct, protect, changes, verify, rebuild, backup, restore, erase):
    coranto.add_command(command)
coranto.add_command(gazetteer)


for command in (schema, doctor, licences):
    coranto.add_command(command)


def main() -> None:
    """Run the command line: errors become one line on stderr and the exit code of the contract."""
    try:
        coranto.main(standalone_mode=False)
    except click.exceptions.Exit as done:
        sys.exit(done.exit_code)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped. What was read is kept; run the same command again to go on.", err=True)
        sys.exit(130)
    except BrokenPipeError:
        # The reader of our output has gone: that is no fault of ours, and nothing more can be said to it.
        sys.stderr.close()
        sys.exit(DONE)
    except CorantoError as error:
        if "--debug" in sys.argv:
            raise
        click.echo(str(error), err=True)
        sys.exit(USAGE if isinstance(error, UsageError) else NOTHING_DONE)


if __name__ == "__main__":
    main()
