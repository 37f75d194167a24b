"""Numbers that are news, and according to whom."""

from __future__ import annotations

from tests.conftest import Read


def test_a_figure_belongs_to_who_says_it(read: Read) -> None:
    reading = read("The mayor said that 12 people were killed. Trucks brought 40 tonnes of flour on Monday.")
    said, told = reading.figures
    assert (said.text, said.kind) == ("12", "deaths")
    assert said.according_to[0].statement == reading.statements[0].id
    assert (told.text, told.unit, told.according_to[0].outlet) == ("40 tonnes", "t", True)


def test_a_figure_points_at_what_it_counts(read: Read) -> None:
    reading = read("Shells wounded at least three young teachers.")
    [figure] = reading.figures
    assert (figure.text, figure.kind, figure.low, figure.best, figure.high) == (
        "at least three",
        "injured",
        3,
        None,
        None,
    )
    assert figure.of is not None and figure.of.text == "young teachers"


def test_dates_ages_and_names_hold_no_figures(read: Read) -> None:
    reading = read("On 12 May 2019 the 17th Division entered. A 40-year-old man left. Article 5 was named. See [3].")
    assert [figure.text for figure in reading.figures] == []


def test_killers_are_not_counted_as_killed(read: Read) -> None:
    reading = read("Twelve gunmen killed two guards.")
    assert [(figure.text, figure.kind) for figure in reading.figures] == [("Twelve", "people"), ("two", "deaths")]


def test_the_same_text_gives_the_same_ids(read: Read) -> None:
    text = "More than 300 families fled. The state paid $2.5 million."
    assert [figure.id for figure in read(text).figures] == [figure.id for figure in read(text).figures]
    assert all(read(text).report.text[figure.start : figure.end] == figure.text for figure in read(text).figures)
