# SPDX-License-Identifier: GPL-2.0-or-later
"""What holds for every synthetic tile; tests and the audit both ask here."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ..jobs.classinfo import AREA
from .compose import SyntheticTile
from .relations import Relations


def violations(tile: SyntheticTile, relations: Relations, forms: Sequence[str]) -> list[str]:
    """The invariants that a synthetic tile breaks.

    Parameters
    ----------
    tile
        The tile with its background and pastes.
    relations
        Says which classes an object may cover, and which nothing may.
    forms
        Of the classes.

    Returns
    -------
    list of str
        A sentence per broken invariant; empty where all hold.
    """
    before, after = tile.background, tile
    mask, touched = _union(tile)
    pasted = np.full(before.classes.shape, -1)
    for paste in tile.pastes:
        pasted[paste.box][paste.mask] = paste.instance.class_index
    ignored = before.classes == len(forms)
    checks = {
        "pixels outside the feather changed": not ((after.pixels != before.pixels).any(axis=0) & ~touched).any(),
        "labels outside the masks changed": not ((after.classes != before.classes) & ~mask).any(),
        "labels in the masks are not the objects' classes": not ((after.classes != pasted) & mask).any(),
        "objects overlap": sum(np.count_nonzero(paste.mask) for paste in tile.pastes) == np.count_nonzero(mask),
        "ignored ground was covered": not (mask & ignored).any()
        and np.array_equal(after.classes == len(forms), ignored),
        "ground of a protected class was covered": not np.append(relations.protected, True)[before.classes[mask]].any(),
        "an object covers ground that is no host of its class": collisions(tile, relations) == 0,
        "a thing was cut or a line broken": things_cut(tile, forms) == 0,
        "counts of labelled pixels differ": np.count_nonzero(after.classes < len(forms)) == np.count_nonzero(~ignored),
        "shape or dtype changed": after.pixels.shape == before.pixels.shape
        and after.pixels.dtype == before.pixels.dtype,
    }
    return [f"Tile {before.tile_id}: {sentence}." for sentence, holds in checks.items() if not holds]


def collisions(tile: SyntheticTile, relations: Relations) -> int:
    """Pasted pixels on ground that is no host of the object's class, counted on the background as it was."""
    covers = relations.covers
    covered = ((paste.instance.class_index, tile.background.classes[paste.box][paste.mask]) for paste in tile.pastes)
    return sum(int(np.count_nonzero(~covers[class_index][classes])) for class_index, classes in covered)


def things_cut(tile: SyntheticTile, forms: Sequence[str]) -> int:
    """Components of things and lines of the background that a paste covers in part or whole."""
    mask, _ = _union(tile)
    cut = 0
    for class_index, form in enumerate(forms):
        of_class = tile.background.classes == class_index
        if form != AREA and (of_class & mask).any():
            components, _ = ndimage.label(of_class)
            cut += len(np.unique(components[of_class & mask]))
    return cut


def _union(tile: SyntheticTile) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    shape = tile.background.classes.shape
    mask, touched = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for paste in tile.pastes:
        mask[paste.box] |= paste.mask
        touched[paste.box] |= paste.alpha > 0
    return mask, touched
