# SPDX-License-Identifier: GPL-2.0-or-later
"""Whether two computations of the same come to the same: another device, another precision."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

# Share of the largest value. GPUs add up in another order and multiply with fewer bits: TF32 and float16 have 10 of them, bfloat16,
# which trainings use, has 7.
TOLERANCE, TOLERANCE_OF_BFLOAT16 = 0.01, 0.05


def difference(found: NDArray[np.floating], expected: NDArray[np.floating]) -> float:
    """The largest difference as a share of the largest expected value; infinite where shapes differ or something is no number."""
    if found.shape != expected.shape or not np.isfinite(found).all():
        return float("inf")
    largest = float(np.abs(expected).max(initial=0.0))
    return float(np.abs(found.astype(np.float64) - expected).max(initial=0.0)) / (largest or 1.0)
