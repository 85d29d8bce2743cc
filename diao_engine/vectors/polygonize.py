# SPDX-License-Identifier: GPL-2.0-or-later
"""Draws the outlines of objects, strip by strip; in pixel coordinates, where pieces of one object fit exactly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.features import shapes

from ..protocol.progress import ProgressReporter
from ..raster.georef import GeoRef
from ..raster.labels import LabelRaster
from .components import RasterObjects, pieces_of


def outlines(
    labels: LabelRaster,
    values: Sequence[int],
    objects: RasterObjects,
    kept: NDArray[np.bool_],
    report: ProgressReporter,
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.object_]]]:
    """Per strip, the kept objects that end in it and their polygons, whose coordinates are columns and rows."""
    first_piece = 0
    pending: dict[int, list[shapely.Polygon]] = {}
    strips = report.track(pieces_of(labels, values), "drawing_polygons", len(labels.strips()))
    for strip, (window, _, pieces, count) in enumerate(strips):
        of_piece = objects.of_piece[first_piece : first_piece + count]
        first_piece += count
        pieces_outlined, polygons = _outlined(pieces, kept[of_piece], window.y_off)
        ids = of_piece[pieces_outlined]
        is_complete = _occurs_once(ids) & (objects.last_strip[ids] == strip)
        is_complete &= ~np.isin(ids, np.fromiter(pending, dtype=np.int64, count=len(pending)))
        for index in np.flatnonzero(~is_complete):
            pending.setdefault(int(ids[index]), []).append(polygons[index])
        ended = [index for index in pending if objects.last_strip[index] == strip]
        joined = [shapely.simplify(shapely.union_all(pending.pop(index)), 0.0) for index in ended]
        numbers = np.concatenate([ids[is_complete], np.array(ended, dtype=np.int64)])
        complete = np.concatenate([polygons[is_complete], np.array(joined, dtype=object)])
        if len(numbers):
            yield numbers, _valid(complete)


def georeferenced(polygons: NDArray[np.object_], georef: GeoRef) -> NDArray[np.object_]:
    """Polygons of pixel coordinates in coordinates of the CRS."""
    a, b, c, d, e, f = georef.transform[:6]

    def to_map(points: NDArray[np.float64]) -> NDArray[np.float64]:
        column, row = points.T
        return np.stack([a * column + b * row + c, d * column + e * row + f], axis=1)

    return shapely.transform(polygons, to_map)  # type: ignore[no-any-return]


def _outlined(
    pieces: NDArray[np.int32], kept: NDArray[np.bool_], y_off: int
) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
    """Index and polygon of every kept piece of a strip; a piece is 4-connected and so has one polygon."""
    mask = np.concatenate([[False], kept])[pieces]
    if not mask.any():
        return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=object)
    piece_index: list[int] = []
    corners: list[tuple[float, float]] = []
    ring_ends, polygon_ends = [0], [0]
    for shape, piece in shapes(pieces, mask=mask, connectivity=4):
        for ring in shape["coordinates"]:
            corners.extend(ring)
            ring_ends.append(len(corners))
        polygon_ends.append(len(ring_ends) - 1)
        piece_index.append(int(piece) - 1)
    points = np.array(corners) + np.array([0, y_off])
    polygons = shapely.from_ragged_array(shapely.GeometryType.POLYGON, points, (ring_ends, polygon_ends))
    return np.array(piece_index, dtype=np.int64), polygons


def _occurs_once(ids: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which ids occur once."""
    _, index, counts = np.unique(ids, return_inverse=True, return_counts=True)
    return np.asarray(counts[index] == 1)


def _valid(polygons: NDArray[np.object_]) -> NDArray[np.object_]:
    """An outline that touches itself in a corner is drawn as one ring; mended."""
    invalid = ~shapely.is_valid(polygons)
    polygons[invalid] = shapely.make_valid(polygons[invalid])
    return polygons
