# SPDX-License-Identifier: GPL-2.0-or-later
"""Where pixels lie on the ground."""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass

import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio._err import CPLE_BaseError
from rasterio.crs import CRS
from rasterio.errors import CRSError, NotGeoreferencedWarning
from rasterio.io import DatasetReader
from rasterio.warp import transform as warp_points

from ..errors import BadInput
from ..jobs import Extent
from ..messages import Sentence
from .grid import Window

# Pictures without a place are allowed input, and each job says itself what it makes of them.
warnings.filterwarnings("ignore", category=NotGeoreferencedWarning)
# The grid of a picture without a place: x goes right from 0, y down from 0, so that it lies where QGIS draws it.
PICTURE = Affine.scale(1.0, -1.0)
# Grids that differ by less than this part of a pixel over the whole raster are one grid: files round their pixel sizes.
_SAME_GRID_PIXELS = 0.05


@dataclass(frozen=True)
class GeoRef:
    """A pixel grid: `transform` maps (column, row) to (x, y) of `crs`; `shape` is (height, width).

    `crs` is None where it is not known, or local, so that nothing else can be compared with it. Images without a place have the
    transform `PICTURE`.
    """

    crs: CRS | None
    transform: Affine
    shape: tuple[int, int]

    @classmethod
    def of(cls, source: DatasetReader) -> GeoRef:
        """The grid of an open raster.

        Raises
        ------
        BadInput
            The raster has points (GCP) or a camera model (RPC) instead of a grid on the ground, or its grid has no area.
        """
        transform = source.transform
        if transform.is_identity:
            if source.gcps[0] or source.rpcs is not None:
                what = Sentence("control_points" if source.gcps[0] else "camera_model")
                raise BadInput("no_grid", path=source.name, what=what)
            transform = PICTURE
        if not np.isfinite(transform[:6]).all() or not transform.determinant:
            raise BadInput("no_pixel_area", path=source.name, numbers=[f"{number:g}" for number in transform.to_gdal()])
        return cls(comparable(source.crs), transform, (source.height, source.width))

    @property
    def has_place(self) -> bool:
        """Whether the file says where its pixels lie, in some CRS or without one."""
        return self.crs is not None or self.transform != PICTURE

    @property
    def window(self) -> Window:
        """All pixels."""
        return Window(0, 0, self.shape[1], self.shape[0])

    @property
    def pixel_size(self) -> float:
        """Side of a pixel in units of the CRS: the root of its area."""
        return math.sqrt(abs(self.transform.determinant))

    def part(self, window: Window) -> GeoRef:
        """The grid of a window."""
        shifted = self.transform @ Affine.translation(window.x_off, window.y_off)
        return GeoRef(self.crs, shifted, (window.height, window.width))

    def same_grid(self, other: GeoRef) -> bool:
        """Whether both have the same CRS and size, and their corners fall together within 0.05 pixels."""
        if self.shape != other.shape or self.crs != other.crs:
            return False
        back = ~self.transform
        height, width = self.shape
        for corner in ((0, 0), (width, 0), (0, height), (width, height)):
            column, row = back @ (other.transform @ corner)
            if max(abs(column - corner[0]), abs(row - corner[1])) > _SAME_GRID_PIXELS:
                return False
        return True

    def footprints(self, windows: NDArray[np.integer]) -> NDArray[np.object_]:
        """Outlines of windows.

        Parameters
        ----------
        windows
            Rows of (x_off, y_off, width, height) in pixels, shape (n, 4).

        Returns
        -------
        numpy.ndarray
            Polygons in coordinates of `crs`, shape (n,).
        """
        x_off, y_off, width, height = np.asarray(windows, dtype=float).T
        columns = np.stack([x_off, x_off + width, x_off + width, x_off, x_off], axis=1)
        rows = np.stack([y_off, y_off, y_off + height, y_off + height, y_off], axis=1)
        a, b, c, d, e, f = self.transform[:6]
        xy = np.stack([a * columns + b * rows + c, d * columns + e * rows + f], axis=-1)
        return shapely.polygons(xy)  # type: ignore[no-any-return]

    def window_of(self, extent: Extent) -> Window | None:
        """The pixels whose area an extent touches.

        Parameters
        ----------
        extent
            In its own CRS, or in that of the grid where it has none.

        Returns
        -------
        Window or None
            Within the grid; None where the extent lies outside.

        Raises
        ------
        BadInput
            The CRS of the extent is not known.
        """
        x = np.array([extent.xmin, extent.xmax, extent.xmax, extent.xmin])
        y = np.array([extent.ymin, extent.ymin, extent.ymax, extent.ymax])
        if extent.crs and self.crs is not None:
            xy = transformed_ring(np.stack([x, y], axis=1), read_crs(extent.crs), self.crs)
            x, y = xy.T
        return self.window_of_points(x, y)

    def window_in(self, other: GeoRef) -> Window | None:
        """The window of another grid that this one lies under; None where they do not meet."""
        height, width = self.shape
        ring = np.array(
            [self.transform @ corner for corner in ((0, 0), (width, 0), (width, height), (0, height), (0, 0))]
        )
        if self.crs is not None and other.crs is not None:
            ring = transformed_ring(ring, self.crs, other.crs)
        return other.window_of_points(*ring.T)

    def window_of_points(self, x: NDArray[np.floating], y: NDArray[np.floating]) -> Window | None:
        """The smallest window that holds all points, of a pixel or more, within the grid; None where it lies outside."""
        columns, rows = ~self.transform @ (np.asarray(x), np.asarray(y))
        left, top = math.floor(columns.min() + 1e-6), math.floor(rows.min() + 1e-6)
        right = max(math.ceil(columns.max() - 1e-6), left + 1)
        bottom = max(math.ceil(rows.max() - 1e-6), top + 1)
        return self.window.intersection(Window(left, top, right - left, bottom - top))


