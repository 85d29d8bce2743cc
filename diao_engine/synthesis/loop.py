# SPDX-License-Identifier: GPL-2.0-or-later
"""The object-centric loop: backgrounds in order, rounds of tiles at a time, the balance updated after each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from .compose import BackgroundTile, RoundState, SynthesisSettings, SyntheticTile, compose, per_class
from .context import ContextModel
from .objects import LandObject

Context = TypeVar("Context")

# Tiles of one round see the same balance. The number is fixed, so that the result does not depend on the machine.
_TILES_PER_ROUND = 8
_THREADS = 4
# Backgrounds that are tried per requested tile, before the loop gives up.
_BACKGROUNDS_PER_TILE = 4


@dataclass(frozen=True)
class SynthesisInputs:
    """What the loop works with: the model, the bank, and the pixels per class (tiles, classes) of the backgrounds.

    `start` (classes,) are the pixels of the training tiles, `target` the target shares; `protected` classes are never covered.
    """

    model: ContextModel
    objects: Sequence[LandObject]
    protected: NDArray[np.bool_]
    backgrounds: NDArray[np.int64]
    start: NDArray[np.int64]
    target: NDArray[np.float64]

    @cached_property
    def class_indices(self) -> tuple[int, ...]:
        """Indices of the classes that there is an object of, ascending; cached, for it is asked after every round."""
        return tuple(sorted({instance.class_index for instance in self.objects}))


@dataclass
class SynthesisStats:
    """What has been synthesised so far: tiles, objects by class, pixels per class now, use of each object, rejections by reason."""

    counts: NDArray[np.float64]
    used: NDArray[np.int64]
    tiles: int = 0
    pasted: Counter[int] = field(default_factory=Counter)
    rejected: Counter[str] = field(default_factory=Counter)
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
    instances = _by_class(inputs.objects)
    order = _backgrounds(inputs, settings.seed, _BACKGROUNDS_PER_TILE * budget)
    tried = 0
    with ThreadPoolExecutor(_THREADS) as pool:
        while stats.tiles < budget and tried < len(order) and not is_enough(stats.counts):
            chosen = order[tried : tried + min(_TILES_PER_ROUND, budget - stats.tiles)]
            state = RoundState(
                inputs.model,
                inputs.protected,
                instances,
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
                stats.rejected.update(tile.rejected)
                if tile.pastes:
                    _update_stats(stats, tile, inputs.model.classes)
                    yield int(chosen[position]), tile


def _update_stats(stats: SynthesisStats, tile: SyntheticTile, classes: int) -> None:
    stats.tiles += 1
    stats.counts += per_class(tile.classes, classes)
    for paste in tile.pastes:
        stats.used[paste.bank_index] += 1
        stats.pasted[paste.instance.class_index] += 1
        stats.plausibility.append(paste.placement.plausibility)


def _by_class(objects: Sequence[LandObject]) -> Mapping[int, list[tuple[int, LandObject]]]:
    by_class: dict[int, list[tuple[int, LandObject]]] = {}
    for position, instance in enumerate(objects):
        if instance.use:
            by_class.setdefault(instance.class_index, []).append((position, instance))
    return dict(sorted(by_class.items()))


def _backgrounds(inputs: SynthesisInputs, seed: int, count: int) -> NDArray[np.int64]:
    """Positions of backgrounds in the order of use, all once before one comes again.

    Drawn without replacement with the share of over-represented pixels as weight: P. Efraimidis and P. Spirakis, Weighted random
    sampling with a reservoir (Information Processing Letters 97, 2006).
    """
    rng = np.random.default_rng((seed, 1 << 40))
    shares = inputs.start / max(inputs.start.sum(), 1)
    common = inputs.backgrounds[:, shares > inputs.target].sum(axis=1)
    weights = common / np.maximum(inputs.backgrounds.sum(axis=1), 1)
    usable = np.flatnonzero(weights > 0)
    if not len(usable):
        return usable
    rounds = -(-count // len(usable))
    keys = np.log(rng.random((rounds, len(usable)))) / weights[usable]
    return np.asarray(usable[np.argsort(-keys, axis=1, kind="stable")].ravel()[:count])
