# SPDX-License-Identifier: GPL-2.0-or-later
"""Which differences between two methods are real, and which lie within the noise of training.

Two methods are compared pair by pair: the same seed, and so the same tiles, crops and starting weights where the method leaves them
alone. A difference is real where the t interval of its mean excludes 0.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from scipy import stats

Key = TypeVar("Key", bound=Hashable)

LEVEL = 0.95


@dataclass(frozen=True)
class Difference:
    """Mean of paired differences with its t interval; the interval is NaN where there are fewer than two pairs."""

    mean: float
    low: float
    high: float
    pairs: int

    @property
    def is_real(self) -> bool:
        """Whether the interval excludes 0."""
        return self.low > 0 or self.high < 0


def paired(
    first: Mapping[Key, float], second: Mapping[Key, float], *, overlap: float = 0.0, level: float = LEVEL
) -> Difference | None:
    """How much more `first` has than `second`.

    Parameters
    ----------
    first, second
        A figure per run; runs of the same key (seed, fold) are a pair. What is not finite, or has no partner, is left out.
    overlap
        Ground measured on divided by ground trained on, where the runs of one method measure on different parts of the same ground
        (folds). Their training tiles overlap, so the variance is raised by this much (Nadeau and Bengio 2003). 0 where only
        seeds differ.
    level
        Of the interval, 0 to 1.

    Returns
    -------
    Difference or None
        None where there is no pair.
    """
    shared = [key for key in first if key in second]
    gains = np.array([first[key] - second[key] for key in shared], dtype=float)
    gains = gains[np.isfinite(gains)]
    if not len(gains):
        return None
    mean, half = float(gains.mean()), _half_width(gains, overlap, level)
    return Difference(mean, mean - half, mean + half, len(gains))


def mean_interval(values: Sequence[float], *, level: float = LEVEL) -> Difference | None:
    """The mean of one method's figures with its t interval; None where none is finite."""
    return paired(dict(enumerate(values)), dict.fromkeys(range(len(values)), 0.0), level=level)


def _half_width(gains: np.ndarray[tuple[int], np.dtype[np.float64]], overlap: float, level: float) -> float:
    if len(gains) < 2:
        return math.nan
    quantile = float(stats.t.ppf((1 + level) / 2, len(gains) - 1))
    return quantile * math.sqrt((1 / len(gains) + overlap) * float(gains.var(ddof=1)))
