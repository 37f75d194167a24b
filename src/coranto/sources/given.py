"""What the command line says of sources that do not say it themselves, and days as people write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from email.utils import parsedate_to_datetime

import msgspec

from ..errors import UsageError
from ..model.report import DateBasis, StatedDate

EARLIEST, LATEST = 1450, 2200  # years in which news has been or will be printed
_IN_ADDRESS = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[/-](?P<month>\d{1,2})[/-](?P<day>\d{1,2})(?!\d)")


class Given(msgspec.Struct, frozen=True):
    """`--published`, `--outlet`, `--title`; `force` lets them override what the source says."""

    published: str | None = None
    outlet: str | None = None
    title: str | None = None
    force: bool = False

    def choose(self, name: str, said: str | None) -> str | None:
        """What the source said of `outlet` or `title`, or what was given for it."""
        given: str | None = getattr(self, name)
        return (given or said) if self.force else (said or given)


def given_day(text: str) -> str:
    """The day in a command line argument; raises `UsageError` naming it when it is none."""
    day = parse_day(text)
    if day is None:
        raise UsageError(f"{text!r} is not a day; write it as 2018-08-27")
    return day


def parse_day(text: str) -> str | None:
    """The day, `YYYY-MM-DD`, of an ISO 8601 or RFC 2822 date or time, in its own zone; None when it is none.

    >>> parse_day("2018-08-27T23:30:00+03:00"), parse_day("Mon, 27 Aug 2018 10:00:00 GMT"), parse_day("yesterday")
    ('2018-08-27', '2018-08-27', None)
    """
    words = text.strip()
    found = _iso(words) or _rfc(words) or _written(words)
    return found.isoformat() if found and EARLIEST <= found.year <= LATEST else None


def stated_dates(
    metadata: str | None, says: str, url: str | None, given: Given
) -> tuple[tuple[StatedDate, ...], tuple[str, ...]]:
    """The dates stated around a report, in order of trust, and notes on what is no date."""
    found = [
        *_stated(metadata, "metadata", says),
        *_stated(_day_in_address(url), "url", "the address"),
        *_stated(given.published, "given", "--published"),
    ]
    if given.force:
        found.sort(key=lambda one: one.basis != "given")
    bad = metadata is not None and metadata.strip() and parse_day(metadata) is None
    return tuple(found), ((f"{says} is {metadata!r}, which is not a day",) if bad else ())


def _stated(value: str | None, basis: DateBasis, says: str) -> Iterator[StatedDate]:
    day = parse_day(value) if value else None
    if day:
        yield StatedDate(day, basis, says)


def _day_in_address(url: str | None) -> str | None:
    match = _IN_ADDRESS.search(url) if url else None
    if match is None:
        return None
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])).isoformat()
    except ValueError:
        return None


def _iso(words: str) -> date | None:
    if not re.match(r"\d{4}-?\d\d-?\d\d", words):
        return None
    try:
        return datetime.fromisoformat(words).date()
    except ValueError:
        return None


def _rfc(words: str) -> date | None:
    try:
        return parsedate_to_datetime(words).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _written(words: str) -> date | None:
    """ "27 August 2018", "August 27, 2018": as `strptime` knows months in the C locale."""
    for form in ("%d %B %Y", "%B %d, %Y", "%d %b %Y", "%b %d, %Y"):
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007 - only its day is taken
        except ValueError:
            continue
    return None
