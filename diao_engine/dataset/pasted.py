# SPDX-License-Identifier: GPL-2.0-or-later
"""The layer `pasted` of a dataset: where synthesis has set objects, so that it can be seen on the map."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Pasted:
    """n pasted objects: class value, synthetic tile, the tile that each comes from, its pixels, plausibility (0 to 1), outline."""

    value: NDArray[np.int64]
    tile_id: NDArray[np.int64]
    source_tile: NDArray[np.int64]
    area_px: NDArray[np.int64]
    plausibility: NDArray[np.float64]
    outline: NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.value)

    @classmethod
    def of_rows(cls, rows: Sequence[tuple[int, int, int, int, float, Any]]) -> Pasted:
        """Of rows with the fields in their order."""
        value, tile_id, source_tile, area_px, plausibility, outlines = zip(*rows, strict=True) if rows else [()] * 6
        outline = np.empty(len(rows), dtype=object)
        outline[:] = outlines
        return cls(
            np.array(value, dtype=np.int64),
            np.array(tile_id, dtype=np.int64),
            np.array(source_tile, dtype=np.int64),
            np.array(area_px, dtype=np.int64),
            np.array(plausibility, dtype=np.float64),
            outline,
        )

    def take(self, which: NDArray[np.bool_]) -> Pasted:
        """Some of them, by mask."""
        return Pasted(**{field.name: getattr(self, field.name)[which] for field in dataclasses.fields(self)})
