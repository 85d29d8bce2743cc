# SPDX-License-Identifier: GPL-2.0-or-later
"""What holds for every synthetic tile; tests and the audit both ask here."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from .compose import SyntheticTile
from .context import ContextModel


def violations(tile: SyntheticTile, model: ContextModel, protected: NDArray[np.bool_]) -> list[str]:
    """The invariants that a synthetic tile breaks.

    Parameters
    ----------
    tile
        The tile with its background and pastes.
    model
        Says which classes an object may cover.
    protected
        Classes that nothing may cover, (classes,).

    Returns
    -------
    list of str
        A sentence per broken invariant; empty where all hold.
    """
    before, after = tile.background, tile
    mask, touched = _union(tile)
    pasted = np.full(before.classes.shape, -1)
    for paste in tile.pastes:
        pasted[paste.mask] = paste.instance.class_index
    ignored = before.classes == model.classes
    checks = {
        "pixels outside the feather changed": not (after.pixels != before.pixels)[:, ~touched].any(),
        "labels outside the masks changed": np.array_equal(after.classes[~mask], before.classes[~mask]),
        "labels in the masks are not the objects' classes": np.array_equal(after.classes[mask], pasted[mask]),
        "objects overlap": sum(np.count_nonzero(paste.mask) for paste in tile.pastes) == np.count_nonzero(mask),
        "ignored ground was covered": not (mask & ignored).any()
        and np.array_equal(after.classes == model.classes, ignored),
        "ground of a minority class was covered": not np.append(protected, True)[before.classes[mask]].any(),
        "an object covers a class that never surrounds its own": collisions(tile, model) == 0,
        "counts of labelled pixels differ": np.count_nonzero(after.classes < model.classes)
        == np.count_nonzero(~ignored),
        "shape or dtype changed": after.pixels.shape == before.pixels.shape
        and after.pixels.dtype == before.pixels.dtype,
    }
    return [f"Tile {before.tile_id}: {sentence}." for sentence, holds in checks.items() if not holds]


def collisions(tile: SyntheticTile, model: ContextModel) -> int:
    """Pasted pixels on a class that the object's class may not cover, counted on the background as it was."""
    covered = ((paste.instance.class_index, tile.background.classes[paste.mask]) for paste in tile.pastes)
    return sum(int(np.count_nonzero(~model.allowed[class_index][classes])) for class_index, classes in covered)


def _union(tile: SyntheticTile) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    shape = tile.background.classes.shape
    mask, touched = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for paste in tile.pastes:
        mask |= paste.mask
        touched |= paste.alpha > 0
    return mask, touched
