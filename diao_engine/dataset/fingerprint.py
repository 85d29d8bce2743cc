# SPDX-License-Identifier: GPL-2.0-or-later
"""Tells whether a file that a dataset points at is still the one that it was made from, without reading all of it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from ..errors import BadInput
from ..jobs.outputs import is_parts_folder
from ..jobs.paths import DataSource
from ..messages import Sentence, first_of

# Small files are read whole, of larger ones these samples, evenly spread: headers, directories and data of any raster format.
_WHOLE_BYTES = 1 << 20
_SAMPLES = 64
_SAMPLE_BYTES = 4096


@dataclass(frozen=True)
class FileState:
    """Size in bytes, time of the last change in ns, and a digest of the content (of 64 samples above 1 MiB)."""

    size: int
    modified: int
    digest: str

    @classmethod
    def of(cls, path: str) -> FileState | None:
        """The state of a file now; None where there is no file of that name (GDAL opens more than files)."""
        if not os.path.isfile(path):  # a pipe would keep us waiting, a device would never end
            return None
        try:
            with open(path, "rb") as file:
                status = os.fstat(file.fileno())
                return cls(status.st_size, status.st_mtime_ns, _digest(file, status.st_size))
        except (OSError, ValueError):
            return None

    def difference(self, path: str) -> Sentence | None:
        """How a file differs from this state; None when it does not. A copy with another date is the same."""
        try:
            status = os.stat(path)
        except (OSError, ValueError):
            return Sentence("file_gone")
        if not stat.S_ISREG(status.st_mode):
            return Sentence("file_no_ordinary")
        if status.st_size != self.size:
            return Sentence.of("file_other_size", now=status.st_size, before=self.size)
        if status.st_mtime_ns == self.modified:
            return None
        now = FileState.of(path)
        return None if now is not None and now.digest == self.digest else Sentence("file_other_content")


def contents(paths: Iterable[str]) -> dict[str, tuple[int, str] | None]:
    """What other computers can tell by whether they see the same.

    Size and digest of files; number and digest (of names, sizes and times) of the files in a folder; None where neither is there.
    """
    return {path: _content(path) for path in paths}


def _content(path: str) -> tuple[int, str] | None:
    if os.path.isdir(path):
        return _folder_content(path)
    state = FileState.of(path)
    return None if state is None else (state.size, state.digest)


def _folder_content(path: str) -> tuple[int, str]:
    """Reads no file, since a folder may hold a million. Hidden ones and parts of jobs do not count; links to folders are followed."""
    count, content = 0, hashlib.blake2b(digest_size=16)
    for folder, inner, files in os.walk(path, followlinks=True):
        above = os.path.realpath(folder) + os.sep
        inner[:] = sorted(
            name
            for name in inner
            if not name.startswith(".")
            and not is_parts_folder(inside := os.path.join(folder, name))
            and not above.startswith(os.path.realpath(inside) + os.sep)  # a link that leads back
        )
        for name in sorted(name for name in files if not name.startswith(".")):
            with contextlib.suppress(OSError):  # a link that leads nowhere
                status = os.stat(os.path.join(folder, name))
                relative = os.path.relpath(os.path.join(folder, name), path)
                content.update(f"{relative}\0{status.st_size}\0{status.st_mtime_ns}\0".encode(errors="surrogateescape"))
                count += 1
    return count, content.hexdigest()


def check_unchanged(files: Mapping[str, FileState], paths: Iterable[str], dataset: str) -> None:
    """BadInput when files that a dataset points at are not those that it was made from."""
    differing = [(path, reason) for path in paths if (reason := _difference(path, files.get(path)))]
    if differing:
        _, reason = differing[0]
        raise BadInput("file_changed", path=first_of([path for path, _ in differing]), dataset=dataset, reason=reason)


def _difference(path: str, state: FileState | None) -> Sentence | None:
    file = DataSource.parse(path).file or path
    if state is not None:
        return state.difference(file)
    return Sentence("file_no_ordinary") if os.path.lexists(file) and not os.path.isfile(file) else None


def _digest(file: BinaryIO, size: int) -> str:
    content = hashlib.blake2b(digest_size=16)
    if size <= _WHOLE_BYTES:
        content.update(file.read())
    else:
        for number in range(_SAMPLES):
            file.seek(number * (size - _SAMPLE_BYTES) // (_SAMPLES - 1))
            content.update(file.read(_SAMPLE_BYTES))
    return content.hexdigest()
