"""Knowledge files: YAML read strictly, so that a slip names its file and key instead of passing in silence."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml

from ..errors import KnowledgeError

DATA = Path(__file__).parent / "data"

T = TypeVar("T")


class _Strict(yaml.CSafeLoader):
    """YAML that refuses a key given twice, and keeps NO, on and off as the words they are."""


def _mapping(loader: _Strict, node: yaml.MappingNode) -> dict[Any, Any]:
    seen: set[object] = set()
    for key_node, _ in node.value:
        key = loader.construct_object(key_node)
        if key in seen:
            raise yaml.constructor.ConstructorError(None, None, f"the key {key!r} is given twice", key_node.start_mark)
        seen.add(key)
    return dict(loader.construct_mapping(node, deep=True))


_Strict.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, _mapping)
# YAML 1.1 reads NO (Norway), on and off as booleans, and 2018-08-27 as a date: in our files they are words.
_Strict.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith((":bool", ":timestamp"))]
    for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Strict.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def load(path: Path, kind: type[T]) -> T:
    """The content of a YAML file as `kind`.

    Raises `KnowledgeError` naming the file and the key when a key is unknown, missing, doubled or of the wrong type.
    """
    try:
        plain = yaml.load(path.read_bytes(), Loader=_Strict)
    except OSError as error:
        raise KnowledgeError(f"{name_of(path)}: {error.strerror or error}") from error
    except (yaml.YAMLError, UnicodeDecodeError) as error:
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
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
