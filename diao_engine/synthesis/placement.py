# SPDX-License-Identifier: GPL-2.0-or-later
"""Looks for places on a tile where an object may stand, all places at a time.

A summed-area table tells for every place at once whether the square inside the object would cover what it must not; of the
places that are left a sample is tried pixel by pixel, rings and context layers included, in one gather.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .context import ContextModel, Floats, ring_shares
from .extraction import quantile, ring_of
from .objects import MARGIN, ObjectPatch

_TRIED = 128  # places that are tried pixel by pixel
_PROBES = 64  # pixels of the mask that are tried first
_EXACT = 48  # places that pass this are tried on all pixels
_RING_PROBES = 256
_LAYER_PROBES = 64
_END = 0.1  # of the length of a long object is its end
_JOINED_PX = 3  # of its own kind that a long object touches to count as joined
_QUARTERS = (0.25, 0.5, 0.75)  # of the context layers' values under an object all three must be plausible
_KNOWN_SHARE = 0.25  # of the ring must be labelled ground

COLLISION, NO_ROOM, CONTEXT, FLOATING = "semantic collision", "no free room", "implausible surroundings", "loose end"


class Placement(NamedTuple):
    """Row and column of the upper left corner of a mask's bounding box in the tile (may be negative), and how plausible it is."""

    row: int
    column: int
    plausibility: float


class Canvas:
    """A tile that is being filled: class indices (row, column), k where ignored; `protected` (k,) are classes never covered."""

    def __init__(
        self,
        classes: NDArray[np.int64],
        layers: NDArray[np.float32],
        model: ContextModel,
        protected: NDArray[np.bool_],
        ring: int,
    ) -> None:
        self.classes = classes
        self.layers = layers
        self.ring = ring
        self.model = model
        self._protected = np.append(protected, True)
        self._taken = np.zeros(classes.shape, dtype=bool)

    @property
    def untouchable(self) -> NDArray[np.bool_]:
        """Pixels that no paste may change: minority classes, ignored ground, and around earlier pastes."""
        return np.asarray(self._protected[self.classes] | self._taken)

    def blocked(self, kind: int) -> NDArray[np.bool_]:
        """Pixels that an object of a class may not cover."""
        return np.asarray(~self.model.allowed[kind][self.classes] | self.untouchable)

    def repellent(self, kind: int, *, joins_own: bool) -> NDArray[np.bool_]:
        """Pixels that an object of a class may not touch: classes that never surround it; its own, unless it may join them."""
        touchable = self.model.allowed[kind].copy()
        touchable[-1] = True
        touchable[kind] = joins_own
        return np.asarray(~touchable[self.classes])

    def occupy(self, mask: NDArray[np.bool_], kind: int) -> None:
        """Write a pasted object in."""
        self.classes[mask] = kind
        self._taken |= ndimage.maximum_filter(mask.view(np.uint8), 2 * MARGIN + 3) > 0


def find_place(
    canvas: Canvas,
    patch: ObjectPatch,
    kind: int,
    *,
    least: float,
    is_long: bool,
    rng: np.random.Generator,
    rejected: Counter[str],
) -> Placement | None:
    """Draw one of the places where the object may stand; None when there is none. Counts what was rejected, by reason.

    `least` is the lowest plausibility. A long object may run over the tile's edge on its open sides, and must where it is
    open; with fewer than two open sides one of its ends must touch its own kind, or it would be a stub in a field.
    """
    core = patch.core
    sides = patch.open_sides if is_long else (False, False, False, False)
    spans = _spans(core.shape, canvas.classes.shape, sides)
    if any(first > last for first, last in spans):
        rejected[NO_ROOM] += 1
        return None
    blocked = canvas.blocked(kind)
    rows, columns = _drawn(blocked, core, spans, any(sides), rng)
    if not len(rows):
        rejected[_why(canvas, kind)] += 1
        return None
    search = _Search(canvas, core, rows, columns)
    mask_rows, mask_columns = np.nonzero(core)
    probes = _some(len(mask_rows), _PROBES)
    search.drop(search.gather(blocked, mask_rows[probes], mask_columns[probes], fill=False))
    search.thin(_EXACT)
    search.drop(search.gather(blocked, mask_rows, mask_columns, fill=False))
    rejected[_why(canvas, kind)] += search.dropped()
    around = np.argwhere(ring_of(np.pad(core, 1), 1)).T - 1
    search.drop(search.gather(canvas.repellent(kind, joins_own=is_long), *around, fill=False))
    rejected[COLLISION] += search.dropped()
    if is_long and sum(sides) < 2:
        ends = around[:, _at_ends(around)]
        touching = search.gather(canvas.classes, *ends, fill=canvas.model.classes) == kind
        search.keep(np.asarray(touching.sum(axis=1) >= _JOINED_PX))
        rejected[FLOATING] += search.dropped()
    plausible = _plausibility(search, kind, mask_rows, mask_columns)
    good = np.flatnonzero(plausible >= max(least, 1e-9))
    rejected[CONTEXT] += len(plausible) - len(good)
    if not len(good):
        return None
    chosen = int(good[rng.integers(len(good))])
    return Placement(int(search.rows[chosen]), int(search.columns[chosen]), float(plausible[chosen]))


