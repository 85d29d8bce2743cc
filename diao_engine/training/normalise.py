# SPDX-License-Identifier: GPL-2.0-or-later
"""How the imagery's numbers become the network's, measured on the training tiles."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..model.card import Normalisation

# Wide dtypes hold outliers (clouds, sensor faults) that would squeeze everything else; this share is cut off at each end.
_TAIL_PERCENT = 0.1
_SAMPLE_PX_PER_TILE = 4096


def measure(tiles: Iterable[tuple[NDArray[Any], NDArray[np.integer]]], *, classes: int) -> Normalisation:
    """How pixels are clipped and standardised, measured on a sample of each tile.

    Pixels count that have a class or are not 0 in every band: where imagery is invalid it reads as 0 without a class. Mean and
    deviation are those of the clipped values.

    Parameters
    ----------
    tiles
        Pixels (band, row, column) of one dtype and class indices (row, column) of at least one tile.
    classes
        Number of classes; this index means ignored.

    Returns
    -------
    Normalisation
        In the imagery's own numbers: 0 to 255 for uint8, else the 0.1 and 99.9 per cent quantiles of each band.
    """
    sampled = [_sample(pixels, labels, classes) for pixels, labels in tiles]
    values = np.concatenate(sampled, axis=1)
    if not values.shape[1]:
        values = np.zeros((values.shape[0], 1), dtype=values.dtype)
    if values.dtype == np.uint8:
        low, high = np.zeros(len(values)), np.full(len(values), 255.0)
    else:
        low, high = np.percentile(values, [_TAIL_PERCENT, 100 - _TAIL_PERCENT], axis=1)
        high = np.where(high > low, high, low + 1)
    clipped = np.clip(values.astype(np.float64), low[:, None], high[:, None])
    std = clipped.std(axis=1)
    return Normalisation(
        tuple(low.tolist()),
        tuple(high.tolist()),
        tuple(clipped.mean(axis=1).tolist()),
        tuple(np.where(std > 0, std, 1.0).tolist()),
    )


def _sample(pixels: NDArray[Any], labels: NDArray[np.integer], classes: int) -> NDArray[Any]:
    """Evenly spread pixels (band, n) of a tile."""
    flat = pixels.reshape(len(pixels), -1)
    counts = (labels.ravel() < classes) | flat.any(axis=0)
    chosen = np.flatnonzero(counts)
    step = max(1, len(chosen) // _SAMPLE_PX_PER_TILE)
    return flat[:, chosen[::step]]
