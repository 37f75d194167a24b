"""Actors known beforehand: read from YAML once, and kept compiled, so that the next process has them at once."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from ...errors import KnowledgeError
from .. import folding
from . import files, join
from .check import Fault, check, faults_in
from .files import UNVERIFIED, KnownActor, Tenure, load_given_names, our_files, own_files, read_file
from .join import INTERNATIONAL, KnownActors, joined
from .own import Addition, add_own

__all__ = [
    "INTERNATIONAL",
    "UNVERIFIED",
    "Addition",
    "Fault",
    "KnownActor",
    "KnownActors",
    "Tenure",
    "add_own",
    "check",
    "load_given_names",
    "load_known",
    "own_files",
]

KEPT = 6  # compiled tables: of ours, and of as many sets of own files


def load_known(own: Iterable[Path] = (), cache: Path | None = None) -> KnownActors:
    """The known actors, ours and the user's own, which come last and win; compiled into the folder `cache`.

    Raises `KnowledgeError` with every fault of the user's files.
    """
    ours, theirs = tuple(our_files()), tuple(own)
    path = (cache or Path.home() / ".cache" / "coranto") / f"actors-{_fingerprint((*ours, *theirs))}.msgpack"
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.msgpack.decode(path.read_bytes(), type=KnownActors)
    known = _read(ours, theirs)
    with suppress(OSError):  # a cache that cannot be written costs time, nothing else
        _keep(path, msgspec.msgpack.encode(known))
    return known


def _read(ours: Iterable[Path], theirs: tuple[Path, ...]) -> KnownActors:
    shipped = [read_file(path) for path in ours]
    added = [read_file(path) for path in theirs]
    faults = list(faults_in([*shipped, *added])) if added else []  # ours are checked before they ship
    if faults:
        raise KnowledgeError("\n".join(map(str, faults)))
    return joined(shipped, added)


def _fingerprint(paths: Iterable[Path]) -> str:
    """What the table is made from: the files, and the code that joins them."""
    digest = hashlib.sha256()
    for path in (Path(join.__file__), Path(files.__file__), Path(folding.__file__), *paths):
        try:
            digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:
            raise KnowledgeError(f"{path}: {error.strerror or error}") from error
    return digest.hexdigest()[:16]


def _keep(path: Path, compiled: bytes) -> None:
    """Write beside and replace, so that another process never sees half a file; keep the newest few."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}.new")
    try:
        beside.write_bytes(compiled)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    tables = sorted(path.parent.glob("actors-*.msgpack"), key=lambda table: table.stat().st_mtime, reverse=True)
    for old in tables[KEPT:]:
        old.unlink(missing_ok=True)
