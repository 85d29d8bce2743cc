# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts pixels or points by map class and reference class, strip by strip."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..jobs.support import FEW_TILES
from ..metrics.confusion import Confusion
from ..protocol.progress import ProgressReporter
from ..raster.grid import Window
from ..raster.labels import LabelRaster, indexed
from ..raster.shapes import AreaMask
from .reference import Points, ReadReference

# Number of pixels or points by (reference value, map value).
Pairs = Counter[tuple[int, int]]
# On how many pieces of ground, squares of `PIECE_PX` pixels, each reference value stands; counted up to as many as are no longer few.
Pieces = Counter[int]
PIECE_PX = 256


def compare_pixels(
    labels: LabelRaster, reference: ReadReference, area: AreaMask, report: ProgressReporter
) -> tuple[Pairs, Pieces]:
    """Count every pixel that both know, and the pieces of ground that each reference class stands on."""
    total: Pairs = Counter()
    standing: dict[int, set[tuple[int, int]]] = {}
    for window in report.track(labels.strips(), "comparing"):
        mapped, valid = labels.read(window)
        expected, known = reference(window)
        both = valid & known & area.read(window)
        total.update(count_pairs(expected[both], mapped[both]))
        for value, row, column in _standing(expected, both, window):
            pieces = standing.setdefault(value, set())
            if len(pieces) < FEW_TILES:
                pieces.add((row, column))
    return total, Counter({value: len(pieces) for value, pieces in standing.items()})


def _standing(expected: NDArray[np.integer], both: NDArray[np.bool_], window: Window) -> set[tuple[int, int, int]]:
    """Reference value, row and column of each piece of the map on which the value stands."""
    found: set[tuple[int, int, int]] = set()
    for row, in_row in _pieces(window.y_off, window.height):
        for column, in_column in _pieces(window.x_off, window.width):
            values, _ = indexed(expected[in_row, in_column][both[in_row, in_column]])
            found.update((int(value), row, column) for value in values)
    return found


def _pieces(start: int, length: int) -> Iterator[tuple[int, slice]]:
    """Number and span, from `start`, of the pieces along one side of a window; they lie on the map's own grid."""
    for number in range(start // PIECE_PX, (start + length - 1) // PIECE_PX + 1):
        yield number, slice(max(number * PIECE_PX - start, 0), min((number + 1) * PIECE_PX - start, length))


def compare_points(labels: LabelRaster, points: Points, area: AreaMask, report: ProgressReporter) -> Pairs:
    """Count every point that lies on mapped ground."""
    total: Pairs = Counter()
    for window in report.track(labels.strips(), "comparing"):
        in_strip = (points.rows >= window.y_off) & (points.rows < window.y_off + window.height)
        if not in_strip.any():
            continue
        mapped, valid = labels.read(window)
        positions = points.rows[in_strip] - window.y_off, points.columns[in_strip]
        selected = (valid & area.read(window))[positions]
        total.update(count_pairs(points.values[in_strip][selected], mapped[positions][selected]))
    return total


def count_pairs(expected: NDArray[np.integer], mapped: NDArray[np.integer]) -> Pairs:
    """Count pairs of values."""
    reference_values, reference_index = indexed(expected)
    map_values, map_index = indexed(mapped)
    counts = np.bincount(
        reference_index * len(map_values) + map_index, minlength=len(reference_values) * len(map_values)
    )
    return Counter(
        {
            (int(reference_values[position // len(map_values)]), int(map_values[position % len(map_values)])): int(
                counts[position]
            )
            for position in np.flatnonzero(counts)
        }
    )


def confusion_of(pairs: Pairs, values: tuple[int, ...]) -> Confusion:
    """The confusion matrix over class values, in their order."""
    position = {value: index for index, value in enumerate(values)}
    matrix = np.zeros((len(values), len(values)), dtype=np.int64)
    for (expected, mapped), count in pairs.items():
        matrix[position[expected], position[mapped]] += count
    return Confusion(matrix)
