# SPDX-License-Identifier: GPL-2.0-or-later
"""Few windows of one size that hold many small boxes of pixels, each box whole in one of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..raster.grid import Window


def covering_windows(boxes: NDArray[np.integer], size: int, area: Window) -> list[Window]:
    """Windows over boxes, from top to bottom; the same boxes in any order give the same windows.

    The topmost box that no window holds decides where the next one begins, the leftmost of equal ones first; of all windows that hold
    it from there on, the one with the most further boxes is taken and then moved so that what it holds lies in its middle, where a
    model sees the surroundings on all sides.

    Parameters
    ----------
    boxes
        First column, first row, and column and row after the last, (n, 4); none is larger than a window, all lie in the area.
    size
        Side of the windows in pixels.
    area
        What the windows must stay in; where it is smaller than a window, they are as large as it.

    Returns
    -------
    list of Window
        Each box lies in at least one.
    """
    boxes = np.asarray(boxes, dtype=np.int64).reshape(-1, 4)
    boxes = boxes[np.lexsort((boxes[:, 2], boxes[:, 3], boxes[:, 0], boxes[:, 1]))]
    is_open = np.ones(len(boxes), dtype=bool)
    windows = []
    while is_open.any():
        left, top, right, _ = boxes[int(np.argmax(is_open))]
        near = boxes[is_open & (boxes[:, 3] <= top + size) & (boxes[:, 2] > right - size) & (boxes[:, 0] < left + size)]
        window = _centred(_fullest(near, int(left), int(right), size), size, area)
        first_column, first_row, last_column, last_row = window.bounds
        is_open &= ~(
            (boxes[:, 0] >= first_column) & (boxes[:, 1] >= first_row)
            & (boxes[:, 2] <= last_column) & (boxes[:, 3] <= last_row)
        )  # fmt: skip
        windows.append(window)
    return windows


def _fullest(near: NDArray[np.int64], left: int, right: int, size: int) -> NDArray[np.int64]:
    """The boxes in that window which holds the most, among those that hold the box from `left` to `right`."""
    starts = np.unique(near[(near[:, 0] >= right - size) & (near[:, 0] <= left), 0])
    counts = [np.count_nonzero((near[:, 0] >= start) & (near[:, 2] <= start + size)) for start in starts]
    start = starts[len(starts) - 1 - int(np.argmax(counts[::-1]))]
    return np.asarray(near[(near[:, 0] >= start) & (near[:, 2] <= start + size)])


def _centred(held: NDArray[np.int64], size: int, area: Window) -> Window:
    """The window of full size, or as large as the area, in whose middle some boxes lie."""
    low, high = held[:, :2].min(axis=0), held[:, 2:].max(axis=0)
    corner, sides = np.array([area.x_off, area.y_off]), np.array([area.width, area.height])
    lengths = np.minimum(size, sides)
    start = np.clip((low + high - lengths) // 2, corner, corner + sides - lengths)
    return Window(int(start[0]), int(start[1]), int(lengths[0]), int(lengths[1]))
