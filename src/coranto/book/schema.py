"""The tables that are kept: what came in and what people decided. Nothing in them can be made again.

Their changes are migrations. What follows from them lies in the derived tables (`derived`), which are made again.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, MetaData, String, Table, Text

VERSION = 2  # stamped into every book as `user_version`: a newer one is refused, an older one migrated

kept = MetaData()

reports = Table(
    "report",
    kept,
    Column("number", Integer, primary_key=True),
    Column("id", String(64), nullable=False, unique=True),
)

captures = Table(
    "capture",
    kept,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("report.number"), nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("url", Text),
    Column("outlet", Text),
    Column("media_type", Text, nullable=False),
    Column("original", String(64), nullable=False),
    Column("at", String(32), nullable=False),
    Column("stated", LargeBinary),
    Index("capture_of_address", "url", "at"),
)

readings = Table(
    "reading",
    kept,
    Column("number", Integer, primary_key=True),
    Column("report", ForeignKey("report.number"), nullable=False),
    Column("reader", String(64), nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("current", Boolean, nullable=False),
    Column("json", LargeBinary, nullable=False),
    Index("reading_of_report", "report", "sha256", unique=True),
)

log = Table(
    "log",
    kept,
    Column("version", Integer, primary_key=True),
    Column("at", String(32)),
    Column("act", String(8), nullable=False),
    Column("report", String(64), index=True),
    Column("before", String(64)),
    Column("after", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
)

corrections = Table(
    "correction",
    kept,
    Column("version", ForeignKey("log.version"), primary_key=True),
    Column("id", String(40), nullable=False, unique=True),
    Column("report", ForeignKey("report.number"), index=True),
    Column("other", ForeignKey("report.number"), index=True),
    Column("json", LargeBinary),
)

erasures = Table(
    "erasure",
    kept,
    Column("report", String(64), primary_key=True),
    Column("version", ForeignKey("log.version"), nullable=False),
    Column("at", String(32), nullable=False),
    Column("author", Text, nullable=False),
    Column("reason", Text, nullable=False),
)

copies = Table(
    "copy",
    kept,
    Column("number", Integer, primary_key=True),
    Column("path", Text, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("at", String(32), nullable=False),
    Column("version", Integer, nullable=False),
)

failures = Table(
    "failure",
    kept,
    Column("number", Integer, primary_key=True),
    Column("source", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("message", Text, nullable=False),
)

stale = Table("stale", kept, Column("report", ForeignKey("report.number"), primary_key=True))

stamps = Table("stamp", kept, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
