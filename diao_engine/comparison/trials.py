# SPDX-License-Identifier: GPL-2.0-or-later
"""The trainings of a comparison, and what is read from them: figures per training, in points of per cent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..jobs import LayerRef
from ..jobs.compare import NOTHING
from ..messages import Sentence
from ..metrics.confusion import Confusion
from .differences import Difference, paired
from .verdict import Verdict, verdict

Round = tuple[int, int]


@dataclass(frozen=True)
class Ground:
    """A dataset to balance and train on, and to measure on its validation tiles.

    `fold` counts from 1, 0 where the dataset's own validation tiles are measured on; `overlap` is what `paired` takes.
    """

    dataset: LayerRef
    fold: int
    overlap: float
    measured_on: Sentence


@dataclass(frozen=True)
class Trial:
    """One training; `imbalance` is the KL(p‖q) to uniform of the pixels that it has shown, in nats."""

    method: str
    seed: int
    fold: int
    confusion: Confusion
    imbalance: float
    effective_tiles: float
    seconds: float

    @property
    def round(self) -> Round:
        """Seed and fold: trainings of one round are compared with each other."""
        return self.seed, self.fold


@dataclass(frozen=True)
class Comparison:
    """All trainings of all methods, a training per method and round. `rare` (classes,) are the minority classes."""

    methods: tuple[str, ...]
    trials: tuple[Trial, ...]
    classes: tuple[str, ...]
    colors: tuple[str, ...]
    rare: NDArray[np.bool_]
    overlap: float
    measured_on: Sentence

    def rounds(self) -> list[Round]:
        """All rounds, in order."""
        return sorted({trial.round for trial in self.trials})

    def figures(self, method: str, read: Callable[[Trial], float]) -> dict[Round, float]:
        """A figure of each training of a method."""
        return {trial.round: read(trial) for trial in self.trials if trial.method == method}

    def mean(self, method: str, read: Callable[[Trial], float]) -> float:
        """The mean of a figure over the trainings of a method that have it; NaN where none has."""
        values = np.array(list(self.figures(method, read).values()))
        return float(values[np.isfinite(values)].mean()) if np.isfinite(values).any() else float("nan")

    def gain(self, method: str, read: Callable[[Trial], float]) -> Difference | None:
        """What a method has over no balancing, round by round; None for no balancing itself."""
        if method == NOTHING:
            return None
        return paired(self.figures(method, read), self.figures(NOTHING, read), overlap=self.overlap)

    def verdict(self) -> Verdict:
        """The method to use, by mean IoU: every class counts alike in it, the rare ones too."""
        return verdict({method: self.figures(method, miou) for method in self.methods}, NOTHING, overlap=self.overlap)

    def rare_iou(self, trial: Trial) -> float:
        """The mean IoU of the rare classes, in per cent; NaN where none occurs."""
        return _mean(trial.confusion.iou[self.rare])

    def iou(self, class_index: int) -> Callable[[Trial], float]:
        """Reads the IoU of one class, in per cent."""
        return lambda trial: 100 * float(trial.confusion.iou[class_index])


def miou(trial: Trial) -> float:
    """The mean IoU, in per cent."""
    return 100 * trial.confusion.miou


def macro_f1(trial: Trial) -> float:
    """The mean F1, in per cent."""
    return 100 * trial.confusion.macro_f1


def _mean(shares: NDArray[np.floating]) -> float:
    finite = shares[np.isfinite(shares)]
    return 100 * float(finite.mean()) if len(finite) else float("nan")
