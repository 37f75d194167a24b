"""Happenings, acts and threads in words: who tells them, and why they were put together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import msgspec
from sqlalchemy import Connection, select, text

from ..linking.acts import Act
from ..linking.threads import Thread, threads
from . import derived, schema
from .entries import Line, Told
from .linked import support

_ACTS = msgspec.json.Decoder(tuple[Act, ...])


def threads_of(connection: Connection) -> tuple[Thread, ...]:
    """The threads of the book."""
    profile, happened = derived.profiles.c, derived.happenings.c
    query = (
        select(happened.id, profile.acts)
        .join(derived.profiles, profile.report == happened.report)
        .order_by(profile.day, profile.id)
    )
    rows = connection.execution_options(yield_per=200).execute(query)
    told = ((happening, _ACTS.decode(packed)) for happening, packed in rows)
    return threads(((happening, acts) for happening, acts in told if acts), _references(connection))


def threaded_reports(connection: Connection) -> list[tuple[int, str, str]]:
    """The reports by number in each thread, with its id, and its name and first day."""
    profile = derived.profiles.c
    numbers = {row[0]: row[1] for row in connection.execute(select(profile.id, profile.report))}
    return [
        (numbers[each.report], thread.id, f"{thread.name}, from {thread.first}")
        for thread in threads_of(connection)
        for each in thread.instalments
    ]


def _references(connection: Connection) -> dict[str, list[str]]:
    """The reports that each report cites as instalments of a series, by series and day."""
    found: dict[str, list[str]] = defaultdict(list)
    query = text(
        "select citing.report_id, cited.report_id from ("
        "select report.id as report_id, series, date from citing join report on report.number = citing.report) citing "
        "join reports cited on cited.published = citing.date and cited.report_id <> citing.report_id "
        "and (cited.outlet = citing.series or substr(cited.title, 1, length(citing.series)) = citing.series)"
    )
    for one, other in connection.execute(query):
        found[one].append(other)
    return found


def tell_linked(connection: Connection, identity: str) -> Told | None:
    """A happening, an act or a thread in lines; None when there is none of this id."""
    kind = identity.partition("-")[0]
    if kind == "happening":
        return _happening(connection, identity)
    if kind == "act":
        return _act(connection, identity)
    return _thread(connection, identity) if kind == "thread" else None


def _happening(connection: Connection, identity: str) -> Told | None:
    happened = derived.happenings.c
    numbers = list(connection.execute(select(happened.report).where(happened.id == identity)).scalars())
    if not numbers:
        return None
    lines = [Line(f"{len(numbers)} report{'' if len(numbers) == 1 else 's'} tell of this  [{identity}]")]
    lines += [Line(f"  {words}") for words in sorted(_titles(connection, numbers))]
    pairs = text(
        "select one, other, likeness, slots from edge where one in (select report from happening where id = :id) "
        "and other in (select report from happening where id = :id) order by likeness desc, one, other limit 20"
    )
    for one, other, alike, slots in connection.execute(pairs, {"id": identity}):
        said = msgspec.json.decode(slots, type=dict[str, float])
        why = "; ".join(
            f"{slot} {value:+.2f}" for slot, value in sorted(said.items(), key=lambda each: -abs(each[1])) if value
        )
        a, b = (next(iter(_ids(connection, [each])))[:12] for each in (one, other))
        lines.append(Line(f"  why      {a} and {b}: words and names alike {alike:.2f}" + (f"; {why}" if why else "")))
    return Told(tuple(lines), msgspec.json.encode({"id": identity, "reports": sorted(_ids(connection, numbers))}))


def _act(connection: Connection, identity: str) -> Told | None:
    found = support(connection, identity)
    if found is None:
        return None
    lines = [Line(f"{found.words}  [{identity}]")]
    query = text(
        "select merged.event, report.id, heading.outlet, heading.published, event.status, "
        'substr(page.text, event.start + 1, event."end" - event.start) as words '
        "from merged join report on report.number = merged.report join heading using (report) join page using (report) "
        "join event on event.report = merged.report and event.id = merged.event "
        "where merged.id = :id order by heading.published, report.id"
    )
    for event, report, outlet, day, status, words in connection.execute(query, {"id": identity}):
        lines.append(
            Line(f"  {day or 'undated'}  {outlet or report[:12]}, {status}: “{' '.join(words.split())}” [{event}]")
        )
    edges = text(
        "select one_event, other_event, score, why from act_edge "
        "where (one, one_event) in (select report, event from merged where id = :id) "
        "and (other, other_event) in (select report, event from merged where id = :id) order by score desc, one_event"
    )
    for one, other, score, why in connection.execute(edges, {"id": identity}):
        lines.append(Line(f"  why      {one[:14]} and {other[:14]} score {score:.1f}: {why}"))
    return Told(tuple(lines), msgspec.json.encode(found))


def _thread(connection: Connection, identity: str) -> Told | None:
    found = next((each for each in threads_of(connection) if each.id == identity), None)
    if found is None:
        return None
    lines = [Line(f"{found.name}, {found.first} to {found.last}  [{identity}]")]
    seen: set[str] = set()
    for each in found.instalments:
        number = connection.execute(
            select(schema.reports.c.number).where(schema.reports.c.id == each.report)
        ).scalar_one()
        new = "" if each.happening in seen else "new: "
        seen.add(each.happening)
        lines.append(Line(f"  {new:<5}{next(_titles(connection, [number]))} [{', '.join(each.acts)}]"))
    return Told(tuple(lines), msgspec.json.encode(found))


def _titles(connection: Connection, numbers: list[int]) -> Iterator[str]:
    heading, reports = derived.headings.c, schema.reports.c
    query = select(heading.published, heading.outlet, heading.title, reports.id).join(
        schema.reports, reports.number == heading.report
    )
    for number in numbers:
        day, outlet, title, report = connection.execute(query.where(heading.report == number)).one()
        yield f"{day or 'undated'}  {outlet or '-'}: {title or report[:12]} [{report[:12]}]"


def _ids(connection: Connection, numbers: list[int]) -> Iterator[str]:
    for number in numbers:
        yield connection.execute(select(schema.reports.c.id).where(schema.reports.c.number == number)).scalar_one()
