"""Actors the user adds, written as YAML that can be edited."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import msgspec
import ryaml

from ...errors import KnowledgeError, UsageError
from ...model.reading import ActorKind
from ..folding import fold
from ..load import load
from .check import check
from .files import FOLDER, UNVERIFIED, KnownActor, Tenure, own_files

ADDED: Final = "added.yml"
HEAD: Final = "# Actors added with coranto actors add; edit them here.\n"


class Addition(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What is told of an actor that is added."""

    kind: ActorKind = "person"
    country: str | None = None
    sectors: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    title: str | None = None
    from_: str | None = msgspec.field(default=None, name="from")
    until: str | None = None
    source: str = UNVERIFIED


def add_own(name: str, addition: Addition, knowledge: Path) -> Path:
    """Write an actor into the user's own knowledge; one of the same key is replaced. Returns the file.

    Raises `UsageError` where an office has no country, `KnowledgeError` naming every fault the entry would have.
    """
    if addition.title is None and (addition.from_ or addition.until):
        raise UsageError("an office's dates need its --title")
    if addition.title is not None and addition.country is None:
        raise UsageError("an office needs the --country it is of")
    path = knowledge / FOLDER / ADDED
    entries = load(path, dict[str, KnownActor]) if path.is_file() else {}
    entries = {**entries, fold(name).replace(" ", "-"): _entry(name, addition)}
    text = HEAD + ryaml.dumps(msgspec.to_builtins(entries)).removeprefix("---\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".new")
    beside.write_text(text, encoding="utf-8")
    faults = check([beside, *(each for each in own_files(knowledge) if each != path)])
    if faults:
        beside.unlink()
        raise KnowledgeError("\n".join(f"{fault.entry}: {fault.problem}" for fault in faults))
    beside.replace(path)
    return path


def _entry(name: str, addition: Addition) -> KnownActor:
    role = Tenure(
        title=addition.title or "",
        of=addition.country or "",
        from_=addition.from_,
        until=addition.until,
        sectors=addition.sectors,
        source=addition.source,
    )
    return KnownActor(
        name=name,
        aliases=addition.aliases,
        kind=addition.kind,
        country=addition.country,
        sectors=addition.sectors,
        roles=(role,) if addition.title else (),
        source=addition.source,
    )
