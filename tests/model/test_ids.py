"""Identities made from content alone."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from coranto.model.ids import event_id, report_id, statement_id
from coranto.model.span import Span

SPANS = st.builds(Span, st.integers(0, 999), st.integers(1000, 2000), st.text(max_size=5))


def test_report_id_is_the_hash_of_its_bytes() -> None:
    assert report_id(b"news") == hashlib.sha256(b"news").hexdigest()


@given(SPANS, SPANS)
def test_event_ids_agree_exactly_when_the_trigger_does(one: Span, other: Span) -> None:
    same = (one.start, one.end) == (other.start, other.end)
    assert (event_id("r", one, "AID") == event_id("r", other, "AID")) is same


def test_kinds_reports_and_types_have_ids_of_their_own() -> None:
    span = Span(0, 1, "x")
    ids = {
        event_id("r", span, "AID"),
        event_id("r", span, "AGREE"),
        event_id("s", span, "AID"),
        statement_id("r", span),
    }
    assert len(ids) == 4
