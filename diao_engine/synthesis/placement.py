# SPDX-License-Identifier: GPL-2.0-or-later
"""Searches the positions on a tile where an object may be pasted, all positions at a time.

Windows of the size of the square inside the object say for every position at once whether it would cover what it must not; of the
remaining positions a sample is tried pixel by pixel, rings and context layers included, in one gather.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .canvas import Canvas
from .context import Floats
from .neighbourhood import framed, overlapping, ring_of, windowed
from .objects import ObjectPatch

_CANDIDATES = 128  # positions that are tried pixel by pixel
_MASK_PROBES = 64  # pixels of the mask that are tried first
_EXACT_CANDIDATES = 48  # positions that pass this are tried on all pixels
_RING_PROBES = 256
_LAYER_PROBES = 64
_END_SHARE = 0.1  # of the length of a line is its end
_JOINED_PIXELS = 3  # of its own class that a line touches to count as joined

NO_HOST, NO_ROOM, CONTEXT, FLOATING = "ground that is no host", "no free room", "implausible surroundings", "loose end"


class Placement(NamedTuple):
    """Row and column of the upper left corner of a mask's bounding box in the tile (may be negative), and how plausible it is."""

    row: int
    column: int
    plausibility: float


def find_placement(
    canvas: Canvas,
    patch: ObjectPatch,
    class_index: int,
    *,
    least: float,
    is_line: bool,
    rng: np.random.Generator,
    rejected: Counter[str],
) -> Placement | None:
    """Draw one of the positions where an object may be pasted. A line may run over the tile's edge on its open sides, and must
    where it is open; with fewer than two open sides one of its ends must touch its own class, or it would be a stub in a field.

    Parameters
    ----------
    canvas
        The tile as it is so far.
    patch
        The object, turned and scaled as it would be pasted.
    class_index
        Its class.
    least
        Lowest plausibility, 0 to 1.
    is_line
        Whether its class is a line, such as a road or a hedge.
    rng
        Random numbers of this tile.
    rejected
        Counts the rejected positions by reason; changed.

    Returns
    -------
    Placement or None
        The upper left corner of the mask's bounding box in the tile, in pixels; None when there is no such position.
    """
    core = patch.core
    sides = patch.open_sides if is_line else (False, False, False, False)
    spans = _spans(core.shape, canvas.classes.shape, sides)
    if any(first > last for first, last in spans):
        rejected[NO_ROOM] += 1
        return None
    blocked = canvas.blocked(class_index)
    rows, columns = _candidates(blocked, core, spans, any(sides), rng)
    if not len(rows):
        rejected[rejection_reason(canvas, class_index)] += 1
        return None
    search = _Search(canvas, core, rows, columns)
    mask_rows, mask_columns = np.nonzero(core)
    probes = _spread_indices(len(mask_rows), _MASK_PROBES)
    search.discard(search.gather(blocked, mask_rows[probes], mask_columns[probes], fill=False))
    search.subsample(_EXACT_CANDIDATES)
    search.discard(search.gather(blocked, mask_rows, mask_columns, fill=False))
    if discarded := search.take_discarded():
        rejected[rejection_reason(canvas, class_index)] += discarded
    around = np.argwhere(ring_of(framed(core, 1, False), 1)).T - 1
    search.discard(search.gather(canvas.repellent(class_index, joins_own=is_line), *around, fill=False))
    rejected[NO_HOST] += search.take_discarded()
    if is_line and sum(sides) < 2:
        ends = around[:, _at_ends(around)]
        touching = search.gather(canvas.small, *ends, fill=canvas.ignored) == class_index
        search.retain(np.asarray(touching.sum(axis=1) >= _JOINED_PIXELS))
        rejected[FLOATING] += search.take_discarded()
    plausible = _plausibility(search, class_index, mask_rows, mask_columns)
    good = np.flatnonzero(plausible >= max(least, 1e-9))
    rejected[CONTEXT] += len(plausible) - len(good)
    if not len(good):
        return None
    chosen = int(good[rng.integers(len(good))])
    row, column = int(search.rows[chosen]), int(search.columns[chosen])
    _, seen = overlapping(canvas.classes.shape, core.shape, row, column)
    if not core[seen].any():  # a bend can run around the tile's corner, all of it outside
        rejected[FLOATING] += 1
        return None
    return Placement(row, column, float(plausible[chosen]))


class _Search:
    """The positions that no check has ruled out yet."""

    def __init__(
        self, canvas: Canvas, core: NDArray[np.bool_], rows: NDArray[np.int64], columns: NDArray[np.int64]
    ) -> None:
        self.canvas = canvas
        self.core = core
        self.rows = rows
        self.columns = columns
        self._discarded = 0

    def discard(self, bad: NDArray[Any]) -> None:
        """Rule out the positions with any bad pixel (position, pixel)."""
        self.retain(np.asarray(~bad.any(axis=1)))

    def retain(self, good: NDArray[np.bool_]) -> None:
        self._discarded += int(np.count_nonzero(~good))
        self.rows, self.columns = self.rows[good], self.columns[good]

    def subsample(self, limit: int) -> None:
        """Go on with evenly spread positions, where they are many."""
        kept = _spread_indices(len(self.rows), limit)
        self.rows, self.columns = self.rows[kept], self.columns[kept]

    def take_discarded(self) -> int:
        """How many positions were ruled out since the last call."""
        count, self._discarded = self._discarded, 0
        return count

    def gather(
        self, values: NDArray[Any], rows: NDArray[np.int64], columns: NDArray[np.int64], *, fill: Any
    ) -> NDArray[Any]:
        """Values (…, position, pixel) at pixels given relative to each position; `fill` outside the tile."""
        shape = values.shape
        if not len(self.rows) or not len(rows):
            return np.zeros((*shape[:-2], len(self.rows), len(rows)), dtype=values.dtype)
        above = max(0, -int(self.rows.min() + rows.min()))
        below = max(0, int(self.rows.max() + rows.max()) - shape[-2] + 1)
        before = max(0, -int(self.columns.min() + columns.min()))
        after = max(0, int(self.columns.max() + columns.max()) - shape[-1] + 1)
        if above or below or before or after:
            size = shape[-2] + above + below, shape[-1] + before + after
            wide = np.full((*shape[:-2], *size), fill, dtype=values.dtype)
            wide[..., above : above + shape[-2], before : before + shape[-1]] = values
            values = wide
        height, width = values.shape[-2:]
        starts = (self.rows + above) * width + self.columns + before
        flat = starts[:, None] + (rows * width + columns)
        return np.asarray(values.reshape(*shape[:-2], height * width).take(flat, axis=-1))


