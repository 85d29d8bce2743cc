# SPDX-License-Identifier: GPL-2.0-or-later
"""The class distribution that a job works towards, by its parameters target and temper."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..dataset.classes import ClassScheme
from ..dataset.tiles import Tiles
from ..jobs import Score, Synthesize
from ..scoring import imbalance


def target_distribution(job: Score | Synthesize, train: Tiles, scheme: ClassScheme) -> NDArray[np.float64]:
    """Shares (classes,) that the training tiles should come close to. Raises BadInput for a custom target that cannot be.

    They start from the real tiles in use, each counted once: else a target that is tempered after synthesis would be tempered twice.
    """
    used = train.repeats > 0
    real = used & (train.origin == "real")
    counts = train.counts[real if real.any() else used].sum(axis=0)
    if job.target == "tempered":
        return imbalance.tempered(counts, job.temper)
    if job.target == "lifted":
        return imbalance.lifted(counts, job.temper)
    if job.target == "custom":
        return imbalance.custom(counts, scheme.targets(), list(scheme.names.values()))
    return imbalance.uniform(counts)
