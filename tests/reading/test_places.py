"""Where is where."""

from __future__ import annotations

from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import Read

from coranto.knowledge.countries import countries
from coranto.knowledge.numbers import load_numbers
from coranto.knowledge.passages import load_passages
from coranto.knowledge.places import load_places
from coranto.model.reading import Place, Reading
from coranto.pipeline import Ready
from coranto.reading.passages import find_passages
from coranto.reading.places import find_places

CITIES = ("Aleppo", "Berlin", "Cairo", "Dakar", "Erbil", "Gaza", "Hama", "Idlib", "Juba", "Kyiv", "Lima", "Mosul")


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
    assert {place.country for place in reading.places if place.text != "Turkish border"} == {"SYR", "TUR"}


def test_a_singular_unit_noun_stays_with_its_name(read: Read) -> None:
    reading = read("Shells fell on Hama and Homs Province in Syria.")
    assert [place_of(reading, words).precision for words in ("Hama", "Homs Province")] == ["town", "admin1"]


def test_western_aleppo_is_the_province_and_aleppo_the_city(read: Read) -> None:
    reading = read("Rebels hold western Aleppo in Syria. Trucks reached Aleppo on Friday.")
    assert place_of(reading, "western Aleppo").precision == "admin1"
    assert place_of(reading, "Aleppo").precision == "town"


def test_the_side_of_a_country_lies_in_its_outer_part(read: Read) -> None:
    whole = place_of(read("Rain fell in Syria."), "Syria")
    side = place_of(read("Rain fell in northwest Syria."), "northwest Syria")
    assert whole.lat is not None and whole.lon is not None and side.lat is not None and side.lon is not None
    assert side.lat > whole.lat + 0.5 and side.lon < whole.lon - 0.5
    assert (side.precision, side.radius_km is not None) == ("region", True)


def test_a_distance_moves_the_point_and_says_how_sure_it_is(read: Read) -> None:
    reading = read("A camp 30 km (19 miles) south of Idlib in Syria was hit.")
    place = place_of(reading, "30 km (19 miles) south of Idlib")
    assert place.lat == pytest.approx(35.93 - 30 / 111.2, abs=0.02) and place.radius_km == 6.0


def test_what_lies_between_two_places_stands_beside_them(read: Read) -> None:
    reading = read("A convoy was hit between Hama and Homs in Syria.")
    between = place_of(reading, "between Hama and Homs")
    hama, homs = place_of(reading, "Hama"), place_of(reading, "Homs")
    assert hama.lat and homs.lat and between.lat == pytest.approx((hama.lat + homs.lat) / 2, abs=0.01)


def test_a_border_named_by_one_side_is_that_with_the_country_of_the_report(read: Read) -> None:
    reading = read("People fled Idlib and Aleppo in Syria towards the Turkish border.")
    border = place_of(reading, "Turkish border")
    assert border.name == "border of Turkey and Syria" and border.lat == pytest.approx(36.8, abs=0.3)


def test_a_border_nobody_can_tell_is_not_made_up(read: Read) -> None:
    assert not [place for place in read("The border was shut at noon.").places if "border" in place.text]


def test_the_part_named_before_is_meant_again(read: Read) -> None:
    reading = read("Rebels in northwest Syria were shelled. Aid did not reach the northwest.")
    first, again = place_of(reading, "northwest Syria"), place_of(reading, "northwest")
    assert (again.lat, again.lon) == (first.lat, first.lon) and "northwest Syria" in again.reason


@pytest.mark.parametrize(
    ("written", "lat", "lon"),
    [
        ("36.2012, 37.1612", 36.2012, 37.1612),
        ("36.2012° N, 37.1612° E", 36.2012, 37.1612),
        ("-15.6000, -56.1000", -15.6, -56.1),
        ("33°30′47″N 36°17′31″E", 33.5131, 36.2919),
        ("15°36'S, 56°06'W", -15.6, -56.1),
        ("37SBV1234056780", 35.713, 35.820),
        ("37S BV 1234 5678", 35.713, 35.820),
    ],
)
def test_coordinates_in_the_text_are_places(read: Read, written: str, lat: float, lon: float) -> None:
    place = place_of(read(f"The wreck was found at {written} by a patrol."), written)
    assert place.lat == pytest.approx(lat, abs=0.001) and place.lon == pytest.approx(lon, abs=0.001)
    assert place.precision == "point" and place.name == written


