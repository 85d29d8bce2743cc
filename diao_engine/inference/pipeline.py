# SPDX-License-Identifier: GPL-2.0-or-later
"""Three stages that overlap in time: one thread reads, the calling thread works, one thread writes."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Generator, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import closing
from typing import Generic, TypeVar

Item = TypeVar("Item")
Read = TypeVar("Read")
Result = TypeVar("Result")

_WAIT_SECONDS = 0.1


def overlap(
    read: Generator[Read, None, None],
    work: Callable[[Read], Result],
    write: Callable[[Result], None],
    *,
    check: Callable[[], None],
    depth: int = 2,
) -> None:
    """Pass every item of `read` through `work` to `write`, in order.

    Parameters
    ----------
    read
        Runs in a thread of its own, so that it may hold files open; it is closed in that thread too.
    work
        Runs in the calling thread.
    write
        Runs in another thread of its own.
    check
        Called often; stops everything by raising.
    depth
        Most items that wait before each stage, 1 or above.

    Raises
    ------
    Exception
        That of any stage or of `check`, after all stages have ended.
    """
    stop = threading.Event()
    waiting: _BoundedQueue[Read] = _BoundedQueue(depth, stop)
    ready: _BoundedQueue[Result] = _BoundedQueue(depth, stop)

    def stop_on_error(stage: Future[None]) -> None:
        if stage.exception() is not None:
            stop.set()

    with ThreadPoolExecutor(2) as threads:
        stages = [threads.submit(_fill, waiting, read), threads.submit(_drain, ready, write)]
        for stage in stages:
            stage.add_done_callback(stop_on_error)
        try:
            for item in waiting.items(check):
                ready.put(work(item))
            ready.end()
            while wait(stages, _WAIT_SECONDS).not_done:
                check()
        finally:
            stop.set()
    for stage in stages:
        stage.result()


class _BoundedQueue(Generic[Item]):
    """Items on their way from one thread to another; nothing moves any more once `stop` is set."""

    def __init__(self, depth: int, stop: threading.Event) -> None:
        self._queue: queue.Queue[tuple[Item, ...]] = queue.Queue(depth)  # an empty tuple is the end
        self._stop = stop

    def put(self, item: Item) -> bool:
        """Whether the item was taken before everything stopped."""
        return self._put((item,))

    def end(self) -> None:
        """Say that nothing follows."""
        self._put(())

    def items(self, check: Callable[[], None]) -> Iterator[Item]:
        """The items up to the end; `check` is called before each and while waiting."""
        while not self._stop.is_set():
            check()
            try:
                entry = self._queue.get(timeout=_WAIT_SECONDS)
            except queue.Empty:
                continue
            if not entry:
                return
            yield entry[0]

    def _put(self, entry: tuple[Item, ...]) -> bool:
        while not self._stop.is_set():
            try:
                self._queue.put(entry, timeout=_WAIT_SECONDS)
            except queue.Full:
                continue
            return True
        return False


def _fill(queue: _BoundedQueue[Read], read: Generator[Read, None, None]) -> None:
    with closing(read):
        if all(queue.put(item) for item in read):
            queue.end()


def _drain(queue: _BoundedQueue[Result], write: Callable[[Result], None]) -> None:
    for item in queue.items(lambda: None):
        write(item)
