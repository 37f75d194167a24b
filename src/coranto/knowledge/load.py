"""Knowledge files: YAML read strictly, so that a slip names its file and key instead of passing in silence."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeVar

import msgspec
import ryaml

from ..errors import KnowledgeError

DATA = Path(__file__).parent / "data"

T = TypeVar("T")


def load(path: Path, kind: type[T]) -> T:
    """The content of a YAML file as `kind`.

    Raises `KnowledgeError` naming the file and the key when a key is unknown, missing, doubled or of the wrong type.
    """
    try:
        plain = ryaml.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise KnowledgeError(f"{name_of(path)}: {error.strerror or error}") from error
    except (ryaml.InvalidYamlError, UnicodeDecodeError) as error:
        raise KnowledgeError(f"{name_of(path)}: not valid YAML: {error}") from error
    try:
        return msgspec.convert(plain, kind, strict=True)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"{name_of(path)}: {error}") from error


def name_of(path: Path) -> str:
    """The short name of a data file: its path below `data/`, or the whole path of a user's own."""
    return path.relative_to(DATA).as_posix() if path.is_relative_to(DATA) else str(path)


def data_files() -> Iterator[Path]:
    """Every data file that ships, in a fixed order."""
    return (path for path in sorted(DATA.rglob("*")) if path.is_file() and not path.name.startswith("."))


@cache
def knowledge_sha256() -> str:
    """SHA-256 over the names and contents of every data file: two readers that know the same agree in it."""
    digest = hashlib.sha256()
    for path in data_files():
        digest.update(path.relative_to(DATA).as_posix().encode() + b"\0")
        digest.update(bytes.fromhex(sha256_of(path)))
    return digest.hexdigest()


def sha256_of(path: Path) -> str:
    """SHA-256 of the content of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
