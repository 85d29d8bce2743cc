# SPDX-License-Identifier: GPL-2.0-or-later
"""Outputs are written beside their place under a temporary name and moved when whole.

Temporary names are `.<stem>.diao-part-<process id><suffix>`, so that what a killed worker left can be recognised and removed by
whoever comes next. A lock file keeps two runs from writing one output at the same time.
"""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..errors import BadInput, Cancelled, DiskFull, EngineError

_MARK = ".diao-part-"
_LOCK_SUFFIX = ".diao-lock"
_FULL_DISK_BYTES = 1_000_000
# What GDAL and SQLite write beside a file; they belong to it and go where it goes.
_COMPANIONS = (".aux.xml", "-wal", "-shm", "-journal", ".msk", ".ovr")

_held: set[str] = set()  # locks of this process; its id alone does not tell them from those of an earlier process


class Staging:
    """The outputs of one run: `path(output)` is where to write; leaving the `with` block well moves all, else none."""

    def __init__(self, outputs: Iterable[str]) -> None:
        self._parts = {output: _part_name(output) for output in outputs}
        self._folders: dict[str, str] = {}
        self._locks: list[str] = []

    def path(self, output: str) -> str:
        """The temporary path of an output of this run."""
        return self._parts[output]

    def folder(self, folder: str) -> str:
        """A temporary folder that becomes `folder`; an earlier one is replaced when the run ends well."""
        if folder not in self._folders:
            self._folders[folder] = _part_name(folder)
            os.makedirs(self._folders[folder])
        return self._folders[folder]

    def __enter__(self) -> Staging:
        try:
            for output in self._parts:
                os.makedirs(os.path.dirname(os.path.abspath(output)), exist_ok=True)
                self._lock(output)
                discard_leftovers(output)
        except BaseException:
            self._unlock()
            raise
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        try:
            if kind is None:
                self._move_all()
            elif isinstance(error, Exception) and not isinstance(error, (EngineError, Cancelled)):
                self._tell_full_disk(error)
        finally:
            for part in (*self._parts.values(), *self._folders.values()):
                _remove(part)
            self._unlock()

    def _tell_full_disk(self, error: Exception) -> None:
        """Libraries word a full disk in many ways, down to "no such table"; how much room is left says it for all of them."""
        for output in self._parts:
            folder = os.path.dirname(os.path.abspath(output))
            if shutil.disk_usage(folder).free < _FULL_DISK_BYTES:
                raise DiskFull(folder) from error

    def _move_all(self) -> None:
        for folder, part in self._folders.items():
            old = part + ".old"
            if os.path.isdir(folder):
                os.replace(folder, old)
            os.replace(part, folder)
            shutil.rmtree(old, ignore_errors=True)
        for output, part in self._parts.items():
            if not os.path.exists(part):
                continue
            for suffix in _COMPANIONS:  # what stood beside an earlier output describes that one
                with contextlib.suppress(FileNotFoundError):
                    os.remove(output + suffix)
            os.replace(part, output)
            for suffix in _COMPANIONS:
                if os.path.exists(part + suffix):
                    os.replace(part + suffix, output + suffix)

    def _lock(self, output: str) -> None:
        lock = _lock_name(output)
        for _ in range(2):
            try:
                handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY)
            except FileExistsError:
                if _owner_lives(lock):
                    raise BadInput(f"Another run is writing {output}; wait for it or choose another file.") from None
                with contextlib.suppress(FileNotFoundError):
                    os.remove(lock)
                continue
            os.write(handle, str(os.getpid()).encode())
            os.close(handle)
            self._locks.append(lock)
            _held.add(lock)
            return
        raise BadInput(f"Another run is writing {output}; wait for it or choose another file.")

    def _unlock(self) -> None:
        for lock in self._locks:
            with contextlib.suppress(FileNotFoundError):
                os.remove(lock)
            _held.discard(lock)
        self._locks.clear()


def discard_leftovers(output: str) -> None:
    """Remove what runs that no longer live left half-written of this output."""
    for path in _parts_of(output):
        if not _process_lives(int(path.split(_MARK)[1].split(".")[0].split("-")[0])):
            _remove(path)
    lock = _lock_name(output)
    if os.path.exists(lock) and not _owner_lives(lock):
        os.remove(lock)


def _parts_of(output: str) -> Iterator[str]:
    place = Path(output)
    for name in (place.stem, *(f"{place.stem}{tail}" for tail in ("_labels", "_tiles", "_files"))):
        for path in glob.glob(glob.escape(str(place.parent / f".{name}{_MARK}")) + "*"):
            if path.split(_MARK)[1].split(".")[0].split("-")[0].isdigit():
                yield path


def _part_name(output: str) -> str:
    place = Path(os.path.abspath(output))
    return str(place.parent / f".{place.stem}{_MARK}{os.getpid()}{place.suffix}")


def _lock_name(output: str) -> str:
    place = Path(os.path.abspath(output))
    return str(place.parent / f".{place.name}{_LOCK_SUFFIX}")


def _owner_lives(lock: str) -> bool:
    try:
        owner = int(Path(lock).read_text() or 0)
    except FileNotFoundError:
        return False
    except ValueError:
        return True
    return lock in _held if owner == os.getpid() else _process_lives(owner)


def _process_lives(process: int) -> bool:
    if process == os.getpid():
        return True
    if os.name == "nt":
        return _process_lives_on_windows(process)
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _process_lives_on_windows(process: int) -> bool:
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


def _remove(path: str) -> None:
    if os.path.isdir(path):
        shutil.rmtree(path, ignore_errors=True)
        return
    for name in (path, *(path + suffix for suffix in _COMPANIONS)):
        with contextlib.suppress(FileNotFoundError):
            os.remove(name)
