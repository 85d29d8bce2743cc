# SPDX-License-Identifier: GPL-2.0-or-later
"""Judged ground on the pixels of an image: what is known of it, what a map says around it, and where nothing may be learned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from scipy import ndimage

from ..dataset.held_out import HeldOut
from ..errors import BadInput
from ..jobs import LayerRef
from ..jobs.verdicts import Verdict
from ..raster.georef import GeoRef
from ..raster.grid import TileGrid, Window
from ..raster.read import Image, on_grid, open_source, read_band
from ..raster.shapes import Shapes, burn
from .corrections import ClassMatcher, Corrections
from .labels import UNLABELLED, RasterLabels, ReadValues

# Ground that was judged, and of which no class is known.
UNKNOWN = -2
# How far the surroundings of a wrong object reach, as those of an object in synthesis do by default.
_RING_PX = 8
# Of the ring that a class must fill so that it is taken for the ground of a wrong object.
_CLEAR_SHARE = 0.5
_PIECE_PX = 1024

ReadCertain = Callable[[Window], NDArray[np.bool_]]


class Surroundings:
    """A class map as classes of a dataset, on the grid of any image."""

    def __init__(self, path: str, matcher: ClassMatcher) -> None:
        self._labels = RasterLabels((LayerRef(path),))
        self._table = matcher.values(self._labels.legend.names, self._labels.highest)

    @contextmanager
    def on(self, georef: GeoRef) -> Iterator[ReadValues]:
        """Opens a reader of class values of the dataset (row, column) by window; -1 where the map has none that it knows."""
        with self._labels.on(georef) as read:
            yield lambda window: self._known(read(window))

    def _known(self, values: NDArray[np.int32]) -> NDArray[np.int32]:
        classes = self._table[np.maximum(values, 0)]
        return np.where(values == UNLABELLED, UNLABELLED, classes).astype(np.int32)


@contextmanager
def certain(path: str, least: float, georef: GeoRef) -> Iterator[ReadCertain]:
    """Opens a reader that says by window of a grid where (row, column) a confidence raster reaches a least value, 0 to 1."""
    with ExitStack() as stack:
        source = stack.enter_context(open_source(path))
        own = GeoRef.of(source)
        if not own.same_grid(georef):
            if own.crs is None or georef.crs is None:
                raise BadInput("confidence_without_crs", path=path, field="confidence")
            source = stack.enter_context(on_grid(source, georef, source_crs=own.crs, fill=0))

        def read(window: Window) -> NDArray[np.bool_]:
            values = read_band(source, window)
            return np.asarray((values >= least) & (values != source.nodata))

        yield read


@dataclass(frozen=True)
class JudgedGround:
    """The judged polygons of one image on its grid, in its CRS; of those that cover a pixel the last one counts."""

    georef: GeoRef
    shapes: Shapes

    @classmethod
    def of(cls, corrections: Corrections, georef: GeoRef, wrong_as: NDArray[np.int64]) -> JudgedGround:
        """From the judged polygons of an image in its CRS.

        What someone says to be there goes before what is not there, and that before what nobody is sure of; of overlapping polygons
        the smaller one counts, as in all label polygons, whatever the order of the features.

        Parameters
        ----------
        corrections
            n polygons with their verdicts.
        georef
            Grid of the image.
        wrong_as
            What the ground of each wrong one is, a class value or `UNKNOWN`, (n,).
        """
        shapes, learned, wrong = corrections.shapes, corrections.are_learned, corrections.are(Verdict.WRONG)
        values = np.where(learned, shapes.values, np.where(wrong, wrong_as, UNKNOWN))
        rank = np.where(learned, 2, np.where(wrong, 1, 0))
        order = np.lexsort((values, -shapely.area(shapes.geometry), rank))
        return cls(georef, Shapes(shapes.geometry[order], values[order], shapes.crs))

    def read(self, window: Window) -> NDArray[np.int32]:
        """Class values (row, column) of a window; `UNKNOWN` where judged ground has none, -1 where nothing is judged."""
        nearby = self.shapes.near(self.georef, window)
        return burn(nearby, nearby.values, self.georef, window, fill=UNLABELLED, dtype="int32")


class Learnable:
    """What can be learned from an image: judged ground and, where a map is certain, the rest; only valid pixels, none held out."""

    def __init__(
        self,
        image: Image,
        path: str,
        judged: JudgedGround,
        held_out: HeldOut,
        rest: tuple[ReadValues, ReadCertain] | None,
    ) -> None:
        self._image = image
        self._path = path
        self._judged = judged
        self._held_out = held_out
        self._rest = rest

    def held_out(self, window: Window) -> NDArray[np.bool_]:
        """Which pixels (row, column) of a window belong to validation or test."""
        return self._held_out.mask(self._path, self._judged.georef, window)

    def judged(self, window: Window) -> NDArray[np.int32]:
        """Class values (row, column) of judged ground in a window; negative where there is nothing to learn."""
        return self._allowed(self._judged.read(window), window)

    def all(self, window: Window) -> NDArray[np.int32]:
        """The same, with the rest of the window."""
        values = self._judged.read(window)
        if self._rest is not None:
            read_map, read_certain = self._rest
            values = np.where((values == UNLABELLED) & read_certain(window), read_map(window), values)
        return self._allowed(values, window)

    def _allowed(self, values: NDArray[np.int32], window: Window) -> NDArray[np.int32]:
        if (values < 0).all():
            return values
        values = np.where(self.held_out(window), UNLABELLED, values)
        if not self._image.is_always_valid:
            _, valid = self._image.read(window)
            values = np.where(valid, values, UNLABELLED)
        return values


def surrounding_class(shape: object, own: int, judged: JudgedGround, read_map: ReadValues) -> int:
    """The class that fills most of the ring around a polygon on a map; `UNKNOWN` where none fills half of what is known there.

    Parameters
    ----------
    shape
        In the CRS of the grid.
    own
        The class that the map gives the polygon itself: others of it around may be wrong, too, so they say nothing.
    judged
        What is known of the ground: it goes before the map, and what is judged without a class says nothing.
    read_map
        Class values by window of the grid; -1 where there are none.
    """
    georef = judged.georef
    alone = Shapes(np.array([shape], dtype=object), np.ones(1, dtype=np.uint8), georef.crs)
    spanned = alone.window(georef)
    if spanned is None:
        return UNKNOWN
    counts: dict[int, int] = {}
    around = _grown(spanned, georef)
    for piece in TileGrid(around, _PIECE_PX, _PIECE_PX):
        wide = _grown(piece, georef)
        mask = alone.cover(georef, wide)
        ring = ndimage.maximum_filter(mask, size=2 * _RING_PX + 1, mode="constant") & ~mask
        inside = Window(piece.x_off - wide.x_off, piece.y_off - wide.y_off, piece.width, piece.height)
        ring = ring[inside.slices]
        if not ring.any():
            continue
        known = judged.read(piece)
        values = np.where(known == UNLABELLED, read_map(piece), known)[ring]
        for value, count in zip(*np.unique(values[(values >= 0) & (values != own)], return_counts=True), strict=True):
            counts[int(value)] = counts.get(int(value), 0) + int(count)
    if not counts:
        return UNKNOWN
    best = max(sorted(counts), key=counts.__getitem__)
    return best if counts[best] > _CLEAR_SHARE * sum(counts.values()) else UNKNOWN


def pieces_of(shape: object, georef: GeoRef, size: int) -> list[tuple[Window, NDArray[np.bool_]]]:
    """A polygon in pieces that fit into a tile: windows of the grid, and which of their pixels (row, column) it covers."""
    alone = Shapes(np.array([shape], dtype=object), np.ones(1, dtype=np.uint8), georef.crs)
    spanned = alone.window(georef)
    if spanned is None:
        return []
    found = ((piece, alone.cover(georef, piece)) for piece in TileGrid(spanned, size, size))
    return [(piece, mask) for piece, mask in found if mask.any()]


def require_comparable(shapes: Shapes, georef: GeoRef, path: str) -> None:
    """BadInput when polygons with a CRS are to be laid on imagery that has a place and no CRS."""
    if shapes.crs is not None and georef.crs is None and georef.has_place:
        raise BadInput("imagery_without_crs", path=path)


def _grown(window: Window, georef: GeoRef) -> Window:
    """A window with the width of a ring on all sides, within the grid."""
    wide = Window(
        window.x_off - _RING_PX, window.y_off - _RING_PX, window.width + 2 * _RING_PX, window.height + 2 * _RING_PX
    )
    return wide.intersection(georef.window) or window
