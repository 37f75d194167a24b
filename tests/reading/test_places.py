"""Where is where."""

from __future__ import annotations

from tests.conftest import Read

from coranto.model.reading import Place, Reading


def place_of(reading: Reading, words: str) -> Place:
    return next(place for place in reading.places if place.text == words)


def test_the_other_places_of_a_report_decide_between_namesakes(read: Read) -> None:
    lebanon = read("The envoy went from Beirut to Sidon and on to Tripoli in Lebanon.")
    libya = read("The envoy went from Benghazi to Misrata and on to Tripoli in Libya.")
    assert place_of(lebanon, "Tripoli").country == "LBN"
    assert place_of(libya, "Tripoli").country == "LBY"


def test_a_name_after_the_comma_decides(read: Read) -> None:
    assert place_of(read("He was born in Paris, Texas, long ago."), "Paris").country == "USA"


def test_the_noun_at_the_end_of_a_list_belongs_to_all(read: Read) -> None:
    reading = read("The army holds parts of Idlib, western Aleppo, and northern Hama Provinces in Syria.")
    assert [place_of(reading, words).precision for words in ("Idlib", "western Aleppo", "northern Hama Provinces")] == [
        "admin1"
    ] * 3


def test_a_direction_moves_the_point(read: Read) -> None:
    reading = read("Fighting went on in northern Idlib Province and in southern Idlib Province in Syria.")
    north, south = reading.places[0].lat, reading.places[1].lat
    assert north is not None and south is not None and north > south


def test_turkey_is_found_under_both_its_names(read: Read) -> None:
    reading = read("Trucks left Turkey. Others stayed in Türkiye.")
    assert {place.country for place in reading.places} == {"TUR"}


def test_an_unknown_place_stays_unresolved_and_says_why(read: Read) -> None:
    reading = read("Shells fell on Qarnazabad in the night, and the people of Qarnazabad fled.")
    for place in reading.places:
        if place.lat is None:
            assert "no place of this name" in place.reason


def test_spans_are_slices(read: Read) -> None:
    text = "Fighters left al-Bab, Deir ez-Zor and Ras al-Ayn in Syria for the Turkish border."
    reading = read(text)
    assert all(text[place.start : place.end] == place.text for place in reading.places)
    assert {place.country for place in reading.places} == {"SYR", "TUR"}
