# SPDX-License-Identifier: GPL-2.0-or-later
"""What a model has said of an image, read at the pixels of the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..raster.grid import Window
from ..raster.labels import LabelRaster
from ..raster.read import Image
from .clouds import Cover
from .fold import CONFIDENCE_STEPS, Observation
from .grid import MapGrid


@dataclass(frozen=True)
class Observed:
    """The class raster and the confidence (0 to 1) of one image, both on its own grid or a part of it, and its date in minutes.

    `values` are the map's class values by the model's, `clouds` what covers its ground.
    """

    labels: LabelRaster
    confidence: Image
    date: int
    values: Mapping[int, int]
    clouds: Sequence[Cover]

    def at(self, grid: MapGrid, window: Window) -> Observation | None:
        """What it says of a window of the map, by the pixel under the middle of each; None where it says nothing."""
        georef = self.labels.georef
        touched = grid.window_of(georef)
        if touched is None or touched.intersection(window) is None:
            return None
        found = grid.under(window, georef)
        if found is None:
            return None
        part, row, column, inside = found
        classes, valid = self.labels.read(part)
        shares, measured = self.confidence.read(part)
        value = self._translated(classes)[row, column]
        confidence = np.floor(shares[0] * CONFIDENCE_STEPS + 1e-4).astype(np.int32)[row, column]
        seen = (valid & measured)[row, column] & inside
        for cover in self.clouds:
            seen &= ~cover(window)
        return Observation(value, confidence, seen, self.date)

    def _translated(self, classes: NDArray[np.integer]) -> NDArray[np.int32]:
        highest = max((*self.values, int(classes.max(initial=0))))
        table = np.zeros(highest + 1, dtype=np.int32)
        table[list(self.values)] = list(self.values.values())
        return np.asarray(table[classes])
