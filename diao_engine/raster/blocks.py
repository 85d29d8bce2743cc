# SPDX-License-Identifier: GPL-2.0-or-later
"""Moves the compressed blocks of tiled GeoTIFFs into another one as they lie in the file: no pixel is decoded or encoded again.

GDAL has no call that writes a block as it is. So blocks are put at the end of a file that GDAL has made with none of them, and then
entered in its two lists, which say where blocks begin and how long they are (TIFF 6.0, section 15:
https://www.awaresystems.be/imaging/tiff/specification/TIFF6.pdf).
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from tifffile import TiffFile

_OFFSETS, _LENGTHS = "TileOffsets", "TileByteCounts"
# What the bytes of a block mean.
_MEANING = (
    "BitsPerSample", "Compression", "SamplesPerPixel", "PlanarConfiguration", "Predictor", "TileWidth", "TileLength", "SampleFormat",
)  # fmt: skip


class Blocks:
    """Where the blocks of a GeoTIFF lie, by plane, row and column; a file that has strips has no blocks."""

    def __init__(self, path: str) -> None:
        self.path = path
        with TiffFile(path) as file:
            page = file.pages.first
            self.meaning = [file.byteorder, *map(page.tags.valueof, _MEANING)]
            self.is_tiled = page.is_tiled
            if self.is_tiled:
                self.size = page.tilewidth, page.tilelength
                columns, rows = -(-page.imagewidth // page.tilewidth), -(-page.imagelength // page.tilelength)
                lists = (np.array(page.tags.valueof(name), dtype=np.uint64) for name in (_OFFSETS, _LENGTHS))
                self.offsets, self.lengths = (numbers.reshape(-1, rows, columns) for numbers in lists)

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
        with TiffFile(self.path, mode="r+") as file:
            tags = file.pages.first.tags
            tags[_OFFSETS].overwrite(self.offsets.ravel())
            tags[_LENGTHS].overwrite(self.lengths.ravel())


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
