# SPDX-License-Identifier: GPL-2.0-or-later
"""The class distribution that a job works towards, by its parameters target and temper, and how near it came."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from ..dataset.classes import ClassScheme
from ..dataset.tiles import Tiles
from ..jobs import Score, Synthesize, Train
from ..jobs.registry import registry
from ..messages import Sentence
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
    A class that is left in synthetic tiles alone counts as these have it, each once; without a share its imbalance would be infinite.

    Parameters
    ----------
    job
        Its `target` and `temper` say which distribution.
    train
        The training tiles; those with 0 repeats play no part.
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
    return TARGETS[type(job)][job.target](natural_counts(train), job, scheme)


def natural_counts(train: Tiles) -> NDArray[np.int64]:
    """Pixels per class (classes,) of the real training tiles in use, each counted once; of the synthetic ones for a class that only
    these have.
    """
    return np.array(train.counted().natural(), dtype=np.int64)


def imbalance_numbers(
    before: NDArray[np.integer], after: NDArray[np.integer], target: NDArray[np.float64]
) -> dict[str, float]:
    """The numbers `common.IMBALANCE_STEP` of a step that took class counts (classes,) from `before` to `after`, in nats."""
    return {
        "imbalance_before": imbalance.divergence(before, target),
        "imbalance_after": imbalance.divergence(after, target),
        "imbalance_uniform_before": imbalance.divergence(before, imbalance.uniform(before)),
        "imbalance_uniform_after": imbalance.divergence(after, imbalance.uniform(after)),
    }


def imbalance_change(numbers: Mapping[str, float]) -> Sentence:
    """These numbers as the end of a sentence."""
    return Sentence.of(
        "imbalance_change",
        before=numbers["imbalance_before"],
        after=numbers["imbalance_after"],
        even_before=numbers["imbalance_uniform_before"],
        even_after=numbers["imbalance_uniform_after"],
    )


def imbalance_rows(numbers: Mapping[str, float]) -> list[tuple[Sentence, float, float]]:
    """These numbers as rows of a table: towards what, before, after."""
    return [
        (Sentence("to_target"), numbers["imbalance_before"], numbers["imbalance_after"]),
        (Sentence("to_even"), numbers["imbalance_uniform_before"], numbers["imbalance_uniform_after"]),
    ]
