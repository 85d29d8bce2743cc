# SPDX-License-Identifier: GPL-2.0-or-later
"""The reference of an evaluation: a class raster on any grid, polygons, or sample points, as values on the map's pixels."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError

from ..errors import BadInput
from ..jobs import LayerRef
from ..protocol.progress import ProgressReporter
from ..raster import vector_files
from ..raster.georef import GeoRef
from ..raster.grid import Window
from ..raster.labels import LabelRaster, open_labels
from ..raster.read import on_grid
from ..raster.shapes import AreaMask, Shapes, burn, read_shapes

# Values (row, column) of a window of the map and where they are known.
ReadReference = Callable[[Window], tuple[NDArray[np.integer], NDArray[np.bool_]]]
_POINT, _MULTIPOINT = 0, 4
_NONE = np.iinfo(np.int32).min
_SHOWN_NAMES = 10


@dataclass(frozen=True)
class Points:
    """Sample points on the map's grid: row, column and class value, one entry a point."""

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: NDArray[np.int64]


def is_vector(ref: LayerRef) -> bool:
    """Whether a reference is a vector layer."""
    try:
        return vector_files.read_info(ref.path, layer=ref.layer or None)["geometry_type"] is not None
    except (DataSourceError, DataLayerError):
        return False


def read_features(ref: LayerRef, field: str | None, names: Mapping[int, str], georef: GeoRef) -> Shapes:
    """A vector reference on the map's CRS, with class values; BadInput names classes that the map does not know."""
    if not field:
        known = ", ".join(vector_files.read_info(ref.path, layer=ref.layer or None)["fields"])
        raise BadInput(f"Class field is missing: choose the field of {ref.path} that holds the class, among {known}.")
    shapes = read_shapes(ref, field).on(georef)
    left, bottom, right, top = shapely.total_bounds(shapes.geometry)
    if georef.window_of_points(np.array([left, right, right, left]), np.array([bottom, bottom, top, top])) is None:
        raise BadInput(f"{ref.path} lies outside the map; choose a reference that overlaps it, and check its CRS.")
    values, known_class = class_values(shapes.values, names, f"{field} of {ref.path}")
    return Shapes(shapes.geometry[known_class], values[known_class], shapes.crs)


def class_values(
    column: NDArray[np.generic], names: Mapping[int, str], where: str
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Class values of a column of names (in any case) or numbers, and where there is one (empty cells have none)."""
    if column.dtype.kind in "iub":
        return column.astype(np.int64), np.ones(len(column), dtype=bool)
    if column.dtype.kind == "f":
        known = np.isfinite(column)
        return np.where(known, column, 0).astype(np.int64), known
    by_name = {name.casefold(): value for value, name in names.items()}
    texts = ["" if text is None else str(text).strip() for text in column]
    value_by_text = {text: by_name.get(text.casefold(), _integer(text)) for text in set(texts) if text}
    unknown = sorted(text for text, value in value_by_text.items() if value is None)
    if unknown:
        listed = ", ".join(unknown[:_SHOWN_NAMES]) + (" …" if len(unknown) > _SHOWN_NAMES else "")
        if not names:
            raise BadInput(
                f"The field {where} holds names ({listed}) and the map has only values; choose a field of values."
            )
        raise BadInput(
            f"The field {where} holds classes that the map does not have: {listed}; the map's classes are "
            f"{', '.join(names.values())}."
        )
    known = np.array([bool(text) for text in texts])
    return np.array([value_by_text.get(text) or 0 for text in texts], dtype=np.int64), known


def as_points(shapes: Shapes, georef: GeoRef) -> Points | None:
    """The features as points on the grid, or None when they are polygons; points outside the map are left out."""
    geometry_types = set(shapely.get_type_id(shapes.geometry).tolist())
    if not geometry_types <= {_POINT, _MULTIPOINT}:
        return None
    xy, feature = shapely.get_coordinates(shapes.geometry, return_index=True)
    columns, rows = ~georef.transform @ (xy[:, 0], xy[:, 1])
    rows, columns = np.floor(rows).astype(np.int64), np.floor(columns).astype(np.int64)
    inside = (rows >= 0) & (rows < georef.shape[0]) & (columns >= 0) & (columns < georef.shape[1])
    return Points(rows[inside], columns[inside], shapes.values[feature][inside].astype(np.int64))


def burnt(shapes: Shapes, georef: GeoRef) -> ReadReference:
    """Polygons as values of the map's pixels, burnt window by window."""

    def read(window: Window) -> tuple[NDArray[np.integer], NDArray[np.bool_]]:
        nearby = shapes.near(georef, window)
        values = burn(nearby, nearby.values, georef, window, fill=_NONE, dtype="int32")
        return values, values != _NONE

    return read


@contextmanager
def open_reference(
    path: str, georef: GeoRef, *, ignored: float | None, report: ProgressReporter
) -> Iterator[ReadReference]:
    """A reference raster on the map's grid, by nearest neighbour where its own is another.

    Parameters
    ----------
    path
        The class raster.
    georef
        Grid of the map.
    ignored
        Value that is no class where the file has no nodata value of its own; None for none.
    report
        Takes progress where the raster has to be read for a free value.

    Yields
    ------
    callable
        From a window of the map to class values (row, column) and where they are known (row, column).

    Raises
    ------
    BadInput
        The file is no class raster, has no CRS and another grid, or uses every value and has no nodata value.
    """
    with open_labels(path) as labels:
        excluded = ignored if labels.source.nodata is None else None
        if labels.georef.same_grid(georef):
            yield _without(labels, excluded)
            return
        fill = labels.source.nodata
        if fill is None:
            fill = _free_value(labels, report)
        with on_grid(labels.source, georef, fill=int(fill)) as view:
            yield _without(LabelRaster(view), excluded)


def _without(labels: LabelRaster, ignored: float | None) -> ReadReference:
    def read(window: Window) -> tuple[NDArray[np.integer], NDArray[np.bool_]]:
        values, valid = labels.read(window)
        return values, valid if ignored is None else valid & (values != ignored)

    return read


def _free_value(labels: LabelRaster, report: ProgressReporter) -> int:
    """A value of the raster's dtype that it does not use."""
    used = labels.count(AreaMask(None, labels.georef), report, "Reading the reference")
    highest = 255 if labels.source.dtypes[0] == "uint8" else 32767
    free = [value for value in range(highest, -1, -1) if value not in used]
    if not free:
        raise BadInput(f"{labels.source.name} uses every value and has no nodata; set a nodata value for it.")
    return free[0]


def _integer(text: str) -> int | None:
    try:
        return int(float(text)) if float(text).is_integer() else None
    except ValueError:
        return None
