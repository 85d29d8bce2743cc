# SPDX-License-Identifier: GPL-2.0-or-later
"""The class distribution that a job works towards, by its parameters target and temper."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..dataset.classes import ClassScheme
from ..jobs import Score, Synthesize
from ..scoring import imbalance


def wanted(job: Score | Synthesize, counts: NDArray[np.integer], scheme: ClassScheme) -> NDArray[np.float64]:
    """Shares (classes,) for training tiles with so many pixels per class. Raises BadInput for a custom target that cannot be."""
    if job.target == "tempered":
        return imbalance.tempered(counts, job.temper)
    if job.target == "custom":
        return imbalance.custom(counts, scheme.targets(), list(scheme.names.values()))
    return imbalance.uniform(counts)
