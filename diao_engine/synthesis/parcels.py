# SPDX-License-Identifier: GPL-2.0-or-later
"""Sets areas into parcels: a piece of host ground, up to its borders, takes on another land cover.

The outline of what is set is then one that exists on the ground, edge to edge, as when a field becomes bare or a meadow a bog. Where
the parcel is larger than the object, the object keeps its own outline within it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np
from numpy.typing import NDArray
from scipy import fft, ndimage

from .canvas import Canvas
from .neighbourhood import (
    NARROWEST_PX,
    SHRED_PX,
    Box,
    Mask,
    box_of,
    dilated,
    framed,
    grown,
    opened,
    overlapping,
    ring_of,
    widened,
)
from .objects import ObjectPatch
from .placement import CONTEXT, NO_ROOM, Placement

# Four of the smallest squares that are as wide: what is smaller is a corner and no parcel; less than half of it is a shred.
_LEAST_PARCEL_PX = 4 * NARROWEST_PX**2
_LEAST_PIECE_PX = _LEAST_PARCEL_PX // 2
# What must not be touched keeps so much of the host around it.
_RIM_PX = 2
# Where an object may lie is searched in steps of so many pixels.
_STRIDE = 4
# Any place that covers this part of what the best one covers is as good.
_NEARLY_BEST = 0.85
# An object that is clipped to less than this part of itself, where the parcel had room for more, is a sliver.
_LEAST_PART = 0.25
_SMALL_PART = 0.75
_TRIES = 3


@dataclass(frozen=True)
class Parcel:
    """Connected host ground: its mask (row, column) within its bounding box, the box on the tile, and its area in pixels."""

    mask: Mask
    box: Box
    area: int
    host: int

    @cached_property
    def coarse(self) -> NDArray[np.float32]:
        """The share of each block of `_STRIDE` rows and columns that it fills; many objects are tried on one parcel."""
        return _coarse(self.mask)


class Parcels:
    """The parcels of a tile, by the class that may be set into them; those smaller than `min_area` pixels are left out.

    What pastes take is cut out of the parcels of a class when these are asked for again.
    """

    def __init__(self, canvas: Canvas, min_area: int) -> None:
        self._canvas = canvas
        self._least = max(min_area, _LEAST_PARCEL_PX)
        self._before = canvas.small.copy()
        self._wide: dict[int, Mask] = {}
        self._by_class: dict[int, list[Parcel]] = {}
        self._taken: list[tuple[Mask, Box]] = []
        self._cut_out: dict[int, int] = {}

    def of(self, class_index: int) -> list[Parcel]:
        """The parcels that an area of a class may be set into."""
        if class_index not in self._by_class:
            self._by_class[class_index] = self._search(class_index)
            self._cut_out[class_index] = 0
        for taken, box in self._taken[self._cut_out[class_index] :]:
            kept = [self._without(parcel, taken, box) for parcel in self._by_class[class_index]]
            self._by_class[class_index] = [parcel for pieces in kept for parcel in pieces]
        self._cut_out[class_index] = len(self._taken)
        return self._by_class[class_index]

    def take(self, taken: Mask, box: Box) -> None:
        """Leave out what a paste has taken: pixels (row, column) of a box of the tile, and the box."""
        self._taken.append((taken, box))

    def _search(self, class_index: int) -> list[Parcel]:
        """On the tile as it was before anything was pasted."""
        touching = np.append(self._canvas.relations.touches[class_index], True)
        away = ~dilated(~touching[self._before], _RIM_PX)
        for host in self._canvas.hosts(class_index):
            if host not in self._wide:
                self._wide[host] = opened(self._before == host, NARROWEST_PX)
        everything = (slice(0, None), slice(0, None))
        return [
            parcel
            for host in self._canvas.hosts(class_index)
            for parcel in self._pieces(self._wide[host] & away, everything, host)
        ]

    def _without(self, parcel: Parcel, taken: Mask, box: Box) -> list[Parcel]:
        """What is left of a parcel when the pixels `taken` of a box are."""
        rows, columns = parcel.box
        shape = parcel.mask.shape
        in_parcel, in_taken = overlapping(shape, taken.shape, box[0].start - rows.start, box[1].start - columns.start)
        if not (parcel.mask[in_parcel] & taken[in_taken]).any():
            return [parcel]
        mask = parcel.mask.copy()
        mask[in_parcel] &= ~taken[in_taken]
        return self._pieces(mask, parcel.box, parcel.host)

    def _pieces(self, mask: Mask, box: Box, host: int) -> list[Parcel]:
        """The connected pieces of ground that are large enough."""
        if np.count_nonzero(mask) < self._least:
            return []
        components, count = ndimage.label(mask)
        areas = np.bincount(components[mask], minlength=count + 1)
        numbers = np.flatnonzero(areas >= self._least).tolist()
        boxes = ndimage.find_objects(components) if numbers else []
        top, left = box[0].start, box[1].start
        pieces = []
        for number in numbers:
            rows, columns = boxes[number - 1]
            on_tile = slice(top + rows.start, top + rows.stop), slice(left + columns.start, left + columns.stop)
            pieces.append(Parcel(components[rows, columns] == number, on_tile, int(areas[number]), host))
        return pieces


def draw_parcel(found: list[Parcel], canvas: Canvas, class_index: int, rng: np.random.Generator) -> Parcel:
    """One of the parcels, by their area and by how often their class is host to the other."""
    weights = np.array([parcel.area * canvas.relations.hosts[class_index, parcel.host] for parcel in found])
    return found[int(rng.choice(len(found), p=weights / weights.sum()))]


def fit_area(
    canvas: Canvas,
    patch: ObjectPatch,
    parcel: Parcel,
    class_index: int,
    *,
    min_area: int,
    least: float,
    rng: np.random.Generator,
    rejected: Counter[str],
) -> tuple[Placement, Mask] | None:
    """Lay an area over a parcel and clip it there.

    Parameters
    ----------
    canvas
        The tile as it is so far.
    patch
        The area, turned and scaled as it would be pasted.
    parcel
        Where to.
    class_index
        Its class.
    min_area
        What is left must have so many pixels.
    least
        Lowest plausibility, 0 to 1.
    rng
        Random numbers of this tile.
    rejected
        Counts the rejected positions by reason; changed.

    Returns
    -------
    placement, mask
        The upper left corner of the patch's bounding box in the tile, in pixels, and which pixels of that box (row, column) are
        pasted; None when no position passes.
    """
    rows, columns = parcel.box
    size = int(np.count_nonzero(patch.core))
    # Small objects stay nearly whole, and of large ones no shred is left.
    least_px = max(min(_LEAST_PIECE_PX, _SMALL_PART * size), _LEAST_PART * min(size, parcel.area))
    least_px = max(min_area, least_px)
    for row, column in _positions(parcel.coarse, _coarse(patch.core), rng):
        clipped = _clipped(patch.core, parcel.mask, row, column, least_px)
        if np.count_nonzero(clipped) < least_px:
            rejected[NO_ROOM] += 1
            continue
        placement = Placement(rows.start + row, columns.start + column, 1.0)
        plausible = _plausibility(canvas, clipped, placement, class_index)
        if plausible >= max(least, 1e-9):
            return placement._replace(plausibility=plausible), clipped
        rejected[CONTEXT] += 1
    return None


def _positions(
    parcel: NDArray[np.float32], core: NDArray[np.float32], rng: np.random.Generator
) -> list[tuple[int, int]]:
    """Some positions of an object's upper left corner, relative to the parcel's, where it covers about as much of it as it can; both
    are given by blocks.
    """
    overlap = _convolved(parcel, core[::-1, ::-1])
    width = overlap.shape[1]
    good = np.flatnonzero(overlap >= _NEARLY_BEST * overlap.max())
    drawn = good[rng.permutation(len(good))[:_TRIES]]
    chosen = np.column_stack([drawn // width, drawn % width]) - np.array(core.shape) + 1
    return [(int(row), int(column)) for row, column in chosen * _STRIDE + rng.integers(_STRIDE, size=chosen.shape)]


def _convolved(first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
    """The full convolution of two arrays (row, column), bit by bit that of `scipy.signal.fftconvolve`: its import takes half a second
    of every run, and its checks half of the time of arrays as small as these.
    """
    sizes = list(zip(first.shape, second.shape, strict=True))
    axes = [axis for axis, lengths in enumerate(sizes) if 1 not in lengths]
    if not axes:
        return first * second
    full = [sum(sizes[axis]) - 1 for axis in axes]
    fast = [fft.next_fast_len(size, True) for size in full]
    product = fft.rfftn(first, fast, axes=axes) * fft.rfftn(second, fast, axes=axes)
    kept = [slice(None), slice(None)]
    for axis, size in zip(axes, full, strict=True):
        kept[axis] = slice(size)
    return np.ascontiguousarray(fft.irfftn(product, fast, axes=axes)[tuple(kept)])


def _coarse(mask: Mask) -> NDArray[np.float32]:
    """The share of each block of `_STRIDE` rows and columns that a mask fills."""
    height, width = (-(-size // _STRIDE) for size in mask.shape)
    padded = np.zeros((height * _STRIDE, width * _STRIDE), dtype=np.uint8)
    padded[: mask.shape[0], : mask.shape[1]] = mask
    rows = reduce(np.add, [padded[start::_STRIDE] for start in range(_STRIDE)])
    counts = reduce(np.add, [rows[:, start::_STRIDE] for start in range(_STRIDE)])
    return np.asarray(counts * np.float32(1 / _STRIDE**2))


def _clipped(core: Mask, parcel: Mask, row: int, column: int, least_px: float) -> Mask:
    """The largest piece of an object that lies in a parcel, without slivers; in the object's own box. What has fewer than `least_px`
    pixels anyway may keep its slivers.
    """
    clipped = np.zeros_like(core)
    in_parcel, in_core = overlapping(parcel.shape, core.shape, row, column)
    clipped[in_core] = core[in_core] & parcel[in_parcel]
    if np.count_nonzero(clipped) < least_px:
        return clipped
    nearby = grown(in_core, 1, core.shape)  # what lies in the parcel ends there, or where the object's box does
    both = opened(clipped[nearby], SHRED_PX)
    components, count = ndimage.label(both)
    if count > 1:
        both = components == np.bincount(components.ravel())[1:].argmax() + 1
    clipped[nearby] = both
    return clipped


def _plausibility(canvas: Canvas, mask: Mask, placement: Placement, class_index: int) -> float:
    """Of a position by the ring around what is pasted there, and the context layers under it."""
    rows, columns = box_of(mask)
    piece = mask[rows, columns]
    box = (
        slice(placement.row + rows.start, placement.row + rows.stop),
        slice(placement.column + columns.start, placement.column + columns.stop),
    )
    around = widened(canvas.small, box, canvas.ring, canvas.ignored)
    ring = ring_of(framed(piece, canvas.ring, False), canvas.ring)
    counts = np.bincount(around[ring], minlength=canvas.ignored + 1)
    under = canvas.layers[:, box[0], box[1]][:, None, piece]
    return float(canvas.plausibility(class_index, counts[None], under)[0])
