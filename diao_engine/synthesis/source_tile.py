# SPDX-License-Identifier: GPL-2.0-or-later
"""A tile that is searched for objects: its components and their outlines, and what lies beyond its edge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from scipy import ndimage

from ..dataset.held_out import HeldOut
from ..dataset.pixels import TileReader
from ..dataset.tiles import Tiles
from ..raster.grid import Window
from .neighbourhood import Box, Mask, dilated, framed, ring_of, widened
from .outlines import outlines_of, pixel_to_crs
from .radiometry import Radiometry, measure

Sides = tuple[bool, bool, bool, bool]


@dataclass(frozen=True)
class ExtractionView:
    """Pixels (band, row, column) and class indices (row, column) of a window of an image; `window` says where."""

    pixels: NDArray[Any]
    classes: NDArray[np.int64]
    window: Window


class SourceTile:
    """One tile while it is searched; what lies beyond its edge is read when it is asked for, once."""

    def __init__(
        self, tiles: Tiles, index: int, reader: TileReader, held_out: HeldOut, *, margin: int, classes: int
    ) -> None:
        self.index = index
        self.inner = ExtractionView(*reader.read(index), tiles.window(index))
        self.to_crs = pixel_to_crs(tiles.footprint[index], self.inner.window)
        self._path = tiles.image[index]
        self._reader = reader
        self._held_out = held_out
        self._margin = margin
        self._classes = classes
        # Of all components: their outlines are asked for at once.
        self._numbers = np.zeros(self.inner.classes.shape, dtype=np.int32)
        self._count = 0
        self._inside: dict[int, Mask] = {}
        self._labelled: dict[int, NDArray[np.int32]] = {}

    @cached_property
    def radiometry(self) -> Radiometry:
        """Of the tile itself."""
        return measure(self.inner.pixels, self.inner.classes, self._classes)

    def components(self, class_index: int, least: int, *, and_cut: bool = False) -> Iterator[tuple[Mask, Box, int]]:
        """The components of a class: mask within the bounding box, the box, and its number on the tile, from 1.

        Those of fewer than `least` pixels are left out; with `and_cut` not if the tile's edge cuts them.
        """
        of_class = self.inner.classes == class_index
        components, count = ndimage.label(of_class)
        areas = np.bincount(components.ravel()).tolist()
        first, self._count = self._count, self._count + count
        self._numbers[of_class] = components[of_class] + first
        shape = self.inner.classes.shape
        for number, box in enumerate(ndimage.find_objects(components), start=1):
            if areas[number] >= least or (and_cut and any(touched_sides(box, shape))):
                yield components[box] == number, box, first + number

    def outlines(self, numbers: Sequence[int]) -> dict[int, Any]:
        """The outlines of components in the dataset's CRS, by their numbers."""
        if not numbers:
            return {}
        is_asked = np.zeros(self._count + 1, dtype=bool)
        is_asked[list(numbers)] = True
        window = self.inner.window
        transform = self.to_crs @ Affine.translation(window.x_off, window.y_off)
        found = outlines_of(self._numbers, is_asked[self._numbers], transform)
        return {number: polygon for number, (polygon,) in found.items()}

    def inside(self, class_index: int) -> Mask:
        """The pixels that no other class and nothing ignored lies beside."""
        if class_index not in self._inside:
            self._inside[class_index] = ~dilated(self.inner.classes != class_index, 1)
        return self._inside[class_index]

    @cached_property
    def _beyond(self) -> tuple[ExtractionView, Mask]:
        """The tile with the area beyond its edge, and which of it is held out: that is as if unlabelled."""
        pixels, classes, window = self._reader.read_around(self.index, self._margin)
        held_out = self._held_out.mask(self._path, self._reader.header(self.index).georef, window)
        classes[held_out] = self._classes
        return ExtractionView(pixels, classes, window), held_out

    @property
    def outer(self) -> ExtractionView:
        """The tile with the area beyond its edge."""
        return self._beyond[0]

    def complete(self, class_index: int, row: int, column: int) -> tuple[Mask, Box, bool]:
        """The component at a pixel of the tile, in `outer`: mask in its box, the box, and whether it is still cut."""
        outer, held_out = self._beyond
        if class_index not in self._labelled:
            self._labelled[class_index] = ndimage.label(outer.classes == class_index)[0]
        components = self._labelled[class_index]
        row_offset, column_offset = (
            self.inner.window.y_off - outer.window.y_off,
            self.inner.window.x_off - outer.window.x_off,
        )
        number = int(components[row + row_offset, column + column_offset])
        box = ndimage.find_objects(components, max_label=number)[-1]
        mask = components[box] == number
        unknown, nearby = _surroundings(held_out, mask, box, 1, fill=True)
        return mask, box, bool(unknown[nearby].any())


def touched_sides(box: Box, shape: tuple[int, ...]) -> Sides:
    """Which sides (left, top, right, bottom) of an array of that shape a box lies at."""
    rows, columns = box
    return columns.start == 0, rows.start == 0, columns.stop == shape[1], rows.stop == shape[0]


def _surroundings(values: NDArray[Any], mask: Mask, box: Box, reach: int, *, fill: Any) -> tuple[NDArray[Any], Mask]:
    """Values in a box widened by `reach`, `fill` outside the array, and which of these pixels lie around the mask."""
    wide = widened(values, box, reach, fill)
    return wide, ring_of(framed(mask, reach, False), reach)
