# SPDX-License-Identifier: GPL-2.0-or-later
"""Composes one synthetic tile of a background and objects of the bank."""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..jobs.classinfo import AREA, LINE
from .blend import BLENDS, BlendInput, alpha_blend
from .canvas import Canvas
from .context import ContextModel
from .neighbourhood import Box, framed, overlapping
from .objects import MARGIN, LandObject, ObjectPatch
from .parcels import Parcels, draw_parcel, fit_area
from .placement import Placement, find_placement, rejection_reason
from .radiometry import Levels, measure
from .relations import Relations

# A class for which so many searches on one tile found no position is given up there.
_MOST_MISSES = 4
# Of so many areas that are next, the one that fills a parcel best is taken.
_FITTING = 8


@dataclass(frozen=True)
class SynthesisSettings:
    """How tiles are composed; see the job's parameters of the same names. `blend` is a key of `blend.BLENDS`."""

    max_objects: int
    min_area: int
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


class Turn(NamedTuple):
    """How an object was changed: quarter turns counter-clockwise after a flip left to right, and its relative size."""

    quarters: int
    flip: bool
    factor: float

    def patch(self, instance: LandObject) -> ObjectPatch:
        """An object as it is pasted."""
        return instance.patch().turned(self.quarters, self.flip).scaled(self.factor)

    def masks(self, instance: LandObject) -> ObjectPatch:
        """The same without pixels, to search a place for it: most searches come to nothing, and masks are a small part of it."""
        return instance.masks().turned(self.quarters, self.flip).scaled(self.factor)


@dataclass(frozen=True)
class Paste:
    """One object on a synthetic tile: which, at which position, how it was turned. `mask` and `alpha` (row, column) fill a box of the
    tile.
    """

    bank_index: int
    instance: LandObject
    placement: Placement
    turned: Turn
    box: Box
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
            "quarter_turns": self.turned.quarters,
            "flipped": self.turned.flip,
            "scale": round(self.turned.factor, 4),
            "plausibility": round(self.placement.plausibility, 4),
            "pixels": int(np.count_nonzero(self.mask)),
        }


@dataclass
class SyntheticTile:
    """A synthetic tile, with what was pasted and, by class, why positions were rejected and why objects found none."""

    background: BackgroundTile
    pixels: NDArray[Any]
    classes: NDArray[np.int64]
    pastes: list[Paste] = field(default_factory=list)
    rejected: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    missed: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))


@dataclass(frozen=True)
class ClassBank:
    """The usable objects of one class: their positions in the bank (n,), the objects, their areas in pixels (n,), and the levels of
    the class.
    """

    positions: NDArray[np.int64]
    objects: Sequence[LandObject]
    areas: NDArray[np.float64]
    levels: Levels

    @property
    def form(self) -> str:
        """Of the class."""
        return self.objects[0].form


@dataclass(frozen=True)
class RoundState:
    """What the tiles of one round share: what was learned, the bank by class with how often each object was used, and the balance.

    `counts` and `target` (classes,) are pixels now and target shares; `weight` is how many tiles change them at a time.
    """

    relations: Relations
    context: ContextModel
    banks: Mapping[int, ClassBank]
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
        What was learned, objects and balance that all tiles of the round share.
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
    composer = _Composer(background, state, settings, np.random.default_rng((settings.seed, number)))
    while len(composer.tile.pastes) < settings.max_objects and (lacking := composer.lacking()):
        composer.add(most_underrepresented(lacking, composer.counts, state.target))
    return composer.tile


