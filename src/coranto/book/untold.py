"""The sentences of a report that gave no event, each with why not: what `coranto show --why` prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from .entries import Line, Told

if TYPE_CHECKING:
    from ..reading.events import Untold


def tell_untold(found: Sequence[Untold]) -> Told:
    """The sentences in text order, each with its reasons; a line says so where every sentence gave an event."""
    lines = [line for each in found for line in _sentence(each)]
    return Told(tuple(lines) or (Line("Every sentence gave an event."),), msgspec.json.encode(found))


def _sentence(untold: Untold) -> Iterator[Line]:
    yield Line(f"“{' '.join(untold.sentence.text.split())}”")
    for reason in untold.reasons:
        yield Line(f"  no event  {reason}")
