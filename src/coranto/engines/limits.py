"""A limit in seconds for one piece of work."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from types import FrameType
from typing import TypeVar

from ..errors import ReadingError

T = TypeVar("T")


def within(seconds: float, call: Callable[[], T]) -> T:
    """What the call returns; raises `ReadingError` when it takes longer.

    The limit holds in the main thread of a POSIX process; elsewhere the call is not limited.
    """
    if threading.current_thread() is not threading.main_thread() or not hasattr(signal, "setitimer"):
        return call()

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise ReadingError(f"took longer than {seconds:g} seconds (--time-limit)")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return call()
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
