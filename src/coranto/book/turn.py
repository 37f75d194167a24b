"""Whose turn it is to write: one writer at a time among all processes, and nobody goes twice while another waits.

SQLite lets whoever asks first have the lock, and one eager process can keep the others out for seconds. Here a writer
stands in line for a place at the door (the first byte of the file) and only then waits for the room (the second). Who
has just written must stand in line again, and whoever is at the door goes first. The locks are the kernel's: those of a
killed process are gone with it.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import BookError

LONGEST = 60.0  # seconds to wait for one's turn
_SOON, _LATER = 0.0005, 0.01  # seconds between two looks


@contextmanager
def turn(book: Path, longest: float = LONGEST) -> Iterator[None]:
    """Wait for the turn to write in `book`, and keep it for the block.

    Raises `BookError` when somebody else has held it for `longest` seconds.
    """
    until = time.monotonic() + longest
    door, room = _opened(book, "door"), _opened(book, "room")
    try:
        _take(door, book, until)
        _take(room, book, until)
        os.close(door)
        door = -1
        yield
    finally:
        for handle in (door, room):
            if handle >= 0:
                os.close(handle)


def _opened(book: Path, which: str) -> int:
    path = book.with_name(f"{book.name}.{which}")
    try:
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
    except OSError as error:
        raise BookError(f"{path}: cannot be written, so nothing can be recorded: {error.strerror or error}") from error


def _take(handle: int, book: Path, until: float) -> None:
    pause = _SOON
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > until:
                raise BookError(
                    f"{book}: another process has been writing for long; wait for it to end and try again"
                ) from None
            time.sleep(pause)
            pause = min(pause * 1.5, _LATER)
        else:
            return
