# SPDX-License-Identifier: GPL-2.0-or-later
"""Random pixels of every class of a map, in one pass over it and in memory that does not grow with it.

Each pixel gets a random key, an exponential one divided by its size on the ground, and each class keeps the pixels with the smallest
keys (Efraimidis and Spirakis 2006): they are drawn without replacement, each with a chance that goes by its area, so that every piece
of ground of a class counts alike, also where rows of pixels differ in size. More of them begin with the same ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ..errors import BadInput
from ..protocol.progress import ProgressReporter
from ..raster.grid import Window
from ..raster.labels import MAX_CLASSES, LabelRaster, indexed
from ..raster.shapes import AreaMask


@dataclass
class Stratum:
    """The ground of a class: its pixels, its area (in m², or pixels), and row and column of the drawn pixels, in their order."""

    pixels: int = 0
    area: float = 0.0
    keys: NDArray[np.float64] = field(default_factory=lambda: np.zeros(0))
    rows: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    columns: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    def take(self, keys: NDArray[np.float64], rows: NDArray[np.int64], columns: NDArray[np.int64], most: int) -> None:
        """Take in pixels; those with the smallest keys are kept."""
        together = np.concatenate([self.keys, keys])
        kept = np.argpartition(together, most)[:most] if len(together) > most else np.arange(len(together))
        kept = kept[np.argsort(together[kept], kind="stable")]
        self.keys = together[kept]
        self.rows = np.concatenate([self.rows, rows])[kept]
        self.columns = np.concatenate([self.columns, columns])[kept]

    def limit(self, most: int) -> float:
        """The key from which on no pixel is kept."""
        return float(self.keys[-1]) if len(self.keys) >= most else np.inf


def draw(
    labels: LabelRaster,
    area: AreaMask,
    row_areas: NDArray[np.float64] | None,
    most: int,
    *,
    seed: int,
    report: ProgressReporter,
) -> dict[int, Stratum]:
    """Draw up to `most` pixels of each class within an area.

    Parameters
    ----------
    row_areas
        Area of a pixel of each row in m², shape (rows,); None counts pixels.
    seed
        The same one gives the same pixels.

    Returns
    -------
    dict
        By class value, ascending.

    Raises
    ------
    BadInput
        There are more values than a class raster can have.
    """
    rng = np.random.default_rng(seed)
    found: dict[int, Stratum] = {}
    scale = None if row_areas is None or np.ptp(row_areas) == 0 else row_areas / row_areas.mean()
    for window in report.track(labels.strips(), "drawing_points"):
        values, valid = labels.read(window)
        flat = np.flatnonzero(valid & area.read(window))
        present, index = indexed(values.ravel()[flat])
        if len(found.keys() | set(present.tolist())) > MAX_CLASSES:
            raise BadInput("too_many_values", path=labels.source.name, limit=MAX_CLASSES)
        keys = rng.standard_exponential(len(flat))
        if scale is not None:
            keys /= scale[window.y_off + flat // window.width]
        pixels = np.bincount(index, minlength=len(present))
        strata = [found.setdefault(value, Stratum()) for value in present.tolist()]
        limits = np.array([stratum.limit(most) for stratum in strata])
        chosen = np.flatnonzero(keys < limits[index]) if len(flat) else flat
        for position, stratum in enumerate(strata):
            own = chosen[index[chosen] == position]
            rows, columns = np.divmod(flat[own], window.width)
            stratum.take(keys[own], rows + window.y_off, columns, most)
            stratum.pixels += int(pixels[position])
        for position, size in enumerate(_areas(row_areas, window, flat, index, pixels)):
            strata[position].area += float(size)
    return dict(sorted(found.items()))


def _areas(
    row_areas: NDArray[np.float64] | None,
    window: Window,
    flat: NDArray[np.int64],
    index: NDArray[np.integer],
    pixels: NDArray[np.int64],
) -> NDArray[np.number]:
    """Area of each class in a window, whose pixels are given by their position in it and their class."""
    if row_areas is None:
        return pixels
    weights = row_areas[window.y_off + flat // window.width]
    return np.bincount(index, weights=weights, minlength=len(pixels))


class Spacing:
    """Keeps points apart: a grid of cells, each at most as wide as the least distance, tells which ones may be too near."""

    def __init__(self, pixel_size: tuple[float, float], distance: float) -> None:
        self._size, self._distance = pixel_size, distance
        self._cells: dict[tuple[int, int], list[tuple[float, float]]] = {}

    def admits(self, row: int, column: int) -> bool:
        """Whether a pixel is far enough from all that were admitted; from now on it is one of them."""
        x, y = column * self._size[0], row * self._size[1]
        across, down = int(x // self._distance), int(y // self._distance)
        for cell in ((across + i, down + j) for i in (-1, 0, 1) for j in (-1, 0, 1)):
            if any(np.hypot(x - a, y - b) < self._distance for a, b in self._cells.get(cell, ())):
                return False
        self._cells.setdefault((across, down), []).append((x, y))
        return True
