# SPDX-License-Identifier: GPL-2.0-or-later
"""Masks and what lies around them: rings, widened boxes, shared windows, openings."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

Mask = NDArray[np.bool_]
Box = tuple[slice, slice]

# Ground narrower than this is a gap between other things and no parcel.
NARROWEST_PX = 9
# An area that is narrower than this is a shred, whether as it was found or clipped to a parcel.
SHRED_PX = 7


def dilated(mask: Mask, reach: int) -> Mask:
    """The pixels within `reach` rows and columns of a mask (row, column)."""
    return np.asarray(ndimage.maximum_filter(mask.view(np.uint8), 2 * reach + 1, mode="constant") > 0)


def ring_of(mask: Mask, reach: int) -> Mask:
    """The pixels outside a mask that lie within `reach` rows and columns of it."""
    return np.asarray(dilated(mask, reach) & ~mask)


def opened(mask: Mask, side: int) -> Mask:
    """A mask (row, column) without what is narrower than `side` pixels; beyond the edge of the array it goes on as it is there."""
    narrow = ndimage.minimum_filter(mask.view(np.uint8), side, mode="nearest")
    return np.asarray((ndimage.maximum_filter(narrow, side, mode="nearest") > 0) & mask)


def widened(values: NDArray[Any], box: Box, reach: int, fill: Any) -> NDArray[Any]:
    """The part (…, row, column) of an array within a box widened by `reach`; `fill` where it runs out of the array."""
    height, width = values.shape[-2:]
    rows, columns = box
    top, left = rows.start - reach, columns.start - reach
    bottom, right = rows.stop + reach, columns.stop + reach
    part = values[..., max(top, 0) : bottom, max(left, 0) : right]
    pads = [(0, 0)] * (values.ndim - 2)
    pads += [(max(-top, 0), max(bottom - height, 0)), (max(-left, 0), max(right - width, 0))]
    return np.pad(part, pads, constant_values=fill)


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
