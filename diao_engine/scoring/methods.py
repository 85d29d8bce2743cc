# SPDX-License-Identifier: GPL-2.0-or-later
"""DIAO and the baselines behind one interface, by the choices of the job `score`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..jobs import Score
from ..jobs.registry import registry
from .baselines import BASELINES, Baseline
from .oversample import Limits, oversample


class ChooseRepeats(Protocol):
    """Chooses how often each training tile is repeated."""

    def __call__(
        self,
        tiles: NDArray[np.int64],
        target: NDArray[np.floating],
        limits: Limits,
        rng: np.random.Generator,
        on_round: Callable[[int, float], None],
    ) -> NDArray[np.int64]:
        """Repeats (tiles,), 1 to `limits.max_repeats`, with at most `limits.budget` copies in all.

        Parameters
        ----------
        tiles
            Class counts in pixels, shape (tiles, classes).
        target
            Target distribution, shape (classes,); baselines do not look at it.
        limits
            What every method keeps to.
        rng
            Source of random choices; DIAO makes none.
        on_round
            Called with the copies so far and the imbalance reached in nats; baselines have no rounds.
        """


def _diao(
    tiles: NDArray[np.int64],
    target: NDArray[np.floating],
    limits: Limits,
    rng: np.random.Generator,
    on_round: Callable[[int, float], None],
) -> NDArray[np.int64]:
    return oversample(tiles, target, limits, on_round=on_round)


def _method(baseline: Baseline) -> ChooseRepeats:
    return lambda tiles, target, limits, rng, on_round: baseline(tiles, limits, rng)


METHODS: dict[str, ChooseRepeats] = registry(
    Score, "method", {"diao": _diao, **{name: _method(baseline) for name, baseline in BASELINES.items()}}
)
