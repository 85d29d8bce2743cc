# SPDX-License-Identifier: GPL-2.0-or-later
"""Matches the radiometry of one tile to that of another, judged by the classes that both show.

Matching an object to its new surroundings would turn a barn dark that moves from a meadow to a wood. Classes that both tiles show
are taken as invariant instead: what differs between their pixels is illumination, season and sensor.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STRIDE = 2  # every second row and column is enough for means
_FEW_PX = 50  # classes with fewer sampled pixels are left out
_TRUST_PX = 400.0  # with so many shared pixels the correction is half of what they say
_DAMPING = 0.8
# Spreads also differ by what the land cover is, so they are trusted less than means.
_GAIN_BOUNDS = (0.8, 1.25)
_GAIN_DAMPING = 0.5
_SHIFT_SPREADS = 1.0  # the largest shift, in spreads of the object's own tile


@dataclass(frozen=True)
class Radiometry:
    """Of one tile: pixels (k,), mean (k, bands) and spread (k, bands) per class, and the spread of all pixels of the tile (bands,)."""

    pixels: Floats
    mean: Floats
    spread: Floats
    overall_spread: Floats

    @property
    def nbytes(self) -> int:
        """Memory that it takes."""
        return self.pixels.nbytes + self.mean.nbytes + self.spread.nbytes + self.overall_spread.nbytes


@dataclass(frozen=True)
class Levels:
    """The lowest and the highest mean of a class on any tile, both (bands,)."""

    low: Floats
    high: Floats


def levels_of(tiles: Sequence[Radiometry], class_index: int) -> Levels:
    """The levels of a class over the tiles that its objects come from."""
    means = np.array([tile.mean[class_index] for tile in tiles if tile.pixels[class_index] > 0])
    if not len(means):  # objects so thin that no sampled pixel shows them
        bands = tiles[0].mean.shape[1]
        return Levels(np.full(bands, -np.inf), np.full(bands, np.inf))
    return Levels(means.min(axis=0), means.max(axis=0))


def measure(pixels: NDArray[Any], classes: NDArray[np.integer], count: int) -> Radiometry:
    """Statistics per class of every second row and column of a tile.

    Parameters
    ----------
    pixels
        (band, row, column), any dtype.
    classes
        Class indices (row, column); those from `count` on are left out.
    count
        Number of classes.

    Returns
    -------
    Radiometry
        In the tile's own numbers; 0 for classes that the tile does not show.
    """
    index = classes[::_STRIDE, ::_STRIDE].ravel()
    bands = pixels[:, ::_STRIDE, ::_STRIDE].reshape(len(pixels), -1).astype(float)
    class_pixels = np.bincount(index, minlength=count + 1)[:count].astype(float)
    safe = np.maximum(class_pixels, 1.0)
    mean = np.stack([np.bincount(index, band, minlength=count + 1)[:count] / safe for band in bands], axis=1)
    square = np.stack([np.bincount(index, band * band, minlength=count + 1)[:count] / safe for band in bands], axis=1)
    spread = np.sqrt(np.maximum(square - mean**2, 0.0))
    total = max(class_pixels.sum(), 1.0)
    centre = class_pixels @ mean / total
    overall_spread = np.sqrt(np.maximum(class_pixels @ square / total - centre**2, 0.0))
    return Radiometry(class_pixels, mean, spread, overall_spread)


def correction(source: Radiometry, target: Radiometry) -> tuple[Floats, Floats]:
    """The linear change x -> gain x + offset that matches pixels of the source tile to the radiometry of the target.

    Parameters
    ----------
    source, target
        Radiometry of two tiles; the same classes and bands.

    Returns
    -------
    gain, offset
        Both (bands,); 1 and 0 where the tiles share no class. The gain stays within 0.8 and 1.25.
    """
    bands = source.mean.shape[1]
    weight = np.minimum(source.pixels, target.pixels)
    weight = np.where(weight >= _FEW_PX, weight, 0.0)
    total = weight.sum()
    if total == 0.0:
        return np.ones(bands), np.zeros(bands)
    damping = _DAMPING * total / (total + _TRUST_PX)
    weight = weight / total
    source_mean, target_mean = weight @ source.mean, weight @ target.mean
    ratio = (weight @ target.spread) / np.maximum(weight @ source.spread, 1e-9)
    ratio = np.where(weight @ source.spread > 1e-9, np.clip(ratio, *_GAIN_BOUNDS), 1.0)
    gain = ratio ** (_GAIN_DAMPING * damping)
    most = _SHIFT_SPREADS * source.overall_spread
    shift = damping * np.clip(target_mean - source_mean, -most, most)
    return gain, source_mean + shift - gain * source_mean
