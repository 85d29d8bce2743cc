# SPDX-License-Identifier: GPL-2.0-or-later
"""Area and accuracy with confidence intervals from a sample of points, stratified by the map's classes.

Olofsson, Foody, Herold, Stehman, Woodcock and Wulder 2014, "Good practices for estimating area and assessing accuracy of
land change", Remote Sensing of Environment 148, 42-57; equation numbers are theirs.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]

Z_95 = 1.96


# The largest variance that a share can have. It stands in for that of a class with one point, which tells nothing of its own, so that
# intervals become too wide rather than nothing.
_LARGEST_VARIANCE = 0.25


@dataclass(frozen=True)
class Estimate:
    """Values with their standard errors; NaN where there is no sample point."""

    value: Numbers
    error: Numbers

    @property
    def half_width(self) -> Numbers:
        """Half the width of the 95 % confidence interval."""
        return Z_95 * self.error


@dataclass(frozen=True)
class SampleEstimates:
    """Per class, in class order: share of the ground, user's and producer's accuracy; `overall` holds one value.

    `shares` (k, k) is the confusion matrix as estimated shares of the ground, by map class and reference class; they sum to 1.
    `unsampled` marks the classes that are mapped and have no sample point; the estimates are for the ground of the others.
    `single` marks the mapped classes with one point, whose variance is taken as the largest that there can be.
    """

    share: Estimate
    users: Estimate
    producers: Estimate
    overall: Estimate
    shares: Numbers
    unsampled: NDArray[np.bool_]
    single: NDArray[np.bool_]


def estimate(mapped: NDArray[np.number], map_area: NDArray[np.floating]) -> SampleEstimates:
    """Area shares and accuracies of a sample that is stratified by the map's classes.

    Parameters
    ----------
    mapped
        Sample points by (map class, reference class), shape (k, k).
    map_area
        Mapped area of each class, shape (k,), in any unit, 0 or more.

    Returns
    -------
    SampleEstimates
        Shares and accuracies from 0 to 1, shape (k,), with standard errors; NaN where there is no sample point.
    """
    counts = np.asarray(mapped, dtype=float)
    n = counts.sum(axis=1)
    unsampled = (n == 0) & (map_area > 0)
    weight = np.where(n > 0, map_area, 0.0)
    weight = weight / weight.sum()
    rate = np.divide(counts, n[:, None], out=np.zeros_like(counts), where=n[:, None] > 0)
    spread = np.divide(rate * (1 - rate), (n - 1)[:, None], out=np.zeros_like(rate), where=n[:, None] > 1)
    spread[n == 1] = _LARGEST_VARIANCE
    users = np.where(n > 0, np.diagonal(rate), np.nan)
    users_variance = np.where(n > 0, np.diagonal(spread), np.nan)  # eq. 6
    share = weight @ rate  # eq. 9
    share_variance = weight**2 @ spread  # eq. 10
    overall = float(weight @ np.diagonal(rate))  # eq. 1
    overall_variance = float(weight**2 @ np.diagonal(spread))  # eq. 5
    producers = np.divide(weight * np.diagonal(rate), share, out=np.full(len(n), np.nan), where=share > 0)  # eq. 3
    return SampleEstimates(
        Estimate(share, np.sqrt(share_variance)),
        Estimate(users, np.sqrt(users_variance)),
        Estimate(producers, np.sqrt(_producers_variance(weight, spread, share, producers))),
        Estimate(np.array([overall]), np.sqrt([overall_variance])),
        weight[:, None] * rate,  # eq. 4
        unsampled,
        (n == 1) & (map_area > 0),
    )


def _producers_variance(weight: Numbers, spread: Numbers, share: Numbers, producers: Numbers) -> Numbers:
    """Equation 7, with areas as shares of the whole."""
    own = weight**2 * (1 - producers) ** 2 * np.diagonal(spread)
    all_rows = weight**2 @ spread
    others = producers**2 * (all_rows - weight**2 * np.diagonal(spread))
    return np.asarray(np.divide(own + others, share**2, out=np.full(len(share), np.nan), where=share > 0))
