"""The originals: kept by the SHA-256 of their bytes, never changed."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ..errors import BookError


class Archive:
    """A folder of originals, each under its hash."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made when the first original is kept."""
        self.folder = folder

    def keep(self, original: bytes) -> str:
        """Keep some bytes; their SHA-256. Keeping them again changes nothing, and no half-written file is ever seen."""
        name = hashlib.sha256(original).hexdigest()
        path = self._path(name)
        if path.is_file():
            return name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, original)
        except OSError as error:
            raise BookError(f"{path}: the original cannot be kept: {error.strerror or error}") from error
        return name

    def read(self, name: str) -> bytes:
        """The bytes with this hash; raises `BookError` when they are missing or have changed."""
        path = self._path(name)
        try:
            original = path.read_bytes()
        except OSError as error:
            raise BookError(f"{path}: the original is missing: {error.strerror or error}") from error
        if hashlib.sha256(original).hexdigest() != name:
            raise BookError(f"{path}: the original has changed: its hash is no longer its name")
        return original

    def has(self, name: str) -> bool:
        """True when there is an original with this hash."""
        return self._path(name).is_file()

    def forget(self, name: str) -> None:
        """Take an original away for good; nothing happens when it is not there.

        Its bytes are written over first: on a disk that keeps no older blocks nothing is left of them.
        """
        path = self._path(name)
        try:
            if path.is_file():
                with path.open("r+b") as stream:
                    stream.write(bytes(path.stat().st_size))
                    stream.flush()
                    os.fsync(stream.fileno())
                path.unlink()
        except OSError as error:
            raise BookError(f"{path}: the original cannot be taken away: {error.strerror or error}") from error

    def faults(self) -> Iterator[str]:
        """What is wrong with the originals that are here, a line each."""
        for path in sorted(self.folder.glob("??/*")) if self.folder.is_dir() else ():
            name = path.parent.name + path.name
            if path.suffix == ".partial":
                continue  # of a process that was stopped: nobody refers to it
            if hashlib.sha256(path.read_bytes()).hexdigest() != name:
                yield f"{path}: the original has changed: its hash is no longer its name"

    def _path(self, name: str) -> Path:
        return self.folder / name[:2] / name[2:]


def _write(path: Path, original: bytes) -> None:
    handle, partial = tempfile.mkstemp(dir=path.parent, suffix=".partial")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(original)
            stream.flush()
            os.fsync(stream.fileno())
        Path(partial).replace(path)
    finally:
        Path(partial).unlink(missing_ok=True)
