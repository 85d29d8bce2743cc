# SPDX-License-Identifier: GPL-2.0-or-later
"""On how many pieces of ground each class of a reference stands, whatever the size of the map."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from ..jobs.support import FEW_TILES
from ..raster.grid import Window
from ..raster.labels import indexed

# Pieces are squares of this many pixels, the size of a tile, or of half, a quarter and so on where the ground that is compared
# has not `_ENOUGH` of these: on a small map no class could stand on `FEW_TILES` large ones.
LARGEST_PX, _SMALLEST_PX = 256, 16
_ENOUGH = 4 * FEW_TILES
_MOST_KEPT = 512  # pieces, before they are brought together to larger ones

_Place = tuple[int, int]


class Spread:
    """Counts pieces, window by window. `side` is that of a piece in pixels; pieces lie on the grid of the map."""

    def __init__(self) -> None:
        self.side = _SMALLEST_PX
        self._ground: set[_Place] = set()
        self._standing: dict[int, set[_Place]] = {}

    def add(self, expected: NDArray[np.integer], compared: NDArray[np.bool_], window: Window) -> None:
        """Take in a window: reference values (row, column), and which pixels are compared."""
        for _, in_row in _pieces(window.y_off, window.height, LARGEST_PX):
            for _, in_column in _pieces(window.x_off, window.width, LARGEST_PX):
                selected = compared[in_row, in_column]
                if selected.any():
                    left, top = window.x_off + in_column.start, window.y_off + in_row.start
                    self._add_piece(expected[in_row, in_column], selected, left, top)

    def counts(self) -> dict[int, int]:
        """Number of pieces by reference value, of the largest of which there are enough; not all are counted beyond `FEW_TILES`."""
        while self.side < LARGEST_PX and len(_joined(self._ground)) >= _ENOUGH:
            self._coarsen()
        return {value: len(places) for value, places in self._standing.items()}

    def _add_piece(self, expected: NDArray[np.integer], selected: NDArray[np.bool_], left: int, top: int) -> None:
        height, width = expected.shape
        for row, in_row in _pieces(top, height, self.side):
            for column, in_column in _pieces(left, width, self.side):
                values, _ = indexed(expected[in_row, in_column][selected[in_row, in_column]])
                if len(values) and self.side < LARGEST_PX:
                    self._ground.add((row, column))
                for value in values.tolist():
                    places = self._standing.setdefault(value, set())
                    if self.side < LARGEST_PX or len(places) < FEW_TILES:
                        places.add((row, column))
        while self.side < LARGEST_PX and len(self._ground) > _MOST_KEPT:
            self._coarsen()

    def _coarsen(self) -> None:
        self.side *= 2
        self._ground = _joined(self._ground)
        self._standing = {value: _joined(places) for value, places in self._standing.items()}


def _joined(places: set[_Place]) -> set[_Place]:
    """The pieces of twice the side."""
    return {(row // 2, column // 2) for row, column in places}


def _pieces(start: int, length: int, side: int) -> Iterator[tuple[int, slice]]:
    """Number and span, from `start`, of the pieces along one side of a window."""
    for number in range(start // side, (start + length - 1) // side + 1):
        yield number, slice(max(number * side - start, 0), min((number + 1) * side - start, length))
