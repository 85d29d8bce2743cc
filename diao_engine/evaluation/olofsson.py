# SPDX-License-Identifier: GPL-2.0-or-later
"""Area and accuracy with confidence intervals from a sample of points, stratified by the map's classes.

Olofsson, Foody, Herold, Stehman, Woodcock and Wulder 2014, "Good practices for estimating area and assessing accuracy of
land change", Remote Sensing of Environment 148, 42-57; equation numbers are theirs.

Stehman 2014, "Estimating area and map accuracy for stratified random sampling when the strata are different from the map classes",
International Journal of Remote Sensing 35, 4923-4939.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]
Points = NDArray[np.bool_]  # which of the points, (n,)

Z_95 = 1.96
NOT_MAPPED = -1
# Half a point of each outcome, as in the prior of Jeffreys: a class that a stratum of 200 points shows nowhere may still hold a half
# per cent of its ground, and a variance of 0 would say that it cannot (see the table of intervals in resources/docs/method.md).
UNSEEN = 0.5


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

    @classmethod
    def of(cls, pairs: list[tuple[float, float]]) -> Estimate:
        """From values with their errors."""
        value, error = np.array(pairs).T
        return cls(value, error)


@dataclass(frozen=True)
class SampleEstimates:
    """Per class, in class order: share of the ground, user's and producer's accuracy; `overall` holds one value.

    `shares` (k, k) is the confusion matrix as estimated shares of the ground, by map class and reference class; they sum to 1.
    `unsampled` marks the classes that are mapped and have no sample point; the estimates are for the ground of the others.
    `single` marks the mapped classes with one point, whose variance is taken as the largest that there can be. `area` is that of the
    ground that the shares are of, in the unit of the strata.
    """

    share: Estimate
    users: Estimate
    producers: Estimate
    overall: Estimate
    shares: Numbers
    unsampled: NDArray[np.bool_]
    single: NDArray[np.bool_]
    area: float


@dataclass(frozen=True)
class Sample:
    """Judged points by stratum, map class and reference class: indices and counts, each (n,).

    The map class is `NOT_MAPPED` where the map that is judged has no ground: such points tell how much of a stratum it covers.
    """

    stratum: NDArray[np.integer]
    mapped: NDArray[np.integer]
    reference: NDArray[np.integer]
    count: NDArray[np.number]


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
    rows, columns = np.nonzero(mapped)
    return estimate_strata(Sample(rows, rows, columns, np.asarray(mapped)[rows, columns]), map_area)


def estimate_strata(sample: Sample, area: NDArray[np.floating], *, unseen: float = 0.0) -> SampleEstimates:
    """The same for strata that need not be the classes of the map that is judged: an earlier map's, say (Stehman 2014).

    Each figure is a ratio of two means over the strata. Where the strata are the map's classes, Stehman's equations are those of
    Olofsson et al., which are named here.

    Parameters
    ----------
    sample
        The points; strata have the indices of the classes that they are called after.
    area
        Area of each stratum, shape (k,), in any unit, 0 where a class is none.
    unseen
        Points that each outcome is taken to have besides, for the standard errors alone: `UNSEEN`, or 0 for the equations as they are.
    """
    k = len(area)
    points = np.bincount(sample.stratum, weights=sample.count.astype(float), minlength=k).astype(float)
    weight = np.where(points > 0, area, 0.0)
    total = float(weight.sum())
    ratio = _Ratio(sample, points, weight / total, unseen)
    mapped, reference = sample.mapped, sample.reference
    on_map, right = mapped != NOT_MAPPED, mapped == reference
    covered = ratio.mean(on_map)
    share, users, producers = [], [], []
    for one in range(k):
        here, there = mapped == one, on_map & (reference == one)
        share.append(ratio(there, on_map & ~there, on_map, on_map))  # eq. 9 and 10
        users.append(ratio(here & right, here & ~right, here, here))  # eq. 2 and 6
        producers.append(ratio(there & right, there & ~right, here, on_map & ~here))  # eq. 3 and 7
    return SampleEstimates(
        Estimate.of(share),
        Estimate.of(users),
        Estimate.of(producers),
        Estimate.of([ratio(right, on_map & ~right, on_map, on_map)]),  # eq. 1 and 5
        ratio.shares(k) / covered,  # eq. 4
        (points == 0) & (area > 0),
        (points == 1) & (area > 0),
        covered * total,
    )


@dataclass(frozen=True)
class _Ratio:
    """The estimator of a ratio from points by stratum; `points` and `weight` (sum 1) are those of the strata."""

    sample: Sample
    points: Numbers
    weight: Numbers
    unseen: float

    def mean(self, what: NDArray[np.bool_]) -> float:
        """The share of the ground for which something holds."""
        return float(self.weight @ self._rate(what))

    def __call__(self, part: Points, rest: Points, part_may_be: Points, rest_may_be: Points) -> tuple[float, float]:
        """The share that a part has of itself and the rest, and its standard error; NaN where no point lies in either.

        `part_may_be` and `rest_may_be` are points that could have been such ones: the strata of others have no ground of the kind.
        """
        size = self.mean(part | rest)
        if size == 0:
            return np.nan, np.nan
        value = self.mean(part) / size
        inner, outer = self._expected(part, part_may_be), self._expected(rest, rest_may_be)
        # The variance of part - value * (part + rest) within each stratum, which is 1 - value, -value or 0 at a point.
        spread = np.divide(
            np.maximum(inner * (1 - value) ** 2 + outer * value**2 - (inner * (1 - value) - outer * value) ** 2, 0),
            self.points - 1,
            out=np.zeros(len(self.points)),
            where=self.points > 1,
        )
        spread[(self.points == 1) & (self._rate(part_may_be | rest_may_be) > 0)] = _LARGEST_VARIANCE
        return value, float(np.sqrt(self.weight**2 @ spread)) / size

    def _expected(self, what: Points, may_be: Points) -> Numbers:
        """In each stratum, the share of such points for its variance: those seen, and what may have been missed by chance."""
        more = self.unseen * (self._rate(may_be) > 0)
        return np.asarray((self._rate(what) * self.points + more) / np.maximum(self.points + 2 * self.unseen, 1))

    def shares(self, k: int) -> Numbers:
        """Share of the ground by map class and reference class (k, k)."""
        on_map = self.sample.mapped != NOT_MAPPED
        each = np.divide(self.weight, self.points, out=np.zeros(k), where=self.points > 0)[self.sample.stratum]
        shares = np.zeros((k, k))
        np.add.at(
            shares, (self.sample.mapped[on_map], self.sample.reference[on_map]), (each * self.sample.count)[on_map]
        )
        return shares

    def _rate(self, what: NDArray[np.bool_]) -> Numbers:
        """In each stratum, the share of the points for which something holds."""
        counted = np.bincount(
            self.sample.stratum, weights=np.where(what, self.sample.count, 0.0), minlength=len(self.points)
        )
        return np.divide(counted, self.points, out=np.zeros(len(self.points)), where=self.points > 0)
