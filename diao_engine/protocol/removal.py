# SPDX-License-Identifier: GPL-2.0-or-later
"""Removes what is ours: working files with their companions, and folders of runs that no dataset points into any more."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
from contextlib import closing
from html import escape
from pathlib import Path

from ..jobs import outputs as names
from ..jobs.small_file import replace_file


def remove_unused_folders(output: str) -> None:
    """Remove what earlier runs into an output have left beside it, unless a dataset or a virtual raster there still points to it."""
    for folder in names.run_folders(output):
        if not _is_used(folder) and not _is_shown(folder):
            remove_run_folder(folder)


def _is_shown(folder: str) -> bool:
    """Whether a virtual raster beside a folder names it; one that cannot be read now counts as one that does."""
    name = escape(os.path.basename(folder), quote=False).encode()
    try:
        return any(name in path.read_bytes() for path in Path(folder).parent.glob("*.vrt"))
    except OSError:
        return True


def _is_used(folder: str) -> bool:
    """Whether a dataset in the same place, or one that is noted in the folder, points into it."""
    noted = [Path(path) for path in names.users(folder) if os.path.exists(path)]
    return any(_points_into(dataset, folder) for dataset in (*Path(folder).parent.glob("*.gpkg"), *noted))


def _points_into(dataset: Path, folder: str) -> bool:
    """Whether a dataset points into a folder; one that cannot be read now counts as one that does."""
    begins = [folder]
    with contextlib.suppress(ValueError):  # on another drive of Windows
        begins.append(os.path.relpath(folder, dataset.parent))
    inside = [f"{Path(begin).as_posix()}/%" for begin in begins for _ in ("image", "label")]
    is_inside = " OR ".join(["image LIKE ? OR label LIKE ?"] * len(begins))
    try:
        with closing(names.read_database(str(dataset))) as connection:
            question = f"SELECT 1 FROM tiles WHERE {is_inside} LIMIT 1"  # nosec B608 - folders are parameters
            row = connection.execute(question, inside).fetchone()
    except sqlite3.OperationalError as error:
        return "no such" not in str(error)
    except sqlite3.DatabaseError:
        return False  # no GeoPackage, whatever its name says
    return row is not None


def remove_run_folder(folder: str) -> None:
    """Remove the files that a run of ours has listed in its folder, and the folder when nothing else is in it."""
    listed = names.marker(folder).get("files")
    for name in listed if isinstance(listed, list) else []:
        if isinstance(name, str) and os.path.basename(name) == name:
            remove(os.path.join(folder, name))
    unlink(os.path.join(folder, names.MARKER_PART))
    remove_if_empty(folder)


def remove_if_empty(folder: str) -> None:
    """Remove a folder of ours that holds nothing but its marker; it keeps the marker where something comes in at this moment."""
    marker = Path(names.marker_file(folder))
    with contextlib.suppress(OSError):
        if os.listdir(folder) != [marker.name]:
            return
        content = marker.read_bytes()
        unlink(str(marker))
        try:
            os.rmdir(folder)
        except OSError:
            replace_file(marker, content)


def remove(path: str) -> None:
    """Remove a file with its companions, or a folder; what is not there is no error."""
    if os.path.isdir(path) and not os.path.islink(path):
        shutil.rmtree(path, ignore_errors=True)
        return
    for name in (path, *(path + suffix for suffix in names.companions(path))):
        unlink(name)


def unlink(path: str) -> None:
    """Remove one file, if it is there."""
    with contextlib.suppress(FileNotFoundError):
        os.remove(path)
