# SPDX-License-Identifier: GPL-2.0-or-later
"""Context layers (slope, soil, elevation …) on the pixels of tiles."""

from __future__ import annotations

from contextlib import ExitStack
from types import TracebackType

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.enums import Resampling
from rasterio.io import DatasetReader
from rasterio.vrt import WarpedVRT

from ..errors import BadInput
from ..raster.georef import GeoRef, transformed
from ..raster.grid import Window
from ..raster.read import open_source, read_band

# Views on grids of images that are kept open at a time.
_OPEN_VIEWS = 32


class ContextLayers:
    """The first bands of some rasters, on any grid. Use as a context manager; not safe to share between threads.

    Whole numbers may be categories, so they are taken from the nearest pixel; floats are interpolated.
    """

    def __init__(self, paths: tuple[str, ...]) -> None:
        self._paths = paths
        self._stack = ExitStack()
        self._sources: list[DatasetReader] = []
        self._views: dict[GeoRef, tuple[ExitStack, list[DatasetReader]]] = {}

    def __enter__(self) -> ContextLayers:
        self._sources = [self._stack.enter_context(open_source(path)) for path in self._paths]
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._close(0)
        self._stack.close()

    def __len__(self) -> int:
        return len(self._paths)

    def check_ground(self, footprints: NDArray[np.object_], crs: CRS | None) -> None:
        """BadInput when a layer lies elsewhere than all tiles, whose outlines (tiles,) are in `crs`: it would say nothing of any."""
        for source in self._sources:
            georef = GeoRef.of(source)
            _require_crs(source, georef, crs)
            outline = transformed(georef.footprints(np.array([georef.window])), georef.crs, crs)[0]
            if not shapely.intersects(outline, footprints).any():
                raise BadInput("context_elsewhere", path=source.name)

    def read(self, georef: GeoRef, window: Window) -> NDArray[np.float32]:
        """Values (layer, row, column) of a window of a grid; NaN where a layer has none."""
        shape = (len(self), window.height, window.width)
        if not self._sources:
            return np.zeros(shape, dtype=np.float32)
        return np.stack([read_band(view, window) for view in self._views_on(georef)])

    def _views_on(self, georef: GeoRef) -> list[DatasetReader]:
        if georef not in self._views:
            self._close(_OPEN_VIEWS - 1)
            stack = ExitStack()
            self._views[georef] = (stack, [stack.enter_context(_view(source, georef)) for source in self._sources])
        return self._views[georef][1]

    def _close(self, keep: int) -> None:
        while len(self._views) > keep:
            stack, _ = self._views.pop(next(iter(self._views)))
            stack.close()


def _view(source: DatasetReader, georef: GeoRef) -> WarpedVRT:
    _require_crs(source, GeoRef.of(source), georef.crs)
    is_categorical = np.dtype(source.dtypes[0]).kind in "iub"
    return WarpedVRT(
        source, crs=georef.crs, transform=georef.transform, height=georef.shape[0], width=georef.shape[1],
        resampling=Resampling.nearest if is_categorical else Resampling.bilinear, src_nodata=source.nodata, nodata=np.nan,
        dtype="float32", add_alpha=False,
    )  # fmt: skip


def _require_crs(source: DatasetReader, own: GeoRef, crs: CRS | None) -> None:
    if own.crs is None or crs is None:
        raise BadInput(
            "context_without_crs", path=source.name if own.crs is None else f"The imagery under {source.name}"
        )
