# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes small files that are never seen half: under another name first, then moved."""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import Union

Name = Union[str, Path]


def replace_file(path: Name, content: bytes | memoryview, *, part: Name | None = None) -> None:
    """Write a file so that it has its old content or all of the new one, whatever ends this process.

    Parameters
    ----------
    path
        The file, in a folder that exists.
    content
        All of it.
    part
        What it is called until it is complete, in the same folder; a name that no other process has without it.

    Raises
    ------
    OSError
        It cannot be written; then nothing has changed, and no part is left.
    """
    target = Path(path)
    if part is None:
        handle, part = tempfile.mkstemp(prefix=f".{target.name}-", dir=target.parent)
        os.close(handle)
    try:
        Path(part).write_bytes(content)
        os.replace(part, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.remove(part)
        raise
