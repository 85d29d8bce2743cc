# SPDX-License-Identifier: GPL-2.0-or-later
"""Sets the pixels of an object into a tile; any number of bands, any dtype."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, sparse
from scipy.sparse.linalg import splu

from ..jobs import Synthesize
from ..jobs.registry import registry
from .objects import MARGIN, ObjectPatch
from .radiometry import Levels, Radiometry, correction

Floats = NDArray[np.float64]

# Spread of the edge in pixels: about what optics and resampling leave of a sharp edge.
_FEATHER_PX = 0.7
# Percentiles of an object's pixels that a change of light must not drive out of the dtype's range.
_TAILS = (2.0, 98.0)
_NEIGHBOURS = ((-1, 0), (1, 0), (0, -1), (0, 1))


@dataclass(frozen=True)
class BlendInput:
    """What a blend sees of a paste: `below` are the tile's pixels (band, row, column) under the patch, of any dtype.

    `labelled` (row, column) are the pixels of the tile that have a class; `source` and `target` the radiometry of the tile that the
    patch comes from and of the one that it is pasted into; `levels` are those of the object's class.
    """

    below: NDArray[Any]
    patch: ObjectPatch
    labelled: NDArray[np.bool_]
    source: Radiometry
    target: Radiometry
    levels: Levels


@dataclass(frozen=True)
class Blend:
    """A way to paste a patch: how opaque its pixels are, alpha (row, column) from 0 to 1, and their values (band, row, column)."""

    alpha: Callable[[ObjectPatch], NDArray[np.float32]]
    values: Callable[[BlendInput], Floats]


def hard_edge(patch: ObjectPatch) -> NDArray[np.float32]:
    """Alpha (row, column) of a patch: 1 in the mask, 0 outside."""
    return patch.mask.astype(np.float32)


def feathered_edge(patch: ObjectPatch) -> NDArray[np.float32]:
    """Alpha (row, column) of a patch: 0 beyond the feather, at least 0.5 in the mask."""
    mask = hard_edge(patch)
    soft = ndimage.gaussian_filter(mask, _FEATHER_PX, truncate=(MARGIN - 1) / _FEATHER_PX, mode="constant")
    soft = np.where(patch.mask, np.maximum(soft, 0.5), np.minimum(soft, 0.5))
    return np.where(patch.valid, soft, 0.0).astype(np.float32)


def match_radiometry(patch: ObjectPatch, source: Radiometry, target: Radiometry, levels: Levels) -> Floats:
    """Pixels of a patch with the radiometry of another tile.

    Parameters
    ----------
    patch
        The object, pixels (band, row, column) in the source tile's numbers.
    source, target
        Radiometry of the tile that it comes from and of the one that it is pasted into; the same classes and bands.
    levels
        What the object's class shows on real tiles: the object gets no darker and no brighter than that, nor closer to the end of
        the dtype's range, where a band would be saturated.

    Returns
    -------
    ndarray
        (band, row, column), float64, in the target tile's numbers; not clipped to any dtype.
    """
    gain, offset = correction(source, target)
    inside = patch.pixels[:, patch.mask].astype(float)
    mean = inside.mean(axis=1)
    shift = gain * mean + offset - mean
    shift = np.clip(shift, np.minimum(levels.low - mean, 0.0), np.maximum(levels.high - mean, 0.0))
    if patch.pixels.dtype.kind in "iu":
        bounds = np.iinfo(patch.pixels.dtype)
        dark, bright = np.percentile(inside, _TAILS, axis=1)
        reach_down, reach_up = gain * (mean - dark), gain * (bright - mean)
        room_down, room_up = mean - reach_down - (bounds.min + 1), bounds.max - 1 - mean - reach_up
        shift = np.clip(shift, -np.maximum(room_down, 0.0), np.maximum(room_up, 0.0))
    return np.asarray((patch.pixels - mean[:, None, None]) * gain[:, None, None] + (mean + shift)[:, None, None])


def alpha_blend(below: NDArray[Any], above: Floats, alpha: NDArray[np.float32]) -> NDArray[Any]:
    """Mix two arrays of pixels.

    Parameters
    ----------
    below, above
        Pixels (band, row, column) of the tile and of the patch.
    alpha
        Share of `above` per pixel, 0 to 1; (row, column).

    Returns
    -------
    ndarray
        (band, row, column) in the dtype of `below`, rounded and clipped where that holds integers; pixels with alpha 0 are those of
        `below`, bit by bit.
    """
    values = below * (1.0 - alpha) + above * alpha
    if below.dtype.kind in "iu":
        bounds = np.iinfo(below.dtype)
        values = np.clip(np.rint(values), bounds.min, bounds.max)
    return np.where(alpha > 0, values.astype(below.dtype), below)


def poisson_blend(below: NDArray[Any], patch: ObjectPatch, usable: NDArray[np.bool_]) -> Floats:
    """The object's gradients with the tile's values at its edge: the patch plus a harmonic correction.

    Parameters
    ----------
    below
        Pixels of the tile under the patch, (band, row, column).
    patch
        The object, of the same shape.
    usable
        Which pixels (row, column) both the tile and the patch know; only edge pixels among them count.

    Returns
    -------
    ndarray
        (band, row, column), float64; a mask without a usable edge pixel keeps the values of the patch.

    Source: P. Pérez, M. Gangnet and A. Blake, Poisson Image Editing (SIGGRAPH 2003), in the membrane form.
    """
    mask = patch.mask & usable
    index_of_pixel = np.full(mask.shape, -1)
    index_of_pixel[mask] = np.arange(np.count_nonzero(mask))
    rows, columns = np.nonzero(mask)
    difference = np.asarray(below, dtype=float) - patch.pixels
    diagonal = np.zeros(len(rows))
    right_side = np.zeros((len(rows), len(difference)))
    links: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
    for down, across in _NEIGHBOURS:
        r, c = rows + down, columns + across
        inside = (r >= 0) & (r < mask.shape[0]) & (c >= 0) & (c < mask.shape[1])
        r, c = np.where(inside, r, 0), np.where(inside, c, 0)
        linked = inside & mask[r, c]
        edge = inside & ~patch.mask[r, c] & usable[r, c]
        diagonal += linked | edge
        right_side[edge] += difference[:, r[edge], c[edge]].T
        links.append((np.flatnonzero(linked), index_of_pixel[r[linked], c[linked]]))
    result = patch.pixels.astype(float)
    if not right_side.any():
        return result
    first, second = (np.concatenate([link[end] for link in links]) for end in (0, 1))
    # A part of the mask without any usable edge would leave the system singular; the tiny term gives it no correction.
    matrix = sparse.csc_matrix((-np.ones(len(first)), (first, second)), shape=(len(rows), len(rows)))
    solved = splu(matrix + sparse.diags(diagonal + 1e-9, format="csc")).solve(right_side)
    result[:, rows, columns] += solved.T
    return result


BLENDS: dict[str, Blend] = registry(
    Synthesize,
    "blend",
    {
        "feather": Blend(
            feathered_edge, lambda paste: match_radiometry(paste.patch, paste.source, paste.target, paste.levels)
        ),
        "gradient": Blend(
            hard_edge, lambda paste: poisson_blend(paste.below, paste.patch, paste.patch.valid & paste.labelled)
        ),
        "none": Blend(hard_edge, lambda paste: paste.patch.pixels.astype(float)),
    },
)