def comparable(crs: CRS | None) -> CRS | None:
    """A CRS that others can be compared with; None for none, and for local ones (of engineers, of a drawing)."""
    return crs if crs is not None and (crs.is_projected or crs.is_geographic) else None


def read_crs(text: str) -> CRS:
    """A CRS from an authority code or WKT; BadInput if it is neither."""
    try:
        return CRS.from_user_input(text)
    except CRSError:
        raise BadInput("crs_unknown", crs=text) from None


def transformed_ring(ring: NDArray[np.floating], source: CRS, target: CRS) -> NDArray[np.float64]:
    """Corners (n, 2) of a closed ring in another CRS, with points set between them so that bent edges stay true."""
    dense = shapely.get_coordinates(shapely.segmentize(shapely.linearrings(ring), np.ptp(ring, axis=0).max() / 20))
    if source == target:
        return np.asarray(ring, dtype=float)
    xy = moved(dense, source, target)
    return np.asarray(xy[np.isfinite(xy).all(axis=1)])


def transformed(geometries: NDArray[np.object_], source: CRS | None, target: CRS | None) -> NDArray[np.object_]:
    """Geometries in another CRS.

    Parameters
    ----------
    geometries
        Shapely geometries, shape (n,), in coordinates of `source`.
    source, target
        CRSs; the geometries come back unchanged where either is None or both are the same.

    Raises
    ------
    BadInput
        Coordinates do not fit the source CRS.
    """
    if source is None or target is None or source == target:
        return geometries

    return shapely.transform(geometries, lambda points: moved(points, source, target))  # type: ignore[no-any-return]


def moved(points: NDArray[np.float64], source: CRS, target: CRS) -> NDArray[np.float64]:
    """Points (n, 2) in another CRS; BadInput where they do not fit their own."""
    try:
        x, y = warp_points(source, target, points[:, 0], points[:, 1])
    except (CPLE_BaseError, CRSError):
        raise BadInput(
            "coordinates_unfit", x=points[0, 0], y=points[0, 1], source=source.to_string(), target=target.to_string()
        ) from None
    return np.stack([x, y], axis=1)
