# SPDX-License-Identifier: GPL-2.0-or-later
"""What an exception means for the analyst, for the errors that every job can meet: memory, disk, packages, permissions."""

from __future__ import annotations

import errno
import sys
import traceback
from types import FrameType

from ..errors import BadInput, DiskFull, EngineError, MissingDependency, NoMemory, TooManyFiles
from ..messages import Sentence
from . import probe
from .builds import SIZES

_OWN_PACKAGE = __package__.rpartition(".")[0]
# Libraries report a lack of memory by their message only.
_MEMORY_PHRASES = (
    "out of memory", "failed to allocate memory", "bad_alloc", "bad allocation", "can't allocate memory",
    "cannot allocate memory", "not enough memory", "alloc_failed",
)  # fmt: skip
_WINDOWS_COMMITMENT_LIMIT = 1455  # "the paging file is too small"
# A library, or one that it needs, is missing, is of another machine, lacks a function, or fails as it starts.
_WINDOWS_LIBRARY_ERRORS = (126, 127, 193, 1114)


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error means that the machine or the GPU has too little memory."""
    if isinstance(error, MemoryError) or getattr(error, "winerror", None) == _WINDOWS_COMMITMENT_LIMIT:
        return True
    if isinstance(error, OSError) and error.errno == errno.ENOMEM:
        return True
    text = str(error).lower()
    return any(phrase in text for phrase in _MEMORY_PHRASES)


def is_out_of_files(error: BaseException) -> bool:
    """Whether an error means that the system opens no more files for this process; GDAL reports it by its message only."""
    if isinstance(error, OSError) and error.errno in (errno.EMFILE, errno.ENFILE):
        return True
    return "too many open files" in str(error).lower()


def translate(error: Exception, memory_advice: str) -> EngineError:
    """The failure that an analyst can act on; `memory_advice` is the job's own way out of a lack of memory."""
    if isinstance(error, EngineError):
        return error
    if is_out_of_memory(error):
        return NoMemory("memory_ran_out", advice=Sentence(memory_advice))
    return (
        _broken_package(error)
        or _of_the_system(error)
        or EngineError("engine_failed", error=type(error).__name__, reason=str(error))
    )


def _of_the_system(error: Exception) -> EngineError | None:
    """No room, no more files, no permission."""
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return DiskFull()
    if is_out_of_files(error):
        return TooManyFiles()
    if isinstance(error, PermissionError):
        return BadInput("no_permission", path=error.filename)
    if isinstance(error, OSError) and error.errno is not None and error.filename:
        return BadInput("system_refuses", path=error.filename, reason=error.strerror)
    return None


def _broken_package(error: Exception) -> MissingDependency | None:
    """A package that is missing or cannot be loaded; None for other errors and for faults of our own imports."""
    if not isinstance(error, ImportError) and not _is_library_error(error) and not _breaks_in_import(error):
        return None
    package = (getattr(error, "name", None) or _raised_in(error)).partition(".")[0]
    if not package or package == _OWN_PACKAGE.partition(".")[0]:
        return None
    if isinstance(error, ModuleNotFoundError):
        size = next((size for size in SIZES if package in probe.packages(size)), SIZES[0])
        if size != SIZES[0]:  # setting up the size that is there would bring it no nearer
            return MissingDependency("package_of_size", package=package, size=size)
        return MissingDependency("package_missing", package=error.name)
    return MissingDependency("package_broken", package=package, reason=_reason(error))


def _is_library_error(error: Exception) -> bool:
    """Whether a shared library could not be loaded; some packages load theirs by hand, and then it is no ImportError."""
    if not isinstance(error, OSError):
        return False
    if getattr(error, "winerror", None) in _WINDOWS_LIBRARY_ERRORS:
        return True
    # What `dlopen` says comes without a number; GDAL's and rasterio's errors do so too, but not out of an import.
    return error.errno is None and any(_is_foreign_import(frame) for frame, _ in traceback.walk_tb(error.__traceback__))


def _breaks_in_import(error: Exception) -> bool:
    """Whether a package has failed while it was imported, in whatever way: half updated, of another Python."""
    return any(_is_foreign_import(frame) for frame, _ in traceback.walk_tb(error.__traceback__))


def _is_foreign_import(frame: FrameType) -> bool:
    return frame.f_code.co_name == "<module>" and not _module(frame).startswith((_OWN_PACKAGE, "__main__"))


def _raised_in(error: Exception) -> str:
    """The name of the module that has raised an error, above what Python itself brings along (`ctypes`, `importlib`)."""
    modules = [_module(frame) for frame, _ in traceback.walk_tb(error.__traceback__)]
    standard: frozenset[str] = getattr(sys, "stdlib_module_names", frozenset())  # since 3.10, as the engine itself
    return next((name for name in reversed(modules) if name.partition(".")[0] not in standard), "")


def _module(frame: FrameType) -> str:
    return str(frame.f_globals.get("__name__", ""))


def _reason(error: BaseException) -> str:
    """The first line of what lies at the bottom: numpy, for one, wraps it into a page of advice."""
    while error.__cause__ is not None:
        error = error.__cause__
    return next((line.strip().rstrip(".") for line in str(error).splitlines() if line.strip()), type(error).__name__)
