"""What a report is about."""

from __future__ import annotations

from tests.conftest import Read


def test_a_report_is_about_the_country_most_of_its_places_lie_in(read: Read) -> None:
    reading = read(
        "Shells fall on Idlib\n\nShells fell on Idlib and on Khan Sheikhoun in Syria on Friday. "
        "Officials met in Ankara."
    )
    assert reading.focus[0].country == "SYR" and reading.focus[0].admin1 is None
    assert [each.admin1 for each in reading.focus if each.country == "SYR"] == [None, "Idlib"]


def test_the_words_behind_a_focus_are_shown(read: Read) -> None:
    text = "The army left Kherson. Kherson is in Ukraine."
    focus = read(text).focus[0]
    assert focus.country == "UKR" and {text[span.start : span.end] for span in focus.evidence} == {"Kherson", "Ukraine"}


def test_a_report_without_places_is_about_nowhere(read: Read) -> None:
    assert read("Nothing was said.").focus == ()


def test_a_country_that_is_only_mentioned_is_no_focus(read: Read) -> None:
    names = ["Sumy", "Kharkiv", "Kherson", "Poltava", "Odesa", "Kyiv", "Lviv"]
    text = " ".join(f"Shells fell near {name} in Ukraine." for name in names) + " An envoy flew to Ankara."
    assert {each.country for each in read(text).focus} == {"UKR"}
