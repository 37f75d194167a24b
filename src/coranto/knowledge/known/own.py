"""Actors the user adds, written as YAML that can be edited."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

import msgspec
import ryaml

from ...errors import KnowledgeError, UsageError
from ...model.reading import ActorKind
from ..folding import fold
from .check import Fault, check
from .files import FOLDER, UNVERIFIED, KnownActor, Tenure, own_files

HEAD: Final = "# Added with coranto actors add, which writes this file anew when the name is added again.\n"


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
    """Write an actor into the user's own knowledge, in a file of its own; again, it is replaced. Returns the file.

    Raises `UsageError` where a name has no letter or an office no country, `KnowledgeError` naming every fault the
    entry would have.
    """
    key = fold(name).replace(" ", "-")
    if not any(map(str.isalpha, key)):
        raise UsageError(f"{name!r} is no name: it has no letter")
    if addition.title is None and (addition.from_ or addition.until):
        raise UsageError("an office's dates need its --title")
    if addition.title is not None and addition.country is None:
        raise UsageError("an office needs the --country it is of")
    path = knowledge / FOLDER / f"{key}.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}.new")
    text = HEAD + ryaml.dumps({key: msgspec.to_builtins(_entry(name, addition))}).removeprefix("---\n")
    try:
        beside.write_text(text, encoding="utf-8")
        faults = check([beside, *(each for each in own_files(knowledge) if each != path)])
        if faults:
            raise KnowledgeError("\n".join(_said(fault, beside) for fault in faults))
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path


def _said(fault: Fault, beside: Path) -> str:
    """A fault of the entry itself without the file that never was."""
    return f"{fault.entry}: {fault.problem}" if fault.file == str(beside) else str(fault)


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
