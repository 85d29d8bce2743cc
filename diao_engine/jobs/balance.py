# SPDX-License-Identifier: GPL-2.0-or-later
"""Class shares, target shares, imbalance, and which classes are in the minority: the formulas of both sides of the process border.

QGIS's Python shows these numbers without numpy, the engine works with them; one formula keeps the two from disagreeing. Only
the divergence stands a second time, as `scoring.imbalance.divergence`, where it is computed thousands of times over arrays; a
test holds the two together. All sequences are in one class order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

# Shares that differ by less than this are equal: sums of shares are rounded.
TOLERANCE = 1e-12


def shares(counts: Iterable[float]) -> tuple[float, ...]:
    """Counts of 0 or more divided by their sum; all 0 where there are none."""
    amounts = [float(count) for count in counts]
    total = math.fsum(amounts) or 1.0
    return tuple(amount / total for amount in amounts)


def even_shares(counts: Iterable[float]) -> tuple[float, ...]:
    """The same share for every class that occurs, 0 for the others."""
    return shares(1.0 if count > 0 else 0.0 for count in counts)


def target_shares(targets: Iterable[float | None]) -> tuple[float, ...]:
    """The target distribution of a class table.

    Parameters
    ----------
    targets
        The column `target`, one entry a class; None stands for an even share, a negative one counts as 0.

    Returns
    -------
    tuple of float
        Shares from 0 to 1 that sum to 1; even ones where no target is above 0.
    """
    given = list(targets)
    amounts = [1.0 / len(given) if target is None else max(float(target), 0.0) for target in given]
    return shares(amounts if any(amounts) else [1.0] * len(amounts))


def imbalance(distribution: Iterable[float], target: Iterable[float]) -> float:
    """How far a class distribution is from its target: KL(p‖q) in nats over the classes that occur.

    Parameters
    ----------
    distribution
        Class shares or counts, 0 or more.
    target
        Target shares, 0 or more; they are taken over the classes that occur and need not sum to 1 there.

    Returns
    -------
    float
        0 where the two agree and where nothing occurs; infinite where a class occurs whose target is 0.
    """
    q = list(target)
    present = [(share, float(q[k])) for k, share in enumerate(shares(distribution)) if share > 0]
    if any(wanted <= 0 for _, wanted in present):
        return math.inf
    total = math.fsum(wanted for _, wanted in present)
    return max(0.0, math.fsum(share * math.log(share * total / wanted) for share, wanted in present))


def minority_classes(counts: Iterable[float], target: Iterable[float] | None = None) -> tuple[bool, ...]:
    """Which classes have a share below their target share.

    Parameters
    ----------
    counts
        Class shares or counts, 0 or more.
    target
        Target shares that sum to 1; None stands for an even share of every class that occurs, and then one that does not occur
        is in no minority.

    Returns
    -------
    tuple of bool
        One entry a class.
    """
    amounts = list(counts)
    q = list(even_shares(amounts) if target is None else target)
    return tuple(share < q[k] - TOLERANCE for k, share in enumerate(shares(amounts)))
