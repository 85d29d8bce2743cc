# SPDX-License-Identifier: GPL-2.0-or-later
"""The contact sheet: tiles before and after, with their labels, as one PNG."""

from __future__ import annotations

import warnings

import numpy as np
from numpy.typing import NDArray
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import MemoryFile
from scipy import ndimage

from ..jobs.colors import rgb
from .compose import SyntheticTile

_COLUMNS = 4  # before, after, labels before, labels after
_GAP_PX = 4
_CELL_PX = 256
_OUTLINE = (255, 0, 255)
_DARKEST, _BRIGHTEST = 2, 98  # percentiles that are shown black and white


def strip(tile: SyntheticTile, colors: tuple[str, ...], ignored: str = "#000000") -> NDArray[np.uint8]:
    """A row of the sheet (row, column, 3): before, after with the objects outlined in the labels only, labels before and after."""
    reference = tile.background.pixels
    before, after = _stretched(reference, reference), _stretched(tile.pixels, reference)
    palette = np.array([rgb(color) for color in (*colors, ignored)], dtype=np.uint8)
    marked = palette[tile.classes]
    for paste in tile.pastes:
        marked[paste.box][paste.mask & ~ndimage.binary_erosion(paste.mask)] = _OUTLINE
    cells = [_scaled_cell(cell) for cell in (before, after, palette[tile.background.classes], marked)]
    gap = np.full((_CELL_PX, _GAP_PX, 3), 255, dtype=np.uint8)
    return np.concatenate([part for cell in cells for part in (cell, gap)][:-1], axis=1)


def png(strips: list[NDArray[np.uint8]]) -> bytes:
    """The strips below each other as a PNG file."""
    gap = np.full((_GAP_PX, _COLUMNS * (_CELL_PX + _GAP_PX) - _GAP_PX, 3), 255, dtype=np.uint8)
    sheet = np.concatenate([part for row in strips for part in (row, gap)][:-1], axis=0)
    with MemoryFile() as memory, warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)  # a contact sheet has no georeference
        height, width = sheet.shape[:2]
        with memory.open(driver="PNG", height=height, width=width, count=3, dtype="uint8", zlevel=1) as sink:
            sink.write(np.moveaxis(sheet, 2, 0))
        return bytes(memory.read())


def _stretched(pixels: NDArray[np.generic], reference: NDArray[np.generic]) -> NDArray[np.uint8]:
    """The first three bands, or the first one in grey, stretched as the reference needs."""
    bands = [0, 1, 2] if len(pixels) >= 3 else [0, 0, 0]
    chosen = reference[bands].astype(float)
    low, high = np.percentile(chosen, [_DARKEST, _BRIGHTEST])
    scaled = (pixels[bands].astype(float) - low) / max(high - low, 1e-9)
    return np.moveaxis((scaled.clip(0, 1) * 255).astype(np.uint8), 0, 2)


def _scaled_cell(cell: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """A square of the sheet: nearest pixels, the longer side filling it."""
    side = max(cell.shape[:2])
    position = (np.arange(_CELL_PX) + 0.5) * side / _CELL_PX
    index = position.astype(int)
    padded = np.pad(cell, ((0, side - cell.shape[0]), (0, side - cell.shape[1]), (0, 0)), constant_values=255)
    return np.asarray(padded[index][:, index])
