# SPDX-License-Identifier: GPL-2.0-or-later
"""Class rasters, read strip by strip: values, where they are valid, which there are."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import ColorInterp, MaskFlags
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader
from rasterio.windows import Window as RasterioWindow

from ..errors import BadInput
from ..protocol.progress import ProgressReporter
from .georef import GeoRef
from .grid import Window
from .legend import Legend, read_legend
from .read import damaged, open_source
from .shapes import AreaMask

_STRIP_PIXELS = 8 * 2**20
_BLOCK_PX = 256
MAX_CLASSES = 1000
_DENSE_RANGE = 2**16


@dataclass(frozen=True)
class LabelRaster:
    """An open raster with class values in its first band."""

    source: DatasetReader

    @property
    def georef(self) -> GeoRef:
        """Its pixel grid."""
        return GeoRef.of(self.source)

    @property
    def legend(self) -> Legend:
        """What the file says about its classes."""
        return read_legend(self.source)

    def strips(self) -> list[Window]:
        """Windows of full width from top to bottom, of a bounded number of pixels."""
        rows = max(1, _STRIP_PIXELS // self.source.width)
        rows = rows // _BLOCK_PX * _BLOCK_PX or rows
        height = self.source.height
        return [Window(0, top, self.source.width, min(rows, height - top)) for top in range(0, height, rows)]

    def read(self, window: Window) -> tuple[NDArray[np.integer], NDArray[np.bool_]]:
        """Class values of a window.

        Parameters
        ----------
        window
            In pixels, inside the raster.

        Returns
        -------
        values : numpy.ndarray
            Shape (row, column), in the dtype of the file; floats come as int32.
        valid : numpy.ndarray
            Shape (row, column), False where the file's mask, its nodata value or a NaN says so.

        Raises
        ------
        BadInput
            The file is damaged, or holds a number that is not whole.
        """
        try:
            values = self.source.read(1, window=RasterioWindow(*window))
            valid = self._valid(values, window)
        except RasterioError as error:
            raise damaged(self.source.name, window, error) from None
        return (self._whole(np.where(valid, values, 0)) if values.dtype.kind == "f" else values), valid

    def count(
        self, area: AreaMask, report: ProgressReporter, stage: str, *, weights: NDArray[np.float64] | None = None
    ) -> dict[int, float]:
        """Pixels by class value within an area, each counted with the weight of its row where weights (rows,) are given.

        Raises BadInput when there are more values than a class raster can have.
        """
        total: dict[int, float] = {}
        for window in report.track(self.strips(), stage):
            values, valid = self.read(window)
            selected = valid & area.read(window)
            values_present, index = indexed(values[selected])
            weight = None if weights is None else weights[window.y_off + np.nonzero(selected)[0]]
            sums = np.bincount(index, weights=weight, minlength=len(values_present))
            for value, count in zip(values_present.tolist(), sums.tolist(), strict=True):
                total[value] = total.get(value, 0) + count
            if len(total) > MAX_CLASSES:
                raise BadInput("too_many_values", path=self.source.name, limit=MAX_CLASSES)
        return dict(sorted(total.items()))

    def _whole(self, values: NDArray[np.floating]) -> NDArray[np.int32]:
        """Numbers as whole ones; those that are not would become another class."""
        broken = (values != np.round(values)) | (np.abs(values) > np.iinfo(np.int32).max)
        if broken.any():
            raise BadInput("no_class_value", path=self.source.name, value=values[broken][0])
        return np.asarray(values.astype(np.int32))

    def _valid(self, values: NDArray[Any], window: Window) -> NDArray[np.bool_]:
        if self.source.mask_flag_enums[0] == [MaskFlags.all_valid]:
            return np.isfinite(values) if values.dtype.kind == "f" else np.ones(values.shape, dtype=bool)
        valid = np.asarray(self.source.read_masks(1, window=RasterioWindow(*window)) > 0)
        return valid & np.isfinite(values) if values.dtype.kind == "f" else valid


@contextmanager
def open_labels(path: str) -> Iterator[LabelRaster]:
    """Open a class raster; BadInput when it has several bands beside a transparency, or its band cannot hold classes."""
    with open_source(path) as source:
        if np.dtype(source.dtypes[0]).kind not in "iuf":
            raise BadInput("no_whole_pixels", path=path, dtype=source.dtypes[0])
        bands = sum(meaning is not ColorInterp.alpha for meaning in source.colorinterp)
        if bands > 1:
            raise BadInput("several_bands", path=path, bands=source.count)
        yield LabelRaster(source)


def indexed(values: NDArray[np.integer]) -> tuple[NDArray[np.int64], NDArray[np.integer]]:
    """The values (n,) that occur, ascending, and the index of each among them; without sorting where their range is small."""
    low, high = (int(values.min()), int(values.max())) if len(values) else (0, 0)
    if high - low > _DENSE_RANGE:
        present, index = np.unique(values, return_inverse=True)
        return present.astype(np.int64), index
    shifted = values if low == 0 else values.astype(np.int64) - low
    present = np.flatnonzero(np.bincount(shifted, minlength=1))
    table = np.zeros(high - low + 1, dtype=np.int32)
    table[present] = np.arange(len(present))
    return (present + low if len(values) else present[:0]), table[shifted]
