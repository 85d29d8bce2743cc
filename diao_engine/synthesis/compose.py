# SPDX-License-Identifier: GPL-2.0-or-later
"""Composes one synthetic tile of a background and objects of the bank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .blend import BLENDS, Blend, BlendInput, alpha_blend
from .context import ContextModel
from .objects import LONG, MARGIN, LandObject, ObjectPatch
from .placement import Canvas, Placement, find_placement
from .radiometry import Radiometry, measure

# A class for which so many searches on one tile found no position is given up there.
_MOST_MISSES = 4


@dataclass(frozen=True)
class SynthesisSettings:
    """How tiles are composed; see the job's parameters of the same names. `blend` is a key of `blend.BLENDS`."""

    max_objects: int
    ring: int
    plausibility: float
    rotate: bool
    scale: float
    blend: str
    seed: int


@dataclass(frozen=True)
class BackgroundTile:
    """A training tile as it is: pixels (band, row, column), class indices (row, column), context layers (layer, row, column)."""

    tile_id: int
    pixels: NDArray[Any]
    classes: NDArray[np.int64]
    layers: NDArray[np.float32]


@dataclass(frozen=True)
class Paste:
    """One object on a synthetic tile: which, at which position, how it was turned. `mask` and `alpha` (row, column) cover the tile."""

    bank_index: int
    instance: LandObject
    placement: Placement
    quarters: int
    flip: bool
    factor: float
    mask: NDArray[np.bool_]
    alpha: NDArray[np.float32]

    def to_metadata(self, value: int) -> dict[str, Any]:
        """Where it comes from, for the file's metadata; `value` is the class value."""
        return {
            "class": value,
            "tile": self.instance.tile_id,
            "window": list(self.instance.window),
            "row": self.placement.row,
            "column": self.placement.column,
            "quarter_turns": self.quarters,
            "flipped": self.flip,
            "scale": round(self.factor, 4),
            "plausibility": round(self.placement.plausibility, 4),
            "pixels": int(self.mask.sum()),
        }


@dataclass
class SyntheticTile:
    """A synthetic tile, with what was pasted and what was rejected."""

    background: BackgroundTile
    pixels: NDArray[Any]
    classes: NDArray[np.int64]
    pastes: list[Paste] = field(default_factory=list)
    rejected: Counter[str] = field(default_factory=Counter)


@dataclass(frozen=True)
class RoundState:
    """What the tiles of one round share: the model, the bank by class with how often each object was used, and the balance.

    `counts` and `target` (classes,) are pixels now and target shares; `weight` is how many tiles change them at a time.
    """

    model: ContextModel
    protected: NDArray[np.bool_]
    instances: Mapping[int, Sequence[tuple[int, LandObject]]]
    used: NDArray[np.int64]
    counts: NDArray[np.float64]
    target: NDArray[np.float64]
    weight: int


def compose(background: BackgroundTile, state: RoundState, settings: SynthesisSettings, number: int) -> SyntheticTile:
    """Paste objects of the class that is furthest below its target, again and again, until none is below.

    Parameters
    ----------
    background
        The training tile to paste into; it stays as it is.
    state
        Model, objects and balance that all tiles of the round share.
    settings
        How objects are chosen, turned and blended.
    number
        Running number of the background, 0 or above; with `settings.seed` it seeds the draws.

    Returns
    -------
    SyntheticTile
        Pixels (band, row, column) in the background's dtype, class indices (row, column), what was pasted and why positions were
        rejected. Without a paste it equals the background.
    """
    rng = np.random.default_rng((settings.seed, number))
    tile = SyntheticTile(background, background.pixels.copy(), background.classes.copy())
    canvas = Canvas(tile.classes, background.layers, state.model, state.protected, settings.ring)
    radiometry = measure(background.pixels, background.classes, state.model.classes)
    # The balance as it will be with the tile in it, for its other pixels dilute the shares of what is pasted.
    counts = state.counts + state.weight * per_class(background.classes, state.model.classes)
    misses: Counter[int] = Counter()
    keys = {
        class_index: state.used[[bank_index for bank_index, _ in instances]] + rng.random(len(instances))
        for class_index, instances in state.instances.items()
    }
    while len(tile.pastes) < settings.max_objects:
        lacks = counts < state.target * counts.sum()
        class_indices = [
            class_index
            for class_index in state.instances
            if lacks[class_index] and misses[class_index] < _MOST_MISSES and np.isfinite(keys[class_index]).any()
        ]
        if not class_indices:
            break
        class_index = most_underrepresented(class_indices, counts, state.target)
        chosen = int(np.argmin(keys[class_index]))
        keys[class_index][chosen] = np.inf
        paste = _paste(tile, canvas, radiometry, state.instances[class_index][chosen], settings, rng)
        if paste is None:
            misses[class_index] += 1
            continue
        counts += state.weight * _change(background.classes, paste, state.model.classes)
        tile.pastes.append(paste)
    return tile


