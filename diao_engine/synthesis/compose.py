# SPDX-License-Identifier: GPL-2.0-or-later
"""Makes one synthetic tile out of a background and objects of the bank."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .blend import alpha_blend, alpha_of, match_radiometry, poisson_blend
from .context import ContextModel
from .objects import LONG, MARGIN, LandObject, ObjectPatch
from .placement import Canvas, Placement, find_place
from .radiometry import Radiometry, measure

# A class that found no place so often on one tile is given up there.
_MISSES = 4


@dataclass(frozen=True)
class SynthesisSettings:
    """How tiles are composed; see the job's parameters of the same names."""

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
    """One object on a synthetic tile: which, where, how it was turned. `mask` and `alpha` (row, column) cover the whole tile."""

    place_in_bank: int
    thing: LandObject
    place: Placement
    quarters: int
    flip: bool
    factor: float
    mask: NDArray[np.bool_]
    alpha: NDArray[np.float32]

    def told(self, value: int) -> dict[str, Any]:
        """Where it comes from, for the file's metadata; `value` is the class value."""
        return {
            "class": value,
            "tile": self.thing.tile_id,
            "window": list(self.thing.window),
            "row": self.place.row,
            "column": self.place.column,
            "quarter_turns": self.quarters,
            "flipped": self.flip,
            "scale": round(self.factor, 4),
            "plausibility": round(self.place.plausibility, 4),
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

    `counts` and `target` (classes,) are pixels now and wanted shares; `weight` is how many tiles change them at a time.
    """

    model: ContextModel
    protected: NDArray[np.bool_]
    things: Mapping[int, Sequence[tuple[int, LandObject]]]
    used: NDArray[np.int64]
    counts: NDArray[np.float64]
    target: NDArray[np.float64]
    weight: int


def compose(background: BackgroundTile, plan: RoundState, settings: SynthesisSettings, number: int) -> SyntheticTile:
    """Paste objects of the class that is furthest below its target, again and again, until none is below; `number` seeds the draws."""
    rng = np.random.default_rng((settings.seed, number))
    made = SyntheticTile(background, background.pixels.copy(), background.classes.copy())
    canvas = Canvas(made.classes, background.layers, plan.model, plan.protected, settings.ring)
    light = measure(background.pixels, background.classes, plan.model.classes)
    # The balance as it will be with the tile in it, for its ground dilutes the shares of what is pasted.
    counts = plan.counts + plan.weight * per_class(background.classes, plan.model.classes)
    misses: Counter[int] = Counter()
    keys = {
        kind: plan.used[[place for place, _ in things]] + rng.random(len(things))
        for kind, things in plan.things.items()
    }
    while len(made.pastes) < settings.max_objects:
        lacks = counts < plan.target * counts.sum()
        kinds = [
            kind for kind in plan.things if lacks[kind] and misses[kind] < _MISSES and np.isfinite(keys[kind]).any()
        ]
        if not kinds:
            break
        kind = most_underrepresented(kinds, counts, plan.target)
        chosen = int(np.argmin(keys[kind]))
        keys[kind][chosen] = np.inf
        paste = _pasted(made, canvas, light, plan.things[kind][chosen], settings, rng)
        if paste is None:
            misses[kind] += 1
            continue
        counts += plan.weight * _change(background.classes, paste, plan.model.classes)
        made.pastes.append(paste)
    return made


def most_underrepresented(kinds: Sequence[int], counts: NDArray[np.float64], target: NDArray[np.float64]) -> int:
    """The class whose share falls short of its target by the largest factor; the first of equals."""
    return max(kinds, key=lambda kind: (target[kind] / max(float(counts[kind]), 1e-12), -kind))


def per_class(indices: NDArray[np.int64], classes: int) -> NDArray[np.int64]:
    """Pixels per class (classes,) of class indices, ignored ones left out."""
    return np.bincount(indices.ravel(), minlength=classes + 1)[:classes]


def _change(before: NDArray[np.int64], paste: Paste, classes: int) -> NDArray[np.int64]:
    change = -per_class(before[paste.mask], classes)
    change[paste.thing.kind] += np.count_nonzero(paste.mask)
    return change


def _pasted(
    made: SyntheticTile,
    canvas: Canvas,
    light: Radiometry,
    entry: tuple[int, LandObject],
    settings: SynthesisSettings,
    rng: np.random.Generator,
) -> Paste | None:
    """Find a place for an object and set it in; None when there is none."""
    place_in_bank, thing = entry
    quarters, flip, factor = 0, False, 1.0
    if settings.rotate:
        quarters, flip = int(rng.integers(4)), bool(rng.integers(2))
    if settings.scale > 0 and thing.form != LONG:
        factor = float(np.exp(rng.uniform(-1, 1) * np.log1p(settings.scale)))
    patch = thing.patch().turned(quarters, flip).scaled(factor)
    place = find_place(
        canvas,
        patch,
        thing.kind,
        least=settings.plausibility,
        is_long=thing.form == LONG,
        rng=rng,
        rejected=made.rejected,
    )
    if place is None:
        return None
    mask, alpha = _blended(made, canvas, patch, thing, place, light, settings.blend)
    canvas.occupy(mask, thing.kind)
    return Paste(place_in_bank, thing, place, quarters, flip, factor, mask, alpha)


def _blended(
    made: SyntheticTile,
    canvas: Canvas,
    patch: ObjectPatch,
    thing: LandObject,
    place: Placement,
    light: Radiometry,
    blend: str,
) -> tuple[NDArray[np.bool_], NDArray[np.float32]]:
    """Change the tile's pixels; returns mask and alpha (row, column) of the whole tile."""
    shape = made.classes.shape
    tile, part = _meeting(shape, patch.mask.shape, place.row - MARGIN, place.column - MARGIN)
    patch = ObjectPatch(patch.pixels[..., part[0], part[1]], patch.mask[part], patch.valid[part], patch.open_sides)
    below = made.pixels[..., tile[0], tile[1]]
    alpha = np.where(canvas.untouchable[tile] & ~patch.mask, 0.0, alpha_of(patch, blend)).astype(np.float32)
    if blend == "gradient":
        above = poisson_blend(below, patch, patch.valid & (made.classes[tile] < canvas.model.classes))
    elif blend == "feather":
        above = match_radiometry(patch, thing.radiometry, light)
    else:
        above = patch.pixels.astype(float)
    made.pixels[..., tile[0], tile[1]] = alpha_blend(below, above, alpha)
    mask, whole_alpha = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=np.float32)
    mask[tile], whole_alpha[tile] = patch.mask, alpha
    return mask, whole_alpha


def _meeting(
    tile: tuple[int, ...], patch: tuple[int, ...], row: int, column: int
) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """The pixels that a sprite at (row, column) shares with the tile, in the tile and in the sprite."""
    inside, part = [], []
    for room, size, start in ((tile[0], patch[0], row), (tile[1], patch[1], column)):
        first, last = max(start, 0), min(start + size, room)
        inside.append(slice(first, last))
        part.append(slice(first - start, last - start))
    return (inside[0], inside[1]), (part[0], part[1])
