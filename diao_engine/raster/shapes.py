# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads vector layers and brings their shapes onto a pixel grid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.features import rasterize

from ..errors import BadInput
from ..jobs import LayerRef
from . import vector_files
from .georef import GeoRef, comparable, transformed
from .grid import Window

_COLLECTION = 7  # of shapely's numbers for types of geometries


@dataclass(frozen=True)
class Shapes:
    """The features of a layer: geometries (n,), the values (n,) of the field that was asked for, and their CRS."""

    geometry: NDArray[np.object_]
    values: NDArray[Any]
    crs: CRS | None

    def __len__(self) -> int:
        return len(self.geometry)

    def on(self, georef: GeoRef) -> Shapes:
        """The same in the CRS of a grid."""
        return Shapes(transformed(self.geometry, self.crs, georef.crs), self.values, georef.crs)

    def near(self, georef: GeoRef, window: Window) -> Shapes:
        """Those whose bounding box meets the window; they must be in the CRS of the grid."""
        footprint = georef.footprints(np.array([window]))[0]
        positions = np.sort(self._tree.query(footprint))
        return Shapes(self.geometry[positions], self.values[positions], self.crs)

    def window(self, georef: GeoRef) -> Window | None:
        """The smallest window of a grid that holds all shapes, in its CRS; None where they lie outside."""
        left, bottom, right, top = shapely.total_bounds(self.geometry)
        return georef.window_of_points(np.array([left, right, right, left]), np.array([bottom, bottom, top, top]))

    @cached_property
    def _tree(self) -> Any:
        return shapely.STRtree(self.geometry)

    def cover(self, georef: GeoRef, window: Window) -> NDArray[np.bool_]:
        """Which pixels (row, column) of a window they cover; they must be in the CRS of the grid."""
        nearby = self.near(georef, window)
        ones = np.ones(len(nearby), dtype=np.uint8)
        return burn(nearby, ones, georef, window, fill=0, dtype="uint8").astype(bool)


def read_shapes(ref: LayerRef, field: str | None = None) -> Shapes:
    """Read a vector layer; features without geometry are left out, broken polygons mended.

    Parameters
    ----------
    ref
        File and layer; `ids` are feature ids, None stands for all features.
    field
        The attribute to read; without one all values are 0.

    Returns
    -------
    Shapes
        At least one feature, in the CRS of the layer.

    Raises
    ------
    BadInput
        The file or the layer cannot be read, the field is unknown, or no feature has a geometry.
    """
    shapes, columns = read_features(ref, (field,) if field else ())
    return Shapes(shapes.geometry, columns[field], shapes.crs) if field else shapes


def read_features(ref: LayerRef, fields: Sequence[str]) -> tuple[Shapes, dict[str, NDArray[Any]]]:
    """The same with several attributes, each (n,), by name; the values of the shapes are 0."""
    geometry, columns, crs = _read(ref, fields, needed=fields)
    return Shapes(geometry, np.zeros(len(geometry), dtype=np.int64), crs), columns


def read_polygons(ref: LayerRef, field: str | None = None) -> tuple[Shapes, int]:
    """The polygons of a layer, and how many of its features are none.

    Parameters
    ----------
    ref, field
        As for `read_shapes`.

    Returns
    -------
    shapes : Shapes
        At least one; of geometries that hold more than polygons only these.
    left_out : int
        Points and lines.

    Raises
    ------
    BadInput
        As for `read_shapes`, or there is no polygon.
    """
    shapes = read_shapes(ref, field)
    geometry, has_area = _polygons(shapes.geometry, ref.path)
    return Shapes(geometry, shapes.values[has_area], shapes.crs), int(np.count_nonzero(~has_area))


def read_polygon_table(ref: LayerRef, fields: Sequence[str]) -> tuple[Shapes, dict[str, NDArray[Any]], int]:
    """The polygons of a layer with several attributes.

    Parameters
    ----------
    ref
        As for `read_shapes`.
    fields
        Attributes that are read where the layer has them.

    Returns
    -------
    shapes : Shapes
        At least one; the values are the positions of the polygons in the columns.
    columns : dict
        The attributes that there are, by name, each (n,).
    left_out : int
        Points and lines.

    Raises
    ------
    BadInput
        As for `read_polygons`.
    """
    geometry, columns, crs = _read(ref, fields)
    polygons, has_area = _polygons(geometry, ref.path)
    kept = {name: column[has_area] for name, column in columns.items()}
    return Shapes(polygons, np.arange(len(polygons)), crs), kept, int(np.count_nonzero(~has_area))


