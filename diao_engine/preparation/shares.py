# SPDX-License-Identifier: GPL-2.0-or-later
"""Cuts the tiles of a dataset into parts for several processes: whole rows of tiles, in order; pure maths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ..raster.grid import TileGrid, Window

# Blocks of label rasters: a part owns whole ones, so that none is written twice when parts are put together.
_BLOCK_PX = 256


@dataclass(frozen=True)
class Share:
    """Rows of tiles of one image.

    Parameters
    ----------
    number
        Of the image.
    rows
        Rows of its grid whose tiles are counted here.
    window
        The pixels of those tiles, from a whole block on: what has to be labelled to count them.
    owned
        The pixels of the window that no other part has; the owned ones of all parts cover the image's window once.
    """

    number: int
    rows: range
    window: Window
    owned: Window


def shares(grids: Sequence[TileGrid], count: int) -> list[list[Share]]:
    """Cut the rows of tiles of all images into parts of much the same number of pixels.

    Parameters
    ----------
    grids
        The tiles over the used window of each image.
    count
        Number of parts, from 1.

    Returns
    -------
    list of list of Share
        The shares of each part; empty lists where there are more parts than rows.
    """
    weights = [
        (number, row, grid.area.width * grid.rows[row][1])
        for number, grid in enumerate(grids)
        for row in range(len(grid.rows))
    ]
    total = sum(weight for _, _, weight in weights)
    parts: list[dict[int, list[int]]] = [{} for _ in range(count)]
    before = 0
    for number, row, weight in weights:
        part = (2 * before + weight) * count // (2 * total)  # by the middle of the row
        parts[part].setdefault(number, []).append(row)
        before += weight
    return [
        [_share(number, grids[number], range(rows[0], rows[-1] + 1)) for number, rows in part.items()] for part in parts
    ]


def _share(number: int, grid: TileGrid, rows: range) -> Share:
    top, end = _first_pixel(grid, rows.start), _first_pixel(grid, rows.stop)
    bottom = max(end, sum(grid.rows[rows[-1]]))
    area = grid.area
    window = Window(area.x_off, top, area.width, bottom - top)
    return Share(number, rows, window, Window(area.x_off, top, area.width, end - top))


def _first_pixel(grid: TileGrid, row: int) -> int:
    """The first row of pixels that belongs to a row of tiles: a whole block before it, or the end of the image's window."""
    if row == len(grid.rows):
        return grid.area.y_off + grid.area.height
    return max(grid.area.y_off, grid.rows[row][0] // _BLOCK_PX * _BLOCK_PX)
