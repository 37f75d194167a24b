"""Threads follow acts of one kind in one area, or between two countries, until they pause."""

from __future__ import annotations

from msgspec.structs import replace

from coranto.linking.acts import Act
from coranto.linking.threads import threads

from .test_acts import SHELLING


def told(*days: str) -> list[tuple[str, tuple[Act, ...]]]:
    return [
        (f"happening-{day}", (replace(SHELLING, report=f"report {day}", id=f"event-{day}", day=day),)) for day in days
    ]


def test_a_thread_is_named_by_what_makes_it_one() -> None:
    [thread] = threads(told("2020-05-02", "2020-05-06"))
    assert thread.name == "Attacks in Idlib"
    assert (thread.first, thread.last) == ("2020-05-02", "2020-05-06")


def test_a_long_pause_ends_a_thread() -> None:
    found = threads(told("2020-05-02", "2020-05-06", "2020-07-01", "2020-07-03"))
    assert [(each.first, each.last) for each in found] == [("2020-05-02", "2020-05-06"), ("2020-07-01", "2020-07-03")]


def test_a_report_that_cites_an_instalment_continues_its_thread() -> None:
    days = ("2020-05-02", "2020-05-06", "2020-07-01")
    [thread] = threads(told(*days), {"report 2020-07-01": ["report 2020-05-06"]})
    assert thread.last == "2020-07-01"


def test_one_day_is_no_thread() -> None:
    assert threads(told("2020-05-02")) == ()


def test_what_is_new_is_a_happening_not_told_before() -> None:
    again = ("happening-2020-05-02", (replace(SHELLING, report="late", id="event-late", day="2020-05-06"),))
    [thread] = threads([*told("2020-05-02", "2020-05-06"), again])
    assert [each.report for each in thread.new_since("2020-05-06")] == ["report 2020-05-06"]


def test_the_order_of_the_reports_changes_nothing() -> None:
    days = told("2020-05-02", "2020-05-06", "2020-05-09")
    assert threads(days) == threads(days[::-1])
