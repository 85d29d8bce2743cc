# SPDX-License-Identifier: GPL-2.0-or-later
"""A request of the system to end (SIGTERM: the time of a job is up, a container stops) does at a terminal what Ctrl+C does.

So it is a cancel: what is half-written goes, locks are given back, the parts on a cluster are called off. A worker of QGIS has
a caller who asks it to end by other means (`worker`), and torchrun ends its processes itself.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType

from . import rank


@contextlib.contextmanager
def in_order(on_request: Callable[[], None] | None = None) -> Iterator[None]:
    """Within it the request raises KeyboardInterrupt in the main thread, once, or calls `on_request` each time."""
    if threading.current_thread() is not threading.main_thread() or rank.place() is not None:
        yield
        return

    def end(_signal: int, _frame: FrameType | None) -> None:
        if on_request is not None:
            on_request()
            return
        signal.signal(signal.SIGTERM, signal.SIG_IGN)  # a second one must not end the cleaning up
        raise KeyboardInterrupt

    earlier = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL if earlier is None else earlier)
