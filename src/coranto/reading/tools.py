"""The open resources of a reader: the parser, the knowledge, the gazetteer, what the user added, and its identity."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from ..knowledge.actors import ActorKnowledge, load_actors
from ..knowledge.gazetteer import Gazetteer, folder_in
from ..knowledge.known import own_files
from ..knowledge.load import knowledge_sha256, sha256_of
from ..knowledge.positions import load_positions, own_issues
from ..model.reading import Reader
from ..version import __version__
from .parse import Parser
from .places import Home

CODEBOOKS = ("plover/0.8",)
LANGUAGE = "en"


class Tools(msgspec.Struct, frozen=True):
    """The open resources of a reader, and its identity: what decides every result.

    `actors` are those known beforehand, `homes` those of outlets that a book's earlier
    reports have taught, by the outlet's name; `issues` are the files of the user's own issues.
    """

    parser: Parser
    gazetteer: Gazetteer
    reader: Reader
    actors: ActorKnowledge
    homes: Mapping[str, Home] = {}
    issues: tuple[Path, ...] = ()


def open_tools(
    pipeline: str,
    progress: Callable[[str, float], None] | None = None,
    cache: Path | None = None,
    knowledge: Path | None = None,
) -> Tools:
    """Open the pipeline and the gazetteer; `progress` hears of work that takes long, with the share done.

    `cache` is the folder of the compiled gazetteer, `knowledge` that of the user's own knowledge.
    Raises `PipelineError` or `GazetteerError` naming the command that cures it.
    """
    parser = Parser(pipeline)
    actors = tuple(own_files(knowledge)) if knowledge else ()
    known = load_actors(LANGUAGE, actors, cache)
    issues = tuple(own_issues(knowledge)) if knowledge else ()
    load_positions(LANGUAGE, issues)  # a file that does not fit says so before anything is read
    gazetteer = Gazetteer.open(cache, progress, folder_in(knowledge) if knowledge else None)
    reader = Reader(
        coranto=__version__,
        pipeline=parser.identity.name,
        pipeline_sha256=parser.identity.sha256,
        knowledge_sha256=knowledge_sha256(),
        codebooks=CODEBOOKS,
        options=_own(gazetteer, actors, issues),
    )
    return Tools(parser, gazetteer, reader, known, issues=issues)


def _own(gazetteer: Gazetteer, actors: Sequence[Path], issues: Sequence[Path]) -> dict[str, dict[str, str]]:
    """What the user added to our knowledge, by name and content: it decides results too."""
    found = {
        "gazetteers": {own.name: own.sha256 for own in gazetteer.own},
        "actors": {path.name: sha256_of(path) for path in actors},
        "issues": {path.name: sha256_of(path) for path in issues},
    }
    return {kind: files for kind, files in found.items() if files}
