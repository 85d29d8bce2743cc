# SPDX-License-Identifier: GPL-2.0-or-later
"""The outlines of masks as polygons in the dataset's CRS."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.features import shapes

from ..raster.grid import Window
from .neighbourhood import Mask


def pixel_to_crs(footprint: Any, window: Window) -> Affine:
    """Image pixels -> the dataset's CRS, by the corners of a tile: upper left, upper right, lower right, lower left."""
    corners = shapely.get_coordinates(footprint)
    origin, right, down = corners[0], corners[1] - corners[0], corners[3] - corners[0]
    across, along = right / window.width, down / window.height
    transform = Affine(across[0], along[0], origin[0], across[1], along[1], origin[1])
    return transform @ Affine.translation(-window.x_off, -window.y_off)


def outline_of(mask: Mask, window: Window, to_crs: Affine) -> Any:
    """The polygon of a component in the dataset's CRS, of its mask and the window of the image that it fills."""
    transform = to_crs @ Affine.translation(window.x_off, window.y_off)
    return outlines_of(mask.view(np.uint8), mask, transform)[1][0]


def outlines_of(numbers: NDArray[np.integer], asked: Mask, transform: Affine) -> dict[int, list[Any]]:
    """The polygons of what is numbered in an array (row, column), by number, as far as its pixels are asked for.

    One call for many is far quicker than one for each.
    """
    polygons: dict[int, list[Any]] = {}
    for geometry, number in shapes(numbers, mask=asked, transform=transform):
        polygons.setdefault(int(number), []).append(_polygon(geometry))
    return polygons


def _polygon(geometry: Mapping[str, Any]) -> Any:
    """Of a polygon as rasterio gives it; its coordinates are taken as they are, in one call for each ring."""
    shell, *holes = (shapely.linearrings(ring) for ring in geometry["coordinates"])
    return shapely.polygons(shell, holes=holes or None)
