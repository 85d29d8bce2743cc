# SPDX-License-Identifier: GPL-2.0-or-later
"""Which windows the model sees and what is written: windows on the model's grid, columns of the output; pure maths.

The *model's grid* is the raster's own, or a coarser or finer one over the same area when the model was trained on
another pixel size. The output always lies on the raster's grid.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from ..raster.grid import TileGrid, Window

# Blended scores of one row of windows may take this much; wider rasters are processed in several column strips.
_STRIP_BYTES = 256 * 2**20
_BLOCK_PX = 256
# Rows or columns of the grid: their number in it, and (offset, length).
Spans = tuple[tuple[int, tuple[int, int]], ...]


class WindowPosition(NamedTuple):
    """A window of the grid, by its row and column in the grid."""

    row: int
    column: int
    window: Window


@dataclass(frozen=True)
class ColumnStrip:
    """Some columns of the output: `target` on the raster's grid, `source` on the model's grid, and the windows over it.

    `rows` and `columns` are those of the grid that reach into it, with their number in the grid. The windows are laid as they are
    asked for: a large raster has more of them than memory should hold.
    """

    target: Window
    source: Window
    rows: Spans
    columns: Spans

    def __len__(self) -> int:
        """How many windows."""
        return len(self.rows) * len(self.columns)

    def positions(self) -> Iterator[WindowPosition]:
        """The windows from left to right, then top to bottom."""
        for row, (top, height) in self.rows:
            for column, (left, width) in self.columns:
                yield WindowPosition(row, column, Window(left, top, width, height))


@dataclass(frozen=True)
class WindowPlan:
    """The windows over a target; they may reach over the edges of the grid, where the raster is mirrored.

    `shape` is (height, width) of the model's grid, `scale` (x, y) the side of a model pixel in raster pixels, `target`
    the part of the raster that is written.
    """

    target: Window
    grid: TileGrid
    shape: tuple[int, int]
    scale: tuple[float, float]

    @classmethod
    def over(
        cls, target: Window, shape: tuple[int, int], *, size: int, overlap: int, scale: tuple[float, float] = (1.0, 1.0)
    ) -> WindowPlan:
        """Plan the windows for a target.

        Parameters
        ----------
        target
            The part of the raster that is written, in raster pixels.
        shape
            (height, width) of the raster in pixels.
        size, overlap
            Side of the windows and how far neighbours overlap, in model pixels.
        scale
            Side of a model pixel in raster pixels, (x, y); adjusted so that an integer number of model pixels covers the raster.

        Returns
        -------
        WindowPlan
            Windows that cover the target, and more on all sides.
        """
        model_shape = max(1, round(shape[0] / scale[1])), max(1, round(shape[1] / scale[0]))
        scale = shape[1] / model_shape[1], shape[0] / model_shape[0]
        across = _source_span(target.x_off, target.width, scale[0], model_shape[1])
        down = _source_span(target.y_off, target.height, scale[1], model_shape[0])
        left, width = _covered(*across, size=size, margin=overlap // 2, limit=model_shape[1])
        top, height = _covered(*down, size=size, margin=overlap // 2, limit=model_shape[0])
        grid = TileGrid(Window(left, top, width, height), size, size - overlap, shift_last=True)
        return cls(target, grid, model_shape, scale)

    def part(self, target: Window) -> WindowPlan:
        """The same windows for a part of the target alone, where they give the very scores that the whole gives there."""
        return replace(self, target=target)

    @property
    def resamples(self) -> bool:
        """Whether the model's grid is another than the raster's."""
        return self.scale != (1.0, 1.0)

    def strips(self, classes: int) -> Iterator[ColumnStrip]:
        """The output in columns narrow enough for memory; windows on a border belong to both sides, so no seam shows."""
        y_off, source_height = _source_span(self.target.y_off, self.target.height, self.scale[1], self.shape[0])
        rows = _reaching(self.grid.rows, y_off, source_height)
        for start, width in self._column_spans(classes):
            x_off, source_width = _source_span(start, width, self.scale[0], self.shape[1])
            columns = _reaching(self.grid.columns, x_off, source_width)
            target = Window(start, self.target.y_off, width, self.target.height)
            yield ColumnStrip(target, Window(x_off, y_off, source_width, source_height), rows, columns)

    def _column_spans(self, classes: int) -> Iterator[tuple[int, int]]:
        bytes_per_column = 4 * classes * self.grid.size / self.scale[0]
        widest = max(4 * self.grid.size * self.scale[0], _STRIP_BYTES / bytes_per_column)
        step = max(1, int(widest) // _BLOCK_PX) * _BLOCK_PX
        for start in range(0, self.target.width, step):
            yield self.target.x_off + start, min(step, self.target.width - start)


def window_size(requested: int, *, fixed: int | None, multiple: int) -> int:
    """The side of the windows: the one that the model is fixed to, or the requested one rounded up to its multiple."""
    return fixed if fixed is not None else -(-requested // multiple) * multiple


def overlaps(span: tuple[int, int], start: int, length: int) -> bool:
    """Whether an (offset, length) has something in common with a span."""
    return span[0] < start + length and sum(span) > start


def _reaching(spans: tuple[tuple[int, int], ...], start: int, length: int) -> Spans:
    """The spans that have something in common with a run of pixels, with their numbers."""
    return tuple((number, span) for number, span in enumerate(spans) if overlaps(span, start, length))


def _source_span(start: int, length: int, scale: float, limit: int) -> tuple[int, int]:
    """(offset, length) of the model pixels that a run of raster pixels is interpolated from."""
    if scale == 1.0:
        return start, length
    first = math.floor((start + 0.5) / scale - 0.5)
    last = math.floor((start + length - 0.5) / scale - 0.5) + 1
    first, last = max(0, min(first, limit - 1)), max(0, min(last, limit - 1))
    return first, last - first + 1


def _covered(start: int, length: int, *, size: int, margin: int, limit: int) -> tuple[int, int]:
    """(offset, length) of what the windows over a span cover: more on both sides, because models are weak at their edges.

    It may reach over the grid's `limit`, where it is mirrored. A span shorter than a window gets one window, on real
    pixels as far as there are any.
    """
    if length > size:
        return start - margin, length + 2 * margin
    offset = start - (size - length) // 2
    return (max(0, min(offset, limit - size)) if limit >= size else (limit - size) // 2), size