@pytest.mark.parametrize(
    "words",
    ["Prices were 12.50, 13.75 and 14.00.", "The T-90M and 99ZZZ1234 were shown.", "It was 95.12345, 12.12345."],
)
def test_other_numbers_are_no_coordinates(read: Read, words: str) -> None:
    assert not [place for place in read(words).places if place.precision == "point"]


def test_a_word_of_the_language_is_a_place_only_where_something_says_so(read: Read) -> None:
    reading = read("Reading the paper in Reading was nice. The museum in Nice drew crowds.")
    assert [(place.start, place.text) for place in reading.places] == [(21, "Reading"), (53, "Nice")]


def test_a_person_with_the_name_of_a_town_is_no_place(read: Read) -> None:
    reading = read("Mr Lincoln and Mrs Austin spoke to the council. Mr Lincoln left early.")
    assert reading.places == ()


def test_a_name_the_parser_takes_for_a_person_is_a_place_where_troops_seize_it(read: Read) -> None:
    reading = read("Rebels seized Bunagana on Monday and pushed on to Rutshuru, in eastern Congo.")
    assert {"Bunagana", "Rutshuru"} <= {place.text for place in reading.places}


def test_ras_al_ayn_is_in_syria_when_the_report_is(read: Read) -> None:
    assert place_of(read("Shells hit Ras al-Ayn and Tal Abyad in Syria."), "Ras al-Ayn").country == "SYR"


def test_a_city_and_its_state_speak_for_each_other(read: Read) -> None:
    reading = read("He lived in Portland, Maine, for years.")
    assert place_of(reading, "Portland").admin1 == "Maine" and place_of(reading, "Maine").precision == "admin1"


def test_the_outlets_home_decides_between_small_towns(read: Read) -> None:
    text = "Fire crews from Kingston put out a blaze at the mill."
    at_home = place_of(read(text, outlet="kingstonlamplighter.ca"), "Kingston")
    assert at_home.admin1 == "Ontario" and "outlet" in at_home.reason
    assert place_of(read(text), "Kingston").country == "JAM"


def test_provinces_and_people_of_provinces_have_their_codes(read: Read) -> None:
    reading = read("Texans and Londoners met in Donetsk Oblast, Ukraine.")
    assert place_of(reading, "Texans").ids["iso_3166_2"] == "US-TX"
    assert place_of(reading, "Londoners").name == "London"
    assert place_of(reading, "Donetsk Oblast").ids["iso_3166_2"] == "UA-14"


def test_upper_case_text_is_read(read: Read) -> None:
    reading = read("SHELLING OF KHARKIV AND SUMY GOES ON AS TALKS IN ANKARA FAIL, UKRAINE SAYS")
    assert {"KHARKIV", "SUMY", "ANKARA", "UKRAINE"} <= {place.text for place in reading.places}


def test_other_places_it_could_be_are_named_with_scores(read: Read) -> None:
    place = place_of(read("The mayor of Tripoli in Libya spoke."), "Tripoli")
    assert place.country == "LBY" and "LBN" in {other.country for other in place.alternatives}
    assert all(other.score is not None and other.reason for other in place.alternatives)


def test_a_name_of_ten_thousand_letters_is_read_without_harm(read: Read) -> None:
    read("Shells hit " + "Q" * 10_000 + " near Idlib in Syria.")
    read("Shells hit " + "Qa-" * 3_000 + " near Idlib in Syria.")


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet="AaИя ب-’'.,°N0123456789SE/\n中", max_size=120))
def test_no_text_raises_and_every_place_is_its_slice(ready: Ready, text: str) -> None:
    words, numbers = load_places("en"), load_numbers("en")
    passages, _ = find_passages(text, None, load_passages("en"))
    (parse,) = ready.tools.parser.parse([(text, passages)])
    for place in find_places(parse, ready.tools.gazetteer, words, numbers):
        assert text[place.start : place.end] == place.text
        assert (place.lat is None) == (place.lon is None)


def test_a_hyphen_in_a_direction_changes_nothing(read: Read) -> None:
    hyphened = place_of(read("Rain fell in north-west Syria."), "north-west Syria")
    whole = place_of(read("Rain fell in northwest Syria."), "northwest Syria")
    assert (hyphened.lat, hyphened.lon) == (whole.lat, whole.lon)


