# SPDX-License-Identifier: GPL-2.0-or-later
"""How far repeats concentrate the draws of an epoch on few tiles: what balance costs in variety.

Notation of resources/docs/method.md, "Evenness": tile i has |n_i| labelled pixels and r_i repeats; v_i = r_i |n_i| / sum_j r_j |n_j|
is its share of the pixels that an epoch shows, v0_i the same with every tile once. The concentration is KL(v‖v0) in nats. For tiles
of one size that is ln n - H(draws), so exp of it divides the n tiles to the effective ones. It is convex in v, of which the class
distribution is a linear image, so that imbalance and concentration together keep a certified lower bound.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def concentration(repeats: NDArray[np.number], sizes: NDArray[np.number]) -> float:
    """KL(v‖v0) of the drawn pixels.

    Parameters
    ----------
    repeats
        Shape (tiles,), 1 or more, not necessarily whole.
    sizes
        Labelled pixels of each tile, shape (tiles,), 0 or more.

    Returns
    -------
    float
        In nats, 0 or more; 0 where all tiles are repeated alike, and where there are no pixels.
    """
    drawn = repeats * sizes
    if not drawn.any():
        return 0.0
    return max(0.0, float(drawn @ np.log(repeats) / drawn.sum() - np.log(drawn.sum() / sizes.sum())))
