# SPDX-License-Identifier: GPL-2.0-or-later
"""The tiles of a dataset in memory: one array per column, row i is tile i."""

from __future__ import annotations

import dataclasses
import itertools
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from ..jobs.common import ORIGINS
from ..jobs.dataset_counts import DatasetCounts, TileGroup
from ..raster.grid import Window

NO_PARENT = -1
# Tiles that share less of their ground than this part do so by rounding alone.
OVERLAP_TOLERANCE = 1e-6
_AT_ONCE = 100_000


@dataclass(frozen=True)
class Tiles:
    """n tiles of a scheme with k classes.

    `image` and `label` are absolute paths; `windows` (n, 4) holds x_off, y_off, width, height in pixels; `counts` (n, k) the
    labelled pixels per class; `parent` is -1 where there is none; `footprint` are polygons in the dataset's CRS.
    """

    tile_id: NDArray[np.int64]
    image: NDArray[np.object_]
    label: NDArray[np.object_]
    windows: NDArray[np.int64]
    split: NDArray[np.object_]
    labelled_px: NDArray[np.int64]
    counts: NDArray[np.int64]
    diao_score: NDArray[np.float64]
    repeats: NDArray[np.int64]
    origin: NDArray[np.object_]
    parent: NDArray[np.int64]
    objects: NDArray[np.int64]
    footprint: NDArray[np.object_]

    @classmethod
    def fresh(
        cls,
        *,
        image: NDArray[np.object_],
        label: NDArray[np.object_],
        windows: NDArray[np.int64],
        counts: NDArray[np.int64],
        footprint: NDArray[np.object_],
        split: NDArray[np.object_],
    ) -> Tiles:
        """Real tiles that are drawn once each, numbered from 1 in the given order."""
        n = len(windows)
        return cls(
            tile_id=np.arange(1, n + 1),
            image=image,
            label=label,
            windows=windows,
            split=split,
            labelled_px=counts.sum(axis=1),
            counts=counts,
            diao_score=np.zeros(n),
            repeats=np.ones(n, dtype=np.int64),
            origin=np.full(n, "real", dtype=object),
            parent=np.full(n, NO_PARENT, dtype=np.int64),
            objects=np.zeros(n, dtype=np.int64),
            footprint=footprint,
        )

    def __len__(self) -> int:
        return len(self.tile_id)

    def take(self, which: NDArray[np.integer] | NDArray[np.bool_]) -> Tiles:
        """Some of the tiles, by mask or by position."""
        columns = {field.name: getattr(self, field.name)[which] for field in dataclasses.fields(self)}
        return Tiles(**columns)

    def joined(self, other: Tiles) -> Tiles:
        """These tiles, then others of the same scheme."""
        columns = {
            field.name: np.concatenate([getattr(self, field.name), getattr(other, field.name)])
            for field in dataclasses.fields(self)
        }
        return Tiles(**columns)

    def of(self, split: str) -> Tiles:
        """The tiles of one split."""
        return self.take(self.split == split)

    def window(self, index: int) -> Window:
        """The window of tile `index` in its image and label."""
        return Window(*(int(value) for value in self.windows[index]))

    def total(self) -> NDArray[np.int64]:
        """Labelled pixels per class, each tile counted `repeats` times."""
        return np.asarray(self.repeats @ self.counts)

    def counted(self) -> DatasetCounts:
        """The numbers of these tiles, as they are shown on both sides of the process border."""
        is_drawn = self.repeats > 0
        groups = []
        for split in np.unique(self.split.astype(str)):
            for origin, drawn in itertools.product(ORIGINS, (False, True)):
                which = (self.split == split) & (self.origin == origin) & (is_drawn == drawn)
                if which.any():
                    counts, repeats = self.counts[which], self.repeats[which]
                    sums = (repeats @ counts, counts.sum(axis=0), (counts > 0).sum(axis=0))
                    by_class = (tuple(column.tolist()) for column in sums)
                    groups.append(TileGroup(str(split), origin, drawn, len(counts), int(repeats.sum()), *by_class))
        return DatasetCounts(tuple(groups), self.counts.shape[1])

    def overlapping(self) -> NDArray[np.int64]:
        """Pairs (m, 2) of positions of tiles whose footprints overlap."""
        bounds = shapely.bounds(self.footprint)
        tree = shapely.STRtree(self.footprint)
        pairs = [_near(tree, self.footprint, bounds, start) for start in range(0, len(self), _AT_ONCE)]
        first, second = np.concatenate(pairs, axis=1) if pairs else np.zeros((2, 0), dtype=np.int64)
        shared = shapely.area(shapely.intersection(self.footprint[first], self.footprint[second]))
        tolerance = OVERLAP_TOLERANCE * shapely.area(self.footprint[first])
        return np.asarray(np.stack([first, second], axis=1)[shared > tolerance])


def _near(
    tree: shapely.STRtree, footprint: NDArray[np.object_], bounds: NDArray[np.float64], start: int
) -> NDArray[np.int64]:
    """Pairs (2, m) of positions whose boxes share more than an edge, the first of them among `_AT_ONCE` from `start`.

    Tiles of a grid touch eight others each. Boxes (minx, miny, maxx, maxy) tell that they only touch, which geometries take long for.
    """
    first, second = tree.query(footprint[start : start + _AT_ONCE])
    first = first + start
    first, second = first[first < second], second[first < second]
    one, other = bounds[first], bounds[second]
    sides = np.minimum(one[:, 2:], other[:, 2:]) - np.maximum(one[:, :2], other[:, :2])
    least = 0.5 * OVERLAP_TOLERANCE * shapely.area(footprint[first])
    return np.stack([first, second])[:, (sides > 0).all(axis=1) & (sides.prod(axis=1) > least)]
