"""Markdown: the text is the decoded file, unchanged; a block of YAML at its head is metadata."""

from __future__ import annotations

import re
from typing import Any

import yaml

from ..model.ids import report_id
from ..model.report import Captured, Report
from .decode import decode
from .given import Given, stated_dates
from .text import checked, encoding_of

_FRONT_MATTER = re.compile(r"---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_OWN = {"title", "outlet", "date", "published", "url", "language"}


def read_markdown(name: str, data: bytes, given: Given) -> Captured:
    """A Markdown file as a report; raises `SourceError` when it is no text."""
    decoded = decode(name, data)
    checked(name, decoded.text)
    matter, notes = _front_matter(decoded.text)
    url = _word(matter, "url")
    stated, bad = stated_dates(
        _word(matter, "published") or _word(matter, "date"), "the front matter's date", url, given
    )
    return Captured(
        report=Report(
            id=report_id(data),
            title=given.choose("title", _word(matter, "title")),
            outlet=given.choose("outlet", _word(matter, "outlet")),
            url=url,
            language=_word(matter, "language"),
            text=decoded.text,
            extra={**_others(matter), **encoding_of(decoded.encoding)},
        ),
        original=data,
        media_type="text/markdown",
        source=name,
        stated=stated,
        notes=(*notes, *bad),
    )


def _front_matter(text: str) -> tuple[dict[str, Any], tuple[str, ...]]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, ()
    try:
        found = yaml.load(match[1], Loader=yaml.CBaseLoader)  # words only: dates and numbers stay as written
    except yaml.YAMLError as error:
        return {}, (f"the front matter is not valid YAML and was passed over: {str(error).splitlines()[0]}",)
    return ({str(key): value for key, value in found.items()} if isinstance(found, dict) else {}), ()


def _word(matter: dict[str, Any], key: str) -> str | None:
    value = matter.get(key)
    return value.strip() or None if isinstance(value, str) else None


def _others(matter: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in matter.items() if key not in _OWN}
