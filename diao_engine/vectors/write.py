# SPDX-License-Identifier: GPL-2.0-or-later
"""Class raster -> GeoPackage of polygons with class, area and confidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.crs import CRS

from ..errors import BadInput
from ..jobs import palette
from ..jobs.classinfo import ClassInfo, default_name
from ..jobs.common import SPECK_PX
from ..jobs.outputs import POLYGONS_LAYER
from ..jobs.verdicts import CLASSES_ITEM, MAP_VALUE_FIELD, REVIEW_FIELD, classes_text
from ..protocol.progress import ProgressReporter
from ..raster import vector_files
from ..raster.labels import LabelRaster
from ..raster.legend import Legend
from ..raster.measure import pixel_areas
from ..raster.read import Image
from .components import RasterObjects, find_objects
from .polygonize import georeferenced, outlines


@dataclass(frozen=True)
class PolygonOptions:
    """Which objects become polygons: classes, the least area in m², and how far outlines may be simplified, in metres.

    A least area of None leaves out objects of fewer than `SPECK_PX` pixels.
    """

    values: tuple[int, ...]
    min_area: float | None = 0.0
    simplify: float = 0.0


class PolygonCounts(NamedTuple):
    """How many objects became polygons, and how many were too small."""

    made: int
    left_out: int


def write_polygons(
    path: str, labels: LabelRaster, options: PolygonOptions, *, confidence: Image | None, report: ProgressReporter
) -> PolygonCounts:
    """Write a polygon per object to a new GeoPackage; the area is that of the object's pixels.

    Parameters
    ----------
    path
        File to write.
    labels
        The class raster.
    options
        Class values, least area in m², tolerance of the simplification in metres.
    confidence
        Raster with confidences from 0 to 1 in its first band, on the grid of `labels`; None leaves the column empty.
    report
        Takes progress and notes on how areas are measured.

    Returns
    -------
    PolygonCounts
        Number of polygons, and of objects that were left out.

    Raises
    ------
    BadInput
        The confidence lies on another grid, or metres are asked for where there is no CRS.
    """
    if confidence is not None and not confidence.georef.same_grid(labels.georef):
        raise BadInput("confidence_other_grid", confidence=confidence.source.name, labels=labels.source.name)
    areas, on_ellipsoid = pixel_areas(labels.georef)
    if areas is None:
        if options.min_area or options.simplify:
            raise BadInput("metres_unknown")
        report.warning("areas_unknown")
    elif on_ellipsoid:
        report.info("areas_on_ellipsoid")
    objects = find_objects(labels, options.values, row_areas=areas, confidence=confidence, report=report.part(0.0, 0.4))
    if options.min_area is None:
        kept = objects.pixels >= SPECK_PX
    else:
        kept = np.ones(len(objects), dtype=bool) if areas is None else objects.area >= options.min_area
    batches = outlines(labels, options.values, objects, kept, report.part(0.4, 1.0))
    if options.simplify and areas is not None:
        batches = _simplified(batches, options.simplify / float(np.sqrt(areas[len(areas) // 2])))
    _write(path, labels, objects, batches)
    return PolygonCounts(int(kept.sum()), int((~kept).sum()))


def _simplified(
    batches: Iterator[tuple[NDArray[np.int64], NDArray[np.object_]]], tolerance: float
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.object_]]]:
    """All polygons at once, so that shared borders stay shared; `tolerance` in pixels."""
    collected = list(batches)
    if collected:
        numbers, polygons = (np.concatenate(column) for column in zip(*collected, strict=True))
        # A coverage has a vertex wherever a third polygon touches a border: one at every pixel corner makes sure of that.
        noded = shapely.transform(shapely.segmentize(polygons, 1.0), np.rint)
        yield numbers, shapely.coverage_simplify(noded, tolerance)


def _write(
    path: str,
    labels: LabelRaster,
    objects: RasterObjects,
    batches: Iterator[tuple[NDArray[np.int64], NDArray[np.object_]]],
) -> None:
    legend, georef = labels.legend, labels.georef
    colors = palette.filled(np.unique(objects.value).tolist(), legend.names, legend.colors)
    nothing = _columns(objects, np.zeros(0, dtype=np.int64), {}, {})
    # A polygon may be given to any class of the map, so the layer names all of them.
    _append(path, georef.crs, nothing, np.zeros(0, dtype=object), classes=_classes(legend, colors))
    for numbers, polygons in batches:
        columns = _columns(objects, numbers, legend.names, colors)
        _append(path, georef.crs, columns, georeferenced(polygons, georef), append=True)


def _classes(legend: Legend, colors: Mapping[int, str]) -> list[ClassInfo]:
    """All classes of the map by value, with the colours that its polygons have."""
    values = sorted({*legend.names, *colors})
    shown = palette.filled(values, legend.names, {**legend.colors, **colors})
    return [ClassInfo(value, _name(legend.names, value), shown[value], value in legend.minority) for value in values]


def _name(names: Mapping[int, str], value: int) -> str:
    return names.get(value, default_name(value))


def _columns(
    objects: RasterObjects, numbers: NDArray[np.int64], names: Mapping[int, str], colors: Mapping[int, str]
) -> dict[str, NDArray[Any]]:
    values = objects.value[numbers]
    present, index = np.unique(values, return_inverse=True)
    return {
        "class_value": values.astype(np.int32),
        "class_name": _texts([_name(names, value) for value in present.tolist()])[index],
        "class_color": _texts([colors[value] for value in present.tolist()])[index],
        "area_m2": objects.area[numbers],
        "pixels": objects.pixels[numbers],
        "mean_confidence": objects.confidence[numbers],
        MAP_VALUE_FIELD: values.astype(np.int32),
        REVIEW_FIELD: np.full(len(numbers), None, dtype=object),
    }


def _append(
    path: str,
    crs: CRS | None,
    columns: dict[str, NDArray[Any]],
    polygons: NDArray[np.object_],
    *,
    classes: Sequence[ClassInfo] = (),
    append: bool = False,
) -> None:
    metadata = {CLASSES_ITEM: classes_text(classes)} if classes else None
    vector_files.write_layer(
        path, POLYGONS_LAYER, columns, shapely.to_wkb(polygons), crs, metadata=metadata, append=append
    )


def _texts(texts: Sequence[str]) -> NDArray[np.object_]:
    return np.array(texts, dtype=object)
