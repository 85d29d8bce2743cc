# SPDX-License-Identifier: GPL-2.0-or-later
"""A dataset in numbers, as sentences for the analyst."""

from __future__ import annotations

import numpy as np

from ..dataset.classes import ClassScheme
from ..dataset.store import TileDataset
from ..dataset.tiles import Tiles
from ..jobs.common import SPLITS
from ..jobs.synthesize import Synthesize
from ..messages import Sentence


def summary(dataset: TileDataset) -> list[Sentence]:
    """How many tiles each split has, and the share of every class in train and val."""
    tiles = dataset.tiles
    parts = {split: tiles.of(split) for split in SPLITS}
    counts = [f"{len(part)} {split}" for split, part in parts.items() if len(part)]
    shares = [
        Sentence.of("shares_in_split", split=split, shares=_shares(dataset, part))
        for split, part in parts.items()
        if len(part)
    ]
    return [Sentence.of("tiles_by_split", count=len(tiles), counts=counts), *shares]


def slivers(scheme: ClassScheme, train: Tiles, least: int = Synthesize.min_area) -> list[Sentence]:
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
    return [
        Sentence.of("sliver", name=entry.name, pixels=pixels, least=least)
        for entry, pixels in zip(scheme.classes, train.counted().real(), strict=True)
        if 0 < pixels < least
    ]


def _shares(dataset: TileDataset, tiles: Tiles) -> list[Sentence]:
    total = tiles.total()
    order = np.argsort(-total, kind="stable")
    pixels = max(int(total.sum()), 1)
    names = [entry.name for entry in dataset.scheme.classes]
    return [Sentence.of("class_share", name=names[k], share=float(total[k] / pixels)) for k in order]
