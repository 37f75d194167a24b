"""What is kept, apart from what follows from it; readings packed; the log of everything that happened to the book."""

from __future__ import annotations

import hashlib
import zlib

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_BATCH = 100
_DERIVED = ("events", "statements", "actors", "places", "problems")


def upgrade() -> None:
    """Make the new tables; of a book of version 1 keep reports, captures, readings and failures, and begin its log."""
    _create_what_came_in()
    _create_what_people_did()
    if sa.inspect(op.get_bind()).has_table("readings"):
        _keep()


def _create_what_came_in() -> None:
    op.create_table(
        "report",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("id", sa.String(64), nullable=False, unique=True),
    )
    op.create_table(
        "capture",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("report", sa.Integer, sa.ForeignKey("report.number"), nullable=False, index=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("url", sa.Text),
        sa.Column("outlet", sa.Text),
        sa.Column("media_type", sa.Text, nullable=False),
        sa.Column("original", sa.String(64), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("stated", sa.LargeBinary),
    )
    op.create_index("capture_of_address", "capture", ["url", "at"])
    op.create_table(
        "reading",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("report", sa.Integer, sa.ForeignKey("report.number"), nullable=False),
        sa.Column("reader", sa.String(64), nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("current", sa.Boolean, nullable=False),
        sa.Column("json", sa.LargeBinary, nullable=False),
    )
    op.create_index("reading_of_report", "reading", ["report", "sha256"], unique=True)
    op.create_table(
        "failure",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("source", sa.Text, nullable=False),
        sa.Column("stage", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
    )


def _create_what_people_did() -> None:
    op.create_table(
        "log",
        sa.Column("version", sa.Integer, primary_key=True),
        sa.Column("at", sa.String(32)),
        sa.Column("act", sa.String(8), nullable=False),
        sa.Column("report", sa.String(64), index=True),
        sa.Column("before", sa.String(64)),
        sa.Column("after", sa.String(64), nullable=False),
        sa.Column("hash", sa.String(64), nullable=False),
    )
    op.create_table(
        "correction",
        sa.Column("version", sa.Integer, sa.ForeignKey("log.version"), primary_key=True),
        sa.Column("id", sa.String(40), nullable=False, unique=True),
        sa.Column("report", sa.Integer, sa.ForeignKey("report.number"), index=True),
        sa.Column("other", sa.Integer, sa.ForeignKey("report.number"), index=True),
        sa.Column("json", sa.LargeBinary),
    )
    op.create_table(
        "erasure",
        sa.Column("report", sa.String(64), primary_key=True),
        sa.Column("version", sa.Integer, sa.ForeignKey("log.version"), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("author", sa.Text, nullable=False),
        sa.Column("reason", sa.Text, nullable=False),
    )
    op.create_table(
        "copy",
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("path", sa.Text, nullable=False),
        sa.Column("kind", sa.String(16), nullable=False),
        sa.Column("at", sa.String(32), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
    )
    op.create_table("stale", sa.Column("report", sa.Integer, sa.ForeignKey("report.number"), primary_key=True))
    op.create_table("stamp", sa.Column("name", sa.Text, primary_key=True), sa.Column("value", sa.Text, nullable=False))


def _keep() -> None:
    connection = op.get_bind()
    for statement in (
        "insert into report (id) select id from reports order by rowid",
        "insert into capture (report, source, url, outlet, media_type, original, at) "
        "select report.number, source, url, outlet, media_type, original, at "
        "from captures join report on report.id = captures.report order by captures.id",
        "insert into failure (source, stage, message) "
        "select coalesce(source, ''), stage, message from problems where report is null order by id",
        "drop table words",
    ):
        connection.execute(sa.text(statement))
    _pack(connection)
    for table in (*_DERIVED, "captures", "readings", "reports"):
        op.drop_table(table)


def _pack(connection: sa.Connection) -> None:
    """The readings, packed, and a line of the log for each, in the order they came; a few at a time in memory."""
    last, hash_before = 0, "0" * 64
    version = 0
    now: dict[str, str] = {}  # the latest reading of each report
    while rows := connection.execute(sa.text(_SOME), {"last": last, "most": _BATCH}).all():
        for row in rows:
            version, last = version + 1, row.id
            sha256 = hashlib.sha256(row.json).hexdigest()
            before = now.get(row.report)
            at = row.at if before is None else None  # when it was read again was not kept
            parts = (hash_before, str(version), at or "", "read", row.report, before or "", sha256)
            hash_before = hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()
            values = {"number": row.number, "reader": row.reader, "sha256": sha256, "current": row.current}
            connection.execute(sa.text(_READING), values | {"json": zlib.compress(row.json, 1)})
            values = {"version": version, "at": at, "report": row.report, "before": before, "after": sha256}
            connection.execute(sa.text(_LINE), values | {"hash": hash_before})
            now[row.report] = sha256


_SOME = """
select readings.id, readings.report, report.number, reader, current, json,
  (select min(at) from captures where captures.report = readings.report) as at
from readings join report on report.id = readings.report
where readings.id > :last order by readings.id limit :most"""
_READING = """
insert or ignore into reading (report, reader, sha256, current, json)
values (:number, :reader, :sha256, :current, :json)"""
_LINE = """
insert into log (version, at, act, report, before, after, hash)
values (:version, :at, 'read', :report, :before, :after, :hash)"""