def most_underrepresented(
    class_indices: Sequence[int], counts: NDArray[np.float64], target: NDArray[np.float64]
) -> int:
    """The class whose share falls short of its target by the largest factor; the first of equals."""
    return max(
        class_indices,
        key=lambda class_index: (target[class_index] / max(float(counts[class_index]), 1e-12), -class_index),
    )


def per_class(indices: NDArray[np.int64], classes: int) -> NDArray[np.int64]:
    """Pixels per class (classes,) of class indices, ignored ones left out."""
    return np.bincount(indices.ravel(), minlength=classes + 1)[:classes]


def _change(before: NDArray[np.int64], paste: Paste, classes: int) -> NDArray[np.int64]:
    change = -per_class(before[paste.mask], classes)
    change[paste.instance.class_index] += np.count_nonzero(paste.mask)
    return change


def _paste(
    tile: SyntheticTile,
    canvas: Canvas,
    radiometry: Radiometry,
    entry: tuple[int, LandObject],
    settings: SynthesisSettings,
    rng: np.random.Generator,
) -> Paste | None:
    """Find a position for an object and paste it; None when there is none."""
    bank_index, instance = entry
    quarters, flip, factor = 0, False, 1.0
    if settings.rotate:
        quarters, flip = int(rng.integers(4)), bool(rng.integers(2))
    if settings.scale > 0 and instance.form != LONG:
        factor = float(np.exp(rng.uniform(-1, 1) * np.log1p(settings.scale)))
    patch = instance.patch().turned(quarters, flip).scaled(factor)
    placement = find_placement(
        canvas,
        patch,
        instance.class_index,
        least=settings.plausibility,
        is_long=instance.form == LONG,
        rng=rng,
        rejected=tile.rejected,
    )
    if placement is None:
        return None
    mask, alpha = _blend_patch(tile, canvas, patch, instance, placement, radiometry, BLENDS[settings.blend])
    canvas.occupy(mask, instance.class_index)
    return Paste(bank_index, instance, placement, quarters, flip, factor, mask, alpha)


def _blend_patch(
    tile: SyntheticTile,
    canvas: Canvas,
    patch: ObjectPatch,
    instance: LandObject,
    placement: Placement,
    radiometry: Radiometry,
    blend: Blend,
) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
    """Change the tile's pixels; returns mask and alpha (row, column) of the full tile."""
    shape = tile.classes.shape
    in_tile, in_patch = _overlap(shape, patch.mask.shape, placement.row - MARGIN, placement.column - MARGIN)
    patch = ObjectPatch(
        patch.pixels[..., in_patch[0], in_patch[1]], patch.mask[in_patch], patch.valid[in_patch], patch.open_sides
    )
    below = tile.pixels[..., in_tile[0], in_tile[1]]
    alpha = np.where(canvas.untouchable[in_tile] & ~patch.mask, 0.0, blend.alpha(patch)).astype(np.float32)
    labelled = tile.classes[in_tile] < canvas.model.classes
    above = blend.values(BlendInput(below, patch, labelled, instance.radiometry, radiometry))
    tile.pixels[..., in_tile[0], in_tile[1]] = alpha_blend(below, above, alpha)
    mask, full_alpha = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=np.float32)
    mask[in_tile], full_alpha[in_tile] = patch.mask, alpha
    return mask, full_alpha


def _overlap(
    tile: tuple[int, ...], patch: tuple[int, ...], row: int, column: int
) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """The pixels that a patch at (row, column) shares with the tile, in the tile and in the patch."""
    in_tile, in_patch = [], []
    for tile_size, size, start in ((tile[0], patch[0], row), (tile[1], patch[1], column)):
        first, last = max(start, 0), min(start + size, tile_size)
        in_tile.append(slice(first, last))
        in_patch.append(slice(first - start, last - start))
    return (in_tile[0], in_tile[1]), (in_patch[0], in_patch[1])
