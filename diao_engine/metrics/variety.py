# SPDX-License-Identifier: GPL-2.0-or-later
"""How varied the draws of tiles are: those that repeats ask for, and those that a training has made."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray


def effective_tiles(draws: NDArray[np.integer]) -> float:
    """The number of tiles that would be as varied if they were drawn alike: exp of the entropy of the draws.

    Parameters
    ----------
    draws
        How often each tile is drawn, shape (tiles,), 0 or more.

    Returns
    -------
    float
        1 to the number of tiles that are drawn; 0 where none is.
    """
    drawn = draws[draws > 0]
    if not len(drawn):
        return 0.0
    shares = drawn / drawn.sum()
    return float(np.exp(-(shares @ np.log(shares))))
