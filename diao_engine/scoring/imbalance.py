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
from ..jobs import balance

Floats = NDArray[np.float64]


def divergence(counts: NDArray[np.number], target: NDArray[np.floating]) -> float:
    """KL(p‖q) of class counts to a target.

    Parameters
    ----------
    counts
        Class counts or shares, shape (classes,), 0 or more.
    target
        Target shares, shape (classes,), above 0 for every class that occurs. They are taken over these classes and need not sum
        to 1 there.

    Returns
    -------
    float
        In nats, 0 or more; 0 is balanced, and what no counts at all give.
    """
    occurs = counts > 0
    if not occurs.any():
        return 0.0
    p = counts[occurs] / counts[occurs].sum()
    q = target[occurs] / target[occurs].sum()
    return max(0.0, float(p @ np.log(p / q)))


def uniform(counts: NDArray[np.number]) -> Floats:
    """The same share for every class that occurs, 0 for the others."""
    return np.array(balance.even_shares(counts))


def tempered(counts: NDArray[np.number], temper: float) -> Floats:
    """Shares between uniform and the distribution of the counts: q ∝ p^t over the classes that occur.

    Parameters
    ----------
    counts
        Class counts, shape (classes,), not all 0.
    temper
        The exponent t, 0 (uniform) to 1 (the distribution itself).

    Returns
    -------
    numpy.ndarray
        Shape (classes,), sums to 1; 0 for classes that do not occur.
    """
    occurs = np.asarray(counts) > 0
    shares = np.zeros(len(counts))
    shares[occurs] = (counts[occurs] / counts.sum()) ** temper
    return np.asarray(shares / max(shares.sum(), np.finfo(float).tiny))


def lifted(counts: NDArray[np.number], temper: float) -> Floats:
    """Tempered shares for the minority classes, those below an even share; the others keep their proportions to each other.

    Evening out the common classes among themselves would be paid for in their accuracy and give the rare ones nothing.
    Parameters and result are those of `tempered`.
    """
    is_rare = minority_classes(counts)
    rare_shares = np.where(is_rare, tempered(counts, temper), 0.0)
    common = np.where(is_rare, 0.0, counts / max(float(counts.sum()), 1.0))
    return np.asarray(rare_shares + common * (1.0 - rare_shares.sum()) / max(common.sum(), np.finfo(float).tiny))


def custom(counts: NDArray[np.number], target: NDArray[np.floating], names: list[str]) -> Floats:
    """A user's target over the classes that occur.

    Parameters
    ----------
    counts
        Class counts, shape (classes,).
    target
        Target shares, shape (classes,), 0 or more.
    names
        Of the classes, for the message.

    Returns
    -------
    numpy.ndarray
        Shape (classes,), sums to 1; 0 for classes that do not occur.

    Raises
    ------
    BadInput
        The target of a class that occurs is 0, for the imbalance would be infinite.
    """
    occurs = np.asarray(counts) > 0
    missing = [name for name, is_present, share in zip(names, occurs, target, strict=True) if is_present and share <= 0]
    if missing:
        raise BadInput("target_of_zero", names=missing)
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
    """s_i = sum_k d_ik ln(q_k / p_k) + D, with densities d_ik = n_ik / |n_i|.

    Parameters
    ----------
    tiles
        Class counts of each tile, shape (tiles, classes).
    counts
        Class counts of all tiles with their repeats, shape (classes,).
    target
        Target shares, shape (classes,), above 0 for every class that occurs.

    Returns
    -------
    numpy.ndarray
        Scores in nats, shape (tiles,). Above 0 a copy of the tile lowers D; the gain of a copy is |n_i| s_i / |N| to first order.
        0 for empty tiles.
    """
    sizes = tiles.sum(axis=1)
    weighted = tiles @ log_ratio(counts, target)
    scores = weighted / np.maximum(sizes, 1) + divergence(counts, target)
    return np.asarray(np.where(sizes > 0, scores, 0.0))


def gain_scores(tiles: NDArray[np.number], counts: NDArray[np.number], target: NDArray[np.floating]) -> Floats:
    """|n_i| s_i, the gain of a copy of each tile to first order, times |N|; parameters as of `density_scores`.

    Tiles that are labelled all over are in the same order by both. Where little of some is labelled, their few pixels weigh no more
    than they would in a tile that is labelled all over.
    """
    return np.asarray(tiles.sum(axis=1) * density_scores(tiles, counts, target))
