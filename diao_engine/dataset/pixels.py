# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the pixels of tiles: image and label windows on one grid, files kept open between tiles."""

from __future__ import annotations

from collections import OrderedDict
from contextlib import ExitStack
from types import TracebackType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.io import DatasetReader

from ..errors import BadInput
from ..raster.grid import Window
from ..raster.read import Image, ImageHeader, open_image, open_source, read_band
from .classes import ClassScheme
from .tiles import Tiles

# An import of single pictures has a file per tile; the number of open files is limited.
OPEN_TILES = 64
# What the files of so many images say of their pixels is kept in mind.
_HEADERS = 4096


class TileReader:
    """Use as a context manager; not safe to share between threads. At most `open_tiles` images stay open, with their labels; who
    reads tiles more than once says how many bytes of them may be kept (`keep_bytes`).
    """

    def __init__(self, tiles: Tiles, scheme: ClassScheme, *, open_tiles: int = OPEN_TILES, keep_bytes: int = 0) -> None:
        self._tiles = tiles
        self._max_open = open_tiles
        self._scheme = scheme
        self._open: dict[tuple[str, str], tuple[ExitStack, Image, DatasetReader]] = {}
        self._kept = _KeptTiles(keep_bytes) if keep_bytes else None
        self._headers: dict[str, ImageHeader] = {}

    def __enter__(self) -> TileReader:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._close(0)

    def read(self, index: int) -> tuple[NDArray[Any], NDArray[np.int64]]:
        """Pixels and classes of one tile.

        Parameters
        ----------
        index
            Position of the tile among the tiles of the reader, from 0.

        Returns
        -------
        pixels : numpy.ndarray
            Shape (band, row, column), in the dtype of the image; 0 where the imagery is invalid. Not to be changed where tiles are
            kept.
        classes : numpy.ndarray
            Class indices, shape (row, column), 0 to k - 1; k = number of classes where the label is ignored or unknown, or the
            imagery invalid.

        Raises
        ------
        BadInput
            A file cannot be opened or is damaged.
        """
        if self._kept is None:
            return self._read(index, self._tiles.window(index))
        kept = self._kept.get(index)
        if kept is None:
            pixels, classes = self._read(index, self._tiles.window(index))
            kept = self._kept.put(index, pixels, classes.astype(np.min_scalar_type(len(self._scheme))))
            self.header(index)  # while the file is open
        return kept[0], kept[1].astype(np.int64)

    def read_around(self, index: int, margin: int) -> tuple[NDArray[Any], NDArray[np.int64], Window]:
        """Pixels and classes of one tile with its surroundings.

        Parameters
        ----------
        index
            Position of the tile among the tiles of the reader, from 0.
        margin
            Pixels to add on every side, 0 or more, as far as the image goes.

        Returns
        -------
        pixels, classes : numpy.ndarray
            As of `read`.
        window : Window
            What was read, in pixels of the image.

        Raises
        ------
        BadInput
            The tile lies outside its image, or a file cannot be opened or is damaged.
        """
        left, top, right, bottom = self._tiles.window(index).bounds
        enlarged = Window(left - margin, top - margin, right - left + 2 * margin, bottom - top + 2 * margin)
        window = enlarged.intersection(self.header(index).georef.window)
        if window is None:
            raise BadInput("tile_outside_image", tile=self._tiles.tile_id[index])
        return *self._read(index, window), window

    def image(self, index: int) -> Image:
        """The open image of tile `index`; it stays open until other tiles have been read."""
        image, _ = self._files(self._tiles.image[index], self._tiles.label[index])
        return image

    def header(self, index: int) -> ImageHeader:
        """What the file of tile `index` says of its pixels; it is not opened again for that."""
        path = self._tiles.image[index]
        if path not in self._headers:
            while len(self._headers) >= _HEADERS:
                del self._headers[next(iter(self._headers))]
            self._headers[path] = self.image(index).header
        return self._headers[path]

    def _read(self, index: int, window: Window) -> tuple[NDArray[Any], NDArray[np.int64]]:
        image, label = self._files(self._tiles.image[index], self._tiles.label[index])
        for name, (height, width) in ((image.path, image.source.shape), (label.name, label.shape)):
            if window.intersection(Window(0, 0, width, height)) != window:
                raise BadInput("tile_over_edge", tile=self._tiles.tile_id[index], path=name, width=width, height=height)
        pixels, valid = image.read(window)
        classes = self._scheme.index(read_band(label, window))
        classes[~valid] = len(self._scheme)
        return pixels, classes

    def _files(self, image_path: str, label_path: str) -> tuple[Image, DatasetReader]:
        key = (image_path, label_path)
        if key not in self._open:
            self._close(self._max_open - 1)
            stack = ExitStack()
            image = stack.enter_context(open_image(image_path))
            label = stack.enter_context(open_source(label_path))
            self._open[key] = (stack, image, label)
        _, image, label = self._open[key]
        return image, label

    def _close(self, keep: int) -> None:
        while len(self._open) > keep:
            stack, _, _ = self._open.pop(next(iter(self._open)))
            stack.close()


class _KeptTiles:
    """The tiles that were read lately, up to so many bytes; what was not asked for the longest goes first."""

    def __init__(self, limit_bytes: int) -> None:
        self._room = limit_bytes
        self._tiles: OrderedDict[int, tuple[NDArray[Any], NDArray[np.unsignedinteger]]] = OrderedDict()

    def get(self, index: int) -> tuple[NDArray[Any], NDArray[np.unsignedinteger]] | None:
        """Pixels and classes of a tile, if it is here."""
        if index in self._tiles:
            self._tiles.move_to_end(index)
        return self._tiles.get(index)

    def put(
        self, index: int, pixels: NDArray[Any], classes: NDArray[np.unsignedinteger]
    ) -> tuple[NDArray[Any], NDArray[np.unsignedinteger]]:
        """Take a tile in, as it is given back."""
        pixels.flags.writeable = False
        self._tiles[index] = pixels, classes
        self._room -= pixels.nbytes + classes.nbytes
        while self._room < 0:
            _, oldest = self._tiles.popitem(last=False)
            self._room += sum(array.nbytes for array in oldest)
        return pixels, classes
