"""Other calendars: every observance falls on a day, and known days come out."""

from __future__ import annotations

from datetime import date

import pytest

from coranto.knowledge.calendars import date_in, weekday_of_month, years_of
from coranto.knowledge.observances import observances, occurrences
from coranto.knowledge.times import load_times


@pytest.mark.parametrize(
    ("key", "year", "days"),
    [
        ("eid-al-fitr", 2018, ["2018-06-15"]),
        ("eid-al-fitr", 2000, ["2000-01-08", "2000-12-27"]),
        ("nowruz", 2018, ["2018-03-21"]),
        ("easter", 2018, ["2018-04-01"]),
        ("thanksgiving", 1999, ["1999-11-25"]),
        ("us-election-day", 1998, ["1998-11-03"]),
        ("eid-al-fitr", 1850, []),
        ("easter", 1066, []),
    ],
)
def test_an_observance_falls_on_its_days(key: str, year: int, days: list[str]) -> None:
    assert [str(each.first) for each in occurrences(observances()[key], year)] == days


def test_every_name_of_a_holiday_leads_to_an_observance() -> None:
    of_countries = {key.rpartition("-")[0] for key, one in observances().items() if one.countries}
    keys = set(observances()) | of_countries
    assert set(load_times("en").lists["holiday"].values()) <= keys


@pytest.mark.parametrize("key", observances())
def test_an_observance_ends_after_it_begins_in_every_year_of_the_tables(key: str) -> None:
    for year in range(1945, 2040):
        for each in occurrences(observances()[key], year):
            assert each.first <= each.last


def test_what_a_calendar_lacks_is_no_day() -> None:
    assert date_in("persian", 1397, 12, 30) is None
    assert date_in("islamic", 99, 1, 1) is None
    assert years_of("islamic", 700) == ()
    assert weekday_of_month(2018, 2, 4, 5) is None
    assert weekday_of_month(2018, 12, 5, -1) == date(2018, 12, 28)
