# SPDX-License-Identifier: GPL-2.0-or-later
"""How large pixels are on the ground."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from pyproj import Geod
from rasterio._err import CPLE_BaseError
from rasterio.errors import CRSError
from rasterio.warp import transform as warp_points

from .georef import GeoRef, read_crs

_ELLIPSOID = Geod(ellps="WGS84")
# A projection whose areas are further off than this is not measured on its plane (Web Mercator doubles them in Europe).
_MAX_DISTORTION = 0.01


def pixel_metres(georef: GeoRef) -> tuple[float, float] | None:
    """Width and height of a pixel in metres, in units of a projected CRS, at the centre for a geographic one; None where unknown.

    That is without a CRS, outside its area of use, and on other bodies than the Earth.
    """
    if georef.crs is None:
        return None
    a, b, _, d, e, _ = georef.transform[:6]
    if georef.crs.is_projected:
        _, factor = georef.crs.linear_units_factor
        return float(np.hypot(a, d) * factor), float(np.hypot(b, e) * factor)
    row, column = georef.shape[0] // 2, georef.shape[1] // 2
    corners = _degrees(georef, np.array([column, column + 1, column]), np.array([row, row, row + 1]))
    (x0, x1, x2), (y0, y1, y2) = corners
    sides = _ELLIPSOID.inv(x0, y0, x1, y1)[2], _ELLIPSOID.inv(x0, y0, x2, y2)[2]
    return sides if all(math.isfinite(side) and side > 0 for side in sides) else None


def pixel_areas(georef: GeoRef) -> tuple[NDArray[np.float64] | None, bool]:
    """Area of a pixel of every row.

    The ellipsoid is used where the CRS is geographic, and where its plane shows areas more than 1 % too large or small.

    Returns
    -------
    areas : numpy.ndarray or None
        In m², shape (rows,), above 0; None where they are unknown.
    on_ellipsoid : bool
        Whether they were measured on the ellipsoid (WGS 84) instead of the map's plane.
    """
    if georef.crs is None:
        return None, False
    rows = np.unique(np.linspace(0, georef.shape[0] - 1, min(georef.shape[0], 512)).round().astype(int))
    geodesic = _ellipsoidal(georef, rows)
    is_known = np.isfinite(geodesic).all() and (geodesic > 0).all()
    if georef.crs.is_projected:
        _, factor = georef.crs.linear_units_factor
        plane = abs(georef.transform.determinant) * factor**2
        if not is_known or np.abs(plane / geodesic - 1).max() <= _MAX_DISTORTION:
            return np.full(georef.shape[0], plane), False
    if not is_known:
        return None, False
    return np.interp(np.arange(georef.shape[0]), rows, geodesic), True


def _ellipsoidal(georef: GeoRef, rows: NDArray[np.integer]) -> NDArray[np.float64]:
    """Geodesic area of the pixel in the middle of each row; it changes smoothly, so rows between can be interpolated."""
    column = georef.shape[1] // 2
    longitude, latitude = _degrees(
        georef,
        np.add.outer(np.zeros(len(rows)), [column, column + 1, column + 1, column]).ravel(),
        np.add.outer(rows, [0, 0, 1, 1]).ravel(),
    )
    corners = zip(longitude.reshape(-1, 4), latitude.reshape(-1, 4), strict=True)
    return np.array([abs(_ELLIPSOID.polygon_area_perimeter(x, y)[0]) for x, y in corners])


def _degrees(
    georef: GeoRef, columns: NDArray[np.number], rows: NDArray[np.number]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Longitude and latitude of pixel corners; NaN where the CRS knows no such place, or is of another body than the Earth."""
    a, b, c, d, e, f = georef.transform[:6]
    x, y = a * columns + b * rows + c, d * columns + e * rows + f
    try:
        longitude, latitude = warp_points(georef.crs, read_crs("OGC:CRS84"), x, y)
    except (CPLE_BaseError, CRSError):
        return np.full(len(x), np.nan), np.full(len(x), np.nan)
    return np.asarray(longitude), np.asarray(latitude)
