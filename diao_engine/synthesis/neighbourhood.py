# SPDX-License-Identifier: GPL-2.0-or-later
"""Masks and what lies around them: rings, widened boxes, shared windows, openings."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.lib.stride_tricks import as_strided
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Box = tuple[slice, slice]

# Ground narrower than this is a gap between other things and no parcel.
NARROWEST_PX = 9
# An area that is narrower than this is a shred, whether as it was found or clipped to a parcel.
SHRED_PX = 7


def windowed(values: NDArray[Any], side: int, combine: np.ufunc) -> NDArray[Any]:
    """What `combine` (and, or, minimum, maximum) makes of every square of `side` pixels that lies within an array (row, column).

    A window of 2 n is two windows of n: a few passes over the whole array, where a filter would go pixel by pixel. The rows lie one
    after the other in them, so that a pass is one loop; windows over the end of a row are left out at last.
    """
    height, width = values.shape
    flat = values.ravel()
    for stride in (width, 1):
        length = 1
        while length < side:
            step = min(length, side - length)
            flat = combine(flat[: -step * stride], flat[step * stride :])
            length += step
    size = flat.itemsize
    return as_strided(flat, (height - side + 1, width - side + 1), (width * size, size))


def framed(values: NDArray[Any], reach: int, fill: Any) -> NDArray[Any]:
    """An array (row, column) with `reach` rows and columns of `fill` on every side."""
    height, width = values.shape
    wide = np.full((height + 2 * reach, width + 2 * reach), fill, dtype=values.dtype)
    wide[reach : reach + height, reach : reach + width] = values
    return wide


def dilated(mask: Mask, reach: int) -> Mask:
    """The pixels within `reach` rows and columns of a mask (row, column)."""
    return windowed(framed(mask, reach, False), 2 * reach + 1, np.logical_or)


def ring_of(mask: Mask, reach: int) -> Mask:
    """The pixels outside a mask that lie within `reach` rows and columns of it."""
    return np.asarray(dilated(mask, reach) & ~mask)


def opened(mask: Mask, side: int) -> Mask:
    """A mask (row, column) without what is narrower than `side` pixels, an odd number; beyond the array it goes on as at its edge."""
    reach = side // 2
    narrow = windowed(framed(mask, reach, True), side, np.logical_and)
    return np.asarray(dilated(narrow, reach) & mask)


def widened(values: NDArray[Any], box: Box, reach: int, fill: Any) -> NDArray[Any]:
    """The part (…, row, column) of an array within a box widened by `reach`; `fill` where it runs out of the array."""
    rows, columns = box
    top, left = rows.start - reach, columns.start - reach
    bottom, right = rows.stop + reach, columns.stop + reach
    part = values[..., max(top, 0) : bottom, max(left, 0) : right]
    if part.shape[-2:] == (bottom - top, right - left):
        return part.copy()
    wide = np.full((*values.shape[:-2], bottom - top, right - left), fill, dtype=values.dtype)
    row, column = max(-top, 0), max(-left, 0)
    wide[..., row : row + part.shape[-2], column : column + part.shape[-1]] = part
    return wide


def box_of(mask: Mask) -> Box:
    """The bounding box of a mask (row, column) that is not empty."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)


def grown(box: Box, reach: int, shape: tuple[int, ...]) -> Box:
    """A box widened by `reach` as far as an array of that shape goes."""
    rows, columns = (
        slice(max(part.start - reach, 0), min(part.stop + reach, size)) for part, size in zip(box, shape, strict=True)
    )
    return rows, columns


def overlapping(below: tuple[int, ...], above: tuple[int, ...], row: int, column: int) -> tuple[Box, Box]:
    """The pixels that an array of shape `above`, laid at (row, column), shares with one of shape `below`: in below, and in above."""
    in_below, in_above = [], []
    for below_size, size, start in ((below[0], above[0], row), (below[1], above[1], column)):
        first, last = max(start, 0), max(min(start + size, below_size), start, 0)
        in_below.append(slice(first, last))
        in_above.append(slice(first - start, last - start))
    return (in_below[0], in_below[1]), (in_above[0], in_above[1])
