# SPDX-License-Identifier: GPL-2.0-or-later
"""Ground that is held out of training, where nothing is taken from."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..raster.georef import GeoRef
from ..raster.grid import Window
from ..raster.shapes import Shapes, burn
from .tiles import Tiles


class HeldOut:
    """The area of the tiles that are held out of training: no object is taken from it."""

    def __init__(self, tiles: Tiles, crs: Any) -> None:
        self._tiles = tiles.take(tiles.split != "train")
        self._shapes = Shapes(self._tiles.footprint, np.ones(len(self._tiles), dtype=np.uint8), crs)
        self._projected: tuple[Any, Shapes] | None = None

    def mask(self, path: str, georef: GeoRef, window: Window) -> NDArray[np.bool_]:
        """Which pixels (row, column) of a window of an image are held out of training."""
        held_out = np.zeros((window.height, window.width), dtype=bool)
        if not len(self._tiles):
            return held_out
        for index in np.flatnonzero(self._tiles.image == path):
            shared = self._tiles.window(int(index)).intersection(window)
            if shared is not None:
                inside = Window(shared.x_off - window.x_off, shared.y_off - window.y_off, shared.width, shared.height)
                held_out[inside.slices] = True
        is_comparable = (georef.crs is None) == (self._shapes.crs is None) and georef.has_place
        if not is_comparable:
            return held_out
        if self._projected is None or self._projected[0] != georef.crs:
            self._projected = (georef.crs, self._shapes.on(georef))
        nearby = self._projected[1].near(georef, window)
        burnt = burn(nearby, nearby.values, georef, window, fill=0, dtype="uint8")
        return np.asarray(held_out | (burnt > 0))
