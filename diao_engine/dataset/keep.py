# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps a dataset's files alive: what lies in the temporary folder goes when QGIS closes, and a dataset that was kept must not
point there. Happens when the steps of a model have temporary outputs and only the last one is given a file.
"""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from .store import TileDataset

_SIDECAR = ".aux.xml"


def keep_files(dataset: TileDataset, output: str, open_folder: Callable[[str], str]) -> TileDataset:
    """The dataset with copies of its temporary files in the folder `<stem>_files` beside `output`.

    Nothing is copied when `output` is temporary itself. `open_folder` gives the folder to write to for the one that it is
    going to be (`Staging.folder`).
    """
    tiles = dataset.tiles
    moving = sorted({path for path in (*tiles.image, *tiles.label) if _is_temporary(path)})
    if not moving or _is_temporary(output):
        return dataset
    home = Path(output).absolute().with_name(f"{Path(output).stem}_files")
    folder = Path(open_folder(str(home)))
    moved = {}
    for number, path in enumerate(moving):
        name = f"{number:06d}_{Path(path).name}"
        shutil.copyfile(path, folder / name)
        if Path(path + _SIDECAR).exists():
            shutil.copyfile(path + _SIDECAR, folder / (name + _SIDECAR))
        moved[path] = str(home / name)
    paths = {
        name: np.array([moved.get(p, p) for p in getattr(tiles, name)], dtype=object) for name in ("image", "label")
    }
    return dataset.with_tiles(dataclasses.replace(tiles, **paths))


def _is_temporary(path: str) -> bool:
    place = Path(path)
    return place.is_absolute() and place.resolve().is_relative_to(Path(tempfile.gettempdir()).resolve())