class _Search:
    """Places that are still in the race."""

    def __init__(
        self, canvas: Canvas, core: NDArray[np.bool_], rows: NDArray[np.int64], columns: NDArray[np.int64]
    ) -> None:
        self.canvas = canvas
        self.core = core
        self.rows = rows
        self.columns = columns
        self._dropped = 0

    def drop(self, bad: NDArray[Any]) -> None:
        """Take out the places with any bad pixel (place, pixel)."""
        self.keep(np.asarray(~bad.any(axis=1)))

    def keep(self, good: NDArray[np.bool_]) -> None:
        self._dropped += int(np.count_nonzero(~good))
        self.rows, self.columns = self.rows[good], self.columns[good]

    def thin(self, most: int) -> None:
        """Go on with a spread of the places, where they are many."""
        some = _some(len(self.rows), most)
        self.rows, self.columns = self.rows[some], self.columns[some]

    def dropped(self) -> int:
        """How many places fell out since the last call."""
        count, self._dropped = self._dropped, 0
        return count

    def gather(
        self, values: NDArray[Any], rows: NDArray[np.int64], columns: NDArray[np.int64], *, fill: Any
    ) -> NDArray[Any]:
        """Values (…, place, pixel) at pixels given relative to each place; `fill` outside the tile."""
        shape = values.shape
        if not len(self.rows) or not len(rows):
            return np.zeros((*shape[:-2], len(self.rows), len(rows)), dtype=values.dtype)
        above = max(0, -int(self.rows.min() + rows.min()))
        below = max(0, int(self.rows.max() + rows.max()) - shape[-2] + 1)
        before = max(0, -int(self.columns.min() + columns.min()))
        after = max(0, int(self.columns.max() + columns.max()) - shape[-1] + 1)
        if above or below or before or after:
            pads = [(0, 0)] * (values.ndim - 2) + [(above, below), (before, after)]
            values = np.pad(values, pads, constant_values=fill)
        height, width = values.shape[-2:]
        starts = (self.rows + above) * width + self.columns + before
        flat = starts[:, None] + (rows * width + columns)
        return np.asarray(values.reshape(*shape[:-2], height * width).take(flat, axis=-1))


def _plausibility(search: _Search, kind: int, mask_rows: NDArray[np.int64], mask_columns: NDArray[np.int64]) -> Floats:
    canvas, count = search.canvas, len(search.rows)
    if not count:
        return np.zeros(0)
    classes = canvas.model.classes
    ring = np.argwhere(ring_of(np.pad(search.core, canvas.ring), canvas.ring)) - canvas.ring
    ring = ring[_some(len(ring), _RING_PROBES)]
    found = search.gather(canvas.classes, ring[:, 0], ring[:, 1], fill=classes)
    flat = np.arange(count)[:, None] * (classes + 1) + found
    counts = np.bincount(flat.ravel(), minlength=count * (classes + 1)).reshape(count, classes + 1)
    known = 1.0 - counts[:, -1] / len(ring)
    probes = _some(len(mask_rows), _LAYER_PROBES)
    under = search.gather(canvas.layers, mask_rows[probes], mask_columns[probes], fill=np.nan)
    plausible = np.ones(count)
    shares = ring_shares(counts, kind)
    for part in _QUARTERS:
        values = quantile(under, part).T.astype(float)
        plausible = np.minimum(plausible, canvas.model.plausibility(kind, shares, values))
        if not len(under):
            break
    return np.where(known >= _KNOWN_SHARE, plausible, 0.0)


