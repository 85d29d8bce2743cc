# SPDX-License-Identifier: GPL-2.0-or-later
"""What a run keeps of the synthetic tiles that are written: their rows in the dataset, and what was pasted."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..dataset.classes import ClassScheme
from ..dataset.pasted import Pasted
from ..dataset.tiles import Tiles
from .loop import Made
from .write import file_names


class Notes:
    """Of the tiles made of training tiles; the first gets the id `first_id`."""

    def __init__(self, scheme: ClassScheme, train: Tiles, first_id: int) -> None:
        self._scheme = scheme
        self._train = train
        self._first_id = first_id
        self._rows: list[tuple[int, NDArray[np.int64], int]] = []
        self._pastes: list[tuple[int, int, int, int, float, Any]] = []
        self.strips: list[NDArray[np.uint8]] = []
        self.collisions = 0
        self.cut = 0

    def add(self, made: Made) -> None:
        """Take the next tile."""
        tile_id = self._first_id + len(self._rows)
        self._pastes += [(value, tile_id, *rest) for value, *rest in made.finished.rows]
        self._rows.append((made.background, made.composed.counts, len(made.composed.pastes)))
        if made.finished.strip is not None:
            self.strips.append(made.finished.strip)
        self.collisions += made.finished.collisions
        self.cut += made.finished.cut

    def pasted(self) -> Pasted | None:
        """Where objects were set; None where none was."""
        return Pasted.of_rows(self._pastes) if self._pastes else None

    def tiles(self, folder: str) -> Tiles:
        """The rows of the synthetic tiles, whose files lie in a folder."""
        parents = self._train.take(np.array([index for index, _, _ in self._rows], dtype=np.int64))
        n = len(parents)
        names = [file_names(number) for number in range(n)]
        counts = np.array([counts for _, counts, _ in self._rows], dtype=np.int64).reshape(n, len(self._scheme))
        windows = parents.windows.copy()
        windows[:, :2] = 0
        return dataclasses.replace(
            parents,
            tile_id=np.arange(self._first_id, self._first_id + n),
            image=np.array([str(Path(folder) / image) for image, _ in names], dtype=object),
            label=np.array([str(Path(folder) / label) for _, label in names], dtype=object),
            windows=windows,
            labelled_px=counts.sum(axis=1),
            counts=counts,
            diao_score=np.zeros(n),
            repeats=np.ones(n, dtype=np.int64),
            origin=np.full(n, "synthetic", dtype=object),
            parent=parents.tile_id,
            objects=np.array([objects for _, _, objects in self._rows], dtype=np.int64),
        )
