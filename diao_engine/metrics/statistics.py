# SPDX-License-Identifier: GPL-2.0-or-later
"""A dataset in numbers, as sentences for the analyst."""

from __future__ import annotations

import numpy as np

from ..dataset.classes import ClassScheme
from ..dataset.store import TileDataset
from ..dataset.tiles import Tiles
from ..jobs.common import SPLITS
from ..jobs.synthesize import Synthesize


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


def slivers(scheme: ClassScheme, train: Tiles, least: int = Synthesize.min_area) -> list[str]:
    """A sentence for each class that occurs in a sliver only: it raises the imbalance by occurring at all.

    Parameters
    ----------
    scheme
        The classes.
    train
        The training tiles; synthetic ones and those with 0 repeats play no part, the others count once.
    least
        The fewest pixels of an object that synthesis keeps.
    """
    counts = train.counts[(train.repeats > 0) & (train.origin == "real")].sum(axis=0)
    return [
        f"The class {entry.name} has {pixels} px in the training tiles, fewer than the least object that is pasted ({least} px), so "
        "it raises the imbalance by occurring at all and cannot be learned; label more of it, or merge it with another class."
        for entry, pixels in zip(scheme.classes, counts, strict=True)
        if 0 < pixels < least
    ]


def _shares(dataset: TileDataset, tiles: Tiles) -> str:
    total = tiles.total()
    order = np.argsort(-total, kind="stable")
    pixels = max(int(total.sum()), 1)
    names = [entry.name for entry in dataset.scheme.classes]
    return ", ".join(f"{names[k]} {total[k] / pixels:.1%}" for k in order)