def _plausibility(
    search: _Search, class_index: int, mask_rows: NDArray[np.int64], mask_columns: NDArray[np.int64]
) -> Floats:
    canvas, count = search.canvas, len(search.rows)
    if not count:
        return np.zeros(0)
    classes = canvas.ignored
    ring = np.argwhere(ring_of(framed(search.core, canvas.ring, False), canvas.ring)) - canvas.ring
    ring = ring[_spread_indices(len(ring), _RING_PROBES)]
    classes_under = search.gather(canvas.small, ring[:, 0], ring[:, 1], fill=classes)
    flat = np.arange(count)[:, None] * (classes + 1) + classes_under
    counts = np.bincount(flat.ravel(), minlength=count * (classes + 1)).reshape(count, classes + 1)
    probes = _spread_indices(len(mask_rows), _LAYER_PROBES)
    under = search.gather(canvas.layers, mask_rows[probes], mask_columns[probes], fill=np.nan)
    return canvas.plausibility(class_index, counts, under)


def _at_ends(points: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of the points (2, n) around a strip lie at its ends: the outer tenths along its main axis."""
    centred = points - points.mean(axis=1, keepdims=True)
    _, axes = np.linalg.eigh(centred @ centred.T)
    along = axes[:, -1] @ centred
    low, high = along.min(), along.max()
    return np.asarray((along < low + _END_SHARE * (high - low)) | (along > high - _END_SHARE * (high - low)))


def _spans(
    size: tuple[int, ...], tile: tuple[int, ...], sides: tuple[bool, bool, bool, bool]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """First and last row, first and last column where the bounding box may start.

    An open side must lie at the tile's edge or beyond it, by at most half the object; other sides stay inside.
    """
    left, top, right, bottom = sides
    spans = []
    for length, tile_length, before, after in ((size[0], tile[0], top, bottom), (size[1], tile[1], left, right)):
        first, last = 0, tile_length - length
        if before and after:
            first, last = tile_length - length, 0
        elif before:
            first, last = -(length // 2), min(0, tile_length - length)
        elif after:
            first, last = max(0, tile_length - length), tile_length - length + length // 2
        spans.append((first, last))
    return spans[0], spans[1]


def _candidates(
    blocked: NDArray[np.bool_],
    core: NDArray[np.bool_],
    spans: Sequence[tuple[int, int]],
    may_leave: bool,
    rng: np.random.Generator,
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows and columns of positions to try; where the object must lie inside, only those whose inner square is free."""
    (top, bottom), (left, right) = spans
    if may_leave:
        height, width = bottom - top + 1, right - left + 1
        chosen = _sample(height * width, rng)
        return top + chosen // width, left + chosen % width
    row, column, side = _inner_square(core)
    covered = windowed(blocked, side, np.logical_or)[row : row + bottom + 1, column : column + right + 1]
    free = np.flatnonzero(~covered)
    chosen = free[_sample(len(free), rng)]
    return chosen // (right + 1), chosen % (right + 1)


def _sample(count: int, rng: np.random.Generator) -> NDArray[np.int64]:
    if count <= _CANDIDATES:
        return np.arange(count)
    drawn = np.sort(rng.integers(count, size=_CANDIDATES))
    return drawn[np.diff(drawn, prepend=-1) > 0]


@lru_cache(maxsize=4096)
def _spread_indices(count: int, limit: int) -> NDArray[np.int64]:
    """Evenly spread positions, all where they are few; not to be changed."""
    return np.arange(count) if count <= limit else np.linspace(0, count - 1, limit).astype(np.int64)


def _inner_square(core: NDArray[np.bool_]) -> tuple[int, int, int]:
    """Row, column and side of the largest odd square inside a mask."""
    distance = ndimage.distance_transform_cdt(framed(core, 1, False), metric="chessboard")[1:-1, 1:-1]
    row, column = np.unravel_index(int(distance.argmax()), core.shape)
    reach = int(distance[row, column]) - 1
    return int(row) - reach, int(column) - reach, 2 * reach + 1


def rejection_reason(canvas: Canvas, class_index: int) -> str:
    """The main reason why an object of a class fits nowhere on a tile: classes that it may not cover, or protected pixels; or that
    there is too little ground, where all of it may be covered.
    """
    untouchable = canvas.untouchable
    collides = np.count_nonzero(canvas.blocked(class_index) & ~untouchable)
    return NO_HOST if collides and collides >= np.count_nonzero(untouchable) else NO_ROOM
