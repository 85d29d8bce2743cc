# SPDX-License-Identifier: GPL-2.0-or-later
"""Class shares, target shares, imbalance, and which classes are in the minority: the formulas of both sides of the process border.

QGIS's Python shows these numbers without numpy, the engine works with them; one formula keeps the two from disagreeing. Only
the divergence and the targets stand a second time, in `scoring.imbalance`, where they are computed over arrays; tests hold the
two together. All sequences are in one class order.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

# Shares that differ by less than this are equal: sums of shares are rounded.
TOLERANCE = 1e-12


class Imbalance(NamedTuple):
    """How far the classes of a dataset are from balance, KL(p‖q) in nats.

    `to_target` is that to the target of the dataset's last step, `to_even` that to an even distribution; where no step has set a
    target, `has_target` is false and both are the same.
    """

    to_target: float
    to_even: float
    has_target: bool


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


def wanted_shares(
    choice: str, counts: Iterable[float], stated: Iterable[float | None], temper: float
) -> tuple[float, ...]:
    """The class shares that a step works towards, by its parameters `target` and `temper`.

    Parameters
    ----------
    choice
        A value of `target`.
    counts
        Pixels of the real training tiles in use, each counted once.
    stated
        The column `target` of the class table, for the choice `custom`; None stands for an even share.
    temper
        The exponent of the real shares, 0 (equal shares) to 1 (the real ones).

    Returns
    -------
    tuple of float
        Shares that sum to 1 over the classes that occur; 0 for the others.
    """
    amounts = list(counts)
    return shares(_WANTED[choice](shares(amounts), target_shares(stated), temper))


def _uniform(real: Sequence[float], _stated: Sequence[float], _temper: float) -> Sequence[float]:
    return even_shares(real)


def _tempered(real: Sequence[float], _stated: Sequence[float], temper: float) -> Sequence[float]:
    return shares(share**temper if share > 0 else 0.0 for share in real)


def _lifted(real: Sequence[float], _stated: Sequence[float], temper: float) -> Sequence[float]:
    rare = [share if is_rare else 0.0 for share, is_rare in zip(_tempered(real, (), temper), minority_classes(real))]
    common = [0.0 if is_rare else share for share, is_rare in zip(real, minority_classes(real))]
    rest = (1.0 - math.fsum(rare)) / (math.fsum(common) or 1.0)
    return [low + high * rest for low, high in zip(rare, common)]


def _custom(real: Sequence[float], stated: Sequence[float], _temper: float) -> Sequence[float]:
    return [wanted if share > 0 else 0.0 for share, wanted in zip(real, stated)]


# By the values of the parameter `target`.
_WANTED: dict[str, Callable[[Sequence[float], Sequence[float], float], Sequence[float]]] = {
    "uniform": _uniform,
    "tempered": _tempered,
    "lifted": _lifted,
    "custom": _custom,
}


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


def last_target(history: Sequence[Mapping[str, Any]], counts: Sequence[float]) -> tuple[float, ...] | None:
    """The target distribution that the last step worked towards.

    Parameters
    ----------
    history
        The steps of a dataset, the last one last, as they stand in its file; steps that have a target keep it as `target_shares`.
    counts
        Class shares or counts, 0 or more.

    Returns
    -------
    tuple of float, or None
        Shares from 0 to 1, one a class. None where no step has set a target, or the classes have changed since, so that it does
        not fit them: another number of classes, or none of it for a class that occurs.
    """
    results = [step.get("results") for step in history if isinstance(step, Mapping)]
    given = [entry["target_shares"] for entry in results if isinstance(entry, Mapping) and "target_shares" in entry]
    if not given or not isinstance(given[-1], (list, tuple)) or len(given[-1]) != len(counts):
        return None
    if not all(isinstance(share, (int, float)) and math.isfinite(share) and share >= 0 for share in given[-1]):
        return None
    target = shares(given[-1])
    return None if math.isinf(imbalance(counts, target)) or not any(target) else target


def imbalances(history: Sequence[Mapping[str, Any]], counts: Sequence[float]) -> Imbalance:
    """The two numbers that are called imbalance, of class counts or shares under the last step of a history (`last_target`)."""
    target, to_even = last_target(history, counts), imbalance(counts, even_shares(counts))
    return Imbalance(to_even if target is None else imbalance(counts, target), to_even, target is not None)
