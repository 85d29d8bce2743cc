# SPDX-License-Identifier: GPL-2.0-or-later
"""The layer of sample points: written empty, and read back with the classes that the analyst has found on the ground."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from ..errors import BadInput
from ..jobs import LayerRef, sample
from ..jobs.outputs import SAMPLE_LAYER
from ..raster import vector_files
from ..raster.georef import GeoRef
from ..raster.shapes import read_features
from .reference import class_values


@dataclass(frozen=True)
class JudgedSample:
    """The judged points of a sample on a map's grid.

    `rows` and `columns` (n,) may lie outside; `values` (n,) are the classes found, `strata` (n,) those of the map it was drawn for.
    `areas` are those of all strata by class value, also of strata of which no point is judged; `unit` is m² or pixels.
    """

    rows: NDArray[np.int64]
    columns: NDArray[np.int64]
    values: NDArray[np.int64]
    strata: NDArray[np.int64]
    areas: Mapping[int, float]
    unit: str
    unjudged: int  # points without a class yet
    added: int  # points of no stratum: somebody has added them
    unmapped: Mapping[int, str]  # names of classes that the map does not have, by value


def write_sample(path: str, columns: Mapping[str, NDArray[Any]], points: NDArray[np.object_], georef: GeoRef) -> None:
    """Write points (n,) on a map's grid with their columns (`jobs.sample`) to a new GeoPackage."""
    size = {sample.PIXEL_ITEM: repr(georef.pixel_size)}
    vector_files.write_layer(
        path, SAMPLE_LAYER, columns, shapely.to_wkb(points), georef.crs, kind="Point", metadata=size
    )


def is_sample(ref: LayerRef) -> bool:
    """Whether a vector layer has the columns of a sample."""
    return bool(sample.stratum_column(_fields(ref)))


def read_sample(ref: LayerRef, field: str | None, names: Mapping[int, str], georef: GeoRef) -> JudgedSample:
    """Read a sample.

    Parameters
    ----------
    ref
        The layer (`is_sample`).
    field
        The class on the ground; None takes the column that the layer has for it.
    names
        The map's classes by value.
    georef
        The map's grid.

    Raises
    ------
    BadInput
        No point is judged, no class is one of the map's, or a stratum has points with different areas.
    """
    field = field or sample.REFERENCE
    area_column = sample.stratum_column(_fields(ref))
    points, table = read_features(ref, (area_column, sample.MAP_CLASS, field))
    areas = np.asarray(table[area_column], dtype=float)
    called, found = _texts(table[sample.MAP_CLASS]), _texts(table[field])
    drawn = np.array([bool(text) for text in called]) & np.isfinite(areas) & (areas > 0)
    known = np.array([bool(text) for text in found])
    if not (drawn & known).any():
        raise BadInput("no_point_judged", path=ref.path, count=int(drawn.sum()), name=field, field="reference")
    listed = _listed_areas(ref.path, area_column)
    every = class_values(
        np.concatenate([called[drawn], found[drawn], _texts(np.array([*listed]))]), names, field, ref.path
    )
    strata, values, empty = np.split(every.values, [drawn.sum(), 2 * drawn.sum()])
    judged, by_value = known[drawn], dict(zip(strata.tolist(), areas[drawn].tolist(), strict=True))
    if any(by_value[value] != area for value, area in zip(strata.tolist(), areas[drawn].tolist(), strict=True)):
        raise BadInput("stratum_areas_differ", path=ref.path, name=area_column, field="reference")
    xy = shapely.get_coordinates(shapely.centroid(points.on(georef).geometry[drawn][judged]))
    columns, rows = (np.floor(axis).astype(np.int64) for axis in ~georef.transform @ (xy[:, 0], xy[:, 1]))
    unit = "m²" if area_column == sample.STRATUM_M2 else "pixels"
    counts = {"unjudged": int((~judged).sum()), "added": int((~drawn).sum())}
    by_value = {**dict(zip(empty.tolist(), listed.values(), strict=True)), **by_value}
    return JudgedSample(
        rows, columns, values[judged], strata[judged], by_value, unit, unmapped=every.unmapped, **counts
    )


def _listed_areas(path: str, column: str) -> dict[str, float]:
    """The areas of all strata by the names of their classes, also of those that no point was drawn of.

    They stand beside the points. A copy of the points alone has none.
    """
    try:
        meta, _, _, read = vector_files.read(
            path, layer=sample.CLASSES_TABLE, columns=["name", column], read_geometry=False
        )
    except vector_files.UNREADABLE:
        return {}
    table = dict(zip(meta["fields"], read, strict=True))
    if set(table) != {"name", column}:
        return {}
    return {str(name): float(area) for name, area in zip(table["name"], table[column], strict=True) if area > 0}


def _texts(column: NDArray[Any]) -> NDArray[np.object_]:
    """Classes as texts, empty where there is none; a whole number stands for a value."""
    return np.array([_text(entry) for entry in column.tolist()], dtype=object)


def _text(entry: Any) -> str:
    if entry is None or (isinstance(entry, float) and math.isnan(entry)):
        return ""
    return str(int(entry)) if isinstance(entry, float) and entry.is_integer() else str(entry).strip()


def _fields(ref: LayerRef) -> list[str]:
    return list(vector_files.read_info(ref.path, layer=ref.layer or None)["fields"])
