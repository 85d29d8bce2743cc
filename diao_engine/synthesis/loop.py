# SPDX-License-Identifier: GPL-2.0-or-later
"""The object-centric loop: backgrounds in order, rounds of tiles at a time, the balance updated after each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from .compose import BackgroundTile, ClassBank, RoundState, SynthesisSettings, SyntheticTile, compose, per_class
from .context import ContextModel
from .objects import LandObject
from .radiometry import levels_of
from .relations import Relations

Context = TypeVar("Context")

# Tiles of one round see the same balance. The number is fixed, so that the result does not depend on the machine.
_TILES_PER_ROUND = 8
_THREADS = 4
# Backgrounds that are tried per requested tile, before the loop gives up.
_BACKGROUNDS_PER_TILE = 4
# No background is used more often than this.
_MOST_USES = 4


@dataclass(frozen=True)
class SynthesisInputs:
    """What the loop works with: forms of the classes, what was learned of them, the bank; of the backgrounds the pixels per class, all
    and those of open ground, `backgrounds` and `room` (tiles, classes).

    `start` (classes,) are the pixels of the training tiles, `target` the target shares, `worth` ln(target / share), which makes the
    density score of a tile the mean over its pixels (see scoring.imbalance).
    """

    forms: tuple[str, ...]
    relations: Relations
    context: ContextModel
    objects: Sequence[LandObject]
    backgrounds: NDArray[np.int64]
    room: NDArray[np.int64]
    start: NDArray[np.int64]
    target: NDArray[np.float64]
    worth: NDArray[np.float64]

    @cached_property
    def class_indices(self) -> tuple[int, ...]:
        """Indices of the classes that there is an object of, ascending; cached, for it is asked after every round."""
        return tuple(sorted({instance.class_index for instance in self.objects}))


@dataclass
class SynthesisStats:
    """What has been synthesised so far: tiles, objects by class, pixels per class now, use of each object, positions rejected and
    objects that found none, by class and reason.
    """

    counts: NDArray[np.float64]
    used: NDArray[np.int64]
    tiles: int = 0
    pasted: Counter[int] = field(default_factory=Counter)
    rejected: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    missed: dict[int, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    plausibility: list[float] = field(default_factory=list)


def synthesise(
    inputs: SynthesisInputs,
    settings: SynthesisSettings,
    stats: SynthesisStats,
    *,
    budget: int,
    is_enough: Callable[[NDArray[np.float64]], bool],
    read: Callable[[int], tuple[BackgroundTile, Context]],
    finish: Callable[[int, SyntheticTile, Context], None],
) -> Iterator[tuple[int, SyntheticTile]]:
    """Make up to `budget` tiles; the same seed gives the same tiles in the same order.

    Parameters
    ----------
    inputs
        Model, objects, backgrounds and the balance to start from.
    settings
        How tiles are composed.
    stats
        Counts what is made; changed.
    budget
        Most tiles to make, 0 or above.
    is_enough
        Whether pixels per class (classes,) are as balanced as requested; asked after each round.
    read
        Gives a background by its position, and what `finish` needs of it; called in this thread.
    finish
        Gets the running number of a tile (from 0), the tile and what was read with it; called in several threads.

    Yields
    ------
    position, tile
        The background's position and the tile, once `stats` count it.
    """
    banks = _banks(inputs.objects)
    order = _backgrounds(inputs, settings.max_objects, settings.seed, _BACKGROUNDS_PER_TILE * budget)
    tried = 0
    with ThreadPoolExecutor(_THREADS) as pool:
        while stats.tiles < budget and tried < len(order) and not is_enough(stats.counts):
            chosen = order[tried : tried + min(_TILES_PER_ROUND, budget - stats.tiles)]
            state = RoundState(
                inputs.relations,
                inputs.context,
                banks,
                stats.used.copy(),
                stats.counts.copy(),
                inputs.target,
                len(chosen),
            )
            backgrounds = [read(int(index)) for index in chosen]
            numbers = range(tried, tried + len(chosen))
            tried += len(chosen)
            tiles = list(
                pool.map(lambda number, read_tile: compose(read_tile[0], state, settings, number), numbers, backgrounds)  # noqa: B023
            )
            filled = [position for position, tile in enumerate(tiles) if tile.pastes]
            running = range(stats.tiles, stats.tiles + len(filled))
            list(pool.map(lambda number, at: finish(number, tiles[at], backgrounds[at][1]), running, filled))  # noqa: B023
            for position, tile in enumerate(tiles):
                _count_reasons(stats, tile)
                if tile.pastes:
                    _update_stats(stats, tile, len(inputs.target))
                    yield int(chosen[position]), tile


def _update_stats(stats: SynthesisStats, tile: SyntheticTile, classes: int) -> None:
    stats.tiles += 1
    stats.counts += per_class(tile.classes, classes)
    for paste in tile.pastes:
        stats.used[paste.bank_index] += 1
        stats.pasted[paste.instance.class_index] += 1
        stats.plausibility.append(paste.placement.plausibility)


def _count_reasons(stats: SynthesisStats, tile: SyntheticTile) -> None:
    for counted, of_tile in ((stats.rejected, tile.rejected), (stats.missed, tile.missed)):
        for class_index, reasons in of_tile.items():
            counted[class_index].update(reasons)


def _banks(objects: Sequence[LandObject]) -> Mapping[int, ClassBank]:
    positions: dict[int, list[int]] = {}
    for position, instance in enumerate(objects):
        if instance.use:
            positions.setdefault(instance.class_index, []).append(position)
    return {class_index: _bank(class_index, objects, positions[class_index]) for class_index in sorted(positions)}


def _bank(class_index: int, objects: Sequence[LandObject], positions: list[int]) -> ClassBank:
    chosen = [objects[position] for position in positions]
    areas = np.array([instance.area for instance in chosen], dtype=float)
    levels = levels_of([instance.radiometry for instance in chosen], class_index)
    return ClassBank(np.array(positions), chosen, areas, levels)


def _backgrounds(inputs: SynthesisInputs, max_objects: int, seed: int, count: int) -> NDArray[np.int64]:
    """Positions of backgrounds in the order of use: those that would even out the classes most come earlier and more often.

    Each comes at the times of a Poisson process, whose rate grows e-fold with every standard deviation of its density score as it will
    be; none comes more often than a few times, and one without room never.
    """
    usable = np.flatnonzero(inputs.room @ inputs.relations.covers[list(inputs.class_indices), :-1].any(axis=0))
    if not len(usable):
        return usable
    filled = _filled(inputs, max_objects)[usable]
    scores = filled @ inputs.worth / np.maximum(filled.sum(axis=1), 1.0)
    rates = np.exp((scores - scores.mean()) / max(float(scores.std()), 1e-12))
    rng = np.random.default_rng((seed, 1 << 40))
    arrivals = rng.exponential(size=(_MOST_USES, len(usable))).cumsum(axis=0) / rates
    return np.asarray(np.tile(usable, _MOST_USES)[np.argsort(arrivals, axis=None, kind="stable")][:count])


def _filled(inputs: SynthesisInputs, max_objects: int) -> NDArray[np.float64]:
    """Pixels per class (tiles, classes) of the backgrounds as they may be expected to become: host ground turned into what lacks."""
    lack = np.maximum(inputs.target - inputs.start / max(inputs.start.sum(), 1), 0.0)
    classes = list(inputs.class_indices)
    areas = [np.mean([each.area for each in inputs.objects if each.class_index == index]) for index in classes]
    filled = inputs.backgrounds.astype(float)
    if not lack[classes].any():
        return filled
    wanted = lack[classes] / lack[classes].sum()
    free = inputs.room.astype(float)
    for class_index, area, share in zip(classes, areas, wanted, strict=True):
        room = free * inputs.relations.covers[class_index, :-1]
        total = room.sum(axis=1)
        turned = np.minimum(total, max_objects * share * area)
        taken = room * (turned / np.maximum(total, 1.0))[:, None]
        free -= taken
        filled -= taken
        filled[:, class_index] += turned
    return filled
