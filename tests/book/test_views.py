"""The file opens usefully in the tools researchers have: Datasette, DuckDB, pandas."""

from __future__ import annotations

import asyncio
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from coranto.book import Book
from coranto.book.rows import COLUMNS

DOCUMENTED = ("events", "statements", "actors", "places", "reports", "evidence", "positions")
MORE = ("captures", "revisions", "readings", "corrections", "problems", "versions", "erasures")
PAGE = (Path(__file__).resolve().parents[2] / "docs" / "book.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("view", [*DOCUMENTED, *MORE])
def test_every_view_and_each_of_its_columns_is_documented(sample_book: Book, view: str) -> None:
    with closing(sqlite3.connect(f"{sample_book.path.as_uri()}?mode=ro", uri=True)) as connection:
        columns = [each[0] for each in connection.execute(f"select * from {view} limit 1").description]
    section = re.search(rf"^### {view}\n(.*?)(?=^###? |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert section, f"docs/book.md has no section {view}"
    assert [name for name in columns if f"`{name}`" not in section[1]] == []


def test_every_query_of_the_documentation_runs(sample_book: Book) -> None:
    queries = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
    assert len(queries) >= len(DOCUMENTED)
    with closing(sqlite3.connect(f"{sample_book.path.as_uri()}?mode=ro", uri=True)) as connection:
        for query in queries:
            connection.execute(query).fetchall()


def test_views_and_exports_say_the_same(sample_book: Book) -> None:
    from coranto.book.rows import rows_of

    with closing(sqlite3.connect(f"{sample_book.path.as_uri()}?mode=ro", uri=True)) as connection:
        connection.row_factory = sqlite3.Row
        for table, columns in COLUMNS.items():
            seen = {(row["report_id"], row["id"], row["start"] if "start" in columns else 0): row
                    for row in connection.execute(f"select * from {table}")}  # fmt: skip
            told = [row for record in sample_book.records() for row in rows_of(record, table)]
            assert len(seen) == len(told) > 0
            for row in told:
                found = seen[str(row["report_id"]), str(row["id"]), row.get("start", 0)]
                assert {name: found[name] for name in columns} == {name: row[name] for name in columns}


def test_the_words_of_evidence_are_those_of_the_report(sample_book: Book) -> None:
    with closing(sqlite3.connect(f"{sample_book.path.as_uri()}?mode=ro", uri=True)) as connection:
        texts = dict(connection.execute("select id, text from reports"))
        rows = connection.execute('select report_id, start, "end", text from evidence').fetchall()
    assert len(rows) > 1000
    assert all(texts[report][start:end] == words for report, start, end, words in rows)


def test_pandas_reads_the_views(sample_book: Book) -> None:
    import pandas

    with closing(sqlite3.connect(f"{sample_book.path.as_uri()}?mode=ro", uri=True)) as connection:
        events = pandas.read_sql("select * from events", connection, parse_dates=["earliest"])
        reports = pandas.read_sql("select * from reports", connection)
    joined = events.merge(reports, on="report_id", suffixes=("", "_of_report"))
    assert len(joined) == len(events) == sample_book.counts().events
    assert set(joined["type"]) >= {"CONSULT", "ASSAULT"} and joined["earliest"].notna().any()


def test_duckdb_counts_what_pandas_hands_over(sample_book: Book) -> None:
    """DuckDB's own SQLite reader is an extension to be fetched; offline the views go over as data frames."""
    import duckdb
    import pandas

    with closing(sqlite3.connect(f"{sample_book.path.as_uri()}?mode=ro", uri=True)) as connection:
        frames = {name: pandas.read_sql(f"select * from {name}", connection) for name in DOCUMENTED}
    with closing(duckdb.connect()) as lake:
        for name, frame in frames.items():
            lake.register(name, frame)
        found = lake.execute(
            "select type, count(*) from events join reports using (report_id) group by type"
        ).fetchall()
        assert sum(number for _, number in found) == sample_book.counts().events
        for name in DOCUMENTED:
            assert lake.execute(f"select count(*) from {name}").fetchone() == (len(frames[name]),)


def test_datasette_serves_every_view(sample_book: Book) -> None:
    from datasette.app import Datasette

    async def ask() -> None:
        served = Datasette([str(sample_book.path)], settings={"num_sql_threads": 0})
        await served.invoke_startup()
        name = sample_book.path.stem
        for view in DOCUMENTED:
            answer = await served.client.get(f"/{name}/{view}.json?_size=3&_shape=array")
            assert answer.status_code == 200 and answer.json(), view
        page = await served.client.get(f"/{name}/events")
        assert page.status_code == 200 and "ASSAULT" in page.text
        query = await served.client.get(f"/{name}.json?sql=select+count(*)+as+n+from+events&_shape=array")
        assert query.json() == [{"n": sample_book.counts().events}]

    asyncio.run(ask())
