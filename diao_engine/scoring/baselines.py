# SPDX-License-Identifier: GPL-2.0-or-later
"""The usual ways to repeat tiles, behind the same interface and under the same limits as DIAO, to compare with."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .oversample import Limits

# From class counts (tiles, classes), the limits and a source of random choices to repeats (tiles,).
Baseline = Callable[[NDArray[np.int64], Limits, np.random.Generator], NDArray[np.int64]]

_BISECTIONS = 60


def every_tile_once(tiles: NDArray[np.int64], limits: Limits, rng: np.random.Generator) -> NDArray[np.int64]:
    """No balancing."""
    return np.ones(len(tiles), dtype=np.int64)


def random_tiles(tiles: NDArray[np.int64], limits: Limits, rng: np.random.Generator) -> NDArray[np.int64]:
    """The budget spread over tiles drawn at random, each drawn at most `max_repeats` - 1 times."""
    candidates = np.repeat(np.arange(len(tiles)), min(limits.max_repeats - 1, limits.budget))
    drawn = rng.permutation(candidates)[: limits.budget]
    return np.asarray(1 + np.bincount(drawn, minlength=len(tiles)))


def inverse_frequency(tiles: NDArray[np.int64], limits: Limits, rng: np.random.Generator) -> NDArray[np.int64]:
    """Copies in proportion to sum_k d_ik / p_k: the mean inverse frequency of a tile's pixels."""
    shares = tiles.sum(axis=0) / max(float(tiles.sum()), 1.0)
    densities = tiles / np.maximum(tiles.sum(axis=1, keepdims=True), 1)
    weights = densities @ np.divide(1.0, shares, out=np.zeros_like(shares), where=shares > 0)
    most_copies = limits.max_repeats - 1
    if not weights.any() or most_copies == 0:
        return every_tile_once(tiles, limits, rng)
    factor = _grow_until(lambda x: np.minimum(x * weights, most_copies), limits.budget)
    return _rounded(np.minimum(factor * weights, most_copies), limits)


def repeat_factor(tiles: NDArray[np.int64], limits: Limits, rng: np.random.Generator) -> NDArray[np.int64]:
    """Repeat factor sampling: r_i = max over the classes c in tile i of max(1, sqrt(t / f_c)), f_c the share of tiles with c.

    Gupta, Dollár and Girshick, LVIS (CVPR 2019), section B. The threshold t is set so that the budget is used.
    """
    present = tiles > 0
    frequency = present.mean(axis=0)
    root = np.divide(1.0, np.sqrt(frequency), out=np.zeros(len(frequency)), where=frequency > 0)
    rarest = (present * root).max(axis=1, initial=0.0)
    most_copies = limits.max_repeats - 1
    if not rarest.any() or most_copies == 0:
        return every_tile_once(tiles, limits, rng)

    def copies(threshold_root: float) -> NDArray[np.float64]:
        return np.asarray(np.clip(threshold_root * rarest - 1, 0, most_copies))

    return _rounded(copies(_grow_until(copies, limits.budget)), limits)


def _grow_until(copies: Callable[[float], NDArray[np.float64]], budget: int) -> float:
    """The factor at which `copies`, rising in it, use the budget; the largest that matters if they never do."""
    high = 1.0
    while copies(high).sum() < budget and copies(2 * high).sum() > copies(high).sum():
        high *= 2
    low = 0.0
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        low, high = (middle, high) if copies(middle).sum() <= budget else (low, middle)
    return low


def _rounded(copies: NDArray[np.float64], limits: Limits) -> NDArray[np.int64]:
    """Integer repeats with the same total, by largest remainder; ties in order of position."""
    rounded = np.floor(copies + 1e-9).astype(np.int64)
    remaining = min(limits.budget, round(float(copies.sum()))) - int(rounded.sum())
    remainder = np.where(rounded < limits.max_repeats - 1, copies - rounded, -1.0)
    order = np.argsort(-remainder, kind="stable")[: max(remaining, 0)]
    rounded[order[remainder[order] > 0]] += 1
    return np.asarray(1 + rounded)


BASELINES: dict[str, Baseline] = {
    "none": every_tile_once,
    "random": random_tiles,
    "inverse_frequency": inverse_frequency,
    "repeat_factor": repeat_factor,
}
