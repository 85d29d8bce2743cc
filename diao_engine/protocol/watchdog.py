# SPDX-License-Identifier: GPL-2.0-or-later
"""Ends a worker whose reader is gone, wherever its main thread is: QGIS may crash in the middle of a call of hours.

A worker that writes events notices by itself and ends in order. One inside a long library call writes none, so a thread
watches the reader. A call that lets no other thread run is ended by the system, on Linux, where the caller waits for
the worker in the thread that has started it.
"""

from __future__ import annotations

import os
import signal
import stat
import sys
import threading
import time

from . import abandon

_SECONDS_BETWEEN_POLLS = 0.5
# What the main thread gets to end in order; less than the number of SIGQUIT, see below.
_SECONDS_OF_GRACE = 2
_SECONDS_TO_CLEAN = 5
_PR_SET_PDEATHSIG = 1


class Watchdog:
    """Watches the pipe that the events go into; whoever writes there holds `write_lock`.

    `caller` is the process that has started this one and waits for it in the same thread, 0 where that is not known.
    """

    def __init__(self, descriptor: int, write_lock: threading.Lock, *, caller: int, exit_code: int) -> None:
        self._descriptor = descriptor
        self._lock = write_lock
        self._caller = caller if os.getppid() == caller else 0
        self._exit_code = exit_code

    def start(self) -> None:
        """Watch until the process ends. Events that go into a file or to a terminal have no reader to lose."""
        mode = os.fstat(self._descriptor).st_mode
        if not (stat.S_ISFIFO(mode) or stat.S_ISSOCK(mode)):
            return
        if self._caller and sys.platform == "linux":
            _end_with_caller()
        threading.Thread(target=self._watch, name="diao-watchdog", daemon=True).start()

    def _watch(self) -> None:
        is_connected = self._accepts_lines if sys.platform == "win32" else self._has_reader
        while is_connected() and self._caller in (0, os.getppid()):
            time.sleep(_SECONDS_BETWEEN_POLLS)
        try:
            _end_in(_SECONDS_OF_GRACE + _SECONDS_TO_CLEAN)
            time.sleep(_SECONDS_OF_GRACE)
            _end_in(_SECONDS_TO_CLEAN)  # once more: the alarm of `_end_with_caller` may have come after the first
            abandon.clean()
        finally:
            os._exit(self._exit_code)

    def _has_reader(self) -> bool:
        """Whether a process holds the other end of the pipe."""
        import select

        poll = select.poll()
        poll.register(self._descriptor, 0)
        return not poll.poll(0)  # without flags it reports errors and hang-ups only

    def _accepts_lines(self) -> bool:
        """The same where pipes cannot be polled, by writing an empty line, which is no event."""
        try:
            with self._lock:
                os.write(self._descriptor, b"\n")
        except OSError:
            return False
        return True


def _end_in(seconds: int) -> None:
    """Let the system end this process by then, should a hook or a call that lets no other thread run take too long."""
    if hasattr(signal, "alarm"):
        signal.alarm(seconds)


def _end_with_caller() -> None:
    """Let the system end this process soon after the thread that has started it, whatever runs here.

    The signal for that is caught by the C library's own `alarm`: it needs no Python, and takes the number of the signal as the
    seconds until the process ends. SIGQUIT is number 3, which leaves the watching thread the time to clean up.
    """
    import ctypes

    libc = ctypes.CDLL(None)
    libc.signal.argtypes = (ctypes.c_int, ctypes.c_void_p)
    libc.signal(signal.SIGQUIT, ctypes.cast(libc.alarm, ctypes.c_void_p))
    libc.prctl(_PR_SET_PDEATHSIG, int(signal.SIGQUIT), 0, 0, 0)
