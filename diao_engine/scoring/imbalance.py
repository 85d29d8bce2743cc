# SPDX-License-Identifier: GPL-2.0-or-later
"""How far a class distribution is from its target, and what one more copy of a tile would change.

Notation of resources/docs/method.md, "Scoring": n_i are the class counts of tile i, N = sum r_i n_i, p = N / |N|, and
D = KL(p‖q) in nats over the classes that occur. All functions take counts of shape (classes,) or (tiles, classes), in one class order.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..dataset.classes import minority_classes
from ..errors import BadInput

Floats = NDArray[np.float64]


def divergence(counts: NDArray[np.number], target: NDArray[np.floating]) -> float:
    """KL(p‖q) in nats of class counts (classes,) to a target; 0 is balanced.

    The target is taken over the classes that occur and need not sum to 1 there; no counts at all give 0.
    """
    occurs = counts > 0
    if not occurs.any():
        return 0.0
    p = counts[occurs] / counts[occurs].sum()
    q = target[occurs] / target[occurs].sum()
    return max(0.0, float(p @ np.log(p / q)))


def uniform(counts: NDArray[np.number]) -> Floats:
    """The same share for every class that occurs, 0 for the others."""
    occurs = (np.asarray(counts) > 0).astype(float)
    return np.asarray(occurs / max(occurs.sum(), 1.0))


def rare(counts: NDArray[np.number]) -> NDArray[np.bool_]:
    """Which classes (classes,) occur and are minority classes to an even distribution."""
    shares = np.asarray(counts / max(counts.sum(), 1), dtype=float)
    return np.asarray((shares > 0) & minority_classes(shares, uniform(counts)))


def tempered(counts: NDArray[np.number], temper: float) -> Floats:
    """Shares between uniform (`temper` 0) and the distribution of `counts` (1): q ∝ p^t over the classes that occur."""
    occurs = np.asarray(counts) > 0
    shares = np.zeros(len(counts))
    shares[occurs] = (counts[occurs] / counts.sum()) ** temper
    return np.asarray(shares / max(shares.sum(), np.finfo(float).tiny))


def lifted(counts: NDArray[np.number], temper: float) -> Floats:
    """Tempered shares for the minority classes, those below an even share; the others keep their proportions to each other.

    Evening out the common classes among themselves would be paid for in their accuracy and give the rare ones nothing.
    """
    is_rare = rare(counts)
    wanted = np.where(is_rare, tempered(counts, temper), 0.0)
    common = np.where(is_rare, 0.0, counts / max(counts.sum(), 1))
    return np.asarray(wanted + common * (1.0 - wanted.sum()) / max(common.sum(), np.finfo(float).tiny))


def custom(counts: NDArray[np.number], target: NDArray[np.floating], names: list[str]) -> Floats:
    """A user's target over the classes that occur; BadInput when one of them is wanted nowhere, for D would be infinite."""
    occurs = np.asarray(counts) > 0
    unwanted = [name for name, there, share in zip(names, occurs, target, strict=True) if there and share <= 0]
    if unwanted:
        raise BadInput(
            f"The target of {', '.join(unwanted)} is 0, but the class occurs in the training tiles; give it a small share in the "
            "column target of the table classes."
        )
    shares = np.where(occurs, target, 0.0)
    return np.asarray(shares / shares.sum())


def log_ratio(counts: NDArray[np.number], target: NDArray[np.floating]) -> Floats:
    """ln(q / p) per class: positive for a class below its target; 0 for classes that do not occur."""
    occurs = counts > 0
    ratio = np.zeros(len(counts))
    p = counts[occurs] / counts[occurs].sum()
    ratio[occurs] = np.log(target[occurs] / target[occurs].sum() / p)
    return ratio


def density_scores(tiles: NDArray[np.number], counts: NDArray[np.number], target: NDArray[np.floating]) -> Floats:
    """s_i = sum_k d_ik ln(q_k / p_k) + D, with densities d_ik = n_ik / |n_i|; shape (tiles,).

    s_i > 0 means that a copy of tile i lowers D; the gain of a copy is |n_i| s_i / |N| to first order. 0 for empty tiles.
    """
    sizes = tiles.sum(axis=1)
    weighted = tiles @ log_ratio(counts, target)
    scores = weighted / np.maximum(sizes, 1) + divergence(counts, target)
    return np.asarray(np.where(sizes > 0, scores, 0.0))
