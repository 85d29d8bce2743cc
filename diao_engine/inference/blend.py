# SPDX-License-Identifier: GPL-2.0-or-later
"""Blends overlapping windows into one seamless raster, in memory for one row of windows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ..raster.grid import TileGrid, Window
from .plan import WindowPosition, overlaps

# What is handed on: a window, scores (class, row, column) and validity (row, column). The arrays may be changed and are
# used again after the call.
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
        for buffer in (self._scores, self._valid):
            kept = buffer.shape[-2] - done
            buffer[..., :kept, :] = buffer[..., done:, :]
            buffer[..., kept:, :] = 0
        self._row += 1
