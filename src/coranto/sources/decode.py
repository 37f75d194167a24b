"""Bytes to text, honestly: what the bytes say they are, else what they can only be, else an error naming the byte."""

from __future__ import annotations

import codecs
import re

import msgspec

from ..errors import SourceError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
_MOST_CONTROLS = 0.01  # share of control characters from which on a text is none


class Decoded(msgspec.Struct, frozen=True):
    """Text with the encoding it was in."""

    text: str
    encoding: str


def decode(name: str, data: bytes, *, declares: bool = False) -> Decoded:
    """The text of some bytes; `declares` looks for a charset in the first of them, as pages state it.

    Raises `SourceError` naming the source when the bytes are no text, or in no encoding that can be told.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise SourceError(name, "sources", "empty: there is no text in it")
    decoded = (
        _by_mark(data) or _strict(data, "utf-8") or (_declared(data) if declares else None) or _guessed(name, data)
    )
    place = decoded.text.find("\x00")
    if place >= 0:
        raise SourceError(name, "sources", f"looks binary: a NUL character at {place}")
    if len(_CONTROLS.findall(decoded.text[:100_000])) > _MOST_CONTROLS * len(decoded.text[:100_000]):
        raise SourceError(name, "sources", "looks binary: too many control characters")
    return decoded


def _by_mark(data: bytes) -> Decoded | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    return None


def _strict(data: bytes, encoding: str) -> Decoded | None:
    try:
        return Decoded(data.decode(encoding), codecs.lookup(encoding).name)
    except (UnicodeDecodeError, LookupError):
        return None


def _declared(data: bytes) -> Decoded | None:
    match = _DECLARED.search(data[:4096])
    return _strict(data, match[1].decode("ascii")) if match else None


def _guessed(name: str, data: bytes) -> Decoded:
    if b"\x00" in data[:4096]:
        raise SourceError(name, "sources", "looks binary: NUL bytes, and no sign of UTF-16")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    decoded = _strict(data, best.encoding) if best is not None else None
    if decoded is None or not any(letter.isalpha() for letter in decoded.text):
        raise SourceError(name, "sources", f"not UTF-8 (byte {_first_bad(data)}), and no other encoding fits")
    return decoded


def _first_bad(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return error.start
    return 0
