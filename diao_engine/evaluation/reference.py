# SPDX-License-Identifier: GPL-2.0-or-later
"""The reference of an evaluation: a class raster on any grid, polygons, or sample points, as values on the map's pixels."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from pyogrio.errors import DataLayerError, DataSourceError

from ..errors import BadInput
from ..jobs import LayerRef
from ..jobs.classinfo import name_key
from ..protocol.progress import ProgressReporter
from ..raster import vector_files
from ..raster.georef import GeoRef
from ..raster.grid import Window
from ..raster.labels import LabelRaster, open_labels
from ..raster.read import on_grid
from ..raster.shapes import AreaMask, Shapes, burn, read_polygons, read_shapes

# Values (row, column) of a window of the map and where they are known.
ReadReference = Callable[[Window], tuple[NDArray[np.integer], NDArray[np.bool_]]]
_POINT, _MULTIPOINT = 0, 4
_NONE = np.iinfo(np.int32).min
_SHOWN_NAMES = 10
# Values of classes that the map does not have; those of the map end before.
_FIRST_UNMAPPED = 65536


@dataclass(frozen=True)
class ClassValues:
    """Class values (n,) of a column, where there is one (n,), and the names of the classes that the map does not have, by value."""

    values: NDArray[np.int64]
    known: NDArray[np.bool_]
    unmapped: Mapping[int, str]


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


def read_features(
    ref: LayerRef, field: str | None, names: Mapping[int, str], georef: GeoRef
) -> tuple[Shapes, Mapping[int, str]]:
    """A vector reference on the map's CRS, with class values, and the names of those that the map does not have (`class_values`)."""
    if not field:
        known = list(vector_files.read_info(ref.path, layer=ref.layer or None)["fields"])
        raise BadInput("class_field_missing", field="class_field", path=ref.path, known=known)
    shapes = read_shapes(ref, field)
    if not _are_points(shapes):  # what is neither points nor polygons would be burnt a pixel wide
        shapes, _ = read_polygons(ref, field)
    shapes = shapes.on(georef)
    left, bottom, right, top = shapely.total_bounds(shapes.geometry)
    if georef.window_of_points(np.array([left, right, right, left]), np.array([bottom, bottom, top, top])) is None:
        raise BadInput("reference_elsewhere", path=ref.path)
    found = class_values(shapes.values, names, field, ref.path)
    return Shapes(shapes.geometry[found.known], found.values[found.known], shapes.crs), found.unmapped


def class_values(column: NDArray[np.generic], names: Mapping[int, str], field: str, path: str) -> ClassValues:
    """Class values of a column of names or numbers; empty cells have none.

    Parameters
    ----------
    column
        The field, shape (n,): whole numbers, or texts, which are names (`jobs.classinfo.name_key`) or whole numbers.
    names
        The map's classes by value.
    field, path
        Where the column stands, for messages.

    Returns
    -------
    ClassValues
        Names that the map does not have get values of their own, from 65536.

    Raises
    ------
    BadInput
        A number is not whole, or no name is one of the map's, so that it is another field or another map.
    """
    if column.dtype.kind in "iub":
        return ClassValues(column.astype(np.int64), np.ones(len(column), dtype=bool), {})
    if column.dtype.kind == "f":
        known = np.isfinite(column)
        numbers = np.where(known, column, 0)
        if (broken := numbers[numbers != np.round(numbers)]).size:
            raise BadInput(
                "reference_no_whole_number", field="class_field", name=field, path=path, value=float(broken[0])
            )
        return ClassValues(numbers.astype(np.int64), known, {})
    by_name = {name_key(name): value for value, name in names.items()}
    texts = ["" if text is None else str(text).strip() for text in column]
    value_by_text = {text: by_name.get(name_key(text), _integer(text)) for text in set(texts) if text}
    unknown = sorted(text for text, value in value_by_text.items() if value is None)
    if unknown and len(unknown) == len(value_by_text):
        listed = [*unknown[:_SHOWN_NAMES], *(["…"] if len(unknown) > _SHOWN_NAMES else [])]
        code = "reference_has_names" if not names else "reference_has_other_classes"
        raise BadInput(code, field="class_field", name=field, path=path, listed=listed, classes=list(names.values()))
    unmapped = _named(Counter(text for text in texts if text in unknown))
    added = {name_key(name): value for value, name in unmapped.items()}
    value_by_text |= {text: added[name_key(text)] for text in unknown}
    known = np.array([bool(text) for text in texts])
    values = np.array([value_by_text.get(text) or 0 for text in texts], dtype=np.int64)
    return ClassValues(values, known, unmapped)


def _named(texts: Counter[str]) -> dict[int, str]:
    """Values for names that the map does not have, in the order of their characters; of spellings the commonest is kept."""
    spelled: dict[str, str] = {}
    for text, _ in sorted(texts.items(), key=lambda item: (-item[1], item[0])):
        spelled.setdefault(name_key(text), text)
    return {_FIRST_UNMAPPED + position: spelled[key] for position, key in enumerate(sorted(spelled))}


def as_points(shapes: Shapes, georef: GeoRef) -> Points | None:
    """The features as points on the grid, or None when they are polygons; points outside the map are left out."""
    if not _are_points(shapes):
        return None
    xy, feature = shapely.get_coordinates(shapes.geometry, return_index=True)
    columns, rows = ~georef.transform @ (xy[:, 0], xy[:, 1])
    rows, columns = np.floor(rows).astype(np.int64), np.floor(columns).astype(np.int64)
    inside = (rows >= 0) & (rows < georef.shape[0]) & (columns >= 0) & (columns < georef.shape[1])
    return Points(rows[inside], columns[inside], shapes.values[feature][inside].astype(np.int64))


def _are_points(shapes: Shapes) -> bool:
    return set(shapely.get_type_id(shapes.geometry).tolist()) <= {_POINT, _MULTIPOINT}


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
        Takes progress where the raster has to be read for a free value, and hears that a reference without a CRS, or with a local
        one, is taken to be in that of the map.

    Yields
    ------
    callable
        From a window of the map to class values (row, column) and where they are known (row, column).

    Raises
    ------
    BadInput
        The file is no class raster, uses every value and has no nodata value, or has another grid and the map has no CRS.
    """
    with open_labels(path) as labels:
        excluded = ignored if labels.source.nodata is None else None
        placed = labels.georef
        if placed.crs is None and placed.has_place and georef.crs is not None:
            report.warning("reference_local_crs", path=path)
            placed = dataclasses.replace(placed, crs=georef.crs)
        if placed.same_grid(georef):
            yield _without(labels, excluded)
            return
        fill = labels.source.nodata
        if fill is None:
            fill = _free_value(labels, report)
        if placed.crs is None or georef.crs is None:
            raise BadInput("reference_not_comparable", path=path)
        with on_grid(labels.source, georef, source_crs=placed.crs, fill=int(fill)) as view:
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
        raise BadInput("reference_without_free_value", path=labels.source.name)
    return free[0]


def _integer(text: str) -> int | None:
    try:
        return int(float(text)) if float(text).is_integer() else None
    except ValueError:
        return None
