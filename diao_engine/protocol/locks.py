# SPDX-License-Identifier: GPL-2.0-or-later
"""A lock file per output keeps two runs from writing one file, and says who holds it: process, its start, host, since when.

The operating system's own lock on the file decides, since it ends with its process however that ends: a file that a crash, a full
disk or a power loss has left behind blocks nobody. Where a file system has no locks, what the file says is judged instead.
"""

from __future__ import annotations

import contextlib
import datetime
import errno
import json
import logging
import os
import socket
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import BadInput, DiskFull
from ..jobs.outputs import lock_file
from ..messages import Sentence

_log = logging.getLogger(__name__)

_NO_LOCKS_HERE = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL}
_HELD_BY_OTHERS = {errno.EAGAIN, errno.EACCES, errno.EDEADLK, errno.EWOULDBLOCK}
_ATTEMPTS = 20  # between opening a lock file and locking it, its last holder may remove it
_SECONDS_BETWEEN = 0.02  # whoever tidies up holds a lock that was left behind for a moment
_LOCKED_AT = 1 << 30  # the byte that Windows locks: beyond the text, which others may read then


class Busy(BadInput):
    """Another run holds the lock."""


class FolderGone(BadInput):
    """The folder of the lock is not there, or no longer."""


@dataclass
class OutputLock:
    """The lock of one output, held until `release`; `previous` is what a holder that never released it has left in it."""

    output: str
    path: str
    previous: dict[str, Any]
    _handle: int

    @classmethod
    def acquire(cls, output: str, run: str) -> OutputLock:
        """Lock an output for a run. Raises Busy with the holder's name, FolderGone, BadInput where the file cannot be written."""
        path = lock_file(output)
        for attempt in range(_ATTEMPTS):
            try:
                lock = cls._attempt(output, path, run)
            except Busy:
                if attempt >= _ATTEMPTS // 4:
                    raise
                lock = None
            except OSError as error:
                raise _unwritable(path, error) from error
            if lock is not None:
                if lock.previous:
                    _log.info(Sentence.of("lock_taken_over", path=path, holder=_who(lock.previous)))
                return lock
            time.sleep(_SECONDS_BETWEEN)
        raise _busy(output, path, {})

    @classmethod
    def _attempt(cls, output: str, path: str, run: str) -> OutputLock | None:
        """Try once; None when the file was removed in the meantime."""
        # A link would have us write into whatever it points to.
        handle = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            if os.fstat(handle).st_nlink > 1:
                raise OSError(errno.EMLINK, "it is another file by a second name", path)
            is_locked = _try_lock(handle)
            previous = _read(handle)
            if is_locked is False or (is_locked is None and _is_alive(previous)):
                raise _busy(output, path, previous)
            if not _is_at(handle, path):
                os.close(handle)
                return None
            lock = cls(output, path, previous, handle)
            lock.write({"run": run})
        except Busy:
            os.close(handle)
            raise
        except OSError as error:
            if error.errno != errno.EMLINK:
                with contextlib.suppress(OSError):
                    os.remove(path)
            os.close(handle)
            raise
        return lock

    def write(self, content: dict[str, Any]) -> None:
        """Say who holds the lock, and what whoever finds it after a crash needs to know; on the disk when this returns."""
        text = json.dumps({**_holder(), **content}).encode()
        os.lseek(self._handle, 0, os.SEEK_SET)
        os.write(self._handle, text)
        os.ftruncate(self._handle, len(text))
        os.fsync(self._handle)

    def release(self) -> None:
        """Give the lock back; its file goes."""
        if sys.platform == "win32":  # an open file cannot be removed there
            os.close(self._handle)
        with contextlib.suppress(OSError):
            os.remove(self.path)
        if sys.platform != "win32":
            os.close(self._handle)


def _try_lock(handle: int) -> bool | None:
    """Lock an open file without waiting: whether that worked; None where the file system has no locks."""
    try:
        if sys.platform == "win32":
            import msvcrt

            os.lseek(handle, _LOCKED_AT, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if error.errno in _HELD_BY_OTHERS:
            return False
        if error.errno in _NO_LOCKS_HERE:
            return None
        raise
    return True


def _read(handle: int) -> dict[str, Any]:
    """What an open lock file says; empty when that is nothing that we have written."""
    os.lseek(handle, 0, os.SEEK_SET)
    try:
        content = json.loads(os.read(handle, os.fstat(handle).st_size))
    except (OSError, ValueError):
        return {}
    return content if isinstance(content, dict) else {}


def _is_at(handle: int, path: str) -> bool:
    """Whether the open file is still the one of that name."""
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except OSError:
        return False


def _holder() -> dict[str, Any]:
    now = datetime.datetime.now(datetime.timezone.utc)
    return {
        "pid": os.getpid(),
        "started": _start_of(os.getpid()),
        "host": socket.gethostname(),
        "since": now.isoformat(timespec="seconds"),
    }


def _unwritable(path: str, error: OSError) -> BadInput:
    if error.errno == errno.ENOSPC:
        return DiskFull(os.path.dirname(path))
    if os.path.islink(path):
        return BadInput("lock_is_link", path=path)
    if os.path.lexists(path):
        return BadInput("lock_not_writable", path=path, reason=error.strerror)
    kind = FolderGone if error.errno == errno.ENOENT else BadInput
    return kind("folder_not_writable", folder=os.path.dirname(path), reason=error.strerror)


def _who(holder: dict[str, Any]) -> Sentence:
    if not isinstance(holder.get("pid"), int):
        return Sentence("holder_unknown")
    return Sentence.of("holder", process=holder["pid"], host=holder.get("host", "?"), since=holder.get("since", "?"))


def _busy(output: str, path: str, holder: dict[str, Any]) -> Busy:
    return Busy("output_busy", output=output, holder=_who(holder), lock=path)


def _is_alive(holder: dict[str, Any]) -> bool:
    """Whether the process that a lock names still runs; one of another host counts as running."""
    process = holder.get("pid")
    if not isinstance(process, int):
        return False
    if holder.get("host") != socket.gethostname():
        return True
    started = _start_of(process)
    return process_exists(process) and (started is None or started == holder.get("started"))


def _start_of(process: int) -> int | None:
    """When a process began, in the kernel's ticks since boot: its id may be another's one day. None where that is not known."""
    try:
        stat = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
        return int(stat.rpartition(")")[2].split()[19])  # field 22 of proc(5); the name before it may hold blanks
    except (OSError, ValueError, IndexError):
        return None


def process_exists(process: int) -> bool:
    """Whether a process of this machine runs."""
    if sys.platform == "win32":
        return _process_exists_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _process_exists_on_windows(process: int) -> bool:
    import ctypes  # os.kill(pid, 0) would end the process there

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined]
    query_limited, still_active = 0x1000, 259
    handle = kernel.OpenProcess(query_limited, False, process)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == still_active
