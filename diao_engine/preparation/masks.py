# SPDX-License-Identifier: GPL-2.0-or-later
"""Image and mask files that belong together by name -> pairs on one pixel grid, with a place or without."""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Sequence

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.io import DatasetReader

from ..errors import BadInput
from ..protocol.progress import ProgressReporter
from ..raster.georef import GeoRef
from ..raster.grid import TileGrid, Window
from ..raster.legend import Legend, read_legend
from ..raster.read import open_source, read_band
from .create import LabelFolder, label_raster, write_window
from .labels import HIGHEST_VALUE, class_values
from .layouts import ImageMaskPair
from .sources import ImageSource
from .tiling import LabelledImage

# Pictures without a place are laid out side by side with a gap of this part of the largest, so that none touch.
_GAP = 0.1
_CHUNK_PX = 2048


class MaskReader:
    """Turns the masks of a folder into label rasters; those that are label rasters already are used as they are."""

    def __init__(self, legend: Legend, ignored: frozenset[int], folder: LabelFolder, *, ignore: int) -> None:
        self._ignored = ignored
        self._folder = folder
        self._ignore = ignore
        self._value_of_color = {int(color[1:], 16): value for value, color in legend.colors.items()}
        self._nodata: set[float | None] = set()  # that of the first mask; it may be a class of another one

    def pair(self, pair: ImageMaskPair, source: ImageSource) -> LabelledImage:
        """The pair of an image and its mask. BadInput when their sizes differ or the mask holds no classes."""
        with open_source(str(pair.mask)) as mask:
            georef = GeoRef.of(mask)
            if georef.shape != source.georef.shape:
                raise BadInput(
                    f"{pair.mask} is {_size(georef)} px and its image {pair.image} is {_size(source.georef)} px; image and "
                    "mask must have the same size."
                )
            placed = source.georef if source.georef.crs is not None else georef
            ignored = self._ignored
            if not self._nodata:
                self._nodata.add(mask.nodata)
            if mask.nodata is not None and mask.nodata in range(HIGHEST_VALUE + 1):
                ignored |= {int(mask.nodata)}
            if mask.count == 1 and mask.dtypes[0] in ("uint8", "uint16") and mask.nodata in self._nodata:
                path = str(pair.mask)
                return LabelledImage(source.path, path, path, placed, placed.window, ignored, pair.split)
            part, final_path = self._folder.new_paths(source.path)
            self._rewrite(mask, source.georef, part)
            return LabelledImage(source.path, part, final_path, placed, placed.window, self._ignored, pair.split)

    def _rewrite(self, mask: DatasetReader, georef: GeoRef, path: str) -> None:
        highest = max([self._ignore, *self._value_of_color.values()])
        wide = highest > 255 or (mask.count < 3 and mask.dtypes[0] != "uint8")
        has_labels = False
        with label_raster(path, georef, "uint16" if wide else "uint8", self._ignore) as sink:
            for window in TileGrid(georef.window, _CHUNK_PX, _CHUNK_PX):
                values = self._colors(mask, window) if mask.count >= 3 else self._numbers(mask, window)
                has_labels |= bool((values != self._ignore).any())
                write_window(sink, values, window)
        if not has_labels:
            raise BadInput(
                f"{mask.name} has none of the colours of the class table; correct the table or leave the mask out."
            )

    def _numbers(self, mask: DatasetReader, window: Window) -> NDArray[np.integer]:
        pixels = read_band(mask, window)
        unlabelled = ~np.isfinite(pixels) | (pixels == mask.nodata if mask.nodata is not None else False)
        return class_values(np.where(unlabelled, self._ignore, pixels), mask.name, "masks")

    def _colors(self, mask: DatasetReader, window: Window) -> NDArray[np.integer]:
        red, green, blue = (read_band(mask, window, band).astype(np.int64) for band in (1, 2, 3))
        if not self._value_of_color:
            if (red == green).all() and (green == blue).all():  # class values, saved as a grey picture
                return red
            raise BadInput(
                f"{mask.name} is a coloured mask, but no table says which colour is which class; give a Class table with the "
                "columns value, name and color."
            )
        code = (red << 16) | (green << 8) | blue
        known = np.array(sorted(self._value_of_color))
        values = np.array([self._value_of_color[color] for color in known.tolist()])
        position = np.clip(np.searchsorted(known, code), 0, len(known) - 1)
        return np.where(known[position] == code, values[position], self._ignore)


def build_pairs(
    files: Sequence[ImageMaskPair], sources: Sequence[ImageSource], reader: MaskReader, report: ProgressReporter
) -> list[LabelledImage]:
    """A labelled image per pair of files; where not all have a CRS they are laid out side by side in pixel units."""
    tracked = report.track(list(zip(files, sources, strict=True)), "Reading the masks")
    labelled = [reader.pair(picture, source) for picture, source in tracked]
    if all(pair.georef.crs is not None for pair in labelled):
        return labelled
    georefs = side_by_side([pair.georef.shape for pair in labelled])
    return [dataclasses.replace(pair, georef=georef) for pair, georef in zip(labelled, georefs, strict=True)]


def side_by_side(shapes: Sequence[tuple[int, int]]) -> list[GeoRef]:
    """Grids without CRS for pictures of (height, width), in rows of a square, none touching another; a pixel has side 1."""
    height, width = (math.ceil(side * (1 + _GAP)) for side in np.max(shapes, axis=0))
    columns = math.ceil(math.sqrt(len(shapes)))
    return [
        GeoRef(None, Affine(1.0, 0.0, number % columns * width, 0.0, -1.0, -(number // columns) * height), shape)
        for number, shape in enumerate(shapes)
    ]


def palette(pairs: Sequence[ImageMaskPair]) -> Legend:
    """What the first mask says about its classes."""
    with open_source(str(pairs[0].mask)) as mask:
        return read_legend(mask) if mask.count == 1 else Legend()


def _size(georef: GeoRef) -> str:
    return f"{georef.shape[1]} x {georef.shape[0]}"
