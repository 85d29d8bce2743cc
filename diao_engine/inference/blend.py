# SPDX-License-Identifier: GPL-2.0-or-later
"""Blends overlapping windows into one seamless raster, in memory for one row of windows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ..raster.grid import TileGrid, Window
from .plan import WindowPosition, overlaps

# What is handed on: a window, scores (class, row, column) and validity (row, column). The arrays may be changed from the first to
# the last column with a valid pixel, and are used again after the call.
Emit = Callable[[Window, NDArray[np.float32], NDArray[np.bool_]], None]


def span_weights(spans: tuple[tuple[int, int], ...]) -> list[NDArray[np.float32]]:
    """Weights per pixel of each (offset, length), a raised cosine scaled so that they sum to 1 at every pixel.

    Windows stand in rows and columns, so the weight of a window is the product of its row's and its column's.
    """
    start = spans[0][0]
    total = np.zeros(max(offset + length for offset, length in spans) - start)
    tapers = []
    for offset, length in spans:
        taper = np.sin(np.pi * (np.arange(length) + 0.5) / length) ** 2
        total[offset - start : offset - start + length] += taper
        tapers.append(taper)
    return [
        (taper / total[offset - start : offset - start + length]).astype(np.float32)
        for taper, (offset, length) in zip(tapers, spans, strict=True)
    ]


class RowBlend:
    """Adds up the scores of windows that come row by row, and hands on every pixel row of `area` once it is complete."""

    def __init__(self, grid: TileGrid, area: Window, classes: int, emit: Emit) -> None:
        self._rows = grid.rows
        self._area = area
        self._emit = emit
        self._row_weights = span_weights(grid.rows)
        self._column_weights = span_weights(grid.columns)
        height = max(height for _, height in grid.rows)
        self._scores = np.zeros((classes, height, area.width), dtype=np.float32)
        self._valid = np.zeros((height, area.width), dtype=bool)
        reaching = [row for row, span in enumerate(grid.rows) if overlaps(span, area.y_off, area.height)]
        self._row, self._end = reaching[0], reaching[-1] + 1
        # What is not 0 in the buffers: (row below, first column, column after the last) of each row of windows.
        self._touched: dict[int, tuple[int, int, int]] = {}

    def add(self, position: WindowPosition, scores: NDArray[np.float32], valid: NDArray[np.bool_]) -> None:
        """Add a window; rows of windows must come in order.

        Parameters
        ----------
        position
            The window and its row and column in the grid.
        scores
            (class, row, column); changed.
        valid
            (row, column).
        """
        while self._row < position.row:
            self._finish_row()
        window = position.window
        first, last = (
            max(window.x_off, self._area.x_off),
            min(window.x_off + window.width, self._area.x_off + self._area.width),
        )
        inside = slice(first - window.x_off, last - window.x_off)
        columns = slice(first - self._area.x_off, last - self._area.x_off)
        self._touch(position.row, columns)
        weight = self._row_weights[position.row][:, None] * self._column_weights[position.column][inside]
        weighted = scores[:, : window.height, inside]
        weighted *= weight
        self._scores[:, : window.height, columns] += weighted
        self._valid[: window.height, columns] |= valid[: window.height, inside]

    def close(self) -> None:
        """Hand on the remaining rows."""
        while self._row < self._end:
            self._finish_row()

    def _finish_row(self) -> None:
        offset, height = self._rows[self._row]
        following = self._rows[self._row + 1][0] if self._row + 1 < len(self._rows) else offset + height
        done = following - offset
        skip = max(0, self._area.y_off - offset)
        count = min(done, self._area.y_off + self._area.height - offset) - skip
        if count > 0:
            rows = slice(skip, skip + count)
            window = Window(self._area.x_off, offset + skip, self._area.width, count)
            self._emit(window, self._scores[:, rows], self._valid[rows])
        self._move_up(done, following)
        self._row += 1

    def _touch(self, row: int, columns: slice) -> None:
        below, first, last = self._touched.get(row, (sum(self._rows[row]), columns.start, columns.stop))
        self._touched[row] = below, min(first, columns.start), max(last, columns.stop)

    def _move_up(self, done: int, following: int) -> None:
        """Make room for more rows; where no window was, as over much of a raster that is mostly nodata, all is 0 anyway."""
        if not self._touched:
            return
        columns = slice(
            min(first for _, first, _ in self._touched.values()), max(last for *_, last in self._touched.values())
        )
        for buffer in (self._scores, self._valid):
            kept = buffer.shape[-2] - done
            buffer[..., :kept, columns] = buffer[..., done:, columns]
            buffer[..., kept:, columns] = 0
        self._touched = {row: entry for row, entry in self._touched.items() if entry[0] > following}
