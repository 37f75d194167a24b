"""The brief: every sentence can be asked how it is known."""

from __future__ import annotations

import json
from datetime import date

import pytest

from coranto.book import Book
from coranto.brief import Selection, brief, sentences_of
from coranto.brief.calendar import when
from coranto.brief.phrasing import third_person, title_case
from coranto.errors import UsageError
from coranto.knowledge.brief import load_brief
from coranto.knowledge.events import load_events
from coranto.model.reading import EventDate

KNOWN = load_brief("en")


def test_every_sentence_carries_evidence_that_is_in_the_book(sample_book: Book) -> None:
    seen = 0
    for day in sample_book.days():
        written = brief(sample_book, on=day)
        for sentence in (*sentences_of(written), *([written.title] if written.lead else [])):
            assert sentence.evidence, sentence.text
            for evidence in sentence.evidence:
                text = sample_book.reading(evidence.report).report.text
                assert text[evidence.span.start : evidence.span.end] == evidence.span.text
                seen += 1
    assert seen > 100


def test_every_sentence_names_an_entry_that_can_be_shown(sample_book: Book) -> None:
    for sentence in sentences_of(brief(sample_book, on="2018-09-07")):
        for evidence in sentence.evidence:
            if not evidence.entry.startswith("passage:"):
                assert sample_book.entry(evidence.entry).reading.report.id == evidence.report


def test_a_sentence_names_the_actors_of_its_event(sample_book: Book) -> None:
    """The surname or country of each actor stands in the sentence, or the actor goes by role."""
    for sentence in sentences_of(brief(sample_book, on="2018-08-27")):
        entry = sample_book.entry(sentence.evidence[0].entry) if sentence.evidence[0].entry[:5] == "event" else None
        if entry is None:
            continue
        actors = {actor.id: actor for actor in entry.reading.actors}
        for actor in (actors[each] for each in getattr(entry.entry, "actors", ())):
            if actor.kind == "person" and actor.public_role and any(m.form == "name" for m in actor.mentions):
                assert actor.name.split()[-1].split("-")[-1] in sentence.text


def test_the_same_book_and_day_give_the_same_bytes(sample_book: Book) -> None:
    for form in ("text", "markdown", "json"):
        assert brief(sample_book, on="2018-09-07").rendered(form) == brief(sample_book, on="2018-09-07").rendered(form)


def test_the_last_day_is_the_default(sample_book: Book) -> None:
    assert brief(sample_book).day == sample_book.days()[-1]


def test_a_report_that_could_not_be_read_is_named_as_such(sample_book: Book) -> None:
    french = next(r for r in sample_book.readings() if r.report.language == "fr")
    assert french.report.published is not None
    written = brief(sample_book, on=french.report.published.value)
    assert any("not read: language fr" in sentence.text for sentence in written.unconfirmed)


def test_open_acts_stand_under_what_could_not_be_confirmed(sample_book: Book) -> None:
    for day in sample_book.days():
        written = brief(sample_book, on=day)
        told = [written.lead, *(sentence for item in written.items for sentence in item.sentences)]
        for sentence in told:
            if sentence and sentence.evidence[0].entry.startswith("event-"):
                event = sample_book.entry(sentence.evidence[0].entry).entry
                assert getattr(event, "status", "") not in {"possible", "hypothetical", "threatened", "planned"}


def test_earlier_days_are_linked_latest_first(sample_book: Book) -> None:
    links = brief(sample_book, on="2018-09-07").earlier
    assert [link.day for link in links] == sorted((link.day for link in links), reverse=True)
    assert links[0].text.startswith("See ") and not links[1].text.startswith("See ")


def test_a_day_without_news_says_so(sample_book: Book) -> None:
    assert "No events were recorded" in brief(sample_book, on="1999-01-01").text


def test_an_empty_book_gives_a_valid_brief(tmp_path) -> None:  # type: ignore[no-untyped-def]
    with Book.open(tmp_path / "a.db") as book:
        assert "No Events Recorded" in brief(book).markdown


def test_a_series_selects_its_reports(sample_book: Book) -> None:
    from coranto.brief.day import write

    everything = write(sample_book, "2018-09-07", Selection())
    outlet = everything.sources[0].outlet
    assert outlet is not None
    one = write(sample_book, "2018-09-07", Selection(title="Syria Daily", outlets=(outlet,)))
    assert {listed.outlet for listed in one.sources} == {outlet}
    assert one.title.text.startswith("Syria Daily, September 7: ")


def test_json_holds_the_sentences_with_their_evidence(sample_book: Book) -> None:
    plain = json.loads(brief(sample_book, on="2018-09-07").rendered("json"))
    assert plain["lead"]["evidence"][0]["span"]["text"]


def test_an_unknown_format_is_named(sample_book: Book) -> None:
    with pytest.raises(UsageError, match="papyrus"):
        brief(sample_book).rendered("papyrus")


def test_every_type_of_event_has_its_phrase() -> None:
    kinds = load_events("en").types
    assert kinds.keys() <= KNOWN.events.keys()
    modes = {f"{name}.{mode}" for name, kind in kinds.items() for mode in kind.modes}
    assert {key for key in KNOWN.events if "." in key} <= modes


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        ("2018-08-24", "2018-08-24", "day", "on Friday"),
        ("2018-08-10", "2018-08-10", "day", "on August 10"),
        ("2017-08-10", "2017-08-10", "day", "on August 10, 2017"),
        ("2018-08-20", "2018-08-26", "week", "between August 20 and August 26"),
        ("2017-01-01", "2017-12-31", "year", "in 2017"),
        (None, "2018-08-27", "unknown", ""),
    ],
)
def test_days_are_said_as_a_brief_of_that_day_says_them(first, last, precision, words) -> None:  # type: ignore[no-untyped-def]
    assert when(EventDate(earliest=first, latest=last, precision=precision), date(2018, 8, 27), KNOWN) == words


@pytest.mark.parametrize(
    ("many", "one"), [("Hold Talks", "Holds Talks"), ("Press Iran", "Presses Iran"), ("Carry Out", "Carries Out")]
)
def test_one_actor_takes_the_verb_in_the_singular(many: str, one: str) -> None:
    assert third_person(many, KNOWN) == one


def test_small_words_of_a_title_stay_small() -> None:
    assert (
        title_case("the leaders of Iran hold talks with the envoy", KNOWN)
        == "The Leaders of Iran Hold Talks with the Envoy"
    )
