# SPDX-License-Identifier: GPL-2.0-or-later
"""The class distribution that a job works towards, by its parameters target and temper."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ..dataset.classes import ClassScheme
from ..dataset.tiles import Tiles
from ..jobs import Score, Synthesize, Train
from ..jobs.registry import registry
from ..scoring import imbalance

Balancing = Score | Synthesize | Train
# From class counts (classes,), the job and the class scheme to target shares (classes,).
BuildTarget = Callable[[NDArray[np.int64], Balancing, ClassScheme], NDArray[np.float64]]


def _uniform(counts: NDArray[np.int64], job: Balancing, scheme: ClassScheme) -> NDArray[np.float64]:
    return imbalance.uniform(counts)


def _tempered(counts: NDArray[np.int64], job: Balancing, scheme: ClassScheme) -> NDArray[np.float64]:
    return imbalance.tempered(counts, job.temper)


def _lifted(counts: NDArray[np.int64], job: Balancing, scheme: ClassScheme) -> NDArray[np.float64]:
    return imbalance.lifted(counts, job.temper)


def _custom(counts: NDArray[np.int64], job: Balancing, scheme: ClassScheme) -> NDArray[np.float64]:
    return imbalance.custom(counts, scheme.targets(), list(scheme.names.values()))


_BUILDERS: dict[str, BuildTarget] = {
    "uniform": _uniform,
    "tempered": _tempered,
    "lifted": _lifted,
    "custom": _custom,
}
TARGETS = {job: registry(job, "target", _BUILDERS) for job in (Score, Synthesize, Train)}


def target_distribution(job: Balancing, train: Tiles, scheme: ClassScheme) -> NDArray[np.float64]:
    """Shares (classes,) that the training tiles should come close to.

    They start from the real tiles in use, each counted once: else a target that is tempered after synthesis would be tempered twice.

    Parameters
    ----------
    job
        Its `target` and `temper` say which distribution.
    train
        The training tiles; those with 0 repeats and, unless there are no others, synthetic ones play no part.
    scheme
        The classes, with the column `target` that a custom target takes.

    Returns
    -------
    numpy.ndarray
        Shape (classes,), 0 to 1, sums to 1 over the classes that occur; 0 for the others.

    Raises
    ------
    BadInput
        A custom target is 0 for a class that occurs, or is no distribution.
    """
    used = train.repeats > 0
    real = used & (train.origin == "real")
    counts = train.counts[real if real.any() else used].sum(axis=0)
    return TARGETS[type(job)][job.target](counts, job, scheme)