def _read(
    ref: LayerRef, fields: Sequence[str], *, needed: Sequence[str] = ()
) -> tuple[NDArray[np.object_], dict[str, NDArray[Any]], CRS | None]:
    """Geometries of a layer, made valid, those of its attributes that are wanted and there, and its CRS."""
    try:
        meta, fids, wkb, columns = vector_files.read(
            ref.path, layer=ref.layer or None, columns=list(fields), return_fids=True, force_2d=True
        )
    except vector_files.UNREADABLE as error:
        raise vector_files.refusal(ref.path, error) from None
    if wkb is None:
        raise BadInput("no_geometry", path=ref.path)
    named = dict(zip(meta["fields"], columns, strict=True))
    for field in needed:
        if field not in named:
            raise vector_files.no_field(ref.path, ref.layer, field)
    geometry = shapely.from_wkb(wkb)
    usable = ~(shapely.is_missing(geometry) | shapely.is_empty(geometry))
    if ref.ids is not None:
        usable &= np.isin(fids, ref.ids)
    if not usable.any():
        raise BadInput("no_feature", path=ref.path)
    crs = comparable(CRS.from_user_input(meta["crs"])) if meta["crs"] else None
    return shapely.make_valid(geometry[usable]), {name: column[usable] for name, column in named.items()}, crs


def _polygons(geometry: NDArray[np.object_], path: str) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """The geometries that have an area, of mixed ones only what has, and which these are; BadInput where there are none."""
    has_area = shapely.get_dimensions(geometry) == 2
    if not has_area.any():
        raise BadInput("no_polygon", path=path)
    polygons = geometry[has_area]
    is_mixed = shapely.get_type_id(polygons) == _COLLECTION
    polygons[is_mixed] = [_polygonal(mixed) for mixed in polygons[is_mixed]]
    return polygons, has_area


def _polygonal(mixed: Any) -> Any:
    parts = shapely.get_parts(mixed)
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])


def burn(
    shapes: Shapes, values: NDArray[np.integer], georef: GeoRef, window: Window, *, fill: int, dtype: str
) -> NDArray[Any]:
    """Burn shapes into the pixels of a window; of those that cover a pixel's centre the last one counts.

    Parameters
    ----------
    shapes
        n shapes in the CRS of the grid.
    values
        What to burn, shape (n,), within the range of `dtype`.
    georef, window
        The grid, and the window of it in pixels.
    fill
        Value of pixels that no shape covers.
    dtype
        Of the result, as NumPy names it.

    Returns
    -------
    numpy.ndarray
        Shape (row, column).
    """
    part = georef.part(window)
    pairs = [(shape, int(value)) for shape, value in zip(shapes.geometry, values, strict=True)]
    if not pairs:
        return np.full(part.shape, fill, dtype=dtype)
    return rasterize(pairs, out_shape=part.shape, transform=part.transform, fill=fill, dtype=dtype)  # type: ignore[no-any-return]


class AreaMask:
    """The ground that a polygon layer covers, burnt window by window; without a layer it is everywhere."""

    def __init__(self, ref: LayerRef | None, georef: GeoRef) -> None:
        self._georef = georef
        self._shapes = None if ref is None else read_polygons(ref)[0].on(georef)
        if ref is not None and self._shapes is not None and self.window is None:
            raise BadInput("area_outside", path=ref.path)

    @property
    def window(self) -> Window | None:
        """The smallest window that holds the area, or all of the grid; None where the area lies outside."""
        if self._shapes is None:
            return self._georef.window
        return self._shapes.window(self._georef)

    def read(self, window: Window) -> NDArray[np.bool_]:
        """Which pixels (row, column) of a window lie in the area."""
        if self._shapes is None:
            return np.ones((window.height, window.width), dtype=bool)
        return self._shapes.cover(self._georef, window)
