# SPDX-License-Identifier: GPL-2.0-or-later
"""Many cells at a time: processes that live long take datasets to balance and cells to train, as they come free.

A process imports torch once. Datasets are balanced beside the trainings, each once. Cells come in the order they are given in; one
whose dataset is not there yet lets others go before it.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import torch

from diao_engine.metrics.confusion import Confusion

from . import cells
from .cells import Cell, Made

_WAIT_SECONDS = 5.0


class Queue:
    """Runs cells in processes; `collect` is called every few seconds while it does."""

    def __init__(
        self,
        cache: Path,
        *,
        weights: str,
        device: str,
        processes: int,
        until: float,
        collect: Callable[[], None],
    ) -> None:
        self._cache, self._weights, self._device = cache, weights, device
        self._processes, self._until, self._collect = processes, until, collect
        self._running: dict[Future[None], Cell | Made] = {}
        self._lost: set[Made] = set()
        self.failures: list[str] = []

    def run(self, requested: Iterable[Cell]) -> None:
        """Train the cells; starts none after `until` (monotonic seconds). Only complete ones leave a result."""
        waiting = list(requested)
        threads = max(1, (os.cpu_count() or 1) // self._processes)
        os.environ.setdefault("OMP_NUM_THREADS", str(threads))  # what the processes inherit
        context = get_context("forkserver")  # which imports torch once for all of them
        context.set_forkserver_preload([__name__])
        with ProcessPoolExecutor(self._processes, context, _start, (threads,)) as pool:
            while self._running or (waiting and time.monotonic() < self._until):
                while len(self._running) < self._processes and self._start_next(pool, waiting):
                    pass
                if not self._running:
                    break
                done, _ = wait(self._running, _WAIT_SECONDS, FIRST_COMPLETED)
                for future in done:
                    self._finish(future)
                self._collect()

    def _start_next(self, pool: ProcessPoolExecutor, waiting: list[Cell]) -> bool:
        """Start the first that can go on: a cell whose dataset is there, or the dataset that a cell waits for."""
        if time.monotonic() >= self._until:
            return False
        being_made = {job for job in self._running.values() if isinstance(job, Made)}
        for position, cell in enumerate(waiting):
            made = Made.of(cell)
            if made.note(self._cache).exists():
                del waiting[position]
                future = pool.submit(_train, cell, self._cache, self._weights, self._device)
                self._running[future] = cell
                return True
            if made not in being_made and made not in self._lost:
                self._running[pool.submit(cells.make, cell, self._cache)] = made
                return True
        return False

    def _finish(self, future: Future[None]) -> None:
        job = self._running.pop(future)
        error = future.exception()
        if error is None:
            return
        if isinstance(job, Made):
            self._lost.add(job)
        self.failures.append(f"{job}: {error!r}")
        sys.stderr.write(f"FAILED {job}\n" + "".join(traceback.format_exception(error)) + "\n")


def _start(threads: int) -> None:
    torch.set_num_threads(threads)
    torch.backends.cudnn.benchmark = True  # crops have one size


def _train(cell: Cell, cache: Path, weights: str, device: str) -> None:
    result = cells.train(cell, cache, weights=weights, device=device)
    miou = Confusion(np.array(result["check"])).miou
    sys.stderr.write(f"{cell}: mIoU {miou:.3f}, {result['seconds']:.0f} s\n")
