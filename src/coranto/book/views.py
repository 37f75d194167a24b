"""The views that a researcher opens, over the kept and derived tables: their names and columns are the interface."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Table

from .rows import COLUMNS

ASKED = {"id", "report_id", "url", "evidence"}  # columns that the views take from elsewhere


_OTHERS = {
    "reports": """
      select report.id as id, report.id as report_id, heading.url, heading.title, outlet, language, published,
        published_basis, events, statements, problems, corrected, page.text
      from heading join report on report.number = heading.report join page on page.report = heading.report
      where not withdrawn""",
    "captures": """
      select report.id as report_id, source, url, outlet, media_type, original, at
      from capture join report on report.number = capture.report""",
    "revisions": """
      select url, at, report_id, earlier_report_id from (
        select capture.url, capture.at, report.id as report_id,
          lag(report.id) over (partition by capture.url order by capture.at, capture.number) as earlier_report_id
        from capture join report on report.number = capture.report where capture.url is not null)
      where earlier_report_id is not null and earlier_report_id <> report_id""",
    "readings": """
      select report.id as report_id, reader, sha256, current
      from reading join report on report.number = reading.report""",
    "corrections": """
      select correction.id, correction.version, log.at, json_extract(json, '$.action') as action,
        json_extract(json, '$.target') as target, log.report as report_id, json_extract(json, '$.author') as author,
        json_extract(json, '$.reason') as reason, json_extract(json, '$.values') as "values",
        outcome.state, outcome.note
      from correction join log on log.version = correction.version
        left join outcome on outcome.version = correction.version""",
    "stances": """
      select actor, issue, coalesce(position.date, heading.published) as date, stance,
        lag(stance) over over_time as previous,
        coalesce(stance <> lag(stance) over over_time, 0) as changed,
        substr(page.text, position.start + 1, position."end" - position.start) as evidence, position.id,
        report.id as report_id, heading.outlet
      from position join report on report.number = position.report join heading on heading.report = position.report
        join page on page.report = position.report
      window over_time as (
        partition by actor, issue order by coalesce(position.date, heading.published), report.id, n)""",
    "happenings": """
      select happening.id, report.id as report_id, heading.published, heading.outlet, heading.title
      from happening join report on report.number = happening.report
        join heading on heading.report = happening.report""",
    "acts": """
      select merged.id, merged.event as event_id, report.id as report_id, heading.published, heading.outlet, event.type,
        event.status, event.actors, event.recipients
      from merged join report on report.number = merged.report join heading on heading.report = merged.report
        join event on event.report = merged.report and event.id = merged.event""",
    "copies": """
      select copied.copy_group, report.id as report_id, original.id as original_id, copied.share
      from copied join report on report.number = copied.report
        join report original on original.number = copied.original""",
    "origins": """
      select report.id as report_id, origin.key, origin.name, origin.kind, origin.carriers, origin.interested
      from origin join report on report.number = origin.report""",
    "problems": """
      select report.id as report_id, null as source, stage, message
      from problem join report on report.number = problem.report
      union all select null, source, stage, message from failure""",
    "versions": "select version, at, act, report as report_id, before, after, hash from log",
    "erasures": "select report as report_id, at, author, reason, version from erasure",
}


def _evidence(tables: Mapping[str, Table]) -> str:
    """The words of the entries of every kind, each stretch with the id of its entry."""
    start, end = "json_extract(one.value, '$[0]')", "json_extract(one.value, '$[1]')"
    return " union all ".join(
        f"""
      select {table.name}.id, report.id as report_id, '{table.name}' as kind, {start} as start, {end} as "end",
        substr(page.text, {start} + 1, {end} - {start}) as text, heading.url, heading.outlet
      from {table.name} join json_each({table.name}.words) as one join page on page.report = {table.name}.report
        join report on report.number = {table.name}.report join heading on heading.report = {table.name}.report"""
        for table in tables.values()
    )


def _view(name: str, table: Table) -> str:
    own = [f'{table.name}."{each}"' for each in COLUMNS[name] if each not in ASKED]
    words = f'substr(page.text, {table.name}.start + 1, {table.name}."end" - {table.name}.start)'
    if name == "actors":
        words = f"case when actor.public_role or actor.kind <> 'person' then {words} else actor.name end"
    return f"""
      select {table.name}.id, report.id as report_id, heading.url, heading.outlet, heading.published,
        {words} as evidence, {", ".join(own)}
      from {table.name} join report on report.number = {table.name}.report
        join heading on heading.report = {table.name}.report join page on page.report = {table.name}.report"""


def views(tables: Mapping[str, Table]) -> dict[str, str]:
    """The query of each view by its name; `tables` are those of the rows, by the names of their views."""
    own = {name: _view(name, table) for name, table in tables.items()}
    return {**own, **_OTHERS, "evidence": _evidence(tables)}
