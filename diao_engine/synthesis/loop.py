# SPDX-License-Identifier: GPL-2.0-or-later
"""The object-centric loop: backgrounds in order, rounds of tiles at a time, the balance updated after each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, TypeVar

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
# What a use costs a background, in standard deviations of the density score.
_COST_OF_USE = 0.5
# So often the order of the backgrounds is made anew: a fixed number keeps the cost linear in the tiles.
_ORDERS = 16


@dataclass(frozen=True)
class SynthesisInputs:
    """What the loop works with: forms of the classes, what was learned of them, the bank; of the backgrounds the pixels per class, all
    and those of open ground, `backgrounds` and `room` (tiles, classes).

    `start` (classes,) are the pixels of the training tiles, `target` the target shares; `worth` gives ln(target / share) for
    pixels per class: its mean over a tile's pixels is the density score of the tile (see scoring.imbalance).
    """

    forms: tuple[str, ...]
    relations: Relations
    context: ContextModel
    objects: Sequence[LandObject]
    backgrounds: NDArray[np.int64]
    room: NDArray[np.int64]
    start: NDArray[np.int64]
    target: NDArray[np.float64]
    worth: Callable[[NDArray[np.float64]], NDArray[np.float64]]

    @cached_property
    def class_indices(self) -> tuple[int, ...]:
        """Indices of the classes that there is an object of, ascending; cached, for it is asked after every round."""
        return tuple(sorted({instance.class_index for instance in self.objects}))


@dataclass
class SynthesisStats:
    """What has been synthesised so far: tiles, objects by class, pixels per class now, use of each object, and objects
    that found no place, by class and reason.
    """

    counts: NDArray[np.float64]
    used: NDArray[np.int64]
    tiles: int = 0
    pasted: Counter[int] = field(default_factory=Counter)
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
) -> Generator[tuple[int, SyntheticTile], None, None]:
    """Make up to `budget` tiles; the same seed gives the same tiles in the same order.

    Whoever stops before the end closes the generator: tiles are finished ahead, and closing waits for them.

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
        The background's position and the tile, once it is finished and `stats` count it.
    """
    banks = _banks(inputs.objects)
    upcoming = _Backgrounds(inputs, settings, budget)
    tried = 0
    written: list[_Finishing] = []  # of the round before: it is finished while the next one is composed
    with ThreadPoolExecutor(_THREADS) as pool:
        while stats.tiles < budget and tried < _BACKGROUNDS_PER_TILE * budget and not is_enough(stats.counts):
            chosen = upcoming.take(min(_TILES_PER_ROUND, budget - stats.tiles), stats.counts)
            if not chosen:
                break
            state = RoundState(
                inputs.relations,
                inputs.context,
                banks,
                stats.used.copy(),
                stats.counts.copy(),
                inputs.target,
                len(chosen),
            )
            backgrounds = [read(index) for index in chosen]
            numbers = range(tried, tried + len(chosen))
            tried += len(chosen)
            tiles = list(
                pool.map(lambda number, read_tile: compose(read_tile[0], state, settings, number), numbers, backgrounds)  # noqa: B023
            )
            made = []
            for position, tile, (_, context) in zip(chosen, tiles, backgrounds, strict=True):
                for class_index, reasons in tile.missed.items():
                    stats.missed[class_index].update(reasons)
                if tile.pastes:
                    made.append(_Finishing(pool.submit(finish, stats.tiles, tile, context), position, tile))
                    _update_stats(stats, tile, len(inputs.target))
            yield from _finished(written)
            written = made
        yield from _finished(written)


class _Finishing(NamedTuple):
    """A tile that is being finished, and the position of its background."""

    done: Future[None]
    position: int
    tile: SyntheticTile


def _finished(tiles: Sequence[_Finishing]) -> Iterator[tuple[int, SyntheticTile]]:
    for done, position, tile in tiles:
        done.result()  # raises what finishing has raised
        yield position, tile


def _update_stats(stats: SynthesisStats, tile: SyntheticTile, classes: int) -> None:
    stats.tiles += 1
    stats.counts += per_class(tile.classes, classes)
    for paste in tile.pastes:
        stats.used[paste.bank_index] += 1
        stats.pasted[paste.instance.class_index] += 1
        stats.plausibility.append(paste.placement.plausibility)


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


class _Backgrounds:
    """Gives backgrounds in the order of use; the order is made anew now and then, for what is wanted changes as classes fill up.

    A background is drawn by the density score that it will have (what one more such tile does for the balance): with every standard
    deviation it is e times as likely. Every use costs it some, so that others come first; one without room never comes.
    """

    def __init__(self, inputs: SynthesisInputs, settings: SynthesisSettings, budget: int) -> None:
        self._inputs = inputs
        self._max_objects = settings.max_objects
        self._rng = np.random.default_rng((settings.seed, 1 << 40))
        self._length = max(_TILES_PER_ROUND, -(-budget // _ORDERS))
        self._uses = np.zeros(len(inputs.room))
        self._order: list[int] = []
        covers = inputs.relations.covers[list(inputs.class_indices), :-1]
        self._usable = np.flatnonzero(inputs.room @ covers.any(axis=0))
        self._areas = {
            index: float(np.mean([each.area for each in inputs.objects if each.class_index == index]))
            for index in inputs.class_indices
        }

    def take(self, count: int, counts: NDArray[np.float64]) -> list[int]:
        """Positions of up to `count` backgrounds for a distribution that stands at `counts` (classes,); none where none has room."""
        if not self._order:
            self._order = self._drawn(counts)
        taken, self._order = self._order[:count], self._order[count:]
        return taken

    def _drawn(self, counts: NDArray[np.float64]) -> list[int]:
        """Weighted sampling without replacement: P. Efraimidis and P. Spirakis (Information Processing Letters 97, 2006)."""
        if not len(self._usable):
            return []
        filled = self._filled(counts)
        scores = filled @ self._inputs.worth(counts) / np.maximum(filled.sum(axis=1), 1.0)
        lead = (scores - scores.mean()) / max(float(scores.std()), 1e-12) - _COST_OF_USE * self._uses[self._usable]
        arrivals = self._rng.exponential(size=len(lead)) / np.exp(lead)
        drawn = self._usable[np.argsort(arrivals, kind="stable")[: self._length]]
        self._uses[drawn] += 1.0
        return [int(position) for position in drawn]

    def _filled(self, counts: NDArray[np.float64]) -> NDArray[np.float64]:
        """Pixels per class (usable tiles, classes) as they may be expected to become: open host ground turned into what lacks."""
        inputs, classes = self._inputs, list(self._inputs.class_indices)
        lack = np.maximum(inputs.target - counts / max(counts.sum(), 1.0), 0.0)
        filled, free = (pixels[self._usable].astype(float) for pixels in (inputs.backgrounds, inputs.room))
        for class_index in classes:
            room = free * inputs.relations.covers[class_index, :-1]
            total = room.sum(axis=1)
            share = lack[class_index] / max(float(lack[classes].sum()), 1e-12)
            turned = np.minimum(total, self._max_objects * share * self._areas[class_index])
            taken = room * (turned / np.maximum(total, 1.0))[:, None]
            free -= taken
            filled -= taken
            filled[:, class_index] += turned
        return filled
