# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts of the training ground that are measured on in turn, where there is nothing else to measure on."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from ..dataset.tiles import Tiles
from ..errors import BadInput
from ..preparation.split import SplitSpec, ground_blocks


def folds(tiles: Tiles, count: int, *, seed: int) -> list[Tiles]:
    """The tiles so many times, each time another part of the ground as split val and the rest as train.

    Parts consist of whole blocks of ground, and every class is spread over them as evenly as blocks allow. Training tiles that
    overlap a measured one are left out.

    Parameters
    ----------
    tiles
        Training tiles, with footprints.
    count
        Parts, 2 or more.
    seed
        Decides between parts that are alike.

    Returns
    -------
    list of Tiles
        `count` entries.

    Raises
    ------
    BadInput
        There are fewer blocks than parts.
    """
    overlapping = tiles.overlapping()
    spec = SplitSpec(val=1.0 / count, test=0.0, by="block", seed=seed)
    block = ground_blocks(tiles.footprint, spec, bool(len(overlapping)))
    blocks = int(block.max()) + 1
    if blocks < count:
        raise BadInput("blocks_for_folds", blocks=blocks, folds=count)
    counts = np.zeros((blocks, tiles.counts.shape[1]))
    np.add.at(counts, block, tiles.counts)
    part = spread(counts, count, seed=seed)[block]
    return [_divided(tiles, part == number, overlapping) for number in range(count)]


def spread(counts: NDArray[np.floating], parts: int, *, seed: int) -> NDArray[np.int64]:
    """Part (b,) of every block, so that each has about the same of every class.

    The greedy part of iterative stratification (Sechidis et al. 2011): the block with most of what is rarest first, into the part
    that lacks most of what the block has.

    Parameters
    ----------
    counts
        Pixels per block and class, shape (b, k).
    parts
        How many, at most b.
    seed
        Decides between blocks that are alike.
    """
    shares = counts / np.maximum(counts.sum(axis=0), 1)
    weight = np.column_stack([shares, counts.sum(axis=1) / max(float(counts.sum()), 1.0)])
    order = np.random.default_rng(seed).permutation(len(counts))
    order = order[np.argsort(-shares[order].max(axis=1), kind="stable")]
    missing = np.full((parts, weight.shape[1]), 1.0 / parts)
    part = np.full(len(counts), -1, dtype=np.int64)
    for position, block in enumerate(order):
        need = missing @ weight[block]
        empty = ~np.isin(np.arange(parts), part)
        if empty.sum() >= len(order) - position:  # no part may stay without a block
            need[~empty] = -np.inf
        part[block] = int(need.argmax())
        missing[part[block]] -= weight[block]
    return part


def _divided(tiles: Tiles, measured: NDArray[np.bool_], overlapping: NDArray[np.int64]) -> Tiles:
    """The tiles with split val where they are measured; training tiles that overlap these are left out."""
    across = overlapping[measured[overlapping[:, 0]] != measured[overlapping[:, 1]]].ravel()
    split = np.where(measured, "val", "train").astype(object)
    kept = measured | ~np.isin(np.arange(len(tiles)), across)
    return dataclasses.replace(tiles, split=split).take(kept)
