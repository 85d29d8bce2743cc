# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts pixels or points by map class and reference class, strip by strip."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from ..metrics.confusion import Confusion
from ..protocol.progress import ProgressReporter
from ..raster.grid import Window
from ..raster.labels import LabelRaster, indexed
from ..raster.shapes import AreaMask
from .reference import Points, ReadReference
from .spread import Spread

# Number of pixels or points by (reference value, map value).
Pairs = Counter[tuple[int, int]]


def compare_pixels(
    labels: LabelRaster, reference: ReadReference, area: AreaMask, report: ProgressReporter
) -> tuple[Pairs, Spread]:
    """Count every pixel that both know, and the pieces of ground that each reference class stands on."""
    total: Pairs = Counter()
    spread = Spread()
    for window in report.track(labels.strips(), "comparing"):
        mapped, expected, both = read_both(labels, reference, area, window)
        total.update(count_pairs(expected[both], mapped[both]))
        spread.add(expected, both, window)
    return total, spread


def compare_points(labels: LabelRaster, points: Points, area: AreaMask, report: ProgressReporter) -> Pairs:
    """Count every point that lies on mapped ground."""
    mapped, known = values_at(labels, points.rows, points.columns, area, report)
    return count_pairs(points.values[known], mapped[known])


def values_at(
    labels: LabelRaster,
    rows: NDArray[np.int64],
    columns: NDArray[np.int64],
    area: AreaMask,
    report: ProgressReporter,
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Class values of pixels (n,), which may lie outside, and which of them lie on mapped ground within the area."""
    values, known = np.zeros(len(rows), dtype=np.int64), np.zeros(len(rows), dtype=bool)
    inside = (columns >= 0) & (columns < labels.georef.shape[1])
    for window in report.track(labels.strips(), "comparing"):
        here = np.flatnonzero(inside & (rows >= window.y_off) & (rows < window.y_off + window.height))
        if len(here):
            mapped, valid = labels.read(window)
            positions = rows[here] - window.y_off, columns[here]
            values[here], known[here] = mapped[positions], (valid & area.read(window))[positions]
    return values, known


def read_both(
    labels: LabelRaster, other: ReadReference, area: AreaMask, window: Window
) -> tuple[NDArray[np.integer], NDArray[np.integer], NDArray[np.bool_]]:
    """Values of a class map and of the other one in a window, and where both know a class, all (row, column)."""
    mapped, valid = labels.read(window)
    expected, known = other(window)
    return mapped, expected, valid & known & area.read(window)


def paired(
    first: NDArray[np.integer], second: NDArray[np.integer]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.integer]]:
    """The values that occur in each, and the index (n,) of every pair in a table of first by second values, row after row."""
    first_values, first_index = indexed(first)
    second_values, second_index = indexed(second)
    return first_values, second_values, first_index * len(second_values) + second_index


def count_pairs(expected: NDArray[np.integer], mapped: NDArray[np.integer]) -> Pairs:
    """Count pairs of values."""
    reference_values, map_values, index = paired(expected, mapped)
    counts = np.bincount(index, minlength=len(reference_values) * len(map_values))
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
