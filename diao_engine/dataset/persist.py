# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps a dataset's files alive: what lies in the temporary folder goes when QGIS closes, and a dataset that was kept must not
point there. Happens when the steps of a model have temporary outputs and only the last one is given a file. And what earlier runs
have written in other places goes with their next run, unless it is noted there that the dataset points to it.
"""

from __future__ import annotations

import dataclasses
import html
import os
import re
import shutil
import tempfile
from pathlib import Path

import numpy as np

from ..protocol.launch import SESSION_FOLDER
from ..protocol.staging import Staging
from .store import TileDataset

_SIDECAR = ".aux.xml"
_SOURCE = re.compile(r'<SourceFilename relativeToVRT="([01])">([^<]+)<')


def persist_files(dataset: TileDataset, output: str, staging: Staging) -> TileDataset:
    """Copy the temporary files of a dataset into a folder of this run beside its output.

    Parameters
    ----------
    dataset
        The dataset that is going to be written.
    output
        Its final path; nothing is copied when it goes together with the temporary files.
    staging
        Of the run; the copies become final with its outputs.

    Returns
    -------
    TileDataset
        The same with the final paths of the copies; `dataset` itself where nothing is temporary.
    """
    tiles = dataset.tiles
    stays_with = _temporary_folder(output)
    to_move = sorted(
        path
        for path in {*tiles.image, *tiles.label}
        if _temporary_folder(path) not in ("", stays_with) and os.path.isfile(path)
    )
    if not to_move:
        note_folders(dataset, output, staging)
        return dataset
    folder = staging.folder(output, "files")
    moved = {}
    for number, path in enumerate(to_move):
        name = f"{number:06d}_{Path(path).name}"
        if path.lower().endswith(".vrt"):
            _copy_virtual(path, folder.part, name)
        else:
            _copy(path, folder.part, name)
        moved[path] = str(Path(folder.final, name))
    paths = {
        name: np.array([moved.get(p, p) for p in getattr(tiles, name)], dtype=object) for name in ("image", "label")
    }
    persisted = dataset.with_tiles(dataclasses.replace(tiles, **paths))
    note_folders(persisted, output, staging)
    return persisted


def _copy(path: str, folder: str, name: str) -> None:
    shutil.copyfile(path, Path(folder, name))
    if Path(path + _SIDECAR).exists():
        shutil.copyfile(path + _SIDECAR, Path(folder, name + _SIDECAR))


def _copy_virtual(path: str, folder: str, name: str) -> None:
    """A virtual raster with its temporary sources beside it; others are named by their absolute paths."""
    copies: dict[str, str] = {}

    def at_new_place(match: re.Match[str]) -> str:
        source = html.unescape(match[2])
        if match[1] == "1":
            source = os.path.normpath(os.path.join(os.path.dirname(path), source))
        if not _temporary_folder(source) or not os.path.isfile(source):
            return f'<SourceFilename relativeToVRT="0">{html.escape(source, quote=False)}<'
        if source not in copies:
            copies[source] = f"{Path(name).stem}_{len(copies)}_{Path(source).name}"
            _copy(source, folder, copies[source])
        return f'<SourceFilename relativeToVRT="1">{html.escape(copies[source], quote=False)}<'

    text = Path(path).read_text(encoding="utf-8")
    Path(folder, name).write_text(_SOURCE.sub(at_new_place, text), encoding="utf-8")


def note_folders(dataset: TileDataset, output: str, staging: Staging) -> None:
    """Have the folders of runs in other places keep the files that the dataset at `output` points at."""
    files = {*dataset.tiles.image, *dataset.tiles.label}
    for folder in {os.path.dirname(path) for path in files}:
        staging.uses(output, folder)


def _temporary_folder(path: str) -> str:
    """The folder that a file goes with: that of the QGIS session, else the system's; empty for files that stay."""
    real = Path(os.path.realpath(path))
    folders = [os.environ.get(SESSION_FOLDER, ""), tempfile.gettempdir()]
    return next(
        (one for one in folders if one and os.path.isabs(path) and real.is_relative_to(os.path.realpath(one))), ""
    )
