# SPDX-License-Identifier: GPL-2.0-or-later
"""What the images of an update do not show: clouds, as polygons or as rasters of any grid."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from ..jobs import LayerRef
from ..raster import vector_files
from ..raster.georef import GeoRef
from ..raster.grid import Window
from ..raster.read import open_source, read_band
from ..raster.shapes import read_polygons
from .grid import MapGrid

# What a mask of one image is called: like it, with this behind.
BESIDE = "_clouds"
# Which pixels (row, column) of a window of the map are covered.
Cover = Callable[[Window], NDArray[np.bool_]]


def mask_beside(image: str) -> str | None:
    """The cloud mask that lies beside an image; None where there is none."""
    stem, suffix = os.path.splitext(image)
    mask = f"{stem}{BESIDE}{suffix}"
    return mask if os.path.isfile(mask) else None


def open_clouds(layers: Sequence[LayerRef], grid: MapGrid, stack: ExitStack) -> list[Cover]:
    """The masks of layers, whose files stay open for as long as the stack does; several images ask for a window in a row."""
    return [
        lru_cache(maxsize=1)(
            _polygons(layer, grid.georef) if vector_files.is_vector(layer.path) else _raster(layer.path, grid, stack)
        )
        for layer in layers
    ]


def _polygons(layer: LayerRef, georef: GeoRef) -> Cover:
    shapes = read_polygons(layer)[0].on(georef)
    return lambda window: shapes.cover(georef, window)


def _raster(path: str, grid: MapGrid, stack: ExitStack) -> Cover:
    source = stack.enter_context(open_source(path))
    georef = GeoRef.of(source)

    def read(window: Window) -> NDArray[np.bool_]:
        covered = np.zeros((window.height, window.width), dtype=bool)
        found = grid.under(window, georef)
        if found is None:
            return covered
        part, row, column, inside = found
        values = read_band(source, part)
        is_cloud = (values != 0) if source.nodata is None else (values != 0) & (values != source.nodata)
        return np.asarray(is_cloud[row, column] & inside)

    return read
