# SPDX-License-Identifier: GPL-2.0-or-later
"""Brings blended scores from the model's grid back onto the raster's, strip by strip."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..raster.grid import Window
from .blend import Emit
from .plan import ColumnStrip, WindowPlan


class Regrid:
    """Takes strips on the model's grid from top to bottom and emits strips on the raster's grid, interpolated bilinearly.

    A raster row is emitted as soon as both model rows around it are known; one model row is kept from strip to strip.
    Model pixels without validity have no part in the interpolation where a neighbour has some. What is emitted as valid
    is everything: only the raster itself knows its validity to the pixel.
    """

    def __init__(self, plan: WindowPlan, strip: ColumnStrip, emit: Emit) -> None:
        self._strip = strip
        self._emit = emit
        self._scale_y = plan.scale[1]
        self._rows = plan.shape[0]
        centres = (np.arange(strip.target.width) + strip.target.x_off + 0.5) / plan.scale[0] - 0.5
        self._left, self._right, self._to_right = _neighbours(centres, strip.source.x_off, strip.source.width)
        self._next = strip.target.y_off
        self._kept: tuple[NDArray[np.float32], NDArray[np.bool_]] | None = None

    def __call__(self, window: Window, scores: NDArray[np.float32], valid: NDArray[np.bool_]) -> None:
        """Take a strip of the model's grid."""
        rows, known_rows = scores, valid
        if self._kept is not None:
            rows, known_rows = np.concatenate([self._kept[0], scores], axis=1), np.concatenate([self._kept[1], valid])
        first = window.y_off + window.height - rows.shape[1]
        last = window.y_off + window.height - 1
        target = self._strip.target
        end = target.y_off + target.height
        if last + 1 < self._strip.source.y_off + self._strip.source.height:
            # The last raster row whose centre lies above the centre of model row `last`.
            end = min(end, int(np.ceil((last + 0.5) * self._scale_y - 0.5)))
        if end > self._next:
            part = Window(target.x_off, self._next, target.width, end - self._next)
            self._emit(
                part, self._masked(rows, known_rows, first, part), np.ones((part.height, part.width), dtype=bool)
            )
            self._next = end
        self._kept = rows[:, -1:].copy(), known_rows[-1:].copy()

    def _masked(
        self, rows: NDArray[np.float32], known_rows: NDArray[np.bool_], first: int, part: Window
    ) -> NDArray[np.float32]:
        if known_rows.all():
            return self._interpolated(rows, first, part)
        share = self._interpolated(known_rows[None].astype(np.float32), first, part)
        weighted = self._interpolated(rows * known_rows, first, part)
        return np.divide(weighted, share, out=np.zeros_like(weighted), where=share > 0)

    def _interpolated(self, rows: NDArray[np.float32], first: int, part: Window) -> NDArray[np.float32]:
        centres = (np.arange(part.height) + part.y_off + 0.5) / self._scale_y - 0.5
        above, below, to_below = _neighbours(centres, first, rows.shape[1])
        columns = rows[:, :, self._left] * (1 - self._to_right) + rows[:, :, self._right] * self._to_right
        weight = to_below[:, None]
        return np.asarray(columns[:, above] * (1 - weight) + columns[:, below] * weight)


def _neighbours(
    centres: NDArray[np.floating], first: int, count: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """Index of the pixel before and after each position, from `first` on and within `count`, and the weight of the latter."""
    before = np.floor(centres).astype(np.int64)
    weight = (centres - before).astype(np.float32)
    return np.clip(before - first, 0, count - 1), np.clip(before + 1 - first, 0, count - 1), weight
