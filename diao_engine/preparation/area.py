# SPDX-License-Identifier: GPL-2.0-or-later
"""The area that a user limits the work to: polygons, a rectangle, both or neither."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..jobs import Extent, LayerRef
from ..raster.georef import GeoRef
from ..raster.grid import Window
from ..raster.shapes import Shapes, read_polygons


class AreaOfInterest:
    """The part of each image that may be used."""

    def __init__(self, area: LayerRef | None, extent: Extent | None) -> None:
        self._area = None if area is None else read_polygons(area)[0]
        self._extent = extent
        self._projected: tuple[GeoRef, Shapes] | None = None

    @property
    def has_area(self) -> bool:
        """Whether polygons cut into windows."""
        return self._area is not None

    def window(self, georef: GeoRef) -> Window | None:
        """The smallest window of a grid that holds the area; None where they do not meet."""
        window: Window | None = georef.window
        if self._extent is not None:
            window = georef.window_of(self._extent)
        area = self._area_on(georef)
        if window is not None and area is not None:
            spanned = area.window(georef)
            window = None if spanned is None else window.intersection(spanned)
        return window

    def outside(self, georef: GeoRef, window: Window) -> NDArray[np.bool_]:
        """Which pixels (row, column) of a window the polygons leave out."""
        area = self._area_on(georef)
        if area is None:
            return np.zeros((window.height, window.width), dtype=bool)
        return ~area.cover(georef, window)

    def _area_on(self, georef: GeoRef) -> Shapes | None:
        if self._area is None:
            return None
        if self._projected is None or self._projected[0].crs != georef.crs:
            self._projected = (georef, self._area.on(georef))
        return self._projected[1]
