"""Readings as JSON and back, and the JSON Schema of both."""

from __future__ import annotations

from typing import Any

import msgspec

from ..errors import CodecError
from .reading import Reading

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Reading)


def to_json(reading: Reading) -> bytes:
    """One reading as one line of UTF-8 JSON, without the newline; the same reading gives the same bytes."""
    return _encoder.encode(reading)


def from_json(line: bytes | str) -> Reading:
    """The reading in a line of JSON; raises `CodecError` naming the field that does not fit."""
    try:
        return _decoder.decode(line)
    except (msgspec.DecodeError, RecursionError, UnicodeError) as error:
        raise CodecError(f"not a reading: {error}") from error


def from_plain(plain: dict[str, Any]) -> Reading:
    """The reading in plain dicts and lists; raises `CodecError` naming the field that does not fit."""
    try:
        return msgspec.convert(plain, Reading)
    except (msgspec.ValidationError, RecursionError) as error:
        raise CodecError(f"not a reading: {error}") from error


def json_schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a reading, made from the types themselves."""
    (top,), definitions = msgspec.json.schema_components([Reading], ref_template="#/$defs/{name}")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "coranto.reading/1",
        **top,
        "$defs": definitions,
    }
