# SPDX-License-Identifier: GPL-2.0-or-later
"""What a training has come to, for the card, the report and whoever compares trainings."""

from __future__ import annotations

from dataclasses import dataclass

from torch import nn

from ..metrics.confusion import Confusion
from ..model.card import Normalisation
from .loop import Trained


@dataclass(frozen=True)
class TrainingOutcome:
    """A trained network and its figures.

    `network` holds the weights of the best epoch. `confusion` is measured on the tiles that `measured_on` names (validation, or
    training where there is no validation tile), with the prior correction `prior_correction` (0 to 1); `uncorrected` is the same
    without it.
    """

    network: nn.Module
    trained: Trained
    normalisation: Normalisation
    measured_on: str
    confusion: Confusion
    uncorrected: Confusion
    prior_correction: float
    encoder_weights: str
    device: str
    weights_count: int
