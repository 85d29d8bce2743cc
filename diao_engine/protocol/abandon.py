# SPDX-License-Identifier: GPL-2.0-or-later
"""What is still done when a worker is ended from outside its main thread: whoever has half-written files removes them."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator

_SECONDS_TO_WAIT = 2.0

_hooks: list[Callable[[], None]] = []
_lock = threading.Lock()


@contextlib.contextmanager
def cleaned_by(hook: Callable[[], None]) -> Iterator[None]:
    """Within it, `hook` is called when the process is ended; in another thread, while this one may be anywhere.

    It may raise OSError, and is over within a second or two.
    """
    _hooks.append(hook)
    try:
        yield
    finally:
        _hooks.remove(hook)


@contextlib.contextmanager
def held_off() -> Iterator[None]:
    """Within it nothing is removed: files are moved to their places. It is over within a second or two."""
    with _lock:
        yield


def clean() -> None:
    """Call the hooks, the last one first. The process must end after this: `held_off` lets no other thread in any more."""
    if not _lock.acquire(timeout=_SECONDS_TO_WAIT):
        return
    for hook in reversed(_hooks):
        with contextlib.suppress(OSError):
            hook()
