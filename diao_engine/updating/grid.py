# SPDX-License-Identifier: GPL-2.0-or-later
"""The grid of an updated map: fixed by the map that it began with, or anchored at an image and growing with each further one."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from affine import Affine
from numpy.typing import NDArray

from ..raster.georef import GeoRef, moved, transformed_ring
from ..raster.grid import Window

# Windows of whole blocks of a GeoTIFF, of about two million pixels.
# First column, first row, and those after the last, on the endless grid of an anchor.
Bounds = tuple[int, int, int, int]
_WINDOW_ROWS, _WINDOW_COLUMNS = 512, 4096


@dataclass(frozen=True)
class MapGrid:
    """A part of the endless pixel grid of an anchor: `offset` (column, row) of its first pixel there, and its (height, width).

    Positions are always computed from the anchor, so that a grid that has grown in steps is the same, to the last bit, as one that was
    made at once. `grows` says whether further images extend it.
    """

    anchor: GeoRef
    offset: tuple[int, int]
    shape: tuple[int, int]
    grows: bool

    @classmethod
    def at(cls, georef: GeoRef, *, grows: bool) -> MapGrid:
        """The grid of a raster."""
        return cls(georef, (0, 0), georef.shape, grows)

    @property
    def georef(self) -> GeoRef:
        """The same as a grid of its own."""
        return GeoRef(self.anchor.crs, self.anchor.transform @ Affine.translation(*self.offset), self.shape)

    def extended(self, images: Iterable[GeoRef]) -> MapGrid:
        """The smallest grid that also holds all images; itself where it does not grow."""
        if not self.grows:
            return self
        left, top = self.offset
        right, bottom = left + self.shape[1], top + self.shape[0]
        for image in images:
            first_column, first_row, end_column, end_row = bounds_on(self.anchor, image)
            left, top = min(left, first_column), min(top, first_row)
            right, bottom = max(right, end_column), max(bottom, end_row)
        return replace(self, offset=(left, top), shape=(bottom - top, right - left))

    def place_of(self, part: MapGrid) -> Window:
        """Where a smaller grid of the same anchor lies in this one."""
        (column, row), (height, width) = part.offset, part.shape
        return Window(column - self.offset[0], row - self.offset[1], width, height)

    def window_of(self, image: GeoRef) -> Window | None:
        """The pixels that an image may touch; None where it lies outside."""
        left, top, right, bottom = bounds_on(self.anchor, image)
        touched = Window(left - self.offset[0], top - self.offset[1], right - left, bottom - top)
        return touched.intersection(Window(0, 0, self.shape[1], self.shape[0]))

    def windows(self) -> list[Window]:
        """All of it in windows of whole blocks, row by row."""
        return list(self._windows())

    def _windows(self) -> Iterator[Window]:
        height, width = self.shape
        for top in range(0, height, _WINDOW_ROWS):
            for left in range(0, width, _WINDOW_COLUMNS):
                yield Window(left, top, min(_WINDOW_COLUMNS, width - left), min(_WINDOW_ROWS, height - top))

    def pixels_of(self, window: Window, image: GeoRef) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Row and column of an image under the middle of each pixel of a window; of shapes that broadcast to (row, column).

        They may lie outside the image.
        """
        columns = self.offset[0] + window.x_off + np.arange(window.width) + 0.5
        rows = self.offset[1] + window.y_off + np.arange(window.height) + 0.5
        a, b, c, d, e, f = self.anchor.transform[:6]
        same_crs = self.anchor.crs is None or image.crs is None or self.anchor.crs == image.crs
        back = ~image.transform
        if same_crs and not any((b, d, back.b, back.d)):
            return _floor(back.e * (e * rows + f) + back.f)[:, None], _floor(back.a * (a * columns + c) + back.c)[None]
        x, y = a * columns[None] + b * rows[:, None] + c, d * columns[None] + e * rows[:, None] + f
        if not same_crs:
            points = moved(np.stack([x.ravel(), y.ravel()], axis=1), self.anchor.crs, image.crs)
            x, y = points[:, 0].reshape(x.shape), points[:, 1].reshape(x.shape)
        return _floor(back.d * x + back.e * y + back.f), _floor(back.a * x + back.b * y + back.c)

    def under(
        self, window: Window, image: GeoRef
    ) -> tuple[Window, NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]] | None:
        """What to read of an image for a window: the part of it, row and column in that part per pixel, and which pixels lie inside.

        The arrays broadcast to (row, column); None where the image has no pixel there.
        """
        rows, columns = self.pixels_of(window, image)
        height, width = image.shape
        rows_inside, columns_inside = (rows >= 0) & (rows < height), (columns >= 0) & (columns < width)
        inside = rows_inside & columns_inside
        if not inside.any():
            return None
        top, left = int(rows[rows_inside].min()), int(columns[columns_inside].min())
        bottom, right = int(rows[rows_inside].max()) + 1, int(columns[columns_inside].max()) + 1
        part = Window(left, top, right - left, bottom - top)
        return part, np.clip(rows - top, 0, part.height - 1), np.clip(columns - left, 0, part.width - 1), inside


def _floor(position: NDArray[np.float64]) -> NDArray[np.int64]:
    return np.floor(np.where(np.isfinite(position), position, -1.0)).astype(np.int64)


def bounds_on(anchor: GeoRef, image: GeoRef) -> Bounds:
    """First column, first row, and those after the last, of an image on the endless grid of an anchor."""
    height, width = image.shape
    corners = ((0, 0), (width, 0), (width, height), (0, height), (0, 0))
    ring = np.array([image.transform @ corner for corner in corners])
    if anchor.crs is not None and image.crs is not None:
        ring = transformed_ring(ring, image.crs, anchor.crs)
    columns, rows = ~anchor.transform @ (ring[:, 0], ring[:, 1])
    # Grids round their numbers: a pixel is not taken for the sake of a thousandth of it.
    first = math.floor(columns.min() + 1e-3), math.floor(rows.min() + 1e-3)
    return *first, math.ceil(columns.max() - 1e-3), math.ceil(rows.max() - 1e-3)
