# SPDX-License-Identifier: GPL-2.0-or-later
"""How many sample points each stratum gets. Arrays (k,) in the order of the strata; a stratum is what the map calls one class.

Equation numbers are those of Olofsson et al. 2014 (see `olofsson`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Counts = NDArray[np.int64]


@dataclass(frozen=True)
class Strata:
    """Share of the map (sum 1), number of pixels, and expected user's accuracy of each stratum."""

    weight: Numbers
    pixels: Counts
    accuracy: Numbers

    @property
    def deviation(self) -> Numbers:
        """The standard deviation of being right, S_i."""
        return np.sqrt(self.accuracy * (1 - self.accuracy))


def _proportional(strata: Strata) -> Numbers:
    return strata.weight


def _equal(strata: Strata) -> Numbers:
    return np.full(len(strata.weight), 1 / len(strata.weight))


def _optimal(strata: Strata) -> Numbers:
    """Neyman's; where no error is expected, there is nothing to go by but the areas."""
    wanted = strata.weight * strata.deviation
    return wanted / wanted.sum() if wanted.sum() > 0 else strata.weight


ALLOCATIONS: dict[str, Callable[[Strata], Numbers]] = {
    "proportional": _proportional,
    "equal": _equal,
    "optimal": _optimal,
}


# A stratum with one point tells nothing of its spread.
LEAST = 2


def of_count(strata: Strata, allocation: str, count: int, minimum: int) -> Counts:
    """Points of each stratum, `count` together: at least `minimum`, and two, and at most as many as it has pixels.

    The minima come first, so there are more than `count` where these alone need more, and fewer where the map has fewer pixels.
    """
    share = ALLOCATIONS[allocation](strata)
    low, high = np.minimum(max(minimum, LEAST), strata.pixels), strata.pixels
    total = int(np.clip(count, low.sum(), high.sum()))
    few, many = 0.0, float(high.max() / share[share > 0].min())
    for _ in range(200):  # what is above the minima keeps the allocation's proportions
        middle = (few + many) / 2
        few, many = (middle, many) if np.clip(middle * share, low, high).sum() < total else (few, middle)
    exact = np.clip(many * share, low, high)
    whole = np.floor(exact + 1e-9).astype(np.int64)
    rest = np.argsort(-(exact - whole), kind="stable")[: total - whole.sum()]
    whole[rest] += 1
    return whole


def of_error(strata: Strata, allocation: str, error: float, minimum: int) -> Counts:
    """Points of each stratum by which the overall accuracy is expected to have a standard error.

    The number of all points for which the variance (eq. 5, with the pixels that there are) is the wanted one; for the optimal
    allocation that is eq. 13. Minima come on top, since fewer points elsewhere would miss the error.
    """
    share = ALLOCATIONS[allocation](strata)
    parts = (strata.weight * strata.deviation) ** 2
    needed = parts > 0
    finite = float((parts[needed] / strata.pixels[needed]).sum())
    total = float((parts[needed] / share[needed]).sum()) / (error**2 + finite)
    whole = np.ceil(total * share - 1e-9).astype(np.int64)
    return np.minimum(np.maximum(whole, max(minimum, LEAST)), strata.pixels)


def expected_error(strata: Strata, points: Counts) -> float:
    """The standard error of the overall accuracy (eq. 5) that is expected with these points; NaN where a stratum has none."""
    parts = (strata.weight * strata.deviation) ** 2
    if (points[parts > 0] == 0).any():
        return float("nan")
    drawn = points > 0
    return float(np.sqrt((parts[drawn] * (1 / points[drawn] - 1 / strata.pixels[drawn])).sum()))
