"""The open resources of a reader: the parser, the knowledge, the gazetteer, what the user added, and its identity."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec

from ..knowledge.actors import ActorKnowledge, load_actors
from ..knowledge.events import load_codebook, own_codebooks
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
    reports have taught, by the outlet's name; `issues` and `codebooks` are the files of the user's own.
    """

    parser: Parser
    gazetteer: Gazetteer
    reader: Reader
    actors: ActorKnowledge
    homes: Mapping[str, Home] = {}
    issues: tuple[Path, ...] = ()
    codebooks: tuple[Path, ...] = ()


def open_tools(
    pipeline: str,
    progress: Callable[[str, float], None] | None = None,
    cache: Path | None = None,
    knowledge: Path | None = None,
    *,
    codebooks: Sequence[Path] = (),
) -> Tools:
    """Open the pipeline and the gazetteer; `progress` hears of work that takes long, with the share done.

    `cache` is the folder of the compiled gazetteer, `knowledge` that of the user's own knowledge, `codebooks` are
    files of event types to code besides PLOVER's and those of `knowledge`.
    Raises `PipelineError` or `GazetteerError` naming the command that cures it.
    """
    parser = Parser(pipeline)
    actors = tuple(own_files(knowledge)) if knowledge else ()
    known = load_actors(LANGUAGE, actors, cache)
    issues = tuple(own_issues(knowledge)) if knowledge else ()
    load_positions(LANGUAGE, issues)  # a file that does not fit says so before anything is read
    chosen = (*(own_codebooks(knowledge) if knowledge else ()), *codebooks)
    for path in chosen:
        load_codebook(path, LANGUAGE)
    gazetteer = Gazetteer.open(cache, progress, folder_in(knowledge) if knowledge else None)
    reader = Reader(
        coranto=__version__,
        pipeline=parser.identity.name,
        pipeline_sha256=parser.identity.sha256,
        knowledge_sha256=knowledge_sha256(),
        codebooks=(*CODEBOOKS, *(path.stem for path in chosen)),
        options=_own(gazetteer, {"actors": actors, "issues": issues, "codebooks": chosen}),
    )
    return Tools(parser, gazetteer, reader, known, issues=issues, codebooks=chosen)


def _own(gazetteer: Gazetteer, files: Mapping[str, Sequence[Path]]) -> dict[str, dict[str, str]]:
    """What the user added to our knowledge, by name and content: it decides results too."""
    found = {
        "gazetteers": {own.name: own.sha256 for own in gazetteer.own},
        **{kind: {path.name: sha256_of(path) for path in paths} for kind, paths in files.items()},
    }
    return {kind: files for kind, files in found.items() if files}
