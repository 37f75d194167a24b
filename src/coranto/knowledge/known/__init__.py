"""Actors known beforehand: read from YAML once, and kept compiled, so that the next process has them at once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import msgspec

from ...errors import KnowledgeError
from .check import Fault, check, faults_in
from .files import KnownActor, Tenure, load_given_names, our_files, own_files, read_file
from .join import INTERNATIONAL, KnownActors, joined
from .own import Addition, add_own

__all__ = [
    "INTERNATIONAL",
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

FORMAT = "1"  # of the compiled file


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
    files = [read_file(path) for path in ours]
    added = [read_file(path) for path in theirs]
    faults = list(faults_in([*files, *added])) if added else []  # ours are checked before they ship
    if faults:
        raise KnowledgeError("\n".join(map(str, faults)))
    return joined([*files, *added])


def _fingerprint(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256(FORMAT.encode())
    for path in paths:
        try:
            digest.update(path.name.encode() + hashlib.sha256(path.read_bytes()).digest())
        except OSError as error:
            raise KnowledgeError(f"{path}: {error.strerror or error}") from error
    return digest.hexdigest()[:16]


def _keep(path: Path, compiled: bytes) -> None:
    """Write beside and replace, so that another process never sees half a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in path.parent.glob("actors-*.msgpack"):
        old.unlink(missing_ok=True)
    beside = path.with_suffix(f".{id(compiled):x}.new")
    beside.write_bytes(compiled)
    beside.replace(path)
