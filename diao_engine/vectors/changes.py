# SPDX-License-Identifier: GPL-2.0-or-later
"""Changes of class as polygons, with both classes, area, confidence and date."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.crs import CRS

from ..jobs.classinfo import ClassInfo
from ..jobs.outputs import CHANGES_LAYER
from ..protocol.progress import ProgressReporter
from ..raster import vector_files
from ..raster.grid import Window
from ..raster.labels import LabelRaster
from ..raster.measure import pixel_areas
from ..raster.read import Image
from .components import RasterObjects, find_objects, pieces_of
from .polygonize import georeferenced, outlines

# Stands for no date among dates in minutes.
NO_DATE = int(np.iinfo(np.int32).min)
Dates = Callable[[Window], tuple[NDArray[np.int32], NDArray[np.int32]]]


def write_changes(
    path: str,
    labels: LabelRaster,
    pairs: Mapping[int, tuple[ClassInfo, ClassInfo]],
    *,
    confidence: Image,
    dates: Dates,
    report: ProgressReporter,
) -> int:
    """Write a polygon per connected change to a new GeoPackage; returns their number.

    Parameters
    ----------
    path
        File to write.
    labels
        A raster of changes, by the keys of `pairs`.
    pairs
        Class before and class after.
    confidence
        Confidence of the class after, 0 to 1, on the same grid.
    dates
        Of a window: when the class after was first seen, and another one last, in minutes (row, column); NO_DATE for never.
    report
        Takes progress.
    """
    areas, _ = pixel_areas(labels.georef)
    values = tuple(pairs)
    found = find_objects(labels, values, row_areas=areas, confidence=confidence, report=report.part(0.0, 0.3))
    newest = _newest(labels, values, found, dates, report.part(0.3, 0.5))
    crs = labels.georef.crs
    _append(path, crs, _columns(found, pairs, newest, np.zeros(0, dtype=np.int64)), np.zeros(0, dtype=object))
    kept = np.ones(len(found), dtype=bool)
    for numbers, polygons in outlines(labels, values, found, kept, report.part(0.5, 1.0)):
        columns = _columns(found, pairs, newest, numbers)
        _append(path, crs, columns, georeferenced(polygons, labels.georef), append=True)
    return len(found)


def _newest(
    labels: LabelRaster, values: tuple[int, ...], found: RasterObjects, dates: Dates, report: ProgressReporter
) -> NDArray[np.int64]:
    """The newest of both dates per object, (2, objects)."""
    newest = np.full((2, len(found)), NO_DATE, dtype=np.int64)
    first = 0
    for window, _, pieces, count in report.track(pieces_of(labels, values), "dating_changes", len(labels.strips())):
        at = np.nonzero(pieces)
        number = found.of_piece[first : first + count][pieces[at] - 1]
        first += count
        for row, date in zip(newest, dates(window), strict=True):
            np.maximum.at(row, number, date[at].astype(np.int64))
    return newest


def _columns(
    found: RasterObjects,
    pairs: Mapping[int, tuple[ClassInfo, ClassInfo]],
    newest: NDArray[np.int64],
    numbers: NDArray[np.int64],
) -> dict[str, NDArray[Any]]:
    classes = [pairs[int(code)] for code in found.value[numbers]]
    seen, before = (_moments(row[numbers]) for row in newest)
    return {
        "from_value": np.array([old.value for old, _ in classes], dtype=np.int32),
        "from_name": np.array([old.name for old, _ in classes], dtype=object),
        "to_value": np.array([new.value for _, new in classes], dtype=np.int32),
        "to_name": np.array([new.name for _, new in classes], dtype=object),
        "to_color": np.array([new.color for _, new in classes], dtype=object),
        "area_m2": found.area[numbers],
        "pixels": found.pixels[numbers],
        "mean_confidence": found.confidence[numbers],
        "date": seen,
        "date_before": before,
    }


def _moments(minutes: NDArray[np.int64]) -> NDArray[np.datetime64]:
    moments = np.where(minutes == NO_DATE, 0, minutes).astype("datetime64[m]").astype("datetime64[ms]")
    moments[minutes == NO_DATE] = np.datetime64("NaT", "ms")
    return moments


def _append(
    path: str, crs: CRS | None, columns: dict[str, NDArray[Any]], polygons: NDArray[np.object_], *, append: bool = False
) -> None:
    vector_files.write_layer(path, CHANGES_LAYER, columns, shapely.to_wkb(polygons), crs, append=append)
