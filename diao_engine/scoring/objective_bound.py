# SPDX-License-Identifier: GPL-2.0-or-later
"""The lowest objective, imbalance plus evenness times concentration, that any repeats could reach: a certified lower bound.

Notation of resources/docs/method.md, "Evenness". Repeats are relaxed to real numbers r_i in [1, max_repeats] with at most `budget`
copies. Both parts of the objective are convex in v, the tiles' shares of the drawn pixels, so its Lagrange dual bounds it from below
and is tight.

For every y (classes,) KL(p‖q) >= y @ p - ln sum_k q_k e^{y_k} (Donsker and Varadhan 1975), and for every price mu >= 0 of a copy the
least of y @ p + evenness KL(v‖v0) + mu (copies - budget) is reached by

    r_i = clip(exp((beta - a_i - mu_i) / evenness - 1), 1, max_repeats)        a_i = sum_k d_ik y_k,

with mu_i = mu divided by the share of tile i in the pixels; beta is the root of a function that rises. Hence each pair (y, mu) gives
a bound, wherever the search for the best pair stops. The dual is concave and has classes + 1 variables, however many tiles there
are; SciPy's L-BFGS-B maximises it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import brentq, minimize

from .evenness import concentration
from .imbalance import divergence, log_ratio
from .lower_bound import LowerBound, lower_bound
from .oversample import Limits

Floats = NDArray[np.float64]

_STEPS = 100
_TOLERANCE = 1e-10  # relative, of the dual from one step to the next
_ROOT_TOLERANCE = 1e-12  # the error of the dual is its square


def objective_bound(tiles: NDArray[np.int64], target: NDArray[np.floating], limits: Limits) -> LowerBound:
    """Lower bound of the objective of DIAO for any repeats within the limits.

    Parameters
    ----------
    tiles
        Class counts in pixels, shape (tiles, classes); empty tiles are left out.
    target
        Target distribution, shape (classes,), above 0 for every class that occurs.
    limits
        Most repeats of a tile, most copies in all, and the evenness; `target_imbalance` plays no part.

    Returns
    -------
    LowerBound
        In nats; (0, 0) where no tile has a pixel. With an evenness of 0 that of the imbalance alone.
    """
    occurs = tiles.sum(axis=0) > 0
    occupied = tiles[tiles.sum(axis=1) > 0][:, occurs].astype(float)
    start = divergence(tiles.sum(axis=0), target)
    if not len(occupied) or limits.max_repeats == 1 or limits.budget == 0:
        return LowerBound(start, start)
    if limits.evenness == 0.0:
        return lower_bound(tiles, target, limits)
    dual = _Dual(occupied, target[occurs] / target[occurs].sum(), limits)
    # In units of the evenness all variables are of like size.
    first = np.append(-log_ratio(occupied.sum(axis=0), target[occurs]) / limits.evenness, 0.0)
    bounds = [(None, None)] * len(occupied[0]) + [(0.0, None)]
    minimize(
        dual.negated, first, jac=True, method="L-BFGS-B", bounds=bounds,
        options={"maxiter": _STEPS, "ftol": _TOLERANCE, "gtol": _TOLERANCE},
    )  # fmt: skip
    relaxed = min(dual.relaxed, start)
    return LowerBound(min(max(dual.bound, 0.0), relaxed), relaxed)  # where both meet, rounding may cross them


class _Dual:
    """The dual of the relaxed problem, and the best bound and the best repeats that were met on the way."""

    def __init__(self, tiles: Floats, target: Floats, limits: Limits) -> None:
        self.target, self.limits = target, limits
        self.sizes = tiles.sum(axis=1)
        self.densities = tiles / self.sizes[:, None]
        self.once = self.sizes / self.sizes.sum()
        self.price = 1.0 / (len(tiles) * self.once)  # of a copy, per share of the pixels, at a mu of 1
        self.most = 1.0 + limits.budget / len(tiles)  # mean repeats
        self.bound, self.relaxed = -np.inf, np.inf

    def negated(self, scaled: Floats) -> tuple[float, Floats]:
        """Minus the dual at (y, mu) / evenness, shape (classes + 1,), and its gradient of the same shape."""
        evenness, y, mu = self.limits.evenness, scaled[:-1], float(scaled[-1])
        costs = self.densities @ y + mu * self.price
        beta = self._root(costs, mu)
        repeats = self._repeats(beta, costs)
        drawn = self.once * repeats
        shown = drawn.sum()
        weights = self.target * np.exp(evenness * (y - y.max()))
        value = float(evenness * (beta - np.log(shown) - 1.0 - y.max()) - np.log(weights.sum()))
        slope = np.append(
            drawn @ self.densities / shown - weights / weights.sum(), (repeats.mean() - self.most) / shown
        )
        self.bound = max(self.bound, value)
        self.relaxed = min(self.relaxed, self._objective(repeats))
        return -value, -evenness * slope

    def _root(self, costs: Floats, mu: float) -> float:
        """Beta / evenness at which the repeats minimise the Lagrangian among those of every sum."""

        def rising(beta: float) -> float:
            repeats = self._repeats(beta, costs)
            return float((self.once * repeats) @ (beta - 1.0 - costs - np.log(repeats))) + mu * self.most

        low, high = float(costs.min()), float(costs.max()) + 1.0
        step = 1.0
        while rising(low) > 0.0:
            low, step = low - step, 2.0 * step
        while rising(high) < 0.0:
            high, step = high + step, 2.0 * step
        return float(brentq(rising, low, high, xtol=_ROOT_TOLERANCE))

    def _repeats(self, beta: float, costs: Floats) -> Floats:
        """Real-valued repeats (tiles,) that minimise the Lagrangian."""
        return np.asarray(np.exp(np.clip(beta - 1.0 - costs, 0.0, np.log(self.limits.max_repeats))))

    def _objective(self, repeats: Floats) -> float:
        """Of repeats whose copies are scaled down to the budget where they are too many."""
        copies = repeats - 1.0
        within = 1.0 + copies * min(1.0, self.limits.budget / max(float(copies.sum()), 1.0))
        imbalance = divergence((within * self.sizes) @ self.densities, self.target)
        return imbalance + self.limits.evenness * concentration(within, self.sizes)
