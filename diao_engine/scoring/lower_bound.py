# SPDX-License-Identifier: GPL-2.0-or-later
"""The lowest imbalance that any repeats could reach under the same limits: a certified lower bound.

Repeats are relaxed to real numbers r_i in [1, max_repeats] with at most `budget` copies. The distributions p that such r
can make form a convex set (a linear-fractional image of a convex one), and D = KL(p‖q) is convex in p, so Frank–Wolfe applies:
M. Jaggi, Revisiting Frank-Wolfe (ICML 2013); pairwise steps after S. Lacoste-Julien and M. Jaggi (NeurIPS 2015).

At any point p0, D(p) >= sum_k p_k ln(p0_k / q_k) for every p (Gibbs' inequality), so the least value of that linear form over
the set bounds the optimum from below. The linear form's minimum over r is a linear-fractional program, solved exactly by Dinkelbach
(Management Science 13, 1967): for a given value v, copies go to the tiles with the most negative c_i - v |n_i|. What it returns is a
lower bound after any number of rounds, and so is the bound after any number of Frank-Wolfe steps.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .imbalance import divergence, log_ratio
from .oversample import Limits

Floats = NDArray[np.float64]

_GAP = 1e-6
_ROUNDS = 200
_DINKELBACH_ROUNDS = 30
_BISECTIONS = 50


class LowerBound(NamedTuple):
    """`bound`: no repeats can go below it; `relaxed`: what real-valued repeats are known to reach. Both in nats, bound <= relaxed."""

    bound: float
    relaxed: float


def lower_bound(tiles: NDArray[np.int64], target: NDArray[np.floating], limits: Limits) -> LowerBound:
    """Lower bound of the imbalance for any repeats within the limits.

    Parameters
    ----------
    tiles
        Class counts in pixels, shape (tiles, classes); empty tiles are left out.
    target
        Target distribution, shape (classes,), above 0 for every class that occurs.
    limits
        Most repeats of a tile and most copies in all; `target_imbalance` plays no part.

    Returns
    -------
    LowerBound
        In nats; (0, 0) where no tile has a pixel.
    """
    occupied = tiles[tiles.sum(axis=1) > 0].astype(float)
    if not len(occupied):
        return LowerBound(0.0, 0.0)
    start = _shares(occupied.sum(axis=0))
    vertices, weights = [start], [1.0]
    bound, relaxed = 0.0, divergence(start, target)
    for _ in range(_ROUNDS):
        p = np.asarray(weights) @ np.array(vertices)
        relaxed = divergence(p, target)
        slope = -log_ratio(p, target)
        toward, value = _least(occupied, slope, limits, start_at=relaxed)
        bound = max(bound, value)
        if relaxed - bound <= _GAP:
            break
        _pairwise_step(vertices, weights, toward, slope, target)
    return LowerBound(bound, relaxed)


def _pairwise_step(
    vertices: list[Floats], weights: list[float], toward: Floats, slope: Floats, target: NDArray[np.floating]
) -> None:
    """Move weight from the worst vertex in use to the new one, as far as the imbalance falls."""
    away = int(np.argmax(np.array(vertices) @ slope))
    position = next((index for index, vertex in enumerate(vertices) if np.array_equal(vertex, toward)), None)
    if position is None:
        vertices.append(toward)
        weights.append(0.0)
        position = len(vertices) - 1
    p = np.asarray(weights) @ np.array(vertices)
    step = _line_search(p, toward - vertices[away], weights[away], target)
    weights[position] += step
    weights[away] -= step
    if weights[away] <= 0.0:
        del vertices[away], weights[away]


def _line_search(p: Floats, direction: Floats, longest: float, target: NDArray[np.floating]) -> float:
    """The step in [0, longest] with the least imbalance: where its slope changes sign."""
    low, high = 0.0, longest
    for _ in range(_BISECTIONS):
        middle = (low + high) / 2
        falling = direction @ -log_ratio(np.maximum(p + middle * direction, 0.0), target) < 0
        low, high = (middle, high) if falling else (low, middle)
    return high if high == longest else low


def _least(tiles: Floats, slope: Floats, limits: Limits, *, start_at: float) -> tuple[Floats, float]:
    """The distribution within the limits with the least p @ slope, and a value that no distribution there goes below.

    With F(v) = min over r of sum_i r_i (c_i - v |n_i|), every v gives the lower bound v + min(F(v), 0) / D_min, where D_min is the
    least number of pixels that repeats can make: that of every tile once. It rises with the rounds and holds after any of them.
    """
    costs, sizes = tiles @ slope, tiles.sum(axis=1)
    once, fewest = tiles.sum(axis=0), sizes.sum()
    best, value, certified = _shares(once), start_at, -np.inf
    for _ in range(_DINKELBACH_ROUNDS):
        counts = once + _copies(costs - value * sizes, limits) @ tiles
        best = _shares(counts)
        reached = float(best @ slope)
        # F(v) is (reached - v) times the pixels of the minimising repeats.
        certified = value + min(reached - value, 0.0) * float(counts.sum() / fewest)
        if reached >= value - 1e-13:
            break
        value = reached
    return best, certified


def _copies(costs: Floats, limits: Limits) -> Floats:
    """Real-valued copies within the limits with the least total cost."""
    copies = np.zeros(len(costs))
    each = limits.max_repeats - 1
    if each <= 0 or limits.budget <= 0:
        return copies
    gaining = np.flatnonzero(costs < 0)
    full, rest = divmod(limits.budget, each)
    if len(gaining) > full:
        gaining = gaining[np.argpartition(costs[gaining], full)[: full + 1]]
        gaining = gaining[np.argsort(costs[gaining], kind="stable")]
        copies[gaining[full:]] = rest
        gaining = gaining[:full]
    copies[gaining] = each
    return copies


def _shares(counts: Floats) -> Floats:
    return np.asarray(counts / counts.sum())
