"""The tables that follow from readings and corrections, and the views a researcher opens.

They are dropped and made again whenever `DERIVED` is another than the book's: they need no migration.
"""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import Boolean, Column, Connection, Float, Index, Integer, LargeBinary, MetaData, Table, Text, text
from sqlalchemy.types import TypeEngine

from . import schema
from .rows import COLUMNS
from .views import ASKED, views

DERIVED = 5  # raise it with every change of this module or of `rows`

derived = MetaData()

_NUMBERS: dict[str, TypeEngine[Any]] = {
    **dict.fromkeys(("start", "end", "mentions", "geonames"), Integer()),
    **dict.fromkeys(("intensity", "lat", "lon", "radius_km"), Float()),
    **dict.fromkeys(("public_role", "negated", "background"), Boolean()),
}


def _table(name: str, table: str) -> Table:
    """The table of the rows of `table`; `n` counts the entries of a report in the order of its text."""
    columns = [Column(each, _NUMBERS.get(each, Text())) for each in COLUMNS[table] if each not in ASKED]
    return Table(
        name,
        derived,
        Column("report", Integer, primary_key=True),
        Column("n", Integer, primary_key=True),
        Column("id", Text, nullable=False),
        *columns,
        Column("words", Text, nullable=False),  # JSON: [start, end] of each stretch of words, the chief one first
        sqlite_with_rowid=False,
    )


