"""Copies are told from quotations and from reports of the same thing in other words."""

from __future__ import annotations

from bench.synthetic import reading

from coranto.linking.copies import changed, copied, groups, share, shingles

TEXT = reading(1).report.text
OTHER = reading(2).report.text


def test_a_text_cut_to_less_than_half_is_a_copy() -> None:
    found = copied("a", TEXT, "b", TEXT[: len(TEXT) * 2 // 5])
    assert found is not None and found.kind == "copy" and found.share == 1.0


def test_a_text_with_another_beginning_is_a_copy() -> None:
    found = copied("a", TEXT, "b", "Here is another beginning of our own, some ten words long. " + TEXT[200:])
    assert found is not None and found.kind == "copy"


def test_half_of_another_text_is_an_adaptation() -> None:
    found = copied("a", TEXT, "b", TEXT[: len(TEXT) // 2] + OTHER[: len(OTHER) // 3])
    assert found is not None and found.kind == "adaptation"


def test_another_text_is_no_copy_though_it_quotes_a_sentence() -> None:
    sentence = TEXT.split(". ")[3]
    assert copied("a", TEXT, "b", f"{OTHER} {sentence}.") is None


def test_signs_and_case_make_no_difference() -> None:
    assert share(shingles(TEXT), shingles(TEXT.upper().replace(",", " - "))) == 1.0


def test_the_original_is_the_earliest_whatever_the_order() -> None:
    pairs = [found for one, other in (("b", "a"), ("c", "b")) if (found := copied(one, TEXT, other, TEXT))]
    order = {"a": ("2020-01-03", -9, "a"), "b": ("2020-01-01", -9, "b"), "c": ("2020-01-02", -9, "c")}
    assert groups(pairs, order) == groups(pairs[::-1], order) == [["b", "c", "a"]]


def test_what_a_copy_changed_is_told_sentence_by_sentence() -> None:
    before = "Shells hit the port. Reportedly nine people were hurt there. The docks were closed at night."
    after = "Shells hit the port. Nine people were hurt there. Ferries were stopped in the morning."
    found = changed(before, after)
    assert found.otherwise == (("Reportedly nine people were hurt there.", "Nine people were hurt there."),)
    assert found.left_out == ("The docks were closed at night.",)
    assert found.put_in == ("Ferries were stopped in the morning.",)
