"""Line structure."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coranto.knowledge.passages import load_passages
from coranto.reading.passages import find_passages

KNOWN = load_passages("en")
PAGE = """A second story that has no full stop

SUNDAY FEATURE

The Long Road Home — A Report From the Camps

The first paragraph says what happened. It has two sentences.

See Delta Daily, March 3: The Bridge Is Shut
Delta Daily, March 4: The Bridge Is Open

Photo: The bridge on Sunday

The last paragraph ends here."""


def kinds(text: str, title: str | None = None) -> list[str]:
    return [passage.kind for passage in find_passages(text, title, KNOWN)[0]]


def test_a_daily_page_is_taken_apart_by_its_lines() -> None:
    assert kinds(PAGE) == [
        "headline", "kicker", "teaser", "paragraph", "reference", "reference", "caption", "paragraph"
    ]  # fmt: skip


def test_a_line_under_a_stated_title_is_the_deck() -> None:
    assert kinds(PAGE, title="The Bridge at Last")[0] == "deck"


def test_references_keep_series_and_title() -> None:
    _, references = find_passages(PAGE, None, KNOWN)
    assert [(one.series, one.title) for one in references] == [
        ("Delta Daily", "The Bridge Is Shut"),
        ("Delta Daily", "The Bridge Is Open"),
    ]


def test_a_single_sentence_without_a_stop_is_a_paragraph() -> None:
    assert kinds("Troops moved to the border on Friday") == ["paragraph"]


def test_lines_broken_inside_a_sentence_are_one_passage() -> None:
    text = (
        "The council met on Friday and\nagreed to open the road. It will\nmeet again in spring, when\nthe snow is gone."
    )
    assert kinds(text) == ["paragraph"]


def test_a_dateline_is_a_passage_of_its_own() -> None:
    passages, _ = find_passages("BEIRUT, March 3 (Cedar Wire) — The road is open. It was shut.", None, KNOWN)
    assert [(one.kind, one.text) for one in passages] == [
        ("dateline", "BEIRUT, March 3 (Cedar Wire) —"),
        ("paragraph", "The road is open. It was shut."),
    ]


def test_front_matter_and_notices_are_in_no_passage() -> None:
    text = "---\ntitle: X\n---\n\n# The Road Is Open\n\nTrucks crossed. Few came back.\n\nAll rights reserved."
    passages, _ = find_passages(text, None, KNOWN)
    assert [(one.kind, one.text) for one in passages] == [
        ("headline", "The Road Is Open"),
        ("paragraph", "Trucks crossed. Few came back."),
    ]


@given(st.text(st.characters(codec="utf-8"), max_size=400))
def test_passages_are_slices_in_order_that_never_overlap(text: str) -> None:
    passages, _ = find_passages(text, None, KNOWN)
    assert all(text[one.start : one.end] == one.text and one.text.strip() == one.text for one in passages)
    assert all(one.end <= other.start for one, other in pairwise(passages))


@given(st.lists(st.sampled_from(["The road is open. ", "Trucks wait. ", "It rained. "]), min_size=1, max_size=20))
def test_no_letter_of_plain_paragraphs_is_lost(sentences: list[str]) -> None:
    text = "\n\n".join(sentences)
    passages, _ = find_passages(text, None, KNOWN)
    covered = "".join(one.text for one in passages)
    assert sorted(covered.replace(" ", "")) == sorted(text.replace(" ", "").replace("\n", ""))
