# SPDX-License-Identifier: GPL-2.0-or-later
"""Does many like pieces of work at once: in processes of this computer, or in threads of this one where processes would not pay.

Python's threads share one interpreter, and what consists of many short steps hardly gains by them. What is worked on (open files, the
object bank) stays in each process; tasks and results travel. Results do not depend on how many processes there are.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, ExitStack
from types import TracebackType
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from ..errors import EngineError

Bench = TypeVar("Bench")
Item = TypeVar("Item")
Result = TypeVar("Result")
Given = ParamSpec("Given")

# Each process holds the libraries and its own copy of what is worked on: about 150 MB.
_MOST_PROCESSES = 4
_THREADS = 4
# So many neighbouring items go to the same process: they often lie in the same file.
_NEIGHBOURS = 8


def processes_here() -> int:
    """How many processes are worth while: as many as this one may use cores, within limits; 1 where it must not start any."""
    if multiprocessing.current_process().daemon:
        return 1
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, _MOST_PROCESSES)


class Crew(Generic[Bench]):
    """Use as a context manager; tasks are functions of a bench, what is worked at, and of what they are given.

    Parameters
    ----------
    open_bench
        Opens the bench, once here and once in every process; travels there.
    count
        Number of processes; with 1 none is started, and tasks run in threads that share the bench of this process.
    """

    def __init__(self, open_bench: Callable[[], AbstractContextManager[Bench]], count: int) -> None:
        self._open_bench = open_bench
        self._count = count if count > 1 else 0
        self._stack = ExitStack()
        self._processes: list[ProcessPoolExecutor] = []
        self._threads = ThreadPoolExecutor(_THREADS)

    def __enter__(self) -> Crew[Bench]:
        self.bench = self._stack.enter_context(self._open_bench())
        context = multiprocessing.get_context("spawn")  # a fork would copy the locks of GDAL's threads
        # A pool of one each: the tasks of a slot meet what earlier ones have left on their bench.
        self._processes = [ProcessPoolExecutor(1, context, _begin) for _ in range(self._count)]
        for process in self._processes:  # they start while this one still reads
            process.submit(_take_place, self._open_bench)
            _leave_ends_to_helper(process)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for what is being done; what is not begun is not done."""
        self.dismiss()
        self._threads.shutdown(cancel_futures=True)
        self._stack.close()
        if isinstance(error, BrokenProcessPool):
            raise EngineError("helper_lost", count=self._count) from error

    def __len__(self) -> int:
        """Number of processes beside this one."""
        return len(self._processes)

    def dismiss(self) -> None:
        """Go on without other processes."""
        list(self._threads.map(lambda pool: pool.shutdown(cancel_futures=True), self._processes))  # all at once
        self._processes = []

    def home(self, position: int) -> int:
        """The slot that `map` gives an item at a position from 0: what its process has read is there."""
        return position // _NEIGHBOURS % max(len(self._processes), 1)

    def submit(
        self, slot: int, task: Callable[Concatenate[Bench, Given], Result], *given: Given.args, **named: Given.kwargs
    ) -> Future[Result]:
        """Have a task done at the bench of a slot, 0 or above; each bench does its tasks in order; threads share one."""
        if not self._processes:
            return self._threads.submit(task, self.bench, *given, **named)
        return self._processes[slot % len(self._processes)].submit(_do, task, given, named)

    def everywhere(
        self, task: Callable[Concatenate[Bench, Given], Any], *given: Given.args, **named: Given.kwargs
    ) -> None:
        """Have a task done at every bench before all later tasks."""
        if not self._processes:
            task(self.bench, *given, **named)
        for done in [process.submit(_do, task, given, named) for process in self._processes]:
            done.result()

    def map(
        self, task: Callable[Concatenate[Bench, Item, Given], Result], items: Iterable[Item], *given: Given.args,
        **named: Given.kwargs,
    ) -> Iterator[Result]:  # fmt: skip
        """The results of a task for items, in their order; without other processes, one after the other in this thread."""
        if not self._processes:
            yield from (task(self.bench, item, *given, **named) for item in items)
            return
        waiting: deque[Future[Result]] = deque()
        for position, item in enumerate(items):
            if len(waiting) >= 2 * _NEIGHBOURS * len(self._processes):
                yield waiting.popleft().result()
            waiting.append(self._processes[self.home(position)].submit(_do, task, (item, *given), named))
        while waiting:
            yield waiting.popleft().result()


def _leave_ends_to_helper(pool: ProcessPoolExecutor) -> None:
    """Close here, once its process is started, what the process of a pool alone uses of the pipes to and from it.

    A pipe ends where nobody holds its other end. As long as this process holds it too, half a result of a process that was ended while
    it wrote is waited for without end, and so is room for a task that was being sent to it.
    """
    for pipes, end in (("_result_queue", "_writer"), ("_call_queue", "_reader")):
        connection = getattr(getattr(pool, pipes, None), end, None)
        if connection is not None:
            connection.close()


class _Place:
    """Of a process that helps: how its bench is opened, and the bench once a task has asked for it."""

    open_bench: Callable[[], AbstractContextManager[Any]]
    bench: Any = None


def _begin() -> None:
    """Let a process end with the one that started it, however that ends; Ctrl+C is for that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _take_place(open_bench: Callable[[], AbstractContextManager[Any]]) -> None:
    _Place.open_bench = open_bench


def _do(task: Callable[..., Any], given: tuple[Any, ...], named: Mapping[str, Any]) -> Any:
    if _Place.bench is None:  # opened by a task, whose failure reaches whoever asks for its result
        _Place.bench = ExitStack().enter_context(_Place.open_bench())
    return task(_Place.bench, *given, **named)
