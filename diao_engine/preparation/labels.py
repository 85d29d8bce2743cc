# SPDX-License-Identifier: GPL-2.0-or-later
"""Labels as class values on the pixel grid of an image, whatever they came as: here the base, and class rasters."""

from __future__ import annotations

import dataclasses
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import MaskFlags
from rasterio.io import DatasetReader
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window as RasterioWindow

from ..errors import BadInput
from ..jobs import LayerRef
from ..messages import Sentence
from ..raster.georef import GeoRef
from ..raster.grid import TileGrid, Window
from ..raster.legend import Legend, read_legend
from ..raster.read import open_source, read_band

UNLABELLED = -1
HIGHEST_VALUE = 65535
MAX_CLASSES = 255
_CHUNK_PX = 2048

ReadValues = Callable[[Window], NDArray[np.int32]]


class Labels(ABC):
    """Class values for any pixel grid. `legend` names them, `highest` is the greatest that may occur."""

    legend: Legend
    highest: int

    @abstractmethod
    def reference(self, georef: GeoRef) -> str | None:
        """The file that holds the labels on this very grid and can be used as it is."""

    @abstractmethod
    def window(self, georef: GeoRef) -> Window | None:
        """The part of a grid where labels may lie; None where there are none."""

    @abstractmethod
    def on(self, georef: GeoRef) -> AbstractContextManager[ReadValues]:
        """Opens a reader of class values (row, column) by window of a grid; -1 where nothing is labelled."""

    @abstractmethod
    def last_value(self) -> int:
        """The greatest value that does occur."""

    @property
    def ignored(self) -> frozenset[int]:
        """Values in referenced files that are no class."""
        return frozenset()


@dataclass(frozen=True)
class _ClassRaster:
    path: str
    georef: GeoRef
    dtype: np.dtype[Any]
    nodata: float | None
    has_mask: bool


class RasterLabels(Labels):
    """Class rasters on any grid; where several hold a class, the first counts."""

    def __init__(self, refs: tuple[LayerRef, ...]) -> None:
        self.legend = _hinted(refs)
        self._rasters = []
        for ref in refs:
            with open_source(ref.path) as source:
                self._rasters.append(_inspected(source))
                self.legend = self.legend.over(read_legend(source))
        wide = any(raster.dtype != np.uint8 for raster in self._rasters)
        self.highest = HIGHEST_VALUE if wide else 255
        # A file's nodata value may be a class of another file, so only a value that all share needs no rewriting.
        shared = {raster.nodata for raster in self._rasters}
        self._nodata = shared.pop() if len(shared) == 1 else None

    @property
    def ignored(self) -> frozenset[int]:
        """The nodata value that all rasters share."""
        is_value = self._nodata is not None and self._nodata in range(HIGHEST_VALUE + 1)
        return frozenset([int(self._nodata)]) if is_value and self._nodata is not None else frozenset()

    def reference(self, georef: GeoRef) -> str | None:
        """A raster on the same grid, in whole numbers, that no other overlaps."""
        overlapping = self._overlapping(georef)
        if len(overlapping) != 1:
            return None
        raster = overlapping[0]
        is_label_raster = (
            raster.dtype in (np.uint8, np.uint16) and not raster.has_mask and raster.nodata == self._nodata
        )
        return raster.path if is_label_raster and raster.georef.same_grid(georef) else None

    def window(self, georef: GeoRef) -> Window | None:
        """What the rasters' footprints span together."""
        spans = [span for raster in self._overlapping(georef) if (span := raster.georef.window_in(georef)) is not None]
        if not spans:
            return None
        left, top, right, bottom = np.array([span.bounds for span in spans]).T
        x_off, y_off = int(left.min()), int(top.min())
        return Window(x_off, y_off, int(right.max()) - x_off, int(bottom.max()) - y_off)

    @contextmanager
    def on(self, georef: GeoRef) -> Iterator[ReadValues]:
        """Reads where the grids agree, warps (nearest neighbour) where they do not."""
        with ExitStack() as stack:
            views = [stack.enter_context(_view(raster, georef)) for raster in self._overlapping(georef)]

            def read(window: Window) -> NDArray[np.int32]:
                values = np.full((window.height, window.width), UNLABELLED, dtype=np.int32)
                for view in views:
                    unlabelled = values == UNLABELLED
                    if unlabelled.any():
                        values[unlabelled] = view(window)[unlabelled]
                return values

            yield read

    def last_value(self) -> int:
        """Read all labels once, by blocks."""
        last = 0
        for raster in self._rasters:
            with _view(raster, raster.georef) as view:
                for window in TileGrid(raster.georef.window, _CHUNK_PX, _CHUNK_PX):
                    last = max(last, int(view(window).max()))
        return last

    @property
    def without_crs(self) -> tuple[str, ...]:
        """The rasters that have a place without a CRS; they are taken to be in that of the imagery."""
        return tuple(raster.path for raster in self._rasters if raster.georef.crs is None and raster.georef.has_place)

    def _overlapping(self, georef: GeoRef) -> list[_ClassRaster]:
        return [
            placed
            for raster in self._rasters
            if (placed := _placed(raster, georef)).georef.window_in(georef) is not None
        ]


