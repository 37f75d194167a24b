"""A saved page: trafilatura finds the article and what the page says of itself."""

from __future__ import annotations

import re

from ..errors import SourceError
from ..model.ids import report_id
from ..model.report import Captured, Report
from .decode import decode
from .given import Given, stated_dates
from .text import checked, encoding_of

_LANGUAGE = re.compile(r"<html[^>]*\blang\s*=\s*[\"']?([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)?)", re.IGNORECASE)
_TAGS = 200_000  # a page of more tags is no article, and would hold up the rest


def read_html(name: str, data: bytes, given: Given) -> Captured:
    """A page as a report; its text is the article as extracted, paragraphs apart by blank lines.

    Raises `SourceError` when the page is no text, has too many tags, or holds no article.
    """
    decoded = decode(name, data, declares=True)
    if decoded.text.count("<") > _TAGS:
        raise SourceError(name, "sources", f"more than {_TAGS:,} tags: not an article")
    text, said = _article(name, decoded.text)
    url = said.get("url")
    stated, notes = stated_dates(said.get("date"), "the page's publication time", url, given)
    language = _LANGUAGE.search(decoded.text[:4096])
    return Captured(
        report=Report(
            id=report_id(data),
            title=given.choose("title", said.get("title")),
            outlet=given.choose("outlet", said.get("sitename")),
            url=url,
            language=language[1].lower() if language else None,
            text=checked(name, text),
            extra=encoding_of(decoded.encoding),
        ),
        original=data,
        media_type="text/html",
        source=name,
        stated=stated,
        notes=notes,
    )


def _article(name: str, page: str) -> tuple[str, dict[str, str]]:
    import trafilatura

    extracted = trafilatura.bare_extraction(page, include_comments=False, include_tables=False, with_metadata=True)
    if extracted is None:
        raise SourceError(name, "sources", "no article was found on the page")
    found = extracted if isinstance(extracted, dict) else extracted.as_dict()
    said = {key: str(found[key]) for key in ("title", "sitename", "url", "date") if found.get(key)}
    body = str(found.get("text") or "")
    if not body.strip():
        raise SourceError(name, "sources", "no article was found on the page")
    paragraphs = [line.strip() for line in body.splitlines() if line.strip()]
    title = said.get("title")
    if title and title not in paragraphs[:3]:
        paragraphs.insert(0, title)
    return "\n\n".join(paragraphs), said
