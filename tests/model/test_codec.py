"""Readings as JSON and back."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.errors import CodecError
from coranto.model.codec import from_json, json_schema, to_json
from coranto.model.reading import Event, Reader, Reading, Source, Time
from coranto.model.report import Captured, Report
from coranto.model.span import Span, span_of

WORDS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60)
READER = Reader(coranto="0", pipeline="p", pipeline_sha256="0", knowledge_sha256="0", codebooks=("plover/0.8",))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Readings with spans anywhere in texts of any characters."""
    text = draw(WORDS)
    start = draw(st.integers(0, len(text) - 1))
    span = span_of(text, start, draw(st.integers(start + 1, len(text))))
    extra: dict[str, Any] = draw(st.dictionaries(WORDS, st.none() | st.booleans() | WORDS, max_size=3))
    time = Time(span.start, span.end, span.text, id="time", type="DATE", value=draw(st.none() | WORDS), rule="r")
    event = Event(
        id="event", type="CONSULT", status="happened", trigger=span, triggers=(span,),
        according_to=(Source(outlet=True),), evidence=(span,), quad="verbal cooperation", rule=draw(WORDS),
    )  # fmt: skip
    report = Report(id="id", text=text, extra=extra, title=draw(st.none() | WORDS))
    return Reading(report=report, reader=READER, times=(time,), events=(event,))


@given(readings())
def test_a_reading_survives_json(reading: Reading) -> None:
    assert from_json(to_json(reading)) == reading


@given(readings())
def test_a_reading_survives_plain_dicts(reading: Reading) -> None:
    assert Reading.from_dict(reading.to_dict()) == reading


@given(readings())
def test_the_same_reading_gives_the_same_bytes(reading: Reading) -> None:
    assert to_json(reading) == to_json(from_json(to_json(reading)))
    assert json.loads(to_json(reading)) == reading.to_dict()


def test_readings_of_the_samples_fit_the_schema(sample_reads: list[tuple[Captured, Reading]]) -> None:
    check = jsonschema.Draft202012Validator(json_schema())
    for _, reading in sample_reads:
        check.validate(json.loads(to_json(reading)))


def test_schema_refuses_an_unknown_status(sample_reads: list[tuple[Captured, Reading]]) -> None:
    plain = next(reading for _, reading in sample_reads if reading.events).to_dict()
    plain["events"] = [{**plain["events"][0], "status": "perhaps"}]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(json_schema()).validate(json.loads(json.dumps(plain)))


def test_an_unknown_field_is_named() -> None:
    with pytest.raises(CodecError, match="nonsense"):
        from_json(b'{"schema": "coranto.reading/1", "nonsense": 1}')


@pytest.mark.parametrize("line", [b"", b"[]", b"{", b'{"a":' * 5000, b'{"report": "\\ud800"}'])
def test_what_is_no_reading_is_refused_in_words(line: bytes) -> None:
    with pytest.raises(CodecError, match="not a reading"):
        from_json(line)


def test_a_span_outside_the_text_is_refused() -> None:
    with pytest.raises(ValueError, match="no span"):
        span_of("abc", 2, 4)
    assert span_of("abc", 1, 3) == Span(1, 3, "bc")
