"""Reports are put together by average linkage, the same whatever the order they come in."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from coranto.linking.grouping import Pair, grouped

Edges = dict[tuple[str, str], Pair]


@st.composite
def edges(draw: st.DrawFn) -> Edges:
    names = [f"report {number}" for number in range(draw(st.integers(2, 9)))]
    found: Edges = {}
    for number, one in enumerate(names):
        for other in names[number + 1 :]:
            if draw(st.booleans()):
                slots = {"year": draw(st.sampled_from([-0.1, 0.1]))} if draw(st.booleans()) else {}
                found[one, other] = Pair(draw(st.sampled_from([0.1, 0.2, 0.3, 0.6])), slots)
    return found


@given(edges(), st.randoms())
def test_the_order_of_the_edges_changes_nothing(found: Edges, dice) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(found.items())
    dice.shuffle(shuffled)
    assert sorted(grouped(dict(shuffled), 0.12)) == sorted(grouped(found, 0.12))


@given(edges())
def test_every_report_is_in_one_cluster_at_most(found: Edges) -> None:
    members = [each for group in grouped(found, 0.12) for each in group]
    assert len(members) == len(set(members))


def test_a_slot_that_contradicts_keeps_like_reports_apart() -> None:
    alike = {("a", "b"): Pair(0.3, {})}
    assert grouped(alike, 0.12) == [["a", "b"]]
    assert grouped({("a", "b"): Pair(0.3, {"magnitude": -0.6})}, 0.12) == []


def test_a_slot_that_most_pairs_lack_is_not_watered_down() -> None:
    """Two pairs know the year and contradict; seven do not know it: the two decide."""
    found = {(f"a{i}", f"b{j}"): Pair(0.2, {}) for i in range(3) for j in range(3)}
    found |= {(f"a{i}", f"a{j}"): Pair(0.9, {}) for i in range(3) for j in range(i + 1, 3)}
    found |= {(f"b{i}", f"b{j}"): Pair(0.9, {}) for i in range(3) for j in range(i + 1, 3)}
    assert len(grouped(found, 0.12)) == 1
    found["a0", "b0"] = found["a1", "b1"] = Pair(0.2, {"year": -0.4})
    assert len(grouped(found, 0.12)) == 2
