# SPDX-License-Identifier: GPL-2.0-or-later
"""A dataset in numbers, as sentences for the analyst."""

from __future__ import annotations

import numpy as np

from ..dataset.store import TileDataset
from ..dataset.tiles import Tiles
from ..jobs.common import SPLITS


def summary(dataset: TileDataset) -> list[str]:
    """How many tiles each split has, and the share of every class in train and val."""
    tiles = dataset.tiles
    parts = {split: tiles.of(split) for split in SPLITS}
    count = ", ".join(f"{len(part)} {split}" for split, part in parts.items() if len(part))
    lines = [f"{len(tiles)} tiles: {count}."]
    for split, part in parts.items():
        if len(part):
            lines.append(f"Shares in {split}: {_shares(dataset, part)}.")
    return lines


def _shares(dataset: TileDataset, tiles: Tiles) -> str:
    total = tiles.total()
    order = np.argsort(-total, kind="stable")
    pixels = max(int(total.sum()), 1)
    names = [entry.name for entry in dataset.scheme.classes]
    return ", ".join(f"{names[k]} {total[k] / pixels:.1%}" for k in order)
