# SPDX-License-Identifier: GPL-2.0-or-later
"""The ids of tiles: which an earlier step has made, and which none has had."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..dataset.store import TileDataset
from ..jobs import Learn
from .selection import ids_of

# In the history: the ids of the tiles that a run has added.
TILES_MADE = "tiles_made"


def learning_steps(dataset: TileDataset) -> list[Mapping[str, Any]]:
    """The earlier steps that learned from corrections, as far as nobody has edited them."""
    steps = (step for step in dataset.info.history if step.get("step") == Learn.id)
    return [step for step in steps if isinstance(step.get("parameters"), Mapping)]


def made_by(step: Mapping[str, Any]) -> frozenset[int]:
    """The ids of the tiles that a step has added."""
    results = step.get("results")
    noted = results.get(TILES_MADE) if isinstance(results, Mapping) else None
    return (ids_of(noted) if isinstance(noted, str) else None) or frozenset()


def first_free_id(dataset: TileDataset) -> int:
    """The first id that no tile has or had: else a later run could take tiles of another layer for those of its own."""
    made = (max(made_by(step), default=0) for step in learning_steps(dataset))
    return 1 + max([int(dataset.tiles.tile_id.max()), *made])