def test_a_direction_in_another_paragraph_is_no_part_of_the_name(read: Read) -> None:
    reading = read("Rebels move north\n\nSyria says that it will respond to the attack on its army.")
    assert place_of(reading, "Syria").precision == "country"


def test_a_part_may_stand_before_of(read: Read) -> None:
    reading = read("Shells fell on the northern suburbs of Damascus in Syria.")
    place, city = place_of(reading, "northern suburbs of Damascus"), place_of(read("Damascus is in Syria."), "Damascus")
    assert place.lat is not None and city.lat is not None and place.lat > city.lat


def test_two_places_of_one_name_are_told_apart_by_what_follows_their_commas(read: Read) -> None:
    reading = read("The envoy flew from Tripoli, Libya, to Tripoli, Lebanon, on Friday.")
    assert [place.country for place in reading.places if place.text == "Tripoli"] == ["LBY", "LBN"]


def test_every_word_of_a_people_has_a_point(ready: Ready, read: Read) -> None:
    del ready
    words = sorted({word for one in countries().by_code.values() for word in one.demonyms[:1]})
    reading = read(" ".join(f"The {word} delegation spoke." for word in words))
    assert all((place.lat is None) == (place.precision is None) for place in reading.places)
    assert {place.country for place in reading.places if place.lat is None} == set()


@pytest.mark.parametrize(
    "words", ["5,000 miles north of Oslo", "400 km east of Suva", "1,900 km north of Longyearbyen"]
)
def test_points_stay_on_the_globe(read: Read, words: str) -> None:
    for place in read(f"A buoy drifts {words}.").places:
        assert place.lat is None or (-90 <= place.lat <= 90 and -180 <= (place.lon or 0) <= 180)


def test_small_words_in_capitals_are_no_places(read: Read) -> None:
    text = (
        "HEAVY FIGHTING WENT ON FOR DAYS AND THE ARMY CALLED FOR HELP FROM OUR ALLIES, SHE SAID IN HER SPEECH TO SYRIA"
    )
    assert {place.text for place in read(text).places} == {"SYRIA"}


def test_a_name_that_nothing_tells_stays_open_with_the_places_it_may_be(read: Read) -> None:
    place = place_of(read("A shop in Springfield was robbed at noon."), "Springfield")
    assert place.lat is None and place.precision is None
    assert {"Missouri", "Massachusetts"} <= {other.admin1 for other in place.alternatives}
    assert "nothing in the report tells which" in place.reason


def test_a_city_is_no_namesake_of_its_own_province(read: Read) -> None:
    assert place_of(read("The envoy spoke in Geneva."), "Geneva").country == "CHE"


def test_a_name_in_arabic_letters_is_found(read: Read) -> None:
    place = place_of(read("Shells fell in حلب and Idlib in Syria."), "حلب")
    assert place.country == "SYR"


def test_where_a_bomb_went_off_is_no_government(read: Read) -> None:
    reading = read("Car bomb 10 kilometers north of Kabul")
    assert [place.kind for place in reading.places] == ["place"]


def test_a_bracket_without_its_partner_costs_no_time_to_speak_of(ready: Ready) -> None:
    text = ") south of Idlib "
    seconds_for(ready, text * 50)
    few, many = text * 300, text * 1200
    assert min(seconds_for(ready, many), seconds_for(ready, many)) < 12 * max(
        seconds_for(ready, few), seconds_for(ready, few)
    )


def test_time_grows_with_the_names_and_not_with_their_square(ready: Ready) -> None:
    names = [*CITIES, *(f"{first}{second}ville" for first in CITIES for second in ("", " City", " North"))]

    def report(days: int) -> str:
        return "\n\n".join(f"Shells fell in {', '.join(names)} on day {number}." for number in range(days))

    seconds_for(ready, report(2))
    assert seconds_for(ready, report(80)) < 9 * seconds_for(ready, report(20))


def seconds_for(ready: Ready, text: str) -> float:
    """How long the places of a text take, without its parse."""
    words, numbers = load_places("en"), load_numbers("en")
    passages, _ = find_passages(text, None, load_passages("en"))
    (parse,) = ready.tools.parser.parse([(text, passages)])
    began = perf_counter()
    find_places(parse, ready.tools.gazetteer, words, numbers)
    return perf_counter() - began
