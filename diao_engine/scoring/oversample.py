# SPDX-License-Identifier: GPL-2.0-or-later
"""The DIAO iteration: score, repeat the best tiles, update the distribution, score again.

What it lowers is the objective D(p‖q) + evenness * KL(v‖v0): the imbalance, and how far the draws concentrate on few tiles
(`evenness.concentration`). With an evenness of 0 it is the imbalance alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .evenness import concentration
from .imbalance import divergence, log_ratio

# The first round adds this part of the budget; rounds grow while they help and shrink when they overshoot.
_FIRST_ROUND = 1 / 128
_GROWTH = 1.5
# A round that gains less than this, in nats, is no reason to go on with as many tiles.
_WORTHWHILE = 1e-7


@dataclass(frozen=True)
class Limits:
    """What any method keeps to: `max_repeats` per tile, `budget` copies in all, and the imbalance that is low enough.

    `evenness` (0 or more) is the price of concentration in the objective of DIAO; baselines do not look at it.
    """

    max_repeats: int
    budget: int
    target_imbalance: float = 0.0
    evenness: float = 0.0


def objective(
    tiles: NDArray[np.int64], repeats: NDArray[np.number], target: NDArray[np.floating], limits: Limits
) -> float:
    """Imbalance plus evenness times concentration, in nats, of repeats (tiles,) of 1 or more; what DIAO lowers."""
    return divergence(repeats @ tiles, target) + limits.evenness * concentration(repeats, tiles.sum(axis=1))


def oversample(
    tiles: NDArray[np.int64],
    target: NDArray[np.floating],
    limits: Limits,
    *,
    on_round: Callable[[int, float], None] = lambda copies, imbalance: None,
) -> NDArray[np.int64]:
    """Repeats (tiles,) of 1 or more that bring the class distribution towards `target` without concentrating; deterministic.

    Parameters
    ----------
    tiles
        Class counts in pixels, shape (tiles, classes), in the order of the tile ids, which breaks ties.
    target
        Target shares, shape (classes,), above 0 for every class that occurs.
    limits
        Most repeats of a tile, copies in all, the imbalance in nats at which to stop, and the price of concentration.
    on_round
        Called after each round with the copies so far and the imbalance reached, in nats.

    Returns
    -------
    numpy.ndarray
        Repeats, shape (tiles,), 1 to `limits.max_repeats`.

    Notes
    -----
    Each round ranks all tiles by the first-order gain of one more copy (one matrix product), and adds a copy of
    each of the best. When that does not lower the objective, copies that later rounds have made a loss of are taken back, or
    moved to better tiles, so that what an early, unbalanced distribution asked for does not use up the budget. When nothing
    helps, the round is tried with half as many tiles, until one tile is too many.
    """
    repeats = np.ones(len(tiles), dtype=np.int64)
    state = _State(tiles.astype(float), target, repeats, limits.evenness)
    step = max(1.0, limits.budget * _FIRST_ROUND)
    while step >= 1.0 and state.sums.imbalance > limits.target_imbalance:
        best = min(_moves(state, limits, int(step)), key=lambda move: state.after(move).objective)
        after = state.after(best)
        gained = state.sums.objective - after.objective
        if gained > 0.0:
            state.apply(best, after)
        step = min(step * _GROWTH, max(1.0, limits.budget)) if gained > _WORTHWHILE else min(step, len(tiles)) / 2
        on_round(state.copies, state.sums.imbalance)
    return repeats


class Move(NamedTuple):
    """One round's change: positions of tiles that get one copy more, and one copy fewer."""

    more: NDArray[np.int64]
    fewer: NDArray[np.int64]


class _Sums(NamedTuple):
    """What the objective is made of: class counts (classes,), sum_i |n_i| r_i ln r_i, and the imbalance and objective in nats."""

    counts: NDArray[np.float64]
    weighted_logs: float
    imbalance: float
    objective: float


class _State:
    """Repeats and what the objective is made of, changed together."""

    def __init__(
        self,
        tiles: NDArray[np.float64],
        target: NDArray[np.floating],
        repeats: NDArray[np.int64],
        evenness: float,
    ) -> None:
        self.tiles = tiles
        self.target = target
        self.repeats = repeats
        self.evenness = evenness
        self.sizes = tiles.sum(axis=1)
        self.sums = self._sums(repeats @ tiles, 0.0)

    @property
    def copies(self) -> int:
        return int(self.repeats.sum() - len(self.repeats))

    def gains(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """First-order gain of a copy more of each tile, and first-order loss of a copy fewer, up to the factor 1 / |N|.

        Of the imbalance that is |n_i| s_i, without the division and back, either way. Of the concentration, which is
        E / |N| - ln(|N| / |N0|) with E = sum_i |n_i| r_i ln r_i, a copy costs the rise of E less |n_i| (E / |N| + 1).
        """
        gains = self.tiles @ log_ratio(self.sums.counts, self.target) + self.sizes * self.sums.imbalance
        if self.evenness == 0.0:
            return gains, gains
        expected = self.sums.weighted_logs / max(self.sums.counts.sum(), 1.0) + 1.0
        now = _r_log_r(self.repeats)
        rise, fall = _r_log_r(self.repeats + 1) - now, now - _r_log_r(np.maximum(self.repeats - 1, 1))
        cost = self.evenness * self.sizes
        return gains - cost * (rise - expected), gains - cost * (fall - expected)

    def after(self, move: Move) -> _Sums:
        """What a move leads to."""
        counts = self.sums.counts + self.tiles[move.more].sum(axis=0) - self.tiles[move.fewer].sum(axis=0)
        return self._sums(counts, self.sums.weighted_logs + self._rise(move.more, 1) + self._rise(move.fewer, -1))

    def apply(self, move: Move, after: _Sums) -> None:
        """Add a copy of the tiles `more` and take one of `fewer` away; `after` is what that leads to."""
        self.sums = after
        self.repeats[move.more] += 1
        self.repeats[move.fewer] -= 1

    def _rise(self, tiles: NDArray[np.int64], copies: int) -> float:
        """By how much sum_i |n_i| r_i ln r_i rises when each of some tiles gets that many copies."""
        repeats = self.repeats[tiles]
        return float(self.sizes[tiles] @ (_r_log_r(repeats + copies) - _r_log_r(repeats)))

    def _sums(self, counts: NDArray[np.float64], weighted_logs: float) -> _Sums:
        imbalance, pixels = divergence(counts, self.target), float(counts.sum())
        spread = weighted_logs / pixels - np.log(pixels / self.sizes.sum()) if pixels else 0.0
        return _Sums(counts, weighted_logs, imbalance, imbalance + self.evenness * float(spread))


def _r_log_r(repeats: NDArray[np.int64]) -> NDArray[np.float64]:
    return np.asarray(repeats * np.log(repeats))


def _moves(state: _State, limits: Limits, step: int) -> list[Move]:
    """What a round may do with up to `step` tiles: add copies, take copies back, or move copies."""
    gains, losses = state.gains()
    nothing = np.empty(0, dtype=np.int64)
    room, copied = state.repeats < limits.max_repeats, state.repeats > 1
    add = _largest(np.where(room, gains, 0.0), min(step, limits.budget - state.copies))
    take = _largest(np.where(copied, -losses, 0.0), step)
    more = _largest(np.where(room, gains - gains.min(), 0.0), step)
    fewer = _largest(np.where(copied, losses.max() - losses, 0.0), step)
    pairs = min(len(more), len(fewer))
    useful = gains[more[:pairs]] > losses[fewer[:pairs]]
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