def _placed(raster: _ClassRaster, georef: GeoRef) -> _ClassRaster:
    """A class raster in the CRS of a grid where it has none itself; BadInput where only one of both has a place."""
    own = raster.georef
    if own.has_place != georef.has_place or (own.crs is not None and georef.crs is None):
        is_labelled = own.has_place and georef.crs is None
        subject = Sentence.of("imagery_labelled_by", path=raster.path) if is_labelled else raster.path
        raise BadInput("places_not_comparable", subject=subject)
    return (
        raster if own.crs is not None else dataclasses.replace(raster, georef=dataclasses.replace(own, crs=georef.crs))
    )


def hint_value(key: str) -> int | None:
    """The class value that a key of the layer's style names; None where it is no whole number."""
    try:
        number = float(key)
    except ValueError:
        return None
    return int(number) if number.is_integer() else None


def class_values(values: NDArray[Any], where: str | Sentence, what: Sentence) -> NDArray[np.int32]:
    """Numbers as class values; BadInput when one is not a whole number between 0 and 65535."""
    if np.issubdtype(values.dtype, np.inexact) and (values != np.round(values)).any():
        invalid = values[values != np.round(values)][0]
        raise BadInput("no_whole_class_value", where=where, value=invalid, what=what)
    if values.size and (values.min() < 0 or values.max() > HIGHEST_VALUE):
        invalid = values.min() if values.min() < 0 else values.max()
        raise BadInput("class_value_outside", where=where, value=invalid, highest=HIGHEST_VALUE - 1)
    return values.astype(np.int32)


def refuse_imagery(count: int, where: str | Sentence) -> None:
    """BadInput when there are more classes than anybody maps: it is imagery, or a field of numbers."""
    if count > MAX_CLASSES:
        raise BadInput("looks_like_imagery", where=where, count=count, most=MAX_CLASSES)


def _hinted(refs: tuple[LayerRef, ...]) -> Legend:
    names: dict[int, str] = {}
    colors: dict[int, str] = {}
    for ref in refs:
        for hint in ref.classes:
            value = hint_value(hint.key)
            if value is not None:
                if hint.name:
                    names.setdefault(value, hint.name)
                colors.setdefault(value, hint.color)
    return Legend.of(names, colors)


def _inspected(source: DatasetReader) -> _ClassRaster:
    if source.count != 1:
        raise BadInput("labels_of_bands", path=source.name, count=source.count)
    has_mask = MaskFlags.per_dataset in source.mask_flag_enums[0]
    return _ClassRaster(source.name, GeoRef.of(source), np.dtype(source.dtypes[0]), source.nodata, has_mask)


@contextmanager
def _view(raster: _ClassRaster, georef: GeoRef) -> Iterator[ReadValues]:
    """Class values of one raster on a grid."""
    with ExitStack() as stack:
        source = stack.enter_context(open_source(raster.path))
        same = raster.georef.same_grid(georef)
        if not same:
            if georef.crs is None:
                raise BadInput("labels_other_grid", path=raster.path)
            # The added alpha band says what lies outside and what is nodata, whatever values the file uses.
            source = stack.enter_context(
                WarpedVRT(
                    source, src_crs=raster.georef.crs, crs=georef.crs, transform=georef.transform, height=georef.shape[0],
                    width=georef.shape[1], src_nodata=raster.nodata, add_alpha=True,
                )
            )  # fmt: skip

        def read(window: Window) -> NDArray[np.int32]:
            pixels = read_band(source, window)
            labelled = (
                read_band(source, window, source.count) > 0 if not same else _unmasked(source, pixels, window, raster)
            )
            values = np.full(pixels.shape, UNLABELLED, dtype=np.int32)
            values[labelled] = class_values(pixels[labelled], raster.path, Sentence("another_raster"))
            return values

        yield read


def _unmasked(source: DatasetReader, pixels: NDArray[Any], window: Window, raster: _ClassRaster) -> NDArray[np.bool_]:
    labelled = np.isfinite(pixels)
    if raster.nodata is not None:
        labelled &= pixels != raster.nodata
    if raster.has_mask:
        labelled &= source.read_masks(1, window=RasterioWindow(*window)) > 0
    return np.asarray(labelled)
