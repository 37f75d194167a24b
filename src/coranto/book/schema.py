"""The tables of a book. Readings are kept whole; the other tables are derived from them and can be made again."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

VERSION = 1  # stamped into every book: a newer one is refused

tables = MetaData()

reports = Table(
    "reports",
    tables,
    Column("id", String(64), primary_key=True),
    Column("title", Text),
    Column("outlet", Text),
    Column("url", Text),
    Column("language", String(16)),
    Column("published", String(10), index=True),
    Column("text", Text, nullable=False),
)

captures = Table(
    "captures",
    tables,
    Column("id", Integer, primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("url", Text),
    Column("outlet", Text),
    Column("media_type", Text, nullable=False),
    Column("original", String(64), nullable=False),
    Column("at", String(32), nullable=False),
)

readings = Table(
    "readings",
    tables,
    Column("id", Integer, primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False),
    Column("reader", String(64), nullable=False),
    Column("current", Boolean, nullable=False),
    Column("json", LargeBinary, nullable=False),
    Index("one_reading_of_a_reader", "report", "reader", unique=True),
)

events = Table(
    "events",
    tables,
    Column("id", Text, primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("type", Text, nullable=False, index=True),
    Column("mode", Text),
    Column("status", Text, nullable=False),
    Column("actors", Text),
    Column("recipients", Text),
    Column("place", Text),
    Column("country", String(3)),
    Column("earliest", String(10)),
    Column("latest", String(10)),
    Column("evidence", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("rule", Text, nullable=False),
)

statements = Table(
    "statements",
    tables,
    Column("id", Text, primary_key=True),
    Column("report", ForeignKey("reports.id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("form", Text, nullable=False),
    Column("speaker", Text),
    Column("cue", Text),
    Column("content", Text),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("rule", Text, nullable=False),
)

actors = Table(
    "actors",
    tables,
    Column("id", Text, primary_key=True),
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("name", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("country", String(3)),
    Column("sectors", Text),
    Column("public_role", Boolean, nullable=False),
    Column("reason", Text, nullable=False),
)

places = Table(
    "places",
    tables,
    Column("id", Text, primary_key=True),
    Column("report", ForeignKey("reports.id"), primary_key=True),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("country", String(3), index=True),
    Column("admin1", Text),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision", Text),
    Column("reason", Text, nullable=False),
)

problems = Table(
    "problems",
    tables,
    Column("id", Integer, primary_key=True),
    Column("report", ForeignKey("reports.id"), index=True),
    Column("source", Text),
    Column("stage", Text, nullable=False),
    Column("message", Text, nullable=False),
)

DERIVED = (events, statements, actors, places, problems)

FULL_TEXT = """
create virtual table if not exists words using fts5(
  title, text, content='reports', content_rowid='rowid', tokenize="unicode61 remove_diacritics 2")
"""
