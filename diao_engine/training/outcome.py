# SPDX-License-Identifier: GPL-2.0-or-later
"""What a training has come to, for the card, the report and whoever compares trainings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from torch import nn

from ..jobs import support
from ..messages import Sentence
from ..metrics.confusion import Confusion
from ..model.card import Normalisation
from .loop import Trained

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Measured:
    """The confusion matrix on the tiles that `where` names (validation, test, or training where nothing is held out).

    `uncorrected` is the same without the prior correction; `tiles` (classes,) is the number of tiles on which each class stands.
    """

    where: str
    confusion: Confusion
    uncorrected: Confusion
    tiles: NDArray[np.int64]

    @property
    def few(self) -> tuple[bool, ...]:
        """Whose figures rest on too little ground, in class order."""
        return support.few(self.confusion.reference, self.tiles)


@dataclass(frozen=True)
class Priors:
    """Class shares (classes,) that sum to 1: of the real tiles in use, of what the network has seen, and what was aimed at.

    `seen` are the shown pixels, times the weights of the loss where it has some; `target` is None where nothing was aimed at.
    """

    natural: Floats
    seen: Floats
    target: Floats | None


@dataclass(frozen=True)
class TrainingOutcome:
    """A trained network and its figures.

    `network` holds the weights of the best epoch. `validation` and `test` are measured with the prior correction `prior_correction`
    (0 to 1), which was chosen on the validation tiles; `test` is None where there is no labelled test tile. `shown` are the
    labelled pixels per class (classes,) of all crops; `effective_tiles` as many tiles as would give crops as varied if they were
    drawn equally often.
    """

    network: nn.Module
    trained: Trained
    normalisation: Normalisation
    validation: Measured
    test: Measured | None
    prior_correction: float
    priors: Priors
    shown: NDArray[np.int64]
    effective_tiles: float
    started_from: Sentence
    device: str
    weights_count: int

    @property
    def confusion(self) -> Confusion:
        """That of the validation, with the prior correction."""
        return self.validation.confusion
