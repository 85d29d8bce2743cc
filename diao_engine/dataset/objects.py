# SPDX-License-Identifier: GPL-2.0-or-later
"""The layer `objects` of a dataset: the object bank as an analyst sees and edits it."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Objects:
    """n objects; `value` is the class value, `tile_id` the source tile, `windows` (n, 4) the bounding box in the source image.

    `form` is that of the class (see synthesis/forms), `cut` marks things that run on beyond the image; `used` says how often each was
    pasted; objects that are not in `use` are left alone.
    """

    object_id: NDArray[np.int64]
    value: NDArray[np.int64]
    tile_id: NDArray[np.int64]
    windows: NDArray[np.int64]
    area_px: NDArray[np.int64]
    form: NDArray[np.object_]
    cut: NDArray[np.bool_]
    used: NDArray[np.int64]
    use: NDArray[np.bool_]
    outline: NDArray[np.object_]

    def __len__(self) -> int:
        return len(self.object_id)

    def take(self, which: NDArray[np.integer] | NDArray[np.bool_]) -> Objects:
        """Some of the objects, by mask or by position."""
        return Objects(**{field.name: getattr(self, field.name)[which] for field in dataclasses.fields(self)})

    def joined(self, other: Objects) -> Objects:
        """These and others."""
        pairs = {
            field.name: (getattr(self, field.name), getattr(other, field.name)) for field in dataclasses.fields(self)
        }
        return Objects(**{name: np.concatenate(pair) for name, pair in pairs.items()})

    def keys(self) -> list[tuple[int, ...]]:
        """What identifies each, however often the bank is rebuilt: class value, source tile, bounding box."""
        rows = np.column_stack([self.value, self.tile_id, self.windows])
        return [tuple(row) for row in rows.tolist()]
