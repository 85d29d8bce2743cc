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

Extra = TypeVar("Extra")

# Tiles of one round see the same balance. The number is fixed, so that the result does not depend on the machine.
_ROUND = 8
_THREADS = 4
# Backgrounds that are looked at for each tile that is wanted, before the loop gives up.
_PATIENCE = 4


@dataclass(frozen=True)
class SynthesisInputs:
    """What the loop works with: the model, the bank, and the pixels per class (tiles, classes) of the backgrounds.

    `start` (classes,) are the pixels of the training tiles, `target` the wanted shares; `protected` classes are never covered.
    """

    model: ContextModel
    objects: Sequence[LandObject]
    protected: NDArray[np.bool_]
    backgrounds: NDArray[np.int64]
    start: NDArray[np.int64]
    target: NDArray[np.float64]

    @cached_property
    def kinds(self) -> tuple[int, ...]:
        """Classes that there is an object of, ascending; kept, for it is asked after every round."""
        return tuple(sorted({thing.kind for thing in self.objects}))


@dataclass
class SynthesisStats:
    """What has been made: tiles, objects by class, pixels per class now, use of each object, rejections by reason."""

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
    read: Callable[[int], tuple[BackgroundTile, Extra]],
    finish: Callable[[int, SyntheticTile, Extra], None],
) -> Iterator[tuple[int, SyntheticTile]]:
    """Make up to `budget` tiles; yields the background's position and the tile, once `tally` counts it.

    `read` gives a background by its position, in this thread; `finish` gets the running number of a tile (from 0), the tile
    and what was read with it, in several threads. The same seed gives the same tiles in the same order.
    """
    things = _by_kind(inputs.objects)
    order = _backgrounds(inputs, settings.seed, _PATIENCE * budget)
    looked = 0
    with ThreadPoolExecutor(_THREADS) as pool:
        while stats.tiles < budget and looked < len(order) and not is_enough(stats.counts):
            chosen = order[looked : looked + min(_ROUND, budget - stats.tiles)]
            plan = RoundState(
                inputs.model,
                inputs.protected,
                things,
                stats.used.copy(),
                stats.counts.copy(),
                inputs.target,
                len(chosen),
            )
            read_now = [read(int(index)) for index in chosen]
            numbers = range(looked, looked + len(chosen))
            looked += len(chosen)
            tiles = list(
                pool.map(lambda number, got: compose(got[0], plan, settings, number), numbers, read_now)  # noqa: B023
            )
            kept = [place for place, made in enumerate(tiles) if made.pastes]
            first = stats.tiles
            list(pool.map(lambda at: finish(first + at[0], tiles[at[1]], read_now[at[1]][1]), enumerate(kept)))  # noqa: B023
            for place, made in enumerate(tiles):
                stats.rejected.update(made.rejected)
                if made.pastes:
                    _count(stats, made, inputs.model.classes)
                    yield int(chosen[place]), made


def _count(stats: SynthesisStats, made: SyntheticTile, classes: int) -> None:
    stats.tiles += 1
    stats.counts += per_class(made.classes, classes)
    for paste in made.pastes:
        stats.used[paste.place_in_bank] += 1
        stats.pasted[paste.thing.kind] += 1
        stats.plausibility.append(paste.place.plausibility)


def _by_kind(objects: Sequence[LandObject]) -> Mapping[int, list[tuple[int, LandObject]]]:
    found: dict[int, list[tuple[int, LandObject]]] = {}
    for place, thing in enumerate(objects):
        if thing.use:
            found.setdefault(thing.kind, []).append((place, thing))
    return dict(sorted(found.items()))


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