headings = Table(
    "heading",
    derived,
    Column("report", Integer, primary_key=True),
    Column("reading", Integer, nullable=False),
    Column("title", Text),
    Column("outlet", Text, index=True),
    Column("url", Text),
    Column("language", Text),
    Column("published", Text),
    Column("published_basis", Text),
    Column("events", Integer, nullable=False),
    Column("statements", Integer, nullable=False),
    Column("problems", Integer, nullable=False),
    Column("corrected", Text),
    Column("withdrawn", Boolean, nullable=False),
    Index("heading_by_day", "published", "report"),
)
# The text lies apart, so that what is counted over thousands of headings stays small.
pages = Table(
    "page",
    derived,
    Column("report", Integer, primary_key=True),
    Column("title", Text),
    Column("text", Text, nullable=False),
    Column("entries", Text, nullable=False),  # a key of each entry's id, as `entry_keys` makes them
)
events = _table("event", "events")
statements = _table("statement", "statements")
positions = _table("position", "positions")
actors = _table("actor", "actors")
places = _table("place", "places")
# What is counted and filtered by, in the order of the reports: an index that only ever grows at its end costs little.
Index("event_codes", events.c.report, events.c.type, events.c.status)
Index("place_names", places.c.report, places.c.country, places.c.name)
Index("actor_names", actors.c.report, actors.c.name, actors.c.id)
problems = Table(
    "problem",
    derived,
    Column("report", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("stage", Text, nullable=False),
    Column("message", Text, nullable=False),
    sqlite_with_rowid=False,
)
outcomes = Table(
    "outcome",
    derived,
    Column("report", Integer, primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("state", Text, nullable=False),
    Column("entry", Text),
    Column("note", Text),
    Index("outcome_of_correction", "version"),
    sqlite_with_rowid=False,
)

# What several reports have in common. Made when a report comes or goes, for its neighbours in time too (`links`).
unlinked = Table("unlinked", derived, Column("report", Integer, primary_key=True))
stirred = Table(  # months in which a report came or went, and what is to be done about it
    "stirred", derived, Column("month", Integer, primary_key=True), Column("stage", Integer, primary_key=True)
)
profiles = Table(
    "profile",
    derived,
    Column("report", Integer, primary_key=True),
    Column("id", Text, nullable=False, unique=True),
    Column("month", Integer, nullable=False),  # year x 12 + month of a stated day; 0 without one
    Column("day", Text),  # stated, or inferred from the text
    Column("letters", Integer, nullable=False),
    Column("json", LargeBinary, nullable=False),
    Column("acts", LargeBinary, nullable=False),
    Index("profile_by_month", "month"),
    Index("profile_by_day", "day"),
)
shingles = Table(
    "shingle",
    derived,
    Column("hash", Integer, primary_key=True),
    Column("report", Integer, primary_key=True),
    sqlite_with_rowid=False,
)
edges = Table(
    "edge",
    derived,
    Column("one", Integer, primary_key=True),
    Column("other", Integer, primary_key=True),
    Column("likeness", Float, nullable=False),
    Column("slots", Text, nullable=False),  # JSON: what each slot adds
    Index("edge_back", "other", "one"),
    sqlite_with_rowid=False,
)
happenings = Table(
    "happening",
    derived,
    Column("report", Integer, primary_key=True),
    Column("run", Integer, nullable=False, index=True),  # reports that are put together at once
    Column("part", Text, nullable=False, index=True),  # of a happening: its reports of one run
    Column("id", Text, nullable=False, index=True),
)
joints = Table(  # parts of two runs that are one happening
    "joint",
    derived,
    Column("one", Text, primary_key=True),
    Column("other", Text, primary_key=True),
    Column("one_run", Integer, nullable=False, index=True),
    Column("other_run", Integer, nullable=False, index=True),
    Column("score", Float, nullable=False),
    Index("joint_back", "other", "one"),
    sqlite_with_rowid=False,
)
copies = Table(
    "copied",
    derived,
    Column("report", Integer, primary_key=True),
    Column("copy_group", Text, nullable=False, index=True),
    Column("original", Integer, nullable=False),
    Column("share", Float),  # of the shorter text that stands in the longer; null of the original
)
origins = Table(
    "origin",
    derived,
    Column("report", Integer, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("key", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),  # named, role, outlet
    Column("carriers", Text),
    Column("interested", Boolean, nullable=False),
    Column("words", Text, nullable=False),  # JSON: [start, end] of each mention
    Column("statements", Text, nullable=False),  # JSON: the ids of the statements that rest on it
    Index("origin_by_key", "key"),
    sqlite_with_rowid=False,
)
act_edges = Table(  # acts of two reports that are one, taken by themselves
    "act_edge",
    derived,
    Column("one", Integer, primary_key=True),
    Column("one_event", Text, primary_key=True),
    Column("other", Integer, primary_key=True),
    Column("other_event", Text, primary_key=True),
    Column("score", Float, nullable=False),
    Column("why", Text, nullable=False),
    Index("act_edge_back", "other", "other_event"),
    sqlite_with_rowid=False,
)
merged = Table(
    "merged",
    derived,
    Column("report", Integer, primary_key=True),
    Column("event", Text, primary_key=True),
    Column("id", Text, nullable=False),
    Column("origins", Text, nullable=False),  # JSON: the keys of the origins behind this telling
    Index("merged_by_id", "id"),
    sqlite_with_rowid=False,
)
citing = Table(  # instalments of a series that a report refers to
    "citing",
    derived,
    Column("report", Integer, primary_key=True),
    Column("series", Text, primary_key=True),
    Column("date", Text, primary_key=True),
    sqlite_with_rowid=False,
)
LINKED = (citing, profiles, shingles, happenings, copies, origins, merged)  # by the number of one report
BETWEEN = (edges, act_edges)  # by those of two
LINKS = (*LINKED, *BETWEEN, joints)

OF_ROWS = {"events": events, "statements": statements, "positions": positions, "actors": actors, "places": places}
OF_A_REPORT = (*OF_ROWS.values(), problems, outcomes)  # all but the heading, by whose number they go

# The ids of entries lie in an index that only ever grows at its end, as the words do. Each has the hash of another
# text, so a sorted index of them would be written anew all over with every report: a third of the time of recording.
_INDEXES = """
create virtual table words using fts5(title, text, content='page', content_rowid='report',
  tokenize="unicode61 remove_diacritics 2");
create virtual table keys using fts5(entries, content='page', content_rowid='report', tokenize=ascii, detail=none);
create trigger page_in after insert on page begin
  insert into words(rowid, title, text) values (new.report, new.title, new.text);
  insert into keys(rowid, entries) values (new.report, new.entries);
end;
create trigger page_out after delete on page begin
  insert into words(words, rowid, title, text) values ('delete', old.report, old.title, old.text);
  insert into keys(keys, rowid, entries) values ('delete', old.report, old.entries);
end;
create trigger text_changed after update of title, text on page
  when old.title is not new.title or old.text is not new.text begin
  insert into words(words, rowid, title, text) values ('delete', old.report, old.title, old.text);
  insert into words(rowid, title, text) values (new.report, new.title, new.text);
end;
create trigger entries_changed after update of entries on page when old.entries is not new.entries begin
  insert into keys(keys, rowid, entries) values ('delete', old.report, old.entries);
  insert into keys(rowid, entries) values (new.report, new.entries);
end
"""
_INDEX_NAMES = ("words", "keys")
_TRIGGERS = ("page_in", "page_out", "page_changed", "text_changed", "entries_changed")


def key(entry: str) -> str:
    """What an entry's id is looked for by: a hash, as ids may hold any letters; the id itself is then compared."""
    return hashlib.blake2b(entry.encode("utf-8"), digest_size=6).hexdigest()


def reports_with(connection: Connection, entry: str, most: int) -> list[int]:
    """The numbers of up to `most` reports that may have an entry with this id: they are to be looked at."""
    query = text("select rowid from keys where keys match :key order by rowid limit :most")
    return list(connection.execute(query, {"key": f'"{key(entry)}"', "most": most}).scalars())


def index_anew(connection: Connection) -> None:
    """Make the indexes of words and ids anew: what was taken out is no longer in them."""
    for name in _INDEX_NAMES:
        connection.execute(text(f"insert into {name}({name}) values ('rebuild')"))


def make(connection: Connection) -> None:
    """Drop the derived tables and views where there are any, and make them anew, empty; every report is then stale."""
    for name in views(OF_ROWS):
        connection.execute(text(f"drop view if exists {name}"))
    for name in _TRIGGERS:
        connection.execute(text(f"drop trigger if exists {name}"))
    for name in _INDEX_NAMES:
        connection.execute(text(f"drop table if exists {name}"))
    derived.drop_all(connection)
    derived.create_all(connection)
    for statement in _split(_INDEXES):
        connection.execute(text(statement))
    for name, query in views(OF_ROWS).items():
        connection.execute(text(f"create view {name} as {query}"))
    connection.execute(text("insert or ignore into stale (report) select number from report"))
    connection.execute(text("insert or ignore into unlinked (report) select number from report"))
    stamp = {"name": "derived", "value": str(DERIVED)}
    connection.execute(text("insert or replace into stamp (name, value) values (:name, :value)"), stamp)


def is_made(connection: Connection) -> bool:
    """True when the derived tables are those of this program."""
    there = connection.execute(schema.stamps.select().where(schema.stamps.c.name == "derived")).first()
    return there is not None and there.value == str(DERIVED)


def _split(script: str) -> list[str]:
    """The statements of a script; a trigger goes on to its `end`."""
    found: list[str] = []
    for part in script.strip().split(";\n"):
        if found and found[-1].startswith("create trigger") and not found[-1].endswith("end"):
            found[-1] += ";\n" + part
        else:
            found.append(part)
    return found
