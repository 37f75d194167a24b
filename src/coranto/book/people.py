"""People whose name an editor has hidden: it leaves the desk nowhere, not even inside the words of evidence."""

from __future__ import annotations

from typing import Any, Final

import msgspec

from ..model.reading import Reading
from ..model.record import Record

VEIL: Final = "█"  # one for each character, so that offsets stay true


def veiled(record: Record) -> Record:
    """The record with every hidden name blocked out, wherever the report's words are quoted."""
    if not record.hidden:
        return record
    report = record.reading.report
    letters = list(report.text)
    for span in record.hidden:
        letters[span.start : span.end] = VEIL * (span.end - span.start)
    text = "".join(letters)
    names = {" ".join(span.text.split()) for span in record.hidden}
    plain = _veiled(msgspec.to_builtins(record.reading), text, names)
    plain["report"]["text"] = text
    return msgspec.structs.replace(record, reading=msgspec.convert(plain, Reading))


def _veiled(value: Any, text: str, names: set[str]) -> Any:
    """Spans cut from the veiled text; other words with the names taken out."""
    if isinstance(value, dict):
        plain = {key: _veiled(each, text, names) for key, each in value.items()}
        if {"start", "end", "text"} <= plain.keys():
            plain["text"] = text[plain["start"] : plain["end"]]
        return plain
    if isinstance(value, list | tuple):
        return [_veiled(each, text, names) for each in value]
    if isinstance(value, str):
        for name in names:
            value = value.replace(name, VEIL * len(name))
    return value
