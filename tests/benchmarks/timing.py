# SPDX-License-Identifier: GPL-2.0-or-later
"""What something takes: seconds on the clock, and those of the processors."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from typing import NamedTuple


class Taken(NamedTuple):
    """Seconds, and processor seconds of this process with all its threads and of those that it has started and that have ended."""

    seconds: float
    processor: float

    @classmethod
    def so_far(cls) -> Taken:
        """Of this process; only differences mean something."""
        used = (resource.getrusage(who)[:2] for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return cls(time.perf_counter(), sum(map(sum, used)))

    def since(self, earlier: Taken) -> Taken:
        """What lies between two."""
        return Taken(self.seconds - earlier.seconds, self.processor - earlier.processor)

    def each(self, number: int) -> Taken:
        """The same for one of so many."""
        return Taken(self.seconds / number, self.processor / number)


def timed(
    run: Callable[[int], object], *, times: int = 0, seconds: float = 0.0, wait: Callable[[], object] = lambda: None
) -> Taken:
    """What one run takes, of so many or of as many as begin within so many seconds, whichever is more.

    `run` is given its number; `wait` waits for what the runs have only begun, as on a GPU.
    """
    began, number = Taken.so_far(), 0
    while number < times or time.perf_counter() - began.seconds < seconds:
        run(number)
        number += 1
    wait()
    return Taken.so_far().since(began).each(number)
