# SPDX-License-Identifier: GPL-2.0-or-later
"""Jobs in processes of their own, on a core each: alone, or on a Dask cluster of this machine; with their time and memory."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psutil
from distributed import Client, LocalCluster

from diao_engine.jobs import Segment
from diao_engine.protocol import client

# Seldom: to tell the memory of a process the system goes through its pages, and holds it up meanwhile.
_SECONDS_BETWEEN_LOOKS = 2.0


class Taken(NamedTuple):
    """Seconds of the clock, and the most memory in MB that all processes together had."""

    seconds: float
    peak: float


def alone(*jobs: Segment) -> Taken:
    """Jobs at the same time, each in a process and on a core of its own, that know nothing of each other."""

    def run(core: int, job: Segment) -> None:
        with _on_core(core):
            client.run_job(sys.executable, job, on_event=_ignore, variables={"OMP_NUM_THREADS": "1"})

    def run_all() -> None:
        with ThreadPoolExecutor(len(jobs)) as threads:
            list(threads.map(run, range(len(jobs)), jobs))

    return _watched(run_all)


def shared(job: Callable[[str], Segment], workers: int, folder: Path) -> Taken:
    """A job, made for the address of a scheduler, by some workers with a thread and a core each."""
    with LocalCluster(
        n_workers=workers, threads_per_worker=1, processes=True, dashboard_address=":0", host="127.0.0.1",
        local_directory=str(folder),
    ) as cluster:  # fmt: skip
        address = cluster.scheduler_address
        with Client(address, set_as_default=False) as dask:
            dask.wait_for_workers(workers)
            for core, worker in enumerate(sorted(dask.scheduler_info()["workers"])):
                dask.run(_pin, core % (os.cpu_count() or 1), workers=[worker])
        return _watched(lambda: client.run_job(sys.executable, job(address), on_event=_ignore))


def _pin(core: int) -> None:
    """Called in a worker: all its threads stay on a core, and the processes that they start."""
    for thread in os.listdir("/proc/self/task"):
        os.sched_setaffinity(int(thread), {core})


@contextmanager
def _on_core(core: int) -> Iterator[None]:
    """This thread stays on a core within, and so do the processes that it starts."""
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _ignore(event: Any) -> None:
    pass


def _watched(run: Callable[[], None]) -> Taken:
    """What a piece of work takes; the memory is that of the processes that this one has started, with shared pages divided up."""
    done, peaks = threading.Event(), [0.0]

    def look() -> None:
        while not done.wait(_SECONDS_BETWEEN_LOOKS):
            peaks.append(sum(_memory(child.pid) for child in psutil.Process().children(recursive=True)))

    watcher = threading.Thread(target=look)
    watcher.start()
    began = time.perf_counter()
    try:
        run()
        return Taken(time.perf_counter() - began, max(peaks))
    finally:
        done.set()
        watcher.join()


def _memory(process: int) -> float:
    """In MB; 0 where the process has just ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