class _Composer:
    """One tile while it is filled."""

    def __init__(
        self, background: BackgroundTile, state: RoundState, settings: SynthesisSettings, rng: np.random.Generator
    ) -> None:
        self.tile = SyntheticTile(background, background.pixels.copy(), background.classes.copy())
        self._state, self._settings, self._rng = state, settings, rng
        self._classes = len(state.target)
        self._canvas = Canvas(self.tile.classes, background.layers, state.relations, state.context, settings.ring)
        self._parcels = Parcels(self._canvas, settings.min_area)
        self._radiometry = measure(background.pixels, background.classes, self._classes)
        # The balance as it will be with the tile in it, for its other pixels dilute the shares of what is pasted.
        self.counts = state.counts + state.weight * per_class(background.classes, self._classes)
        self._misses: Counter[int] = Counter()
        self._keys = {class_index: self._order(bank) for class_index, bank in state.banks.items()}

    def _order(self, bank: ClassBank) -> NDArray[np.float64]:
        """The order in which the objects of a class are taken, least first: seldom used ones before others.

        Of areas that were used equally often, the draw prefers large ones by their area, for it is their ground that is drawn.
        """
        draws = self._rng.exponential(size=len(bank.positions))
        sizes = bank.areas / bank.areas.mean() if bank.form == AREA else 1.0
        return np.asarray(self._state.used[bank.positions] - np.expm1(-draws / sizes))

    def lacking(self) -> list[int]:
        """The classes below their target share that there is still an object of and perhaps room for."""
        short = self.counts < self._state.target * self.counts.sum()
        return [
            class_index
            for class_index, keys in self._keys.items()
            if short[class_index] and self._misses[class_index] < _MOST_MISSES and np.isfinite(keys).any()
        ]

    def add(self, class_index: int) -> None:
        """Paste one object of a class, or note that it found no place."""
        rejected: Counter[str] = Counter()
        is_area = self._state.banks[class_index].form == AREA
        paste = self._set_area(class_index, rejected) if is_area else self._set_whole(class_index, rejected)
        self.tile.rejected[class_index].update(rejected)
        if paste is None:
            self._misses[class_index] += 1
            self.tile.missed[class_index].update([max(rejected, key=lambda reason: rejected[reason])])
            return
        change = -per_class(self.tile.background.classes[paste.box][paste.mask], self._classes)
        change[class_index] += np.count_nonzero(paste.mask)
        self.counts += self._state.weight * change
        self.tile.pastes.append(paste)

    def _set_area(self, class_index: int, rejected: Counter[str]) -> Paste | None:
        """Set an area into a parcel of the tile."""
        found = self._parcels.of(class_index)
        if not found:
            rejected[rejection_reason(self._canvas, class_index)] += 1
            self._misses[class_index] = _MOST_MISSES
            return None
        parcel = draw_parcel(found, self._canvas, class_index, self._rng)
        bank, keys = self._state.banks[class_index], self._keys[class_index]
        first = least_of(keys, _FITTING)
        first = first[np.isfinite(keys[first])]
        chosen = int(first[np.argmax(np.minimum(bank.areas[first], parcel.area))])
        turned = self._take(class_index, chosen)
        fitted = fit_area(
            self._canvas, turned.masks(bank.objects[chosen]), parcel, class_index, min_area=self._settings.min_area,
            least=self._settings.plausibility, rng=self._rng, rejected=rejected,
        )  # fmt: skip
        if fitted is None:
            return None
        placement, mask = fitted
        clipped = dataclasses.replace(turned.patch(bank.objects[chosen]), mask=framed(mask, MARGIN, False))
        return self._paste(class_index, chosen, clipped, placement, turned)

    def _set_whole(self, class_index: int, rejected: Counter[str]) -> Paste | None:
        """Set a thing or a line where it fits."""
        chosen = int(np.argmin(self._keys[class_index]))
        instance = self._state.banks[class_index].objects[chosen]
        turned = self._take(class_index, chosen)
        placement = find_placement(
            self._canvas, turned.masks(instance), class_index, least=self._settings.plausibility,
            is_line=instance.form == LINE, rng=self._rng, rejected=rejected,
        )  # fmt: skip
        return self._paste(class_index, chosen, turned.patch(instance), placement, turned) if placement else None

    def _take(self, class_index: int, chosen: int) -> Turn:
        """How an object of the bank is turned and scaled, by the draws; it is not taken again on this tile."""
        self._keys[class_index][chosen] = np.inf
        bank = self._state.banks[class_index]
        quarters, flip, factor = 0, False, 1.0
        if self._settings.rotate:
            quarters, flip = int(self._rng.integers(4)), bool(self._rng.integers(2))
        if self._settings.scale > 0 and bank.form != LINE:
            factor = float(np.exp(self._rng.uniform(-1, 1) * np.log1p(self._settings.scale)))
        return Turn(quarters, flip, factor)

    def _paste(self, class_index: int, chosen: int, patch: ObjectPatch, placement: Placement, turned: Turn) -> Paste:
        bank = self._state.banks[class_index]
        instance = bank.objects[chosen]
        box, mask, alpha = self._blended(patch, instance, placement)
        self._parcels.take(*self._canvas.occupy(mask, box, class_index))
        return Paste(int(bank.positions[chosen]), instance, placement, turned, box, mask, alpha)

    def _blended(
        self, patch: ObjectPatch, instance: LandObject, placement: Placement
    ) -> tuple[Box, NDArray[np.bool_], NDArray[np.float32]]:
        """Change the tile's pixels; returns the box that was changed, and mask and alpha (row, column) in it."""
        blend = BLENDS[self._settings.blend]
        in_tile, in_patch = overlapping(
            self.tile.classes.shape, patch.mask.shape, placement.row - MARGIN, placement.column - MARGIN
        )
        patch = ObjectPatch(
            patch.pixels[..., in_patch[0], in_patch[1]], patch.mask[in_patch], patch.valid[in_patch], patch.open_sides
        )
        below = self.tile.pixels[..., in_tile[0], in_tile[1]]
        # The feather changes host ground only: what stands beside keeps its pixels.
        kept = self._canvas.blocked(instance.class_index)[in_tile] & ~patch.mask
        alpha = np.where(kept, 0.0, blend.alpha(patch)).astype(np.float32)
        labelled = self.tile.classes[in_tile] < self._classes
        levels = self._state.banks[instance.class_index].levels
        above = blend.values(BlendInput(below, patch, labelled, instance.radiometry, self._radiometry, levels))
        self.tile.pixels[..., in_tile[0], in_tile[1]] = alpha_blend(below, above, alpha)
        return in_tile, patch.mask, alpha


def most_underrepresented(
    class_indices: Sequence[int], counts: NDArray[np.float64], target: NDArray[np.float64]
) -> int:
    """The class whose share falls short of its target by the largest factor; the first of equals."""
    return max(
        class_indices,
        key=lambda class_index: (target[class_index] / max(float(counts[class_index]), 1e-12), -class_index),
    )


def least_of(values: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    """Positions of the `count` least values in ascending order, the first of equals first; without sorting all of them."""
    if len(values) <= count:
        return np.argsort(values, kind="stable")
    candidates = np.flatnonzero(values <= np.partition(values, count - 1)[count - 1])
    return np.asarray(candidates[np.argsort(values[candidates], kind="stable")][:count])


def per_class(indices: NDArray[np.int64], classes: int) -> NDArray[np.int64]:
    """Pixels per class (classes,) of class indices, ignored ones left out."""
    return np.bincount(indices.ravel(), minlength=classes + 1)[:classes]
