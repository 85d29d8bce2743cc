# SPDX-License-Identifier: GPL-2.0-or-later
"""The object-centric loop: backgrounds in order, rounds of tiles at a time, the balance updated after each."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from .compose import SynthesisSettings
from .context import ContextModel
from .objects import LandObject
from .relations import Relations
from .workbench import Balance, Composed, Finished

# Tiles of one round see the same balance. The number is fixed, so that the result does not depend on the machine.
_TILES_PER_ROUND = 8
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


class Makers(Protocol):
    """Who makes the tiles; what belongs to one `number` is done by one of them, in order."""

    def compose(self, number: int, index: int, balance: Balance) -> Future[Composed]:
        """Fill the background at position `index`, the `number`th that is tried."""

    def finish(self, number: int, position: int) -> Future[Finished]:
        """Audit and write what was composed by that number, as the synthetic tile at a position from 0."""


class Made(NamedTuple):
    """A synthetic tile: the position of its background, what it holds, what is noted of it."""

    background: int
    composed: Composed
    finished: Finished


def synthesise(
    inputs: SynthesisInputs,
    settings: SynthesisSettings,
    stats: SynthesisStats,
    makers: Makers,
    *,
    budget: int,
    is_enough: Callable[[NDArray[np.float64]], bool],
) -> Iterator[Made]:
    """Make up to `budget` tiles; the same seed gives the same tiles in the same order.

    Parameters
    ----------
    inputs
        Model, objects, backgrounds and the balance to start from.
    settings
        How tiles are composed.
    stats
        Counts what is made; changed.
    makers
        Compose and finish tiles; whoever stops before the end must wait for what they still do.
    budget
        Most tiles to make, 0 or above.
    is_enough
        Whether pixels per class (classes,) are as balanced as requested; asked after each round.

    Yields
    ------
    Made
        The tiles in their order, once each is finished.
    """
    upcoming = _Backgrounds(inputs, settings, budget)
    tried = 0
    made: list[_Unfinished] = []
    finishing: list[tuple[_Unfinished, Future[Finished]]] = []
    while stats.tiles < budget and tried < _BACKGROUNDS_PER_TILE * budget and not is_enough(stats.counts):
        chosen = upcoming.take(min(_TILES_PER_ROUND, budget - stats.tiles), stats.counts)
        if not chosen:
            break
        balance = Balance(stats.used.copy(), stats.counts.copy(), len(chosen))
        composing = [
            (number, index, makers.compose(number, index, balance)) for number, index in enumerate(chosen, tried)
        ]
        tried += len(chosen)
        # Whoever has composed its share of this round finishes what it made in the last one, while others still compose.
        earlier, finishing = finishing, _begin_finishing(made, makers)
        yield from _finished(earlier)
        made = list(_composed(composing, stats))
    yield from _finished(finishing)
    yield from _finished(_begin_finishing(made, makers))


class _Unfinished(NamedTuple):
    """A tile that is composed: the number of its background, the position of that, its own position, what it holds."""

    number: int
    background: int
    position: int
    composed: Composed


def _composed(composing: Sequence[tuple[int, int, Future[Composed]]], stats: SynthesisStats) -> Iterator[_Unfinished]:
    """The tiles of a round that hold an object, counted in `stats`."""
    for number, index, future in composing:
        composed = future.result()
        for class_index, reasons in composed.missed.items():
            stats.missed[class_index].update(reasons)
        if composed.pastes:
            yield _Unfinished(number, index, stats.tiles, composed)
            _update_stats(stats, composed)


def _begin_finishing(tiles: Sequence[_Unfinished], makers: Makers) -> list[tuple[_Unfinished, Future[Finished]]]:
    return [(tile, makers.finish(tile.number, tile.position)) for tile in tiles]


def _finished(tiles: Sequence[tuple[_Unfinished, Future[Finished]]]) -> Iterator[Made]:
    for tile, future in tiles:
        yield Made(tile.background, tile.composed, future.result())  # raises what finishing has raised


def _update_stats(stats: SynthesisStats, composed: Composed) -> None:
    stats.tiles += 1
    stats.counts += composed.counts
    for paste in composed.pastes:
        stats.used[paste.bank_index] += 1
        stats.pasted[paste.class_index] += 1
        stats.plausibility.append(paste.plausibility)


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
