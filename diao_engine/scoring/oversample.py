# SPDX-License-Identifier: GPL-2.0-or-later
"""The DIAO iteration: score, repeat the best tiles, update the distribution, score again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .imbalance import divergence, log_ratio

# The first round adds this part of the budget; rounds grow while they help and shrink when they overshoot.
_FIRST_ROUND = 1 / 128
_GROWTH = 1.5
# A round that gains less than this, in nats, is no reason to go on with as many tiles.
_WORTHWHILE = 1e-7


@dataclass(frozen=True)
class Limits:
    """What any method keeps to: `max_repeats` per tile, `budget` copies in all, and the imbalance that is low enough."""

    max_repeats: int
    budget: int
    target_imbalance: float = 0.0


def oversample(
    tiles: NDArray[np.int64],
    target: NDArray[np.floating],
    limits: Limits,
    *,
    on_round: Callable[[int, float], None] = lambda copies, imbalance: None,
) -> NDArray[np.int64]:
    """Repeats (tiles,) of 1 or more that bring the class distribution towards `target`; deterministic.

    Parameters
    ----------
    tiles
        Class counts in pixels, shape (tiles, classes), in the order of the tile ids, which breaks ties.
    target
        Target shares, shape (classes,), above 0 for every class that occurs.
    limits
        Most repeats of a tile, copies in all, and the imbalance in nats at which to stop.
    on_round
        Called after each round with the copies so far and the imbalance reached, in nats.

    Returns
    -------
    numpy.ndarray
        Repeats, shape (tiles,), 1 to `limits.max_repeats`.

    Notes
    -----
    Each round ranks all tiles by the first-order gain of one more copy, |n_i| s_i (one matrix product), and adds a copy of
    each of the best. When that does not lower the imbalance, copies that later rounds have made a loss of are taken back, or
    moved to better tiles, so that what an early, unbalanced distribution asked for does not use up the budget. When nothing
    helps, the round is tried with half as many tiles, until one tile is too many.
    """
    repeats = np.ones(len(tiles), dtype=np.int64)
    state = _State(tiles.astype(float), target, repeats)
    step = max(1.0, limits.budget * _FIRST_ROUND)
    while step >= 1.0 and state.imbalance > limits.target_imbalance:
        best = min(_moves(state, limits, int(step)), key=state.after)
        gained = state.imbalance - state.after(best)
        if gained > 0.0:
            state.apply(best)
        step = min(step * _GROWTH, max(1.0, limits.budget)) if gained > _WORTHWHILE else min(step, len(tiles)) / 2
        on_round(state.copies, state.imbalance)
    return repeats


class Move(NamedTuple):
    """One round's change: positions of tiles that get one copy more, and one copy fewer."""

    more: NDArray[np.int64]
    fewer: NDArray[np.int64]


class _State:
    """Repeats, their class counts and imbalance, changed together."""

    def __init__(self, tiles: NDArray[np.float64], target: NDArray[np.floating], repeats: NDArray[np.int64]) -> None:
        self.tiles = tiles
        self.target = target
        self.repeats = repeats
        self.sizes = tiles.sum(axis=1)
        self.counts = repeats @ tiles
        self.imbalance = divergence(self.counts, target)

    @property
    def copies(self) -> int:
        return int(self.repeats.sum() - len(self.repeats))

    def gains(self) -> NDArray[np.float64]:
        """First-order gain of a copy of each tile, up to the factor 1 / |N|: |n_i| s_i without the division and back."""
        return np.asarray(self.tiles @ log_ratio(self.counts, self.target) + self.sizes * self.imbalance)

    def after(self, move: Move) -> float:
        """The imbalance that a move leads to."""
        return divergence(self._counts_after(move), self.target)

    def apply(self, move: Move) -> None:
        """Add a copy of the tiles `more` and take one of `fewer` away."""
        self.counts = self._counts_after(move)
        self.imbalance = divergence(self.counts, self.target)
        self.repeats[move.more] += 1
        self.repeats[move.fewer] -= 1

    def _counts_after(self, move: Move) -> NDArray[np.float64]:
        return np.asarray(self.counts + self.tiles[move.more].sum(axis=0) - self.tiles[move.fewer].sum(axis=0))


def _moves(state: _State, limits: Limits, step: int) -> list[Move]:
    """What a round may do with up to `step` tiles: add copies, take copies back, or move copies."""
    gains = state.gains()
    nothing = np.empty(0, dtype=np.int64)
    room, copied = state.repeats < limits.max_repeats, state.repeats > 1
    add = _largest(np.where(room, gains, 0.0), min(step, limits.budget - state.copies))
    take = _largest(np.where(copied, -gains, 0.0), step)
    more = _largest(np.where(room, gains - gains.min(), 0.0), step)
    fewer = _largest(np.where(copied, gains.max() - gains, 0.0), step)
    pairs = min(len(more), len(fewer))
    useful = gains[more[:pairs]] > gains[fewer[:pairs]]
    return [Move(add, nothing), Move(nothing, take), Move(more[:pairs][useful], fewer[:pairs][useful])]


def _largest(values: NDArray[np.float64], count: int) -> NDArray[np.int64]:
    """Positions of the `count` largest values above 0, largest first, equal ones in order of position."""
    positive = np.flatnonzero(values > 0)
    if len(positive) > count > 0:
        # Cut down in linear time first; all that tie with the last one stay in until the order decides.
        threshold = np.partition(values[positive], len(positive) - count)[len(positive) - count]
        positive = positive[values[positive] >= threshold]
    order = np.argsort(-values[positive], kind="stable")
    return np.asarray(positive[order[:count]])
