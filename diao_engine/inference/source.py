# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the windows of a plan, each once: padded, normalised, in batches, one batch per light that the model sees them in."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.enums import Resampling
from rasterio.vrt import WarpedVRT

from ..jobs import LayerRef
from ..raster.georef import GeoRef
from ..raster.grid import Window
from ..raster.read import Image, open_image
from ..raster.shapes import AreaMask
from ..raster.view import Adaptation
from .plan import ColumnStrip, WindowPlan, WindowPosition

# Pixels (band, row, column) of any dtype -> the model's input, float32.
Normalise = Callable[[NDArray[Any]], NDArray[np.float32]]
# Rows to add above and below, columns to add left and right.
Padding = tuple[tuple[int, int], tuple[int, int]]
_NO_PADDING: Padding = ((0, 0), (0, 0))


@dataclass(frozen=True)
class WindowBatch:
    """Windows for one call of the model: `pixels` (n, band, size, size), and per window its position and validity (row, column).

    `look` is the number of the light that they are seen in. `passed` counts the windows so far, those without a valid pixel too; those
    of this batch by the share of the looks that have been taken at them.
    """

    pixels: NDArray[np.float32]
    positions: tuple[WindowPosition, ...]
    valid: tuple[NDArray[np.bool_], ...]
    look: int
    passed: float


class _Read(NamedTuple):
    """A window as it was read: its position, its pixels within the raster, where they are valid, and what is missing around them."""

    position: WindowPosition
    pixels: NDArray[Any]
    valid: NDArray[np.bool_]
    padding: Padding


@dataclass(frozen=True)
class InferenceInput:
    """What is mapped: a raster, the polygons (or everything) that limit it, and what brings its bands to the model."""

    path: str
    area: LayerRef | None
    adaptation: Adaptation | None = None

    def batches(
        self, plan: WindowPlan, strip: ColumnStrip, *, looks: Sequence[Normalise], batch_size: int
    ) -> Generator[WindowBatch, None, None]:
        """Read windows in order with files of its own, for use in one thread; what has no valid pixel is left out.

        The same windows come once per look, in the order of the looks, before the next ones are read.
        """
        pending: list[_Read] = []
        passed = done = 0
        with open_image(self.path, self.adaptation) as image, on_model_grid(image, plan) as view:
            mask = None if self.area is None else AreaMask(self.area, view.georef)
            for position in strip.positions():
                passed += 1
                window = position.window.intersection(view.georef.window)
                if window is None or view.is_blank(window):
                    continue
                inside = None if mask is None else mask.read(window)
                if inside is not None and not inside.any():
                    continue
                pixels, valid = view.read(window)
                if inside is not None:
                    valid &= inside
                if not valid.any():
                    continue
                pending.append(_Read(position, pixels, valid, _padding(position.window, window)))
                if len(pending) == batch_size:
                    yield from _batches(pending, looks, done, passed)
                    pending, done = [], passed
        if pending:
            yield from _batches(pending, looks, done, passed)

    @contextmanager
    def validity(self) -> Iterator[Callable[[Window], NDArray[np.bool_]]]:
        """Validity (row, column) of any window of the raster's own grid, read anew."""
        with open_image(self.path, self.adaptation) as image:
            mask = AreaMask(self.area, image.georef)

            def known(window: Window) -> NDArray[np.bool_]:
                if image.is_blank(window):
                    return np.zeros((window.height, window.width), dtype=bool)
                return image.read(window)[1] & mask.read(window)

            yield known


@contextmanager
def on_model_grid(image: Image, plan: WindowPlan) -> Iterator[Image]:
    """The image on the model's grid: itself, or a bilinear view of it."""
    if not plan.resamples:
        yield image
        return
    source = image.source
    georef = model_georef(image.georef, plan)
    with WarpedVRT(
        source,
        crs=georef.crs,
        transform=georef.transform,
        height=georef.shape[0],
        width=georef.shape[1],
        resampling=Resampling.bilinear,
        add_alpha=False,
    ) as view:
        yield replace(image, source=view)


def model_georef(georef: GeoRef, plan: WindowPlan) -> GeoRef:
    """The model's grid over the same area."""
    return GeoRef(georef.crs, georef.transform @ Affine.scale(*plan.scale), plan.shape)


def mirrored(pixels: NDArray[np.float32], padding: Padding) -> NDArray[np.float32]:
    """Pixels (band, row, column) continued by their mirror image."""
    return np.pad(pixels, ((0, 0), *padding), mode="reflect") if padding != _NO_PADDING else pixels


def _padding(requested: Window, available: Window) -> Padding:
    left, top, right, bottom = requested.bounds
    first_column, first_row, end_column, end_row = available.bounds
    return (first_row - top, bottom - end_row), (first_column - left, right - end_column)


def _batches(read: Sequence[_Read], looks: Sequence[Normalise], done: int, passed: int) -> Iterator[WindowBatch]:
    positions = tuple(window.position for window in read)
    valid = tuple(np.pad(window.valid, window.padding) for window in read)
    for number, normalise in enumerate(looks):
        pixels = np.stack([mirrored(normalise(window.pixels), window.padding) for window in read])
        yield WindowBatch(pixels, positions, valid, number, done + (passed - done) * (number + 1) / len(looks))
