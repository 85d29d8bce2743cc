# SPDX-License-Identifier: GPL-2.0-or-later
"""How a dataset names the files that its tiles point at: relative to its folder where they lie in it, so that both can be moved."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


def folder_of(path: str) -> Path:
    """The folder that relative paths of a dataset begin at: that of the file itself, not of a link to it."""
    return Path(os.path.realpath(path)).parent


def stored(paths: NDArray[np.object_], folder: Path) -> NDArray[np.object_]:
    """Relative where the file lies in or below the folder, with signs as all systems read them; else absolute."""
    by_path = {path: _stored_path(path, folder) for path in set(paths)}
    return np.array([by_path[path] for path in paths], dtype=object)


def _stored_path(path: str, folder: Path) -> str:
    if Path(path).is_relative_to(folder):
        return Path(path).relative_to(folder).as_posix()
    real = Path(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
    return real.relative_to(folder).as_posix() if os.path.isabs(path) and real.is_relative_to(folder) else path


def absolute(paths: NDArray[np.object_], folder: Path) -> NDArray[np.object_]:
    """The same read back."""
    by_path = {path: _absolute_path(path, folder) for path in set(paths)}
    return np.array([by_path[path] for path in paths], dtype=object)


def _absolute_path(path: str, folder: Path) -> str:
    # GDAL's own names (/vsizip/…, NETCDF:"a.nc":b) are no file paths and stay as they are.
    if os.path.isabs(path):
        return path
    beside = os.path.normpath(folder / path)
    return path if ":" in path and not os.path.exists(beside) else beside
