"""The one place that reads the environment and `coranto.toml`."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

import msgspec

from .errors import SettingsError
from .knowledge.pipelines import DEFAULT_PIPELINE

FILE = "coranto.toml"


class Series(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A saved selection of the record that a brief is written from; empty lists select everything."""

    title: str
    countries: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    issues: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    timezone: str = "UTC"


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    book: str | None = None
    pipeline: str | None = None
    workers: int | None = None
    max_size: int | None = None
    time_limit: float | None = None
    knowledge: str | None = None
    author: str | None = None
    series: dict[str, Series] = msgspec.field(default_factory=dict)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that can be set: a flag beats the environment, the environment `coranto.toml`, that the default.

    `max_size` is in bytes of a source, `time_limit` in seconds for one report; `knowledge` is the folder of what the
    user adds to ours; `author` who signs corrections.
    """

    book: str = "coranto.db"
    pipeline: str = DEFAULT_PIPELINE
    workers: int = 1
    max_size: int = 20_000_000
    time_limit: float = 120.0
    cache: str | None = None
    knowledge: str = "coranto.knowledge"
    author: str | None = None
    series: dict[str, Series] = msgspec.field(default_factory=dict)


def read_settings(folder: Path, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings of `coranto.toml` in `folder` and of the environment.

    Raises `SettingsError` naming the file and the key that does not fit.
    """
    file = _read_file(folder / FILE)
    chosen: dict[str, object] = {
        name: value for name in _File.__struct_fields__ if (value := getattr(file, name)) is not None
    }
    if environment.get("CORANTO_BOOK"):
        chosen["book"] = environment["CORANTO_BOOK"]
    if environment.get("XDG_CACHE_HOME"):
        chosen["cache"] = str(Path(environment["XDG_CACHE_HOME"]) / "coranto")
    if environment.get("CORANTO_KNOWLEDGE"):
        chosen["knowledge"] = environment["CORANTO_KNOWLEDGE"]
    if environment.get("CORANTO_AUTHOR"):
        chosen["author"] = environment["CORANTO_AUTHOR"]
    if environment.get("CORANTO_PIPELINE"):
        chosen["pipeline"] = environment["CORANTO_PIPELINE"]
    return msgspec.convert(chosen, Settings)


def _read_file(path: Path) -> _File:
    try:
        plain = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return _File()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error
    try:
        return msgspec.convert(plain, _File)
    except msgspec.ValidationError as error:
        raise SettingsError(f"{path}: {error}") from error
