# SPDX-License-Identifier: GPL-2.0-or-later
"""The record beside an updated map: what is remembered of each pixel, as a raster of its own (`jobs.outputs.record_file`)."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader, DatasetWriter
from rasterio.windows import Window as RasterioWindow

from ..errors import BadInput
from ..jobs.outputs import SIGNATURE, record_file
from ..raster.georef import GeoRef
from ..raster.grid import Window
from ..raster.read import open_source
from ..raster.write import create_raster
from .fold import BANDS, Memory
from .grid import Bounds, MapGrid

_TAG = "DIAO_RECORD"
_FORMAT = 1


class Covered(NamedTuple):
    """An image in a record: its date in minutes, and what it covers on the grid of the anchor."""

    date: int
    bounds: Bounds


@dataclass(frozen=True)
class Record:
    """An open record: its grid, the images in it, and since when the map that it began with holds (minutes; None for ever)."""

    source: DatasetReader
    grid: MapGrid
    images: tuple[Covered, ...]
    since: int | None

    @property
    def newest(self) -> int:
        """The date of the newest image."""
        return max((image.date for image in self.images), default=0)

    def read(self, window: Window) -> Memory:
        """What is remembered of a window of its own grid."""
        bands: NDArray[np.int32] = self.source.read(window=RasterioWindow(*window))
        return Memory.of(bands)

    def read_on(self, grid: MapGrid, window: Window) -> Memory:
        """What is remembered of a window of a grid that has grown from its own; nothing of what is new there."""
        memory = Memory.empty((window.height, window.width)).bands()
        own = grid.place_of(self.grid)
        common = own.intersection(window)
        if common is not None:
            inside = Window(common.x_off - own.x_off, common.y_off - own.y_off, common.width, common.height)
            there = Window(common.x_off - window.x_off, common.y_off - window.y_off, common.width, common.height)
            memory[(slice(None), *there.slices)] = self.source.read(window=RasterioWindow(*inside))
        return Memory.of(memory)


def first_shown(
    record: Record, window: Window, at: NDArray[np.bool_], before: NDArray[np.int32], until: NDArray[np.int32]
) -> NDArray[np.int32]:
    """For pixels of a window, the date of the first image that covers them after a date.

    Parameters
    ----------
    record
        With the images.
    window
        Of the record's grid.
    at
        For which pixels (row, column); the others get `until`.
    before, until
        After which date, and that of a later image that covers the pixel, in minutes (row, column).

    Returns
    -------
    numpy.ndarray
        Dates in minutes (row, column), after `before` and no later than `until`.
    """
    found = until.copy()
    column, row = record.grid.offset[0] + window.x_off, record.grid.offset[1] + window.y_off
    for image in sorted(record.images, reverse=True):
        left, top, right, bottom = image.bounds
        part = np.s_[max(top - row, 0) : max(bottom - row, 0), max(left - column, 0) : max(right - column, 0)]
        earlier = at[part] & (image.date > before[part]) & (image.date < found[part])
        found[part][earlier] = image.date
    return found


@contextmanager
def open_record(class_map: str, georef: GeoRef) -> Iterator[Record | None]:
    """The record of a class map; None where there is none, or where it belongs to a map on another grid."""
    path = record_file(class_map)
    if not os.path.isfile(path):
        yield None
        return
    with open_source(path) as source:
        record = _read(source, georef, path)
        yield record


def _read(source: DatasetReader, georef: GeoRef, path: str) -> Record | None:
    try:
        told = json.loads(source.tags().get(_TAG, ""))
        version = int(told["format"])
        anchor = GeoRef(georef.crs, Affine(*told["anchor"]), tuple(told["anchor_shape"]))
        column, row = told["offset"]
        since, grows = told["since"], bool(told["grows"])
        images = tuple(_covered(*entry) for entry in told["images"])
    except (ValueError, TypeError, KeyError):
        raise BadInput("record_damaged", path=path) from None
    if version > _FORMAT:
        raise BadInput("record_newer", path=path)
    if source.count != len(BANDS) or (source.height, source.width) != georef.shape:
        return None
    grid = MapGrid(anchor, (int(column), int(row)), georef.shape, grows)
    return Record(source, grid, images, since) if grid.georef.same_grid(georef) else None


def _covered(date: int, bounds: Iterable[int]) -> Covered:
    left, top, right, bottom = map(int, bounds)
    return Covered(int(date), (left, top, right, bottom))


@contextmanager
def create_record(path: str, grid: MapGrid, images: Iterable[Covered], since: int | None) -> Iterator[DatasetWriter]:
    """A new record, to be written by `write`."""
    told = {
        "format": _FORMAT,
        "anchor": [*grid.anchor.transform[:6]],
        "anchor_shape": [*grid.anchor.shape],
        "offset": [*grid.offset],
        "grows": grid.grows,
        "images": sorted(set(images)),
        "since": since,
    }
    with create_raster(path, grid.georef, dtype="int32", count=len(BANDS), interleave="band") as sink:
        sink.update_tags(**{SIGNATURE: "1", _TAG: json.dumps(told, sort_keys=True)})
        for number, name in enumerate(BANDS, start=1):
            sink.set_band_description(number, name)
        yield sink


def write(sink: DatasetWriter, window: Window, memory: Memory) -> None:
    """Write a window."""
    sink.write(memory.bands(), window=RasterioWindow(*window))


@contextmanager
def reopened(path: str, grid: MapGrid, images: tuple[Covered, ...]) -> Iterator[Record]:
    """A record that has just been written."""
    try:
        with rasterio.open(path) as source:
            yield Record(source, grid, images, None)
    except RasterioError as error:  # it was whole a moment ago
        raise BadInput("record_damaged", path=path) from error
