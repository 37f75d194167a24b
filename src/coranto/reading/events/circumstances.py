"""How often an act was done, and on what condition it is promised or refused."""

from __future__ import annotations

from ...knowledge.numbers import load_numbers, value_of
from ...model.span import Span
from ..tree import children, subtree_span
from .act import Act
from .ground import Ground

MOST = 1000  # more acts than this are not counted one by one


def count_of(ground: Ground, act: Act) -> int:
    """ "met twice", "three air strikes"."""
    trigger, often = act.clause.trigger, ground.knowledge.modality.often
    for each in children(ground.parse, trigger):
        if each.dep in {"advmod", "npadvmod"} and each.lower in often:
            return often[each.lower]
        if each.dep == "nummod" and trigger.pos == "NOUN":
            value = value_of(each.text, load_numbers(ground.language))
            if value is not None and 1 <= value <= MOST and value == int(value):
                return int(value)
    return 1


def condition_of(ground: Ground, act: Act) -> Span | None:
    """ "unless the siege is lifted": the clause, with its conjunction."""
    conditions = ground.knowledge.modality.conditions
    near = [act.clause.trigger, *(each for each in (act.clause.infinitive, act.clause.content) if each is not None)]
    for token in near:
        for clause in children(ground.parse, token):
            if clause.dep == "advcl" and any(
                each.dep in {"mark", "advmod"} and each.lower in conditions for each in children(ground.parse, clause)
            ):
                return subtree_span(ground.parse, clause)
    return None
