"""Two acts are one when somebody or the place is the same and the days fit; shared words alone are not enough."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from coranto.linking.acts import Act, bounds_contradict
from coranto.linking.pairing import pairs, together

SHELLING = Act(
    report="a", id="event-1", day="2020-05-02", type="ASSAULT", mode="artillery", status="happened", background=False,
    stem="shell", actors=("gov.syr",), recipients=("~residents",), actor_countries=("SYR",), recipient_countries=(),
    place="saraqib", area="Idlib", place_country="SYR", exact=True, lat=35.86, lon=36.80, earliest="2020-05-01",
    latest="2020-05-01", counts=(), origins=("outlet:a",),
)  # fmt: skip


def same(**changes: Any) -> bool:
    other = replace(SHELLING, report="b", id="event-2", **changes)
    return bool(list(pairs([SHELLING, other], {"a", "b"}, set())))


def test_the_same_act_in_other_words_is_one() -> None:
    assert same(stem="bombard", day="2020-05-03")


def test_acts_of_two_towns_far_apart_are_two() -> None:
    assert not same(place="aleppo", area="Aleppo", lat=36.20, lon=37.16)


def test_acts_a_week_apart_are_two_though_every_word_is_the_same() -> None:
    assert not same(earliest="2020-05-08", latest="2020-05-08", day="2020-05-05")


def test_acts_of_others_are_two() -> None:
    assert not same(
        actors=("gov.tur",), actor_countries=("TUR",), recipients=("~soldiers",), earliest=None, latest=None
    )


def test_without_a_shared_side_or_place_nothing_is_compared() -> None:
    assert not same(actors=("~gunmen",), recipients=(), place=None, lat=None, lon=None)


def test_reports_far_apart_in_time_are_not_compared() -> None:
    assert not same(day="2020-05-12")


def test_no_group_holds_two_acts_of_one_report() -> None:
    found = [(("a", "1"), ("b", "1"), 5.0), (("a", "2"), ("b", "1"), 4.0)]
    assert together(found) == [[("a", "1"), ("b", "1")]]


def test_at_least_twelve_and_thirty_do_not_contradict() -> None:
    assert not bounds_contradict((12, None, None), (30, 30, 30))
    assert bounds_contradict((12, 12, 12), (9, 9, 9))
