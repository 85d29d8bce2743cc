# SPDX-License-Identifier: GPL-2.0-or-later
"""What a training has come to, for the card, the report and whoever compares trainings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from torch import nn

from ..metrics.confusion import Confusion
from ..model.card import Normalisation
from .loop import Trained


@dataclass(frozen=True)
class TrainingOutcome:
    """A trained network and its figures.

    `network` holds the weights of the best epoch. `confusion` is measured on the tiles that `measured_on` names (validation, or
    training where there is no validation tile), with the prior correction `prior_correction` (0 to 1); `uncorrected` is the same
    without it. `shown` are the labelled pixels per class (classes,) of all crops, `effective_tiles` as many tiles as would give such
    varied crops if they were drawn equally often.
    """

    network: nn.Module
    trained: Trained
    normalisation: Normalisation
    measured_on: str
    confusion: Confusion
    uncorrected: Confusion
    prior_correction: float
    shown: NDArray[np.int64]
    effective_tiles: float
    encoder_weights: str
    device: str
    weights_count: int
