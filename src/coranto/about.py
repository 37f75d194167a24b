"""The commands that tell of the program itself: the shape of its data, what is installed, and whose work it is."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from .opening import DONE, SOME_FAILED, book_path, read_here
from .options import global_options, json_option
from .terminal import put


@click.command()
@global_options
def schema() -> None:
    """Print the JSON Schema of a reading.

    \b
    Example:
      coranto schema > reading.schema.json
    """
    import json

    from .model.codec import json_schema

    put(json.dumps(json_schema(), indent=2))


@click.command()
@click.option("--pipeline", metavar="NAME", help="The spaCy pipeline to look at; default is the one set.")
@json_option
@global_options
def doctor(pipeline: str | None, *, as_json: bool) -> None:
    """Say what is installed, what is missing, and the one command that cures it.

    \b
    Example:
      coranto doctor
    """
    from .doctor import examine

    settings = read_here()
    cache = Path(settings.cache) if settings.cache else None
    findings = examine(pipeline or settings.pipeline, Path(book_path("coranto.db")), cache, Path(settings.knowledge))
    if as_json:
        import msgspec

        put(msgspec.json.encode(findings))
    else:
        for finding in findings:
            put(f"{'ok     ' if finding.fine else 'MISSING'}  {finding.what}: {finding.state}")
            if finding.cure:
                put(f"         cure: {finding.cure}")
    sys.exit(DONE if all(finding.fine for finding in findings) else SOME_FAILED)


@click.command()
@json_option
@global_options
def licences(*, as_json: bool) -> None:
    """Name every licence and attribution of the data and code that Coranto ships or needs.

    \b
    Example:
      coranto licences
    """
    from .knowledge.licences import licences as known
    from .knowledge.licences import notice

    if as_json:
        import msgspec

        put(msgspec.json.encode(known()))
    else:
        put(notice())
