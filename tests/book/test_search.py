"""Search: what is counted is what is found, and nothing that a person types goes wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coranto.book import FACETS, Book
from coranto.errors import UsageError

FILTER_OF = {"outlet": "outlet", "country": "country", "place": "place", "actor": "actor", "type": "event_type",
             "status": "status", "thread": "thread"}  # fmt: skip
CHOSEN = st.fixed_dictionaries(
    {},
    optional={
        "country": st.sampled_from(["SYR", "RUS", "TUR"]),
        "event_type": st.sampled_from(["ASSAULT", "CONSULT", "AGREE"]),
        "status": st.sampled_from(["happened", "planned", "denied"]),
        "since": st.sampled_from(["2018-08-27", "2018-09-07"]),
        "actor": st.just("Government of Russia"),
        "thread": st.just("Attacks in Idlib, from 2018-08-26"),
    },
)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(words=st.sampled_from(["", "Idlib", "idl*", '"Idlib Province"', "talks Tehran"]), chosen=CHOSEN)
def test_the_count_of_a_value_is_what_the_search_with_it_finds(
    sample_book: Book, words: str, chosen: dict[str, Any]
) -> None:
    found = sample_book.search(words, facets=tuple(FACETS), most=5, limit=1000, **chosen)
    assert found.total == len(found.hits) == sum(found.outlets.values())
    for facet, name in FILTER_OF.items():
        if name in chosen:
            continue
        for value, number in found.facets[facet].items():
            assert sample_book.search(words, **{**chosen, name: value}).total == number, (facet, value)
    days = found.facets["day"]
    for day, number in days.items():
        if chosen.get("since", "") <= day:
            assert sample_book.search(words, **{**chosen, "since": day, "until": day}).total == number


def test_a_type_and_a_status_hold_of_one_event(sample_book: Book) -> None:
    both = sample_book.search(event_type="ASSAULT", status="denied", limit=1000)
    for hit in both.hits:
        events = sample_book.record(hit.report_id).reading.events
        assert any(event.type == "ASSAULT" and event.status == "denied" for event in events)


def test_without_words_the_latest_come_first(sample_book: Book) -> None:
    days = [hit.day or "" for hit in sample_book.search(country="SYR", limit=1000).hits]
    assert days == sorted(days, reverse=True) and days
    assert sample_book.search("").total == sample_book.search("***").total == 0


def test_a_phrase_may_end_in_the_beginning_of_a_word(sample_book: Book) -> None:
    assert sample_book.search('"Idlib Prov"*').total >= sample_book.search('"Idlib Province"').total > 0


def test_an_unknown_filter_or_facet_is_named(sample_book: Book) -> None:
    with pytest.raises(UsageError, match="colour"):
        sample_book.search("Idlib", colour="red")
    with pytest.raises(UsageError, match="colour"):
        sample_book.search("Idlib", facets=("colour",))


def test_a_reading_anew_leaves_the_full_text_as_it_is(tmp_path: Path) -> None:
    from bench.synthetic import reading, reread

    with Book.open(tmp_path / "a.db") as book:
        for number in range(4):
            book.add(reading(number))
        before = book.search("report", limit=10)
        for number in range(4):
            book.add(reread(reading(number), 1, "9"))
        assert book.search("report", limit=10).hits == before.hits
        assert list(book.verify()) == []
