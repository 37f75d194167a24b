"""Which sentences of a brief rest on what a person corrected: their evidence says who did, when and why."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from .sentence import Brief, Evidence, Item, Sentence

Corrected = Mapping[tuple[str, str], str]  # by report and entry, in words


def with_corrections(brief: Brief, corrected: Corrected) -> Brief:
    """The brief with corrections named in the evidence they touch."""
    if not corrected:
        return brief

    def sentence(one: Sentence) -> Sentence:
        return replace(one, evidence=tuple(_marked(each, corrected) for each in one.evidence))

    return replace(
        brief,
        title=sentence(brief.title),
        lead=sentence(brief.lead) if brief.lead else None,
        items=tuple(Item(sentences=tuple(sentence(one) for one in item.sentences)) for item in brief.items),
        unconfirmed=tuple(sentence(one) for one in brief.unconfirmed),
    )


def _marked(evidence: Evidence, corrected: Corrected) -> Evidence:
    words = corrected.get((evidence.report, evidence.entry))
    return replace(evidence, corrected=words) if words else evidence
