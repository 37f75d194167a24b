"""Work spread over processes of this machine: results in order, as soon as they are ready, in bounded memory."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, Generic, TypeVar

import msgspec

AHEAD = 3  # pieces of work under way for each process: enough to keep it busy, few enough to hold

Item = TypeVar("Item")
Result = TypeVar("Result")
State = TypeVar("State")


class Lost(msgspec.Struct, frozen=True):
    """A piece of work whose process died; `reason` says so in words."""

    reason: str


_state: list[Any] = []  # what this process prepared once


def run(
    work: Callable[[State, Item], Result], items: Iterable[Item], *, workers: int, start: Callable[[], State]
) -> Iterator[tuple[Item, Result | Lost]]:
    """Each item with its result, in the order of the items; `start` prepares a process once.

    A process that dies takes the pieces under way with it: each is tried once more alone, then given up as `Lost`.
    """
    waiting = iter(items)
    while True:
        pool = ProcessPoolExecutor(workers, multiprocessing.get_context("spawn"), _begin, (start,))
        under_way: deque[_UnderWay[Item]] = deque()
        try:
            _top_up(pool, work, islice(waiting, workers * AHEAD), under_way)
            if not under_way:
                return
            while under_way:
                result = under_way[0].result()
                yield under_way.popleft().item, result
                _top_up(pool, work, islice(waiting, 1), under_way)
        except BrokenProcessPool:
            yield from (_alone(work, each.item, start) for each in under_way)
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


class _UnderWay(Generic[Item]):
    """An item with what will come of it: noted before it is handed over, so that a dying pool loses nothing."""

    def __init__(self, item: Item) -> None:
        self.item = item
        self.future: Future[Any] | None = None

    def result(self) -> Any:
        if self.future is None:
            raise BrokenProcessPool
        return self.future.result()


def _top_up(
    pool: ProcessPoolExecutor, work: Callable[..., Any], items: Iterable[Item], under_way: deque[_UnderWay[Item]]
) -> None:
    for item in items:
        under_way.append(_UnderWay(item))
        under_way[-1].future = pool.submit(_do, work, item)


def _alone(work: Callable[[State, Item], Result], item: Item, start: Callable[[], State]) -> tuple[Item, Result | Lost]:
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _begin, (start,)) as pool:
        try:
            return item, pool.submit(_do, work, item).result()
        except BrokenProcessPool:
            return item, Lost("the process that read it died; it may need more memory than there is")


def _begin(start: Callable[[], Any]) -> None:
    _state[:] = [start()]


def _do(work: Callable[[Any, Any], Any], item: Any) -> Any:
    return work(_state[0], item)
