# SPDX-License-Identifier: GPL-2.0-or-later
"""Windows over a raster; pure maths, no input or output."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple


class Window(NamedTuple):
    """A rectangle of pixels: offsets of its upper left corner (column, row) and its size."""

    x_off: int
    y_off: int
    width: int
    height: int

    @property
    def slices(self) -> tuple[slice, slice]:
        """(rows, columns) into an array of shape (height, width)."""
        return slice(self.y_off, self.y_off + self.height), slice(self.x_off, self.x_off + self.width)

    @property
    def bounds(self) -> tuple[int, int, int, int]:
        """First column, first row, and the column and row after the last."""
        return self.x_off, self.y_off, self.x_off + self.width, self.y_off + self.height

    def intersection(self, other: Window) -> Window | None:
        """The pixels in both; None where there are none."""
        left, top = max(self.x_off, other.x_off), max(self.y_off, other.y_off)
        right = min(self.x_off + self.width, other.x_off + other.width)
        bottom = min(self.y_off + self.height, other.y_off + other.height)
        return Window(left, top, right - left, bottom - top) if right > left and bottom > top else None


@dataclass(frozen=True)
class TileGrid:
    """Windows of one size over a rectangle of pixels, row by row; each pixel is in at least one, no window twice.

    `size` and `stride` in pixels, 0 < stride <= size. What the last window of a row or column lacks is cut off
    (`shift_last` False) or taken from its neighbour, so that it has the full size where the area allows (True).
    """

    area: Window
    size: int
    stride: int
    shift_last: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.stride <= self.size:
            raise ValueError(f"stride must lie between 1 and the size {self.size}, got {self.stride}")

    @property
    def columns(self) -> tuple[tuple[int, int], ...]:
        """(offset, width) of each column of windows."""
        return self._spans(self.area.x_off, self.area.width)

    @property
    def rows(self) -> tuple[tuple[int, int], ...]:
        """(offset, height) of each row of windows."""
        return self._spans(self.area.y_off, self.area.height)

    def __len__(self) -> int:
        return len(self.columns) * len(self.rows)

    def __iter__(self) -> Iterator[Window]:
        for y_off, height in self.rows:
            for x_off, width in self.columns:
                yield Window(x_off, y_off, width, height)

    def _spans(self, start: int, length: int) -> tuple[tuple[int, int], ...]:
        if length <= 0:
            return ()
        # A window starts at every stride until one reaches the end.
        count = 1 + max(0, -(-(length - self.size) // self.stride))
        spans = []
        for index in range(count):
            offset = index * self.stride
            if self.shift_last:
                offset = max(0, min(offset, length - self.size))
            spans.append((start + offset, min(self.size, length - offset)))
        return tuple(spans)