def _at_ends(points: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of the points (2, n) around a strip lie at its ends: the outer tenths along its main axis."""
    centred = points - points.mean(axis=1, keepdims=True)
    _, axes = np.linalg.eigh(centred @ centred.T)
    along = axes[:, -1] @ centred
    low, high = along.min(), along.max()
    return np.asarray((along < low + _END * (high - low)) | (along > high - _END * (high - low)))


def _spans(
    size: tuple[int, ...], tile: tuple[int, ...], sides: tuple[bool, bool, bool, bool]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """First and last row, first and last column where the bounding box may start.

    An open side must lie at the tile's edge or beyond it, by at most half the object; other sides stay inside.
    """
    left, top, right, bottom = sides
    spans = []
    for length, room, before, after in ((size[0], tile[0], top, bottom), (size[1], tile[1], left, right)):
        first, last = 0, room - length
        if before and after:
            first, last = room - length, 0
        elif before:
            first, last = -(length // 2), min(0, room - length)
        elif after:
            first, last = max(0, room - length), room - length + length // 2
        spans.append((first, last))
    return spans[0], spans[1]


def _drawn(
    blocked: NDArray[np.bool_],
    core: NDArray[np.bool_],
    spans: Sequence[tuple[int, int]],
    may_leave: bool,
    rng: np.random.Generator,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows and columns of places to try; where the object must lie inside, only those whose inner square is free."""
    (top, bottom), (left, right) = spans
    if may_leave:
        height, width = bottom - top + 1, right - left + 1
        chosen = _sample(height * width, rng)
        return top + chosen // width, left + chosen % width
    row, column, side = _inner_square(core)
    table = np.zeros((blocked.shape[0] + 1, blocked.shape[1] + 1), dtype=np.int32)
    np.cumsum(np.cumsum(blocked, axis=0, dtype=np.int32), axis=1, out=table[1:, 1:])
    rows, columns = slice(row, row + bottom + 1), slice(column, column + right + 1)
    far_rows = slice(row + side, row + side + bottom + 1)
    far_columns = slice(column + side, column + side + right + 1)
    covered = table[far_rows, far_columns] - table[rows, far_columns] - table[far_rows, columns] + table[rows, columns]
    free = np.flatnonzero(covered == 0)
    chosen = free[_sample(len(free), rng)]
    return chosen // (right + 1), chosen % (right + 1)


def _sample(count: int, rng: np.random.Generator) -> NDArray[np.int64]:
    if count <= _TRIED:
        return np.arange(count)
    return np.unique(rng.integers(count, size=_TRIED))


def _some(count: int, most: int) -> NDArray[np.int64]:
    """Evenly spread positions, all where they are few."""
    return np.arange(count) if count <= most else np.linspace(0, count - 1, most).astype(np.int64)


def _inner_square(core: NDArray[np.bool_]) -> tuple[int, int, int]:
    """Row, column and side of the largest odd square inside a mask."""
    distance = ndimage.distance_transform_cdt(np.pad(core, 1), metric="chessboard")[1:-1, 1:-1]
    row, column = np.unravel_index(int(distance.argmax()), core.shape)
    reach = int(distance[row, column]) - 1
    return int(row) - reach, int(column) - reach, 2 * reach + 1


def _why(canvas: Canvas, kind: int) -> str:
    """What mostly keeps an object of a class off a tile: classes that it may not cover, or ground that nothing may cover."""
    untouchable = canvas.untouchable
    collides = ~canvas.model.allowed[kind][canvas.classes] & ~untouchable
    return COLLISION if np.count_nonzero(collides) >= np.count_nonzero(untouchable) else NO_ROOM
