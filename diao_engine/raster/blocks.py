# SPDX-License-Identifier: GPL-2.0-or-later
"""Moves the compressed blocks of tiled GeoTIFFs into another one as they lie in the file: no pixel is decoded or encoded again.

GDAL has no call that writes a block as it is. So blocks are put at the end of a file that GDAL has made with none of them, and then
entered in its two lists, which say where blocks begin and how long they are:
https://www.awaresystems.be/imaging/tiff/specification/TIFF6.pdf (sections 2 and 15), https://libtiff.gitlab.io/libtiff/specification/bigtiff.html
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import numpy as np
from numpy.typing import NDArray

_WIDTH, _HEIGHT, _TILE_WIDTH, _TILE_HEIGHT, _OFFSETS, _LENGTHS = 256, 257, 322, 323, 324, 325
# What the bytes of a block mean: bits, compression, samples of a pixel, their order, predictor, size, integers or floats.
_MEANING = (258, 259, 277, 284, 317, _TILE_WIDTH, _TILE_HEIGHT, 339)
_TYPES = {3: "u2", 4: "u4", 16: "u8"}


class _Form(NamedTuple):
    """How `struct` names what the directory of a file is made of: as in the first TIFF, or with places of 8 bytes."""

    head: str
    length: str
    entry: str
    place: str


_FORMS = {42: _Form("4xI", "H", "HHI4s", "I"), 43: _Form("8xQ", "Q", "HHQ8s", "Q")}


class _List(NamedTuple):
    """Numbers of a directory: where they stand in the file, and how they are written."""

    place: int
    dtype: str
    length: int


class Blocks:
    """Where the blocks of a GeoTIFF lie, by plane, row and column; a file that has strips has no blocks."""

    def __init__(self, path: str) -> None:
        self.path = path
        with open(path, "rb") as file:
            self._lists = dict(_directory(file))
            self.meaning = [self._numbers(file, tag).tolist() for tag in _MEANING]
            sides = [int(*self._numbers(file, tag)) for tag in (_WIDTH, _HEIGHT)]
            tile = [self._numbers(file, tag) for tag in (_TILE_WIDTH, _TILE_HEIGHT)]
            self.is_tiled = all(map(len, tile))
            if self.is_tiled:
                self.size = int(*tile[0]), int(*tile[1])
                columns, rows = (-(-side // length) for side, length in zip(sides, self.size, strict=True))
                offsets, lengths = (self._numbers(file, tag) for tag in (_OFFSETS, _LENGTHS))
                self.offsets, self.lengths = (found.reshape(-1, rows, columns) for found in (offsets, lengths))

    def fit(self, other: Blocks, corner: tuple[int, int]) -> bool:
        """Whether the blocks can be those of another file, with the upper left one at a pixel (x, y) of it."""
        if not (self.is_tiled and other.is_tiled and self.meaning == other.meaning):
            return False
        return all(offset % side == 0 for offset, side in zip(corner, self.size, strict=True))

    def __len__(self) -> int:
        """How many rows of blocks."""
        return int(self.offsets.shape[1])

    def enter(self) -> None:
        """Write the lists as they are now into the file."""
        with open(self.path, "r+b") as file:
            for tag, numbers in ((_OFFSETS, self.offsets), (_LENGTHS, self.lengths)):
                file.seek(self._lists[tag].place)
                file.write(numbers.astype(self._lists[tag].dtype).tobytes())

    def _numbers(self, file: BinaryIO, tag: int) -> NDArray[np.uint64]:
        if tag not in self._lists:
            return np.zeros(0, dtype=np.uint64)
        place, dtype, length = self._lists[tag]
        file.seek(place)
        return np.frombuffer(file.read(np.dtype(dtype).itemsize * length), dtype=dtype).astype(np.uint64)


def move(source: Blocks, sink: Blocks, corner: tuple[int, int]) -> Iterator[None]:
    """Put the blocks of a file at the end of another, row by row; they count when the sink has entered its lists.

    Parameters
    ----------
    source, sink
        The second has none of the blocks yet; `fit` says whether the first ones fit.
    corner
        Pixel (x, y) of the sink where the upper left block goes.

    Yields
    ------
    None
        After each row of blocks.
    """
    left, top = (offset // side for offset, side in zip(corner, source.size, strict=True))
    with open(source.path, "rb") as read, open(sink.path, "ab") as written:
        for row in range(len(source)):
            for plane, column in np.argwhere(source.lengths[:, row] > 0).tolist():
                place = plane, top + row, left + column
                sink.offsets[place] = written.tell()
                sink.lengths[place] = length = int(source.lengths[plane, row, column])
                read.seek(int(source.offsets[plane, row, column]))
                written.write(read.read(length))
            yield


def _directory(file: BinaryIO) -> Iterator[tuple[int, _List]]:
    """The lists of whole numbers in the directory of the first image, by their tags."""
    head = file.read(16)
    order = {b"II": "<", b"MM": ">"}[head[:2]]
    form = _FORMS[struct.unpack_from(f"{order}H", head, 2)[0]]
    (start,) = struct.unpack_from(order + form.head, head)
    file.seek(start)
    (count,) = struct.unpack(order + form.length, file.read(struct.calcsize(order + form.length)))
    begin, size = file.tell(), struct.calcsize(order + form.entry)
    for position, entry in enumerate(struct.iter_unpack(order + form.entry, file.read(size * count))):
        tag, kind, length, value = entry
        if kind in _TYPES:
            dtype = order + _TYPES[kind]
            fits = np.dtype(dtype).itemsize * length <= len(value)
            here = begin + (position + 1) * size - len(value)
            yield tag, _List(here if fits else struct.unpack(order + form.place, value)[0], dtype, length)
