"""Work in several processes, and limits."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from functools import partial

import pytest

from coranto.engines import Lost, run, within
from coranto.errors import ReadingError


def start(offset: int) -> int:
    return offset


def add(offset: int, number: int) -> int:
    return offset + number


def die_at(offset: int, number: int) -> int:
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return offset + number


def test_results_come_in_the_order_of_the_items() -> None:
    found = list(run(add, range(20), workers=2, start=partial(start, 100)))
    assert found == [(number, 100 + number) for number in range(20)]


def test_a_process_that_dies_loses_its_own_piece_only() -> None:
    found = dict(run(die_at, range(8), workers=2, start=partial(start, 100)))
    assert isinstance(found.pop(3), Lost)
    assert found == {number: 100 + number for number in (0, 1, 2, 4, 5, 6, 7)}


def test_items_are_taken_only_a_little_ahead() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    stream = run(add, items(), workers=2, start=partial(start, 0))
    next(stream)
    assert len(taken) < 20
    stream.close()  # type: ignore[attr-defined]


def test_a_call_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(ReadingError, match=r"took longer than 0\.2 seconds"):
        within(0.2, lambda: time.sleep(30))


def test_a_call_in_time_gives_its_result_and_leaves_no_alarm() -> None:
    assert within(5, lambda: 7) == 7
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
