# SPDX-License-Identifier: GPL-2.0-or-later
"""Extracts the objects of a class raster: 4-connected pixels of one class, strip by strip, joined across strips."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from ..protocol.progress import ProgressReporter
from ..raster.grid import Window
from ..raster.labels import LabelRaster
from ..raster.read import Image


@dataclass(frozen=True)
class RasterObjects:
    """The objects of a raster, one array per column.

    `last_strip` is the strip in which an object ends, `confidence` its mean (NaN where unknown), `area` in m² (NaN without a
    CRS). `of_piece` gives the object of every piece, pieces numbered over the strips as `pieces` numbers them.
    """

    value: NDArray[np.int64]
    pixels: NDArray[np.int64]
    area: NDArray[np.float64]
    confidence: NDArray[np.float64]
    last_strip: NDArray[np.int64]
    of_piece: NDArray[np.int64]

    def __len__(self) -> int:
        return len(self.value)


def find_objects(
    labels: LabelRaster,
    values: Sequence[int],
    *,
    row_areas: NDArray[np.float64] | None,
    confidence: Image | None,
    report: ProgressReporter,
) -> RasterObjects:
    """Measure the objects of some classes.

    Parameters
    ----------
    labels
        The class raster.
    values
        Class values whose objects are wanted.
    row_areas
        Area in m² of a pixel of each row, shape (rows,); None where it is not known.
    confidence
        Raster with confidences from 0 to 1 in its first band, on the grid of `labels`.
    report
        Takes progress.

    Returns
    -------
    RasterObjects
        4-connected components, joined across strips.
    """
    strips = _Strips(row_areas)
    for window, classes, pieces, count in report.track(
        pieces_of(labels, values), "finding_objects", len(labels.strips())
    ):
        window_confidence = None if confidence is None else _confidence(confidence, window)
        strips.add(window, classes, pieces, count, window_confidence)
    return strips.joined()


def pieces_of(
    labels: LabelRaster, values: Sequence[int]
) -> Iterator[tuple[Window, NDArray[np.integer], NDArray[np.int32], int]]:
    """Per strip: its window, class values, pieces (row, column; 1 … count, 0 elsewhere), and count."""
    for window in labels.strips():
        classes, valid = labels.read(window)
        pieces = np.zeros(classes.shape, dtype=np.int32)
        count = 0
        for value in values:
            mask = (classes == value) & valid
            if not mask.any():
                continue
            labelled, pieces_of_value = ndimage.label(mask)
            labelled[mask] += count
            pieces += labelled
            count += pieces_of_value
        yield window, classes, pieces, count


def _confidence(image: Image, window: Window) -> NDArray[np.float32]:
    """Confidence (row, column), NaN where there is none."""
    pixels, valid = image.read(window)
    return np.where(valid, pixels[0], np.nan).astype(np.float32)


class _Strips:
    """Sums per piece, and which pieces of neighbouring strips touch."""

    def __init__(self, row_areas: NDArray[np.float64] | None) -> None:
        self._row_areas = row_areas
        self._columns: list[tuple[NDArray[Any], ...]] = []
        self._touching: list[NDArray[np.int64]] = []
        self._count = 0
        self._bottom: tuple[NDArray[np.integer], NDArray[np.int64]] | None = None

    def add(
        self,
        window: Window,
        classes: NDArray[np.integer],
        pieces: NDArray[np.int32],
        count: int,
        confidence: NDArray[np.floating] | None,
    ) -> None:
        positions = np.flatnonzero(pieces)
        piece = pieces.ravel()[positions] - 1
        pixels = np.bincount(piece, minlength=count)
        value = np.zeros(count, dtype=np.int64)
        value[piece] = classes.ravel()[positions]
        rows = positions // window.width
        area = np.full(count, np.nan)
        if self._row_areas is not None:
            area[:] = np.bincount(piece, weights=self._row_areas[window.y_off + rows], minlength=count)
        confidence_sum, confident_pixels = np.zeros(count), np.zeros(count)
        if confidence is not None:
            piece_confidence = confidence.ravel()[positions]
            finite = np.isfinite(piece_confidence)
            confidence_sum[:] = np.bincount(piece[finite], weights=piece_confidence[finite], minlength=count)
            confident_pixels[:] = np.bincount(piece[finite], minlength=count)
        self._columns.append(
            (value, pixels, area, confidence_sum, confident_pixels, np.full(count, len(self._columns)))
        )
        self._touch(classes, pieces)
        self._count += count

    def joined(self) -> RasterObjects:
        """Pieces that touch across a border of strips, as one object each."""
        value, pixels, area, confidence_sum, confident_pixels, strip = (
            np.concatenate(column) for column in zip(*self._columns, strict=True)
        )
        first, second = np.concatenate(self._touching, axis=1) if self._touching else np.zeros((2, 0), dtype=np.int64)
        links = coo_array((np.ones(len(first), dtype=np.int8), (first, second)), shape=(self._count, self._count))
        number, of_piece = connected_components(links, directed=False) if self._count else (0, np.zeros(0, dtype=int))
        object_value, last = np.zeros(number, dtype=np.int64), np.zeros(number, dtype=np.int64)
        object_value[of_piece] = value
        np.maximum.at(last, of_piece, strip.astype(np.int64))

        def total(column: NDArray[np.floating]) -> NDArray[np.float64]:
            return np.bincount(of_piece, weights=column, minlength=number).astype(float)

        measured = total(confident_pixels)
        mean = np.divide(total(confidence_sum), measured, out=np.full(number, np.nan), where=measured > 0)
        return RasterObjects(object_value, total(pixels).astype(np.int64), total(area), mean, last, of_piece)

    def _touch(self, classes: NDArray[np.integer], pieces: NDArray[np.int32]) -> None:
        if self._bottom is not None:
            above_class, above = self._bottom
            meet = (above > 0) & (pieces[0] > 0) & (above_class == classes[0])
            pairs = np.stack([above[meet] - 1, pieces[0][meet].astype(np.int64) + self._count - 1])
            self._touching.append(np.unique(pairs, axis=1))
        last = pieces[-1].astype(np.int64)
        self._bottom = classes[-1].copy(), np.where(last > 0, last + self._count, 0)
