"""The commands around actors known beforehand: what a name can mean, additions of one's own, and checks of both."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .opening import DONE, NOTHING_DONE, read_here
from .options import global_options, json_option
from .terminal import complain, put, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .knowledge.known import KnownActor

KINDS = ("person", "organisation", "government", "armed_group", "people", "other")


@click.group()
@global_options
def actors() -> None:
    """Say who is known beforehand, and add people, bodies and groups of your own.

    \b
    Examples:
      coranto actors find Lavrov
      coranto actors add "Free Officers of Kara" --kind armed_group --country TGO --sector REB
      coranto actors check
    """


@actors.command()
@click.argument("name")
@json_option
@global_options
def find(name: str, *, as_json: bool) -> None:
    """Say whom a name can mean, with offices and their dates, and where it is known from.

    \b
    Examples:
      coranto actors find "Sergei Lavrov"
      coranto actors find SDF --json
    """
    from .knowledge.folding import fold
    from .knowledge.known import load_known, own_files

    known = load_known(own_files(_folder()), _cache())
    found = {key: known.by_id[key] for key in known.names.get(fold(name), ())}
    if as_json:
        import msgspec

        put(msgspec.json.encode([{"id": key, **msgspec.to_builtins(actor)} for key, actor in found.items()]))
    else:
        for line in (line for key, actor in found.items() for line in _told(key, actor)):
            put(line)
    if not found:
        say(
            f"Nobody known goes by {name!r}. Reports teach who is who as they are read; "
            "to add somebody: coranto actors add"
        )


@actors.command()
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), default="person", help="What it is; person when not given.")
@click.option("--country", help="Alpha-3 code of the country, UNO for the UN, EUR for the EU.")
@click.option("--sector", "sectors", multiple=True, help="PLOVER sector (GOV, MIL, REB ...), the primary one first.")
@click.option("--alias", "aliases", multiple=True, help="Another name it goes by.")
@click.option("--title", help="Office a person holds.")
@click.option("--from", "from_", help="First day of the office: YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--until", help="Last day of the office.")
@click.option("--source", default="unverified", help="The document that says so; without one it decides no date.")
@global_options
def add(name: str, **told: object) -> None:
    """Add a person, body or group to your own knowledge; again under the same name, it is replaced.

    What is added lies as YAML in the folder `knowledge` of coranto.toml, where it can be edited; reports read before
    count as unread, so that coranto read reads them again.

    \b
    Examples:
      coranto actors add "Mayor of Azaz" --kind organisation --country SYR --sector GOV
      coranto actors add "Ayman Safadi" --country JOR --sector GOV --title "Foreign Minister" --from 2017-01-15
    """
    from .knowledge.known import Addition, add_own

    told["from"] = told.pop("from_")
    import msgspec

    addition = msgspec.convert({key: value for key, value in told.items() if value is not None}, Addition, strict=False)
    path = add_own(name, addition, _folder())
    say(f"{name} is added to {path}")


@actors.command()
@click.argument("files", nargs=-1, metavar="[FILE...]", type=click.Path(path_type=Path))
@global_options
def check(files: tuple[Path, ...]) -> None:
    """Check actor files: unknown keys, codes and sectors, offices that overlap, names shared, circles.

    Without a file, ours and those of your own knowledge.

    \b
    Examples:
      coranto actors check
      coranto actors check coranto.knowledge/actors/ayman-safadi.yml
    """
    from .knowledge.known import check as faults_of
    from .knowledge.known import load_known, own_files

    chosen = files or tuple(own_files(_folder()))
    faults = faults_of(chosen)
    for fault in faults:
        complain(str(fault))
    if faults:
        sys.exit(NOTHING_DONE)
    known = load_known(chosen, _cache()).by_id.values()
    verified = sum(actor.source != "unverified" for actor in known)
    say(f"{len(known):,} actors, {verified:,} of them from a document that was opened; no faults")
    sys.exit(DONE)


def _folder() -> Path:
    return Path(read_here().knowledge)


def _cache() -> Path | None:
    cache = read_here().cache
    return Path(cache) if cache else None


def _told(key: str, actor: KnownActor) -> Iterator[str]:
    """The lines about an actor: who it is, then its offices in order of time."""
    parts = [
        actor.name,
        actor.kind.replace("_", " "),
        actor.country or "",
        " ".join(actor.sectors),
        f"part of {actor.part_of}" if actor.part_of else "",
        f"id {key}",
        f"source: {actor.source}",
    ]
    yield "  ".join(filter(None, parts))
    if actor.aliases:
        yield f"    also {', '.join(actor.aliases)}"
    for role in sorted(actor.roles, key=lambda each: each.from_ or ""):
        yield f"    {role.title} of {role.of}, {role.from_ or '?'} to {role.until or 'now or unknown'} ({role.source})"
