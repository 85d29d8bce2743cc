# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether memory has run out, so that a worker that the system has ended for it can be distinguished from others that vanish."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Iterator
from pathlib import Path

_LOW_SHARE = 0.05
_SECONDS_BETWEEN_SAMPLES = 0.5
# A worker that vanishes within so many seconds after memory was low has most likely been ended for that.
_SECONDS_TO_REMEMBER = 10.0


class MemoryWatch:
    """Samples the free memory now and then, remembers when it was low, and counts what the system's memory guard ends."""

    def __init__(self) -> None:
        self._sampled_at = self._low_at = float("-inf")
        self._ended_before = ended_for_memory()

    def sample(self) -> None:
        """Take a sample, if the last one is old enough."""
        now = time.monotonic()
        if now - self._sampled_at < _SECONDS_BETWEEN_SAMPLES:
            return
        self._sampled_at = now
        share = free_share()
        if share is not None and share < _LOW_SHARE:
            self._low_at = now

    def has_run_out(self) -> bool:
        """Whether memory was near its end shortly before now, or the system has ended processes for want of it meanwhile.

        Samples alone miss what fills the memory between two of them.
        """
        return time.monotonic() - self._low_at < _SECONDS_TO_REMEMBER or ended_for_memory() > self._ended_before


def ended_for_memory(file: str = "/proc/vmstat") -> int:
    """How many processes Linux has ended for want of memory since it started; 0 where nothing counts them."""
    with contextlib.suppress(OSError, ValueError):
        for line in Path(file).read_text(encoding="ascii").splitlines():
            name, _, value = line.partition(" ")
            if name == "oom_kill":
                return int(value)
    return 0


def free_share() -> float | None:
    """The share of the memory that is still available, of the machine or of what the system grants this process.

    None where the system does not report it.
    """
    if sys.platform == "win32":
        return _of_windows()
    if sys.platform == "linux":
        shares = [share for share in (_of_machine(), *_of_groups()) if share is not None]
        return min(shares, default=None)
    return None


def _of_machine(file: str = "/proc/meminfo") -> float | None:
    """Swap counts too: the guard comes only when that is used up."""
    values: dict[str, int] = {}
    with contextlib.suppress(OSError, ValueError):
        for line in Path(file).read_text(encoding="ascii").splitlines():
            name, _, value = line.partition(":")
            values[name] = int(value.split()[0])
    total = values.get("MemTotal", 0) + values.get("SwapTotal", 0)
    if not total or "MemAvailable" not in values:
        return None
    return (values["MemAvailable"] + values.get("SwapFree", 0)) / total


def _of_groups(own: str = "/proc/self/cgroup", mount: str = "/sys/fs/cgroup") -> Iterator[float | None]:
    """The same for every control group, of either version, that this process is in; a worker is in those of its caller."""
    with contextlib.suppress(OSError):
        for line in Path(own).read_text(encoding="utf-8").splitlines():
            _, controllers, path = line.split(":", 2)
            if not controllers:
                yield from _of_levels(Path(mount), path, "memory.max", "memory.current", "inactive_file")
            elif "memory" in controllers.split(","):
                root = Path(mount, "memory")
                yield from _of_levels(
                    root, path, "memory.limit_in_bytes", "memory.usage_in_bytes", "total_inactive_file"
                )


def _of_levels(root: Path, path: str, limit: str, usage: str, cache: str) -> Iterator[float | None]:
    """A group and those around it: each may have a limit. Within a container the path may begin outside of it."""
    parts = [part for part in path.split("/") if part not in ("", "..")]
    for depth in range(len(parts), -1, -1):
        yield _of_group(root.joinpath(*parts[:depth]), limit, usage, cache)


def _of_group(folder: Path, limit: str, usage: str, cache: str) -> float | None:
    try:
        limit_bytes = int((folder / limit).read_text(encoding="ascii"))  # "max" is no number
        used_bytes = int((folder / usage).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    # Files that were read are counted as used, and are dropped as soon as memory is needed.
    with contextlib.suppress(OSError, ValueError):
        for line in (folder / "memory.stat").read_text(encoding="ascii").splitlines():
            name, _, value = line.partition(" ")
            if name == cache:
                used_bytes -= int(value)
    return max(0.0, 1.0 - used_bytes / limit_bytes) if limit_bytes > 0 else 0.0


def _of_windows() -> float | None:
    """What can still be committed: allocations fail when that is used up, not when the machine's memory is full."""
    import ctypes

    class Status(ctypes.Structure):
        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *(
                (name, ctypes.c_ulonglong)
                for name in ("total", "free", "total_commit", "free_commit", "tv", "fv", "fe")
            ),
        )

    status = Status()
    status.length = ctypes.sizeof(Status)
    if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)) or not status.total_commit:  # type: ignore[attr-defined]
        return None
    return float(status.free_commit / status.total_commit)
