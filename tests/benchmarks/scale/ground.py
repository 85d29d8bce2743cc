# SPDX-License-Identifier: GPL-2.0-or-later
"""Drawn imagery of any size that takes little disk: what is not drawn is not in the files."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from affine import Affine
from rasterio.crs import CRS
from rasterio.io import DatasetWriter
from rasterio.windows import Window

from diao_engine.raster.georef import GeoRef
from diao_engine.raster.legend import MINORITY_TAG
from diao_engine.raster.write import create_raster, set_classes

TILE, CLASSES, SPACING = 32, 6, 8
_BLOCK, _ISLAND = 4096, 2048
_NAMES = {value: f"class {value}" for value in range(CLASSES)}
_COLORS = {value: f"#{40 * value:02x}6040" for value in range(CLASSES)}


def write_pair(image: Path, label: Path, tiles: int) -> int:
    """A square image of one value, and labels of six classes, mixed tile by tile; returns the number of tiles, about as asked for.

    The rarest class has a hundredth of the weight of the commonest.
    """
    along = round(tiles**0.5)
    shape = along * TILE, along * TILE
    with _raster(image, shape, sparse_ok=True) as sink:
        for corner in (0, shape[0] - 1):
            sink.write(np.full((1, 1), 90, dtype=np.uint8), 1, window=Window(corner, corner, 1, 1))
    rng = np.random.default_rng(0)
    weights = np.geomspace(1, 0.01, CLASSES)
    with _raster(label, shape) as sink:
        set_classes(sink, _NAMES, _COLORS)
        for window in _blocks(shape):
            # Each tile has rows of two classes, so that it compresses, and decompresses fast.
            grid = -(-window.height // TILE), -(-window.width // TILE)
            first, second = rng.choice(CLASSES, size=(2, *grid), p=weights / weights.sum())
            border = rng.integers(0, TILE + 1, size=grid)
            row = np.arange(window.height)
            index = row // TILE
            values = np.where(row[:, None] % TILE < border[index], first[index], second[index]).astype(np.uint8)
            sink.write(np.repeat(values, TILE, axis=1)[:, : window.width], 1, window=window)
    return along * along


def write_objects(path: Path, objects: int) -> int:
    """A class raster with an object of class 1 in every cell of a net; returns their number, which is about as asked for."""
    along = round(objects**0.5)
    side = along * SPACING
    rng = np.random.default_rng(0)
    size = SPACING // 2
    with _raster(path, (side, side), nodata=255) as sink:
        set_classes(sink, {0: "ground", 1: "object"}, {0: "#206020", 1: "#c04040"}, **{MINORITY_TAG: "1"})
        for window in _blocks((side, side)):
            cells = window.height // SPACING, window.width // SPACING
            values = np.zeros((cells[0], SPACING, cells[1], SPACING), dtype=np.uint8)
            values[:, :size, :, :size] = 1
            # An L rather than a square: a corner is missing, which one depends on the column.
            values[:, size - 1, np.arange(cells[1]), rng.integers(0, size, cells[1])] = 0
            sink.write(values.reshape(window.height, window.width), 1, window=window)
    return along * along


def write_sparse_image(path: Path, side: int, bands: int) -> None:
    """A square raster that is nodata, and no block in the file, but for four islands of noise on its diagonal."""
    rng = np.random.default_rng(0)
    with _raster(path, (side, side), count=bands, nodata=0, sparse_ok=True) as sink:
        for offset in np.linspace(0, side - _ISLAND, 4).astype(int).tolist():
            noise = rng.integers(1, 255, (bands, _ISLAND, _ISLAND), dtype=np.uint8)
            sink.write(noise, window=Window(offset, offset, _ISLAND, _ISLAND))


@contextmanager
def _raster(path: Path, shape: tuple[int, int], *, count: int = 1, **more: Any) -> Iterator[DatasetWriter]:
    georef = GeoRef(CRS.from_epsg(32633), Affine(1, 0, 5e5, 0, -1, 5e6), shape)
    with create_raster(str(path), georef, dtype="uint8", count=count, **more) as sink:
        yield sink


def _blocks(shape: tuple[int, int]) -> Iterator[Window]:
    for top in range(0, shape[0], _BLOCK):
        for left in range(0, shape[1], _BLOCK):
            yield Window(left, top, min(_BLOCK, shape[1] - left), min(_BLOCK, shape[0] - top))
